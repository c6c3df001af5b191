import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Conflict, type GraphAddress, messageOf, startOf, Unavailable } from '../../base/index.ts'
import { configure } from './configuration.ts'
import { checkJava } from './java.ts'
import { alone, takeLease } from './leases.ts'
import { type Note, readNote, writeNote } from './note.ts'
import { type ImportFile, openImport, runImport, takeImport } from './offline.ts'
import { answers, freePort, launch, setInitialPassword, untilAnswers } from './process.ts'
import { NEO4J_VERSION, provision } from './provision.ts'

export interface ServerOptions {
  /** Folder that holds the managed server's data, logs and address. */
  readonly home: string
  /** The Neo4j that the user named: used as it is. */
  readonly configured?: GraphAddress | undefined
  readonly database: string
  readonly progress?: (line: string) => void
  /** Folder of the server's jars, to be shared by several homes. */
  readonly distribution?: string
}

export interface GraphServer {
  readonly address: GraphAddress
  /** Aborted when the managed server has ended under those who use it; never for a configured one. */
  readonly lost: AbortSignal
  /** Stops the managed server where this process was the last that used it. */
  close(): Promise<void>
}

/**
 * A Neo4j to work with: the configured one, or the managed local server of `home`, which is shared by all processes
 * that ask for it and stopped by the last. One that a crash left running is taken over, one that was killed is
 * started again.
 * @throws Unavailable, Conflict: one line that says what is missing and what to do
 */
export async function openGraphServer(options: ServerOptions): Promise<GraphServer> {
  const { home, configured, database, progress = () => {} } = options
  if (configured) return { address: configured, lost: new AbortController().signal, close: async () => {} }
  makeHome(home)
  const distribution = options.distribution ?? join(home, `neo4j-${NEO4J_VERSION}`)
  return alone(home, async () => {
    const giveBack = takeLease(home)
    try {
      const address = (await running(home, database)) ?? (await start(home, distribution, database, progress))
      const watch = watchOver(home)
      const close = () => {
        watch.end()
        return alone(home, async () => void (giveBack() === 0 && (await stop(home))))
      }
      return { address, lost: watch.lost, close }
    } catch (error) {
      giveBack()
      throw error
    }
  })
}

const LOOK_EVERY = 1_000

/** Looks whether the server of a home still runs. */
function watchOver(home: string): { readonly lost: AbortSignal; end(): void } {
  const { pid, start } = readNote(home) as Note
  const lost = new AbortController()
  const looking = setInterval(() => {
    if (startOf(pid) !== start) lost.abort()
  }, LOOK_EVERY)
  looking.unref()
  return { lost: lost.signal, end: () => clearInterval(looking) }
}

function makeHome(home: string): void {
  try {
    mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 })
    chmodSync(home, 0o700)
  } catch (error) {
    throw new Unavailable(`ALIGHT_HOME cannot be written: ${messageOf(error)}; set it to a folder of yours`, {
      cause: error,
    })
  }
}

/** The server that already runs in this home: of another process, or left behind by one that crashed. */
async function running(home: string, database: string): Promise<GraphAddress | undefined> {
  const note = readNote(home)
  if (!note || startOf(note.pid) !== note.start) return undefined
  const address = { uri: note.uri, username: note.username, password: note.password, database }
  for (let tries = 0; tries < 50 && startOf(note.pid) === note.start; tries++) {
    if ((await answers(address)) === 'yes') return address
    await sleep(200)
  }
  // It runs and does not answer: replaced, data and all that was acknowledged stay.
  await stop(home)
  return undefined
}

/** Whether no server has ever run in this home. An import may lie there: the system's own database comes with a start. */
export const isNewHome = (home: string) => !existsSync(join(home, 'data', 'databases', 'system'))

async function start(
  home: string,
  distribution: string,
  database: string,
  say: (line: string) => void,
): Promise<GraphAddress> {
  await checkJava()
  await provision(distribution, say)
  takeImport(home)
  const known = readNote(home)
  const used = !isNewHome(home)
  if (used && !known)
    throw new Unavailable(
      `The password is lost: ${home} holds data but no neo4j.json; bring the file back, or set ALIGHT_HOME to a new folder`,
    )
  const port = await freePort()
  // Hexadecimal: neo4j-admin takes a password that begins with a hyphen for an option.
  const password = known?.password ?? randomBytes(24).toString('hex')
  const address = { uri: `bolt://127.0.0.1:${port}`, username: 'neo4j', password, database }
  await configure(home, port)
  say(`Starting Neo4j in ${home}`)
  // Noted before the password is set: a crash between the two must not leave data that nobody can enter.
  writeNote(home, { ...address, pid: 0, start: '' })
  if (!used) await setInitialPassword(distribution, home, password)
  const log = join(home, 'logs', 'process.log')
  const logStart = existsSync(log) ? statSync(log).size : 0
  const child = launch(distribution, home)
  if (child.pid !== undefined) writeNote(home, { ...address, pid: child.pid, start: startOf(child.pid) ?? '' })
  await untilAnswers(child, address, home, logStart)
  return address
}

const STOP_TIMEOUT = 20_000

async function stop(home: string): Promise<void> {
  const note = readNote(home)
  if (!note || startOf(note.pid) !== note.start) return
  process.kill(note.pid, 'SIGTERM')
  const deadline = Date.now() + STOP_TIMEOUT
  while (startOf(note.pid) === note.start) {
    if (Date.now() > deadline) process.kill(note.pid, 'SIGKILL')
    await sleep(50)
  }
}

/** How an import that replaces an empty graph goes on. */
export interface ImportSteps {
  /** Writes the rows into the folder. */
  write(folder: string): Promise<readonly ImportFile[]>
  /** Told the share of the import proper that is done, 0 to 1. */
  progress(done: number): void
}

/**
 * Fills the managed server of a home, which is stopped and whose graph is known to be empty, through
 * `neo4j-admin database import`; nobody else can start it meanwhile. Killed at any moment it leaves the empty graph or
 * the whole import.
 * @throws Conflict where the server runs; Unavailable where the import fails
 */
export async function importOffline({ home, ...options }: ServerOptions, steps: ImportSteps): Promise<void> {
  const distribution = options.distribution ?? join(home, `neo4j-${NEO4J_VERSION}`)
  makeHome(home)
  await alone(home, async () => {
    await checkJava()
    const say = options.progress ?? (() => {})
    await provision(distribution, say)
    const note = readNote(home)
    if (note && startOf(note.pid) === note.start)
      throw new Conflict(`Home already in use: a service or a load runs on ${home}; stop it, or load without --bulk`)
    const folder = openImport(home)
    try {
      say(await runImport(folder, distribution, await steps.write(folder), steps.progress))
    } finally {
      takeImport(home)
    }
  })
}

export { type Examined, examine } from './examine.ts'
export { IMPORT_MARKS, type ImportFile } from './offline.ts'
