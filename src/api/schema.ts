import { readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql'
import { sha256 } from '../evidence/index.ts'
import type { Connection, LazyConnection, Registry } from '../graph/index.ts'
import { CONNECTION_PARTS, partOf } from './connection.ts'
import { resolversOf } from './resolvers.ts'

type Resolve = GraphQLFieldResolver<unknown, unknown>

/** SHA-256 of the schema's text, in hexadecimal: what a question means is said there. */
export const schemaHash = (): string => sha256(schemaText())

const schemaText = () => readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')

const typed = { __resolveType: (node: { __typename: string }) => node.__typename }

/** The schema with its resolvers. */
export function openSchema(registry: Registry): GraphQLSchema {
  const resolvers = { ...resolversOf(registry), Node: typed, Presentation: typed }
  const schema = makeExecutableSchema({ typeDefs: schemaText(), resolvers })
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    const fields = type.getFields()
    if (type.name.endsWith('Connection'))
      for (const name of CONNECTION_PARTS)
        if (fields[name] && !fields[name].resolve)
          fields[name].resolve = (page: Connection | LazyConnection) => partOf(page, name)
    for (const field of Object.values(fields)) if (field.resolve) field.resolve = refusingLater(field.resolve)
  }
  return schema
}

/**
 * A refusal as a promise. Where an item of a list is refused at once, graphql-js 16 leaves the items before it to
 * themselves: should their reads fail then (whoever asked hung up), nobody handles that, and the process ends.
 */
function refusingLater(resolve: Resolve): Resolve {
  return (...asked) => {
    try {
      return resolve(...asked)
    } catch (error) {
      return Promise.reject(error)
    }
  }
}
