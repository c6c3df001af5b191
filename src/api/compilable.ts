import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** Places of fields, fragments spread out, that one operation may have to be compiled: graphql-jit writes code for each. */
const MOST_PLACES = 1_000

/** Names that every object has: graphql-jit takes them for variables that were given, and `__proto__` for no field. */
const OF_EVERY_OBJECT = new Set(Object.getOwnPropertyNames(Object.prototype))

/**
 * Whether graphql-jit 0.8 executes a document as graphql-js does. It does not where conditions stand in fragments (it keeps
 * them on the fragment's nodes, so that one place rules another), where a variable that may not be null has a default,
 * where a list may hold nulls (it loses the last ones), or where names are those of every object.
 */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  if (placesOf(document) > MOST_PLACES) return false
  let differs = false
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive: () => {
        differs = true
      },
      VariableDefinition: ({ type, defaultValue }) => {
        if (type.kind === Kind.NON_NULL_TYPE && defaultValue) differs = true
      },
      Name: ({ value }) => {
        if (OF_EVERY_OBJECT.has(value)) differs = true
      },
      Field: () => {
        const type = types.getType()
        const list = isNonNullType(type) ? type.ofType : type
        if (isListType(list) && !isNonNullType(list.ofType)) differs = true
      },
    }),
  )
  return !differs
}

/** How many places of fields there are with every fragment at each of its spreads. */
function placesOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one)
  const counted = new Map<string, number>()
  const ofFragment = (name: string): number => {
    const fragment = fragments.get(name)
    const known = counted.get(name) ?? (fragment ? ofSelection(fragment.selectionSet) : 0)
    counted.set(name, known)
    return known
  }
  const ofSelection = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, one) => {
      if (one.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(one.name.value)
      return sum + (one.kind === Kind.FIELD ? 1 : 0) + (one.selectionSet ? ofSelection(one.selectionSet) : 0)
    }, 0)
  return document.definitions.reduce(
    (sum, one) => sum + (one.kind === Kind.OPERATION_DEFINITION ? ofSelection(one.selectionSet) : 0),
    0,
  )
}
