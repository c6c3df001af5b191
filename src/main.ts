#!/usr/bin/env node
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ALL_FILES, CASE_FILE, PLANTED_PATTERNS, writeWorld } from '../seed/index.ts'
import { globalId, openApi, readGlobalId } from './api/index.ts'
import { type Config, Conflict, Invalid, type Log, messageOf, openLog, processConfig } from './base/index.ts'
import { commandLine, openProgress, type Parts } from './cli/index.ts'
import { Dispatcher, Sweeper } from './finding/index.ts'
import { Database, importOffline, isNewHome, migrate, openGraphServer } from './graph/index.ts'
import {
  type BulkOptions,
  bulkLoad,
  exportList,
  fillEmptyGraph,
  loadDelivery,
  Spool,
  type Summary,
} from './intake/index.ts'
import { openingStatements, prepareSearch } from './link/index.ts'
import { Patterns, Snapshot } from './pattern/index.ts'
import { latenessBy, timetableOf, Watch } from './schedule/index.ts'
import { explorer, questions } from './web/index.ts'

/** Opens the graph for one act and closes it again: beside a running service its server is used, alone one is started. */
async function withGraph<T>(
  config: Config,
  say: (line: string) => void,
  act: (database: Database, lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const server = await openGraphServer({
    home: config.home,
    configured: config.neo4j,
    database: config.database,
    progress: say,
  })
  try {
    const database = await Database.open(server.address)
    try {
      await migrate(database)
      await prepareSearch(database)
      return await act(database, server.lost)
    } finally {
      await database.close()
    }
  } finally {
    await server.close()
  }
}

/** Runs the service until it is told to stop, anew on the same port where its Neo4j ends under it. */
async function serve(config: Config, say: (line: string) => void): Promise<void> {
  const log = openLog(config.logLevel)
  // Said before anything is started.
  timetableOf(config.sweeps)
  // Listened for from the start: a service told to stop while it starts still takes its Neo4j down.
  const stopping = toldToStop()
  for (let { port } = config; !stopping.aborted; ) {
    port = await serveOnce({ ...config, port }, log, say, stopping)
    if (!stopping.aborted) log.error('Neo4j ended under the service: starting it again')
  }
}

/** Puts the service together and takes it apart in reverse; returns the port that it listened on. */
function serveOnce(config: Config, log: Log, say: (line: string) => void, stopping: AbortSignal): Promise<number> {
  return withGraph(config, say, async (database, lost) => {
    if (config.seed === 'small') await fillWithSmallWorld(database, config)
    const patterns = new Patterns(database, new Snapshot(config.home, log))
    const due = timetableOf(config.sweeps)
    const sweeper = new Sweeper(database, patterns, log)
    const webhookRules = { hosts: config.webhookHosts }
    const dispatcher = new Dispatcher(database, webhookRules, log, key => globalId('Finding', key))
    const watch = new Watch({ database, sweeper, dispatcher, log, due })
    const api = await openApi({
      database,
      patterns,
      sweeper,
      webhookRules,
      isLate: latenessBy(due),
      log,
      uploads: { home: config.home, limit: config.uploadLimit },
      operations: { folder: config.operations, only: config.operationsOnly },
    })
    try {
      await explorer(api.app, { endpoint: '/graphql', questions })
      const address = await api.app.listen({ host: config.host, port: config.port }).catch(explained)
      process.stdout.write(`listening on ${address}\n`)
      watch.start()
      for (const statement of openingStatements()) api.reads.warmth.warm(statement)
      const ended = AbortSignal.any([stopping, lost])
      if (!ended.aborted) await once(ended, 'abort')
      return Number(new URL(address).port)
    } finally {
      await watch.stop()
      await dispatcher.close()
      await api.close()
      await patterns.close()
    }
  })
}

function explained(error: NodeJS.ErrnoException & { readonly port?: number }): never {
  if (error.code !== 'EADDRINUSE') throw error
  throw new Invalid(
    `PORT: expected a port that is free, ${error.port} is taken: stop what listens there, or set another`,
  )
}

const SMALL_WORLD = fileURLToPath(new URL('../seed/small', import.meta.url))

/** An empty graph is filled with invented people, so that a newcomer has something to ask about. */
async function fillWithSmallWorld(database: Database, config: Config): Promise<void> {
  const progress = openProgress('Filling the empty graph with the small world (ALIGHT_SEED=none keeps it empty)')
  try {
    await fillEmptyGraph(database, config.home, SMALL_WORLD, {
      progress: ({ bytes, total, recorded }) => progress.update(bytes, total, `${recorded} recorded`),
    })
  } finally {
    progress.stop()
  }
}

function toldToStop(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  return stopping.signal
}

/** Loads into the empty graph of the managed server through an offline import. */
function loadBulk(
  { home, neo4j, database, ...config }: Config,
  say: (line: string) => void,
  paths: readonly string[],
  options: BulkOptions,
): Promise<Summary> {
  if (neo4j)
    throw new Conflict('--bulk: expected the managed server, NEO4J_URI names another; unset it, or load without --bulk')
  return bulkLoad(
    {
      withGraph: act => withGraph({ home, neo4j, database, ...config }, say, act),
      isNew: isNewHome(home),
      importOffline: (write, progress) => importOffline({ home, database, progress: say }, { write, progress }),
    },
    home,
    paths,
    options,
  )
}

const parts: Parts = {
  config: processConfig,
  withGraph,
  serve,
  loadDelivery,
  exportList,
  ids: { write: globalId, read: readGlobalId },
  openSpool: Spool.open,
  stopSignal: toldToStop,
  loadBulk,
  writeWorld,
  worldFiles: ALL_FILES,
  plantable: PLANTED_PATTERNS,
  caseFile: CASE_FILE.cases,
}

try {
  process.exitCode = await commandLine(parts, process.argv)
} catch (error) {
  process.stderr.write(`alight: ${messageOf(error)}\n`)
  process.exitCode = 1
}
