import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import { makeExecutableSchema } from '@graphql-tools/schema'
import Fastify, { type FastifyInstance } from 'fastify'
import { type FormattedExecutionResult, GraphQLError } from 'graphql'
import { collectDefaultMetrics, Histogram, Registry as Metrics } from 'prom-client'
import type { Log } from '../base/index.ts'
import { type Database, isMigrated, Reader } from '../graph/index.ts'
import type { Patterns } from '../pattern/index.ts'
import { callerOf } from './caller.ts'
import type { Context } from './context.ts'
import { errorFormatter } from './errors.ts'
import { checkLimits, LIMITS } from './limits.ts'
import { GRAPHQL_PATH, guardRequests, refuse } from './requests.ts'
import { openRegistry, resolversOf } from './resolvers.ts'
import { openWords } from './sources.ts'
import { Ingestion } from './upload/ingest.ts'
import { type UploadSettings, Uploads } from './upload/uploads.ts'

const schemaText = () => readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')

/** The HTTP service: GraphQL, health and metrics. Not yet listening, so that the caller may add pages of its own. */
export interface Api {
  readonly app: FastifyInstance
  /** Answers one operation as `POST /graphql` does for the caller `local`, without HTTP. */
  execute(query: string, variables?: Record<string, unknown>): Promise<FormattedExecutionResult>
  close(): Promise<void>
}

export async function openApi(parts: {
  database: Database
  patterns: Patterns
  log: Log
  uploads: UploadSettings
}): Promise<Api> {
  const { database, patterns, log } = parts
  const registry = openRegistry()
  const schema = makeExecutableSchema({
    typeDefs: schemaText(),
    resolvers: { ...resolversOf(registry), Node: typed, Presentation: typed },
  })
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: LIMITS.body,
    frameworkErrors: (error, request, reply) => void refuse(log, error, request, reply),
  })
  const metrics = new Metrics()
  collectDefaultMetrics({ register: metrics })
  const apollo = new ApolloServer<Context>({
    schema,
    csrfPrevention: true,
    // The service takes itself apart in its own order, its Neo4j last; Apollo's handlers would end the process before that.
    stopOnTerminationSignals: false,
    // Otherwise anybody may fill the server's memory with texts.
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: 20 },
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(log),
    plugins: [ApolloServerPluginCacheControlDisabled(), fastifyApolloDrainPlugin(app), guard, timing(metrics)],
  })
  await apollo.start()
  const ingestion = new Ingestion(database, parts.uploads.home)
  guardRequests(app, log, await Uploads.open(app, parts.uploads))
  const contextOf = (headers: IncomingHttpHeaders): Context => ({
    database,
    registry,
    patterns,
    ingestion,
    reader: new Reader(database, registry, LIMITS.time),
    words: openWords(database),
    ...callerOf(headers),
  })
  await app.register(fastifyApollo(apollo), { path: GRAPHQL_PATH, context: async ({ headers }) => contextOf(headers) })
  app.get('/healthz', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_, reply) => {
    const ready = await isMigrated(database).catch(() => false)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'waiting for Neo4j' })
  })
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))
  return {
    app,
    execute: async (query, variables = {}) => {
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue: contextOf({}) })
      if (body.kind !== 'single') throw new Error(`Answer: expected a single one, got one that is ${body.kind}`)
      return body.singleResult
    },
    // This order: the other one hangs on connections that are kept alive.
    close: async () => {
      await ingestion.stop()
      await apollo.stop()
      await app.close()
    },
  }
}

const typed = { __resolveType: (node: { __typename: string }) => node.__typename }

/** Refuses what is too deep or too large once the operation is known and before anything runs. */
const guard: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      if (!operation) return
      if (!schema.getRootType(operation.operation))
        throw new GraphQLError(
          `Operation: expected a query or a mutation, got a ${operation.operation}, of which this schema has none`,
          {
            nodes: operation,
            extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
          },
        )
      checkLimits(schema, document, operation, request.variables ?? {})
    },
    willSendResponse: async ({ response }) => {
      response.http.headers ??= new HeaderMap()
      response.http.headers.set('cache-control', 'no-store')
    },
  }),
}

function timing(metrics: Metrics): ApolloServerPlugin<Context> {
  const seconds = new Histogram({
    name: 'alight_graphql_operation_seconds',
    help: 'Time from request to answer of GraphQL operations',
    labelNames: ['outcome'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  })
  return {
    requestDidStart: async () => {
      const end = seconds.startTimer()
      return { willSendResponse: async ({ errors }) => void end({ outcome: errors?.length ? 'error' : 'ok' }) }
    },
  }
}
