import {
  type ASTNode,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  visit,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { type Asked, type PageArguments, placeOf, type Selection } from '../graph/index.ts'

/** As much of an operation as says what is asked. */
export type Info = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>
type AnyField = GraphQLField<unknown, unknown>

const NONE: Selection = new Map()

/** The fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode): Info['fragments'] {
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null)
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one
  return fragments
}

/** What is asked of a field with these arguments, and below it by the selections of these nodes. */
export function askedOfField(info: Info, field: AnyField, args: PageArguments, nodes: readonly FieldNode[]): Asked {
  const type = getNamedType(field.type)
  if (!isConnection(type)) return { name: field.name, args, below: selectionBelow(info, type, nodes), parts: ALL_ROWS }
  const parts = selected(info, type, nodes)
  const called = (name: string) => parts.filter(node => node.name.value === name)
  const edges = typeOf(type, 'edges') as GraphQLObjectType
  const ofEdges = selected(info, edges, called('edges'))
  const ofEdge = new Set(ofEdges.map(node => node.name.value))
  const { node: _, cursor: __, ...ties } = edges.getFields()
  const target = typeOf(edges, 'node')
  return {
    name: field.name,
    args,
    below: selectionBelow(info, target, [...called('nodes'), ...ofEdges.filter(node => node.name.value === 'node')]),
    parts: {
      rows: called('nodes').length + called('edges').length > 0,
      cursors: ofEdge.has('cursor') || called('pageInfo').length > 0,
      pageInfo: called('pageInfo').length > 0,
      totalCount: called('totalCount').length > 0,
      ties: Object.keys(ties).filter(name => ofEdge.has(name)),
    },
  }
}

const typeOf = (type: GraphQLObjectType, field: string): GraphQLNamedType =>
  getNamedType((type.getFields()[field] as AnyField).type)

const ALL_ROWS = { rows: true, cursors: false, pageInfo: false, totalCount: false, ties: [] }

const isConnection = (type: GraphQLNamedType): type is GraphQLObjectType =>
  isObjectType(type) && type.name.endsWith('Connection')

/** What the selections of these fields ask of nodes of a type, for each type that they may have. */
export function selectionBelow(info: Info, type: GraphQLNamedType, nodes: readonly FieldNode[]): Selection {
  if (isObjectType(type)) return new Map([[type.name, fieldsAsked(info, type, nodes)]])
  if (!isAbstractType(type)) return NONE
  const types = info.schema.getPossibleTypes(type)
  return new Map(types.map(one => [one.name, fieldsAsked(info, one, nodes)]))
}

/**
 * The fields that are asked of a type, those with the same arguments as one. They stand in the order of their names, so
 * that the same questions in another order are the same statement.
 */
function fieldsAsked(info: Info, type: GraphQLObjectType, nodes: readonly FieldNode[]): Asked[] {
  const byPlace = new Map<string, { field: AnyField; args: PageArguments; nodes: FieldNode[] }>()
  for (const node of selected(info, type, nodes)) {
    const field = type.getFields()[node.name.value] as AnyField | undefined
    const args = field && argumentsOf(field, node, info)
    if (!field || !args) continue
    const place = placeOf(field.name, args)
    const known = byPlace.get(place)
    if (known) known.nodes.push(node)
    else byPlace.set(place, { field, args, nodes: [node] })
  }
  const sorted = [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([, { field, args, nodes: found }]) => askedOfField(info, field, args, found))
}

/** Arguments that cannot be read are refused where the field is resolved, at its own place in the answer. */
export function argumentsOf(field: AnyField, node: FieldNode, { variableValues }: Info): PageArguments | undefined {
  if (field.args.length === 0) return {}
  try {
    return getArgumentValues(field, node, variableValues)
  } catch {
    return undefined
  }
}

/** The fields that are selected of a type, through its fragments and as far as `@skip` and `@include` let them. */
export function selected(info: Info, type: GraphQLObjectType, nodes: readonly FieldNode[]): FieldNode[] {
  const found: FieldNode[] = []
  // A fragment counts once for each field, however often it is spread: else fragments in fragments double with each.
  const spread = new Set<string>()
  const walk = (selections: readonly SelectionNode[]) => {
    for (const selection of selections) {
      if (!isIncluded(selection, info)) continue
      if (selection.kind === 'Field') found.push(selection)
      else if (selection.kind === 'InlineFragment') {
        if (covers(info.schema, selection.typeCondition?.name.value, type)) walk(selection.selectionSet.selections)
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        const fragment = info.fragments[selection.name.value]
        if (fragment && covers(info.schema, fragment.typeCondition.name.value, type))
          walk(fragment.selectionSet.selections)
      }
    }
  }
  for (const node of nodes) walk(node.selectionSet?.selections ?? [])
  return found
}

function isIncluded(selection: SelectionNode, { variableValues }: Info): boolean {
  if (!selection.directives?.length) return true
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false
}

function covers(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true
  const named = schema.getType(condition)
  return isAbstractType(named) && schema.isSubType(named, type)
}

/** Sets of values of the variables, at one place of an operation, that are remembered. */
const MOST_REMEMBERED = 50

interface Remembered<T> {
  /** The variables that shape what is asked there. */
  readonly uses: readonly string[]
  readonly asked: LRUCache<string, T & object>
}

/** A field where it stands in an operation. */
export type Place = Info & Pick<GraphQLResolveInfo, 'fieldNodes' | 'fieldName' | 'parentType' | 'returnType'>

/**
 * What operations ask, worked out once for each place of an operation and the variables that it uses: a place is one
 * list of field nodes, and lives as long as its document is kept.
 */
export class AskedPlaces {
  readonly #below = new WeakMap<readonly FieldNode[], Remembered<Selection>>()
  readonly #fields = new WeakMap<readonly FieldNode[], Remembered<Asked>>()

  /** What is asked of the nodes that a field leads to. The field's type is a type of node, or a list of one. */
  below(place: Place): Selection {
    const { fieldNodes, returnType } = place
    const selections = fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    return remembered(this.#below, place, selections, () => selectionBelow(place, getNamedType(returnType), fieldNodes))
  }

  /** What is asked of a field with these arguments, and below it. */
  field(place: Place, args: PageArguments): Asked {
    const { fieldNodes, parentType, fieldName } = place
    const field = parentType.getFields()[fieldName] as AnyField
    return remembered(this.#fields, place, fieldNodes, () => askedOfField(place, field, args, fieldNodes))
  }
}

function remembered<T>(
  places: WeakMap<readonly FieldNode[], Remembered<T>>,
  { fieldNodes, fragments, variableValues }: Place,
  shapedBy: readonly ASTNode[],
  ask: () => T & object,
): T {
  const known = places.get(fieldNodes)
  const place = known ?? { uses: variablesIn(shapedBy, fragments), asked: new LRUCache({ max: MOST_REMEMBERED }) }
  if (!known) places.set(fieldNodes, place)
  const key = JSON.stringify(
    place.uses.map(name => (Object.hasOwn(variableValues, name) ? variableValues[name] : 'absent')),
  )
  const asked = place.asked.get(key) ?? ask()
  place.asked.set(key, asked)
  return asked
}

/** The variables that stand in these nodes and in the fragments that they spread. */
function variablesIn(nodes: readonly ASTNode[], fragments: GraphQLResolveInfo['fragments']): string[] {
  const found = new Set<string>()
  const spread = new Set<string>()
  const visitor: ASTVisitor = {
    Variable: ({ name }) => void found.add(name.value),
    FragmentSpread: ({ name }) => {
      if (spread.has(name.value)) return
      spread.add(name.value)
      const fragment = fragments[name.value]
      if (fragment) visit(fragment, visitor)
    },
  }
  for (const node of nodes) visit(node, visitor)
  return [...found].sort()
}
