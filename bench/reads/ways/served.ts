import { ApolloServer, type BaseContext } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import Fastify from 'fastify'
import type { GraphQLSchema } from 'graphql'
import type { Answer } from './way.ts'

export interface Served {
  /** Of GraphQL over HTTP. */
  readonly address: string
  execute(query: string, variables: object): Promise<Answer>
  close(): Promise<void>
}

/** A schema of somebody else's behind the server that we use ourselves, set as we set it. */
export async function served<C extends BaseContext>(schema: GraphQLSchema, contextOf: () => C): Promise<Served> {
  const app = Fastify({ forceCloseConnections: true })
  const plugins = [ApolloServerPluginCacheControlDisabled(), fastifyApolloDrainPlugin(app)]
  const apollo = new ApolloServer<C>({ schema, plugins, persistedQueries: false, stopOnTerminationSignals: false })
  await apollo.start()
  await app.register(fastifyApollo(apollo), { path: '/graphql', context: async () => contextOf() })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    address: `${address}/graphql`,
    execute: async (query, variables) => {
      const { body } = await apollo.executeOperation(
        { query, variables: { ...variables } },
        { contextValue: contextOf() },
      )
      if (body.kind !== 'single') throw new Error(`Answer: expected a single one, got one that is ${body.kind}`)
      return body.singleResult
    },
    close: async () => {
      await apollo.stop()
      await app.close()
    },
  }
}
