import type { IncomingHttpHeaders } from 'node:http'
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled'
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface'
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql'
import { Counter, collectDefaultMetrics, Histogram, Registry as Metrics } from 'prom-client'
import type { Log } from '../base/index.ts'
import { SealingKey } from '../evidence/index.ts'
import { type AddressRules, type IsLate, Sweeper } from '../finding/index.ts'
import { type Database, isMigrated, Reader, Reads } from '../graph/index.ts'
import { openSearch } from '../link/index.ts'
import type { Patterns } from '../pattern/index.ts'
import { AskedPlaces } from './asked.ts'
import { openHeldBack } from './assertions.ts'
import { callerOf } from './caller.ts'
import type { Context } from './context.ts'
import { errorFormatter } from './errors.ts'
import { Answering } from './evidence/answering.ts'
import { Execution } from './execution.ts'
import { serveExports } from './export/download.ts'
import { WaitingExports } from './export/waiting-exports.ts'
import { guard } from './guard.ts'
import { LIMITS } from './limits.ts'
import { type KnownOperations, readOperations } from './operations/known-operations.ts'
import { StoredOperations } from './operations/stored-operations.ts'
import { warmOperation } from './operations/warm-operation.ts'
import { strictnessOf } from './outlook.ts'
import { watchPatterns } from './pattern-metrics.ts'
import { GRAPHQL_PATH, guardRequests, refuse } from './requests.ts'
import { openRegistry } from './resolvers.ts'
import { openSchema, schemaHash } from './schema.ts'
import { openWords } from './sources.ts'
import { Ingestion } from './upload/ingest.ts'
import { type UploadSettings, Uploads } from './upload/uploads.ts'
import { openWebSockets } from './web-sockets.ts'

/** The HTTP service: GraphQL, health and metrics. Not yet listening, so that the caller may add pages of its own. */
export interface Api {
  readonly app: FastifyInstance
  /** What it reads the graph with. */
  readonly reads: Reads
  /** Answers one operation as `POST /graphql` does for the caller `local`, without HTTP. */
  execute(query: string, variables?: Record<string, unknown>): Promise<FormattedExecutionResult>
  close(): Promise<void>
}

/** Operations that are known beforehand. */
export interface OperationSettings {
  readonly folder: string | undefined
  /** Nothing else is answered. */
  readonly only: boolean
}

const NONE_KNOWN: KnownOperations = new Map()

export async function openApi(parts: {
  database: Database
  patterns: Patterns
  /** Absent: one of its own, for nobody else to have. */
  sweeper?: Sweeper
  webhookRules?: AddressRules
  isLate?: IsLate
  log: Log
  uploads: UploadSettings
  operations?: OperationSettings
}): Promise<Api> {
  const { database, patterns, log } = parts
  const { sweeper = new Sweeper(database, patterns, log), webhookRules = { hosts: [] }, isLate } = parts
  const registry = openRegistry('REVIEWED', isLate)
  const schema = openSchema(registry)
  const reads = new Reads(database, [registry, openRegistry('STRICT', isLate), openRegistry('PROBABLE', isLate)])
  const { groupings } = patterns
  const asked = new AskedPlaces()
  const { folder, only = false } = parts.operations ?? {}
  const known = folder === undefined ? NONE_KNOWN : readOperations(folder, schema, only)
  for (const operation of known.values()) warmOperation(reads, schema, operation)
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: LIMITS.body,
    frameworkErrors: (error, request, reply) => void refuse(log, error, request, reply),
  })
  const execution = new Execution(schema)
  const metrics = new Metrics()
  collectDefaultMetrics({ register: metrics })
  countStatements(metrics, reads)
  watchPatterns(metrics, database, isLate)
  const apollo = new ApolloServer<Context>({
    gateway: executedBy(schema, execution),
    csrfPrevention: true,
    // The service takes itself apart in its own order, its Neo4j last; Apollo's handlers would end the process before that.
    stopOnTerminationSignals: false,
    persistedQueries: { cache: new StoredOperations(known) },
    parseOptions: { maxTokens: LIMITS.tokens },
    validationOptions: { maxErrors: 20 },
    includeStacktraceInErrorResponses: false,
    formatError: errorFormatter(log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
      guard(only ? known : undefined),
      timing(metrics),
    ],
  })
  await apollo.start()
  const exports = new WaitingExports()
  let key: SealingKey | undefined
  const sealingKey = () => {
    key ??= SealingKey.of(parts.uploads.home)
    return key
  }
  const itsHash = schemaHash()
  const ingestion = new Ingestion(database, parts.uploads.home)
  guardRequests(app, log, await Uploads.open(app, parts.uploads))
  const contextOf = (headers: IncomingHttpHeaders, signal?: AbortSignal): Context => {
    const caller = callerOf(headers)
    return {
      database,
      registry,
      patterns,
      sweeper,
      webhookRules,
      ingestion,
      exports,
      answering: new Answering({
        schema,
        execution,
        only: only ? known : undefined,
        context: () => contextOf(headers, signal),
      }),
      sealingKey,
      schemaHash: itsHash,
      reader: new Reader(reads, {
        budget: LIMITS.time,
        signal,
        metadata: { user: caller.actor },
        given: async view => (await groupings.of(strictnessOf(view))).parameters,
      }),
      asked,
      words: openWords(database),
      heldBack: openHeldBack(database, groupings, { timeout: LIMITS.time, signal }),
      search: openSearch(database, groupings, { signal, metadata: { user: caller.actor } }),
      ...caller,
    }
  }
  await app.register(fastifyApollo(apollo), {
    path: GRAPHQL_PATH,
    context: async ({ headers }, reply) => contextOf(headers, hungUp(reply)),
  })
  const endSubscriptions = openWebSockets(app.server, { schema, log, contextOf })
  serveExports(app, exports)
  app.get('/healthz', async () => ({ status: 'alive' }))
  app.get('/readyz', async (_, reply) => {
    const ready = await isMigrated(database).catch(() => false)
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'waiting for Neo4j' })
  })
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))
  return {
    app,
    reads,
    execute: async (query, variables = {}) => {
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue: contextOf({}) })
      if (body.kind !== 'single') throw new Error(`Answer: expected a single one, got one that is ${body.kind}`)
      return body.singleResult
    },
    // This order: the other one hangs on connections that are kept alive.
    close: async () => {
      await ingestion.stop()
      await endSubscriptions()
      await reads.close()
      await apollo.stop()
      await app.close()
    },
  }
}

/** Apollo's door for an executor of one's own is that of a gateway. */
function executedBy(schema: GraphQLSchema, execution: Execution) {
  return {
    onSchemaLoadOrUpdate: (loaded: (schemas: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) => {
      loaded({ apiSchema: schema, coreSupergraphSdl: '' })
      return () => {}
    },
    load: async () => ({
      executor: ({ document, request, context }: GatewayGraphQLRequestContext) =>
        execution.execute({
          document,
          operationName: request.operationName ?? undefined,
          variables: request.variables ?? {},
          context: context as Context,
        }) as Promise<GatewayExecutionResult>,
    }),
    stop: async () => {},
  }
}

/** Aborted when the client closes its connection before it has its answer. */
function hungUp({ raw }: FastifyReply): AbortSignal {
  const hanging = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) hanging.abort()
  })
  return hanging.signal
}

/** How many statements were whole, and how many cut: a service whose questions are known should show few cut ones. */
function countStatements(metrics: Metrics, { statements }: Reads): void {
  const counter = new Counter({
    name: 'alight_read_statements_total',
    help: 'Statements that read the graph since the start, by speed',
    labelNames: ['speed'],
    registers: [metrics],
    collect: () => {
      counter.reset()
      for (const speed of ['whole', 'cut'] as const) counter.inc({ speed }, statements[speed])
    },
  })
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
