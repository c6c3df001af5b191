import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Config, Conflict, Incomplete, Invalid, messageOf, NotFound, Unavailable } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { boundHeap } from './bound-heap.ts'
import type { Parts } from './index.ts'
import { counted } from './load.ts'
import { WatchedFolder } from './watched-folder.ts'

const LOOK_EVERY = 500
const RETRY_EVERY = 5_000

interface Watch {
  readonly parts: Parts
  readonly config: Config
  readonly folder: string
  readonly json: boolean
  readonly say: (line: string) => void
  readonly stopping: AbortSignal
}

/**
 * `alight load --watch`: loads every file that is put into the folder, until told to stop; exit code 0 then. Neo4j may go
 * away meanwhile: the file in hand is loaded when it is back.
 * @throws NotFound, Invalid where there is no folder; Unavailable where Neo4j is not there at the start
 */
export async function watch(
  parts: Parts,
  folder: string,
  options: { json?: boolean },
  say: (line: string) => void,
): Promise<number> {
  boundHeap('flow')
  const config = parts.config()
  await checkFolder(folder)
  const stopping = parts.stopSignal()
  const watched = new WatchedFolder(folder)
  const given = { parts, config, folder, json: options.json === true, say, stopping }
  for (let away: boolean | undefined; !stopping.aborted; ) {
    try {
      await parts.withGraph(config, say, async database => {
        say(away ? 'Neo4j answers again' : `Watching ${folder}`)
        away = false
        await takeFiles(given, watched, database)
      })
    } catch (error) {
      if (stopping.aborted) break
      if (away === undefined || !mayPass(error)) throw error
      if (!away) say(`${messageOf(error)}; trying again every ${RETRY_EVERY / 1000} s`)
      away = true
      await pause(RETRY_EVERY, stopping)
    }
  }
  return 0
}

async function checkFolder(folder: string): Promise<void> {
  const there = await stat(folder).catch(() => {
    throw new NotFound(`Nothing at ${folder}: expected a folder to watch`)
  })
  if (!there.isDirectory()) throw new Invalid(`--watch: expected a folder, came the file ${folder}`)
}

async function takeFiles(given: Watch, watched: WatchedFolder, database: Database): Promise<void> {
  const { folder, say, stopping } = given
  let readable = true
  while (!stopping.aborted) {
    const names = await watched.look().catch(error => {
      if (readable) say(`${folder} cannot be read: ${messageOf(error)}; waiting for it`)
      readable = false
      return undefined
    })
    if (names) readable = true
    for (const name of names ?? []) {
      await takeFile(given, database, name)
      watched.take(name)
      if (stopping.aborted) return
    }
    await pause(LOOK_EVERY, stopping)
  }
}

/** Loads one file and prints its line; what only that file is to blame for is said, and the watch goes on. */
async function takeFile(given: Watch, database: Database, name: string): Promise<void> {
  const { parts, config, folder, json, say, stopping } = given
  const shown = printable(name)
  try {
    const { files, ...counts } = await parts.loadDelivery(database, config.home, [join(folder, name)], {
      say,
      unread: ({ what, reason }) => say(`${what} ${shown}: ${reason}`),
      signal: stopping,
    })
    if (files > 0)
      process.stdout.write(json ? `${JSON.stringify({ file: name, ...counts })}\n` : `${shown}: ${counted(counts)}\n`)
  } catch (error) {
    if (stopping.aborted || mayPass(error)) throw error
    // Taken away again before its turn came.
    if (error instanceof NotFound || (error as { code?: string }).code === 'ENOENT') return
    say(`${shown} cannot be loaded: ${messageOf(error)}`)
  }
}

/** Is it the graph that is away, held or slow, so that the same may succeed later? */
function mayPass(error: unknown): boolean {
  return error instanceof Unavailable || error instanceof Conflict || error instanceof Incomplete
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {})
}

/** A name may hold line ends, or what a terminal takes for commands. */
function printable(name: string): string {
  return name.replace(/\p{Cc}/gu, '?')
}
