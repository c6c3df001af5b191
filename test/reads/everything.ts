import { type GraphQLField, isEnumType, isObjectType } from 'graphql'
import { globalId } from '../api/service.ts'
import type { Copy } from './copy.ts'
import { SCHEMA } from './naive/evaluate.ts'
import { FIELDS } from './naive/query.ts'
import type { Operation } from './operations/writing.ts'

/** Every list in every order, whole: of the query root, and of everything that has an id. */
export function everyList(copy: Copy): Operation[] {
  const root = listsOf('Query').filter(({ name }) => name !== 'repeatDisembarkers' && name !== 'sharedDocuments')
  const ofTypes = Object.keys(FIELDS).flatMap(typeName => {
    const lists = listsOf(typeName)
    if (lists.length === 0) return []
    const ids = copy.all(typeName).map(({ properties }) => globalId(typeName, properties.id))
    const selection = `... on ${typeName} { ${lists.flatMap(inEveryOrder).join(' ')} }`
    return { text: `query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`, variables: { ids } }
  })
  return [{ text: `{ ${root.flatMap(inEveryOrder).join(' ')} }`, variables: {} }, ...ofTypes]
}

function listsOf(typeName: string): GraphQLField<unknown, unknown>[] {
  const type = SCHEMA.getType(typeName)
  return isObjectType(type) ? Object.values(type.getFields()).filter(({ args }) => args.some(isFirst)) : []
}

const isFirst = ({ name }: { name: string }) => name === 'first'

function inEveryOrder({ name, args }: GraphQLField<unknown, unknown>): string[] {
  const order = args.find(arg => arg.name === 'orderBy')
  const page = '{ totalCount edges { cursor node { __typename ... on Node { id } } } }'
  if (!order || !isEnumType(order.type)) return [`${name}(first: 500) ${page}`]
  return order.type
    .getValues()
    .map(value => `${name}${value.name}: ${name}(first: 500, orderBy: ${value.name}) ${page}`)
}
