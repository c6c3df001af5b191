import { type GraphQLField, type GraphQLNamedType, getNamedType, isEnumType, isLeafType, isObjectType } from 'graphql'
import { globalId } from '../api/service.ts'
import type { About } from './naive/about.ts'
import { SCHEMA } from './naive/evaluate.ts'
import { FIELDS } from './naive/query.ts'
import { LEFT_OUT } from './operations/selection.ts'
import type { Operation } from './operations/writing.ts'

type Field = GraphQLField<unknown, unknown>

const STRICTNESSES = ['REVIEWED', 'STRICT', 'PROBABLE'] as const

/** Everything that has an id with all its fields, and every list in every order, whole; persons taken in every way. */
export function everything(about: About): Operation[] {
  return STRICTNESSES.flatMap(strictness => everythingUnder(about.under(strictness)))
}

function everythingUnder({ copy, persons, strictness }: About): Operation[] {
  const isReviewed = strictness === 'REVIEWED'
  const root = fieldsOf('Query').filter(field => isPaged(field) && (isReviewed || takesStrictness(field)))
  const types = Object.keys(FIELDS).filter(name => isReviewed || NEAR_PERSONS.has(name))
  const ofTypes = types.map(typeName => {
    const nodes = typeName === 'Person' ? persons.all : copy.all(typeName)
    const ids = nodes.map(({ properties }) => globalId(typeName, properties.id))
    const selection = fieldsOf(typeName).flatMap(field => (isPaged(field) ? inEveryOrder(field) : withLeaves(field)))
    const text = `query ($ids: [ID!]!) { nodes(ids: $ids, identity: ${strictness}) { ... on ${typeName} { ${selection.join(' ')} } } }`
    return { text, ids }
  })
  return [
    { text: `{ ${root.flatMap(field => inEveryOrder(field, strictness)).join(' ')} }`, variables: {} },
    ...ofTypes.map(({ text, ids }) => ({ text, variables: { ids } })),
  ]
}

function fieldsOf(typeName: string): Field[] {
  const type = SCHEMA.getType(typeName)
  const fields = isObjectType(type) ? Object.values(type.getFields()) : []
  return fields.filter(({ name }) => !LEFT_OUT.has(`${typeName}.${name}`))
}

/** Types of which anything is another thing where persons are. */
const NEAR_PERSONS = new Set(['Person', 'Identity', 'Document', 'Journey'])

const takesStrictness = ({ args }: Field) => args.some(({ name }) => name === 'identity')
const isPaged = ({ args }: Field) => args.some(({ name }) => name === 'first')
const isLeaf = ({ type }: Field) => isLeafType(getNamedType(type))

const isNode = (type: GraphQLNamedType) => isObjectType(type) && type.getInterfaces().length > 0

/** A value, or a neighbour with its values; what is no thing of its own with all that it holds. */
function withLeaves(field: Field): string {
  if (isLeaf(field)) return field.name
  const type = getNamedType(field.type)
  const below = fieldsOf(type.name).filter(one => !isNode(type) || isLeaf(one))
  return `${field.name} { ${below.map(withLeaves).join(' ')} }`
}

function inEveryOrder(field: Field, strictness?: string): string[] {
  const { name, args } = field
  const identity = takesStrictness(field) ? `, identity: ${strictness}` : ''
  const order = args.find(arg => arg.name === 'orderBy')
  const page = '{ totalCount edges { cursor node { __typename ... on Node { id } } } }'
  if (!order || !isEnumType(order.type)) return [`${name}(first: 500${identity}) ${page}`]
  return order.type
    .getValues()
    .map(value => `${name}${value.name}: ${name}(first: 500, orderBy: ${value.name}${identity}) ${page}`)
}
