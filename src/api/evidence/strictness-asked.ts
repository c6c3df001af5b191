import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isInputObjectType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { Invalid } from '../../base/index.ts'
import type { Strictness } from '../../person/index.ts'

const TYPE = 'IdentityStrictness'
const ORDINARY: Strictness = 'REVIEWED'

/**
 * How strictly an operation takes identities for one person, by the arguments that say so.
 * @throws Invalid where its parts take them differently: a bundle tells of each person once
 */
export function strictnessAsked(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Strictness {
  const { coerced = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables })
  const asked = new Set<Strictness>()
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: node => (node === operation ? undefined : false),
      Field: node => {
        const field = types.getFieldDef()
        if (!field?.args.some(saysHowStrictly)) return
        for (const said of strictnessesIn(field.args, getArgumentValues(field, node, coerced))) asked.add(said)
      },
    }),
  )
  if (asked.size > 1)
    throw new Invalid(
      `query: expected a question that takes persons one way, got ${[...asked].join(' and ')}; freeze two`,
      { field: 'query' },
    )
  return [...asked][0] ?? ORDINARY
}

type Input = GraphQLArgument | GraphQLInputField

function saysHowStrictly({ type }: Input): boolean {
  const named = getNamedType(type)
  return named.name === TYPE || (isInputObjectType(named) && Object.values(named.getFields()).some(isStrictness))
}

const isStrictness = ({ type }: Input) => getNamedType(type).name === TYPE

/** Of a field's arguments, and of the fields of its inputs. */
function strictnessesIn(inputs: readonly Input[], values: Readonly<Record<string, unknown>>): Strictness[] {
  return inputs.filter(saysHowStrictly).flatMap((input): Strictness[] => {
    const value = values[input.name]
    if (isStrictness(input)) return [(value as Strictness | null | undefined) ?? ORDINARY]
    const named = getNamedType(input.type)
    if (!isInputObjectType(named)) return []
    return strictnessesIn(Object.values(named.getFields()), (value ?? {}) as Record<string, unknown>)
  })
}
