import { type GraphQLField, getNamedType, isEnumType, isLeafType, isObjectType } from 'graphql'
import { globalId } from '../api/service.ts'
import type { Copy } from './copy.ts'
import { SCHEMA } from './naive/evaluate.ts'
import { FIELDS } from './naive/query.ts'
import type { Operation } from './operations/writing.ts'

type Field = GraphQLField<unknown, unknown>

/** Everything that has an id with all its fields, and every list in every order, whole. */
export function everything(copy: Copy): Operation[] {
  const root = fieldsOf('Query').filter(
    field => isPaged(field) && field.name !== 'repeatDisembarkers' && field.name !== 'sharedDocuments',
  )
  const ofTypes = Object.keys(FIELDS).map(typeName => {
    const ids = copy.all(typeName).map(({ properties }) => globalId(typeName, properties.id))
    const selection = fieldsOf(typeName).flatMap(field => (isPaged(field) ? inEveryOrder(field) : withLeaves(field)))
    return { text: `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${typeName} { ${selection.join(' ')} } } }`, ids }
  })
  return [
    { text: `{ ${root.flatMap(inEveryOrder).join(' ')} }`, variables: {} },
    ...ofTypes.map(({ text, ids }) => ({ text, variables: { ids } })),
  ]
}

function fieldsOf(typeName: string): Field[] {
  const type = SCHEMA.getType(typeName)
  return isObjectType(type) ? Object.values(type.getFields()) : []
}

const isPaged = ({ args }: Field) => args.some(({ name }) => name === 'first')
const isLeaf = ({ type }: Field) => isLeafType(getNamedType(type))

/** A value, or a neighbour with its values. */
function withLeaves(field: Field): string {
  if (isLeaf(field)) return field.name
  const leaves = fieldsOf(getNamedType(field.type).name).filter(isLeaf)
  return `${field.name} { ${leaves.map(({ name }) => name).join(' ')} }`
}

function inEveryOrder({ name, args }: Field): string[] {
  const order = args.find(arg => arg.name === 'orderBy')
  const page = '{ totalCount edges { cursor node { __typename ... on Node { id } } } }'
  if (!order || !isEnumType(order.type)) return [`${name}(first: 500) ${page}`]
  return order.type
    .getValues()
    .map(value => `${name}${value.name}: ${name}(first: 500, orderBy: ${value.name}) ${page}`)
}
