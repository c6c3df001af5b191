import { readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { type GraphQLSchema, isObjectType } from 'graphql'
import type { Connection, LazyConnection, Registry } from '../graph/index.ts'
import { CONNECTION_PARTS, partOf } from './connection.ts'
import { resolversOf } from './resolvers.ts'

const schemaText = () => readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')

const typed = { __resolveType: (node: { __typename: string }) => node.__typename }

/** The schema with its resolvers. */
export function openSchema(registry: Registry): GraphQLSchema {
  const resolvers = { ...resolversOf(registry), Node: typed, Presentation: typed }
  const schema = makeExecutableSchema({ typeDefs: schemaText(), resolvers })
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.name.endsWith('Connection')) continue
    for (const name of CONNECTION_PARTS) {
      const field = type.getFields()[name]
      if (field) field.resolve = (page: Connection | LazyConnection) => partOf(page, name)
    }
  }
  return schema
}
