import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { openSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import neo4j from 'neo4j-driver'
import { Conflict, type GraphAddress, Unavailable } from '../../base/index.ts'
import { memory } from './configuration.ts'
import { javaCommand } from './java.ts'

const execute = promisify(execFile)

const OPENS = ['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'].map(
  name => `--add-opens=java.base/${name}=ALL-UNNAMED`,
)

/** The server's jars, each named: a class-data archive knows them so. */
export function classPath(distribution: string): string {
  const lib = join(distribution, 'lib')
  return readdirSync(lib)
    .filter(name => name.endsWith('.jar'))
    .sort()
    .map(name => join(lib, name))
    .join(':')
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Sets the password of a home that was never started. */
export async function setInitialPassword(distribution: string, home: string, password: string): Promise<void> {
  const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') }
  const args = ['-cp', classPath(distribution), 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', password]
  await execute(javaCommand(), args, { env }).catch((error: { stderr?: string; code?: unknown }) => {
    // Only the program's own words: the command line holds the password.
    const words = error.stderr?.trim().split('\n')[0] ?? String(error.code)
    throw new Unavailable(`Neo4j's password could not be set: ${words.slice(0, 200)}`)
  })
}

/** Starts the server in a process group of its own, so that Ctrl-C on the terminal reaches us and not it. */
export function launch(distribution: string, home: string): ChildProcess {
  const output = openSync(join(home, 'logs', 'process.log'), 'a', 0o600)
  const { heap } = memory()
  const args = [
    `-Xms${Math.min(heap, 512)}m`,
    `-Xmx${heap}m`,
    '-XX:+UseParallelGC',
    ...OPENS,
    '-Dio.netty.tryReflectionSetAccessible=true',
    '-cp',
    classPath(distribution),
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${home}`,
    `--config-dir=${join(home, 'conf')}`,
  ]
  const child = spawn(javaCommand(), args, { detached: true, stdio: ['ignore', output, output] })
  child.on('error', () => {})
  child.unref()
  return child
}

/** Does a Neo4j answer here, with this password? */
export async function answers(address: GraphAddress): Promise<'yes' | 'no' | 'refused'> {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.username, address.password), {
    connectionAcquisitionTimeout: 3_000,
    connectionTimeout: 2_000,
    maxTransactionRetryTime: 0,
  })
  try {
    await driver.executeQuery('RETURN 1', {}, { database: address.database })
    return 'yes'
  } catch (error) {
    return String((error as { code?: string }).code).includes('Security') ? 'refused' : 'no'
  } finally {
    await driver.close()
  }
}

const START_TIMEOUT = 120_000

/**
 * Waits until the launched server answers.
 * @throws Unavailable or Conflict with the reason that its log gives, when it ended or took too long
 */
export async function untilAnswers(
  child: ChildProcess,
  address: GraphAddress,
  home: string,
  logStart: number,
): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT
  while (Date.now() < deadline) {
    if ((await answers(address)) === 'yes') return
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      throw await reasonOf(home, logStart)
    await sleep(150)
  }
  child.kill('SIGKILL')
  throw new Unavailable(`Neo4j did not answer within ${START_TIMEOUT / 1000} s: see ${join(home, 'logs')}`)
}

async function reasonOf(home: string, logStart: number): Promise<Error> {
  const log = await readFile(join(home, 'logs', 'process.log'), 'utf8').catch(() => '')
  const said = log.slice(logStart)
  if (/FileLockException|store_lock/.test(said))
    return new Conflict(
      `Home already in use: another Neo4j holds ${home}; stop it, or set ALIGHT_HOME to another folder`,
    )
  if (/PortBindException|Address already in use/.test(said))
    return new Conflict('Port taken: another program took the port that Neo4j was to listen on; start again')
  if (/No space left on device/.test(said))
    return new Unavailable(`Disk full: Neo4j could not write to ${home}; free some space`)
  const last =
    said
      .split('\n')
      .filter(line => /ERROR|Exception|Caused by/.test(line))
      .at(-1) ?? said.trim().split('\n').at(-1)
  return new Unavailable(
    `Neo4j did not start: ${last?.trim().slice(0, 200) ?? 'no reason given'}; see ${join(home, 'logs')}`,
  )
}
