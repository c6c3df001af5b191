import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Config, messageOf } from '../../base/index.ts'
import { checkJava, checkMaven } from './java.ts'
import { readNote } from './note.ts'
import { answers } from './process.ts'
import { NEO4J_VERSION } from './provision.ts'

/** One thing that is there, or is missing and how it is had. */
export interface Examined {
  readonly what: string
  readonly state: 'ok' | 'missing'
  readonly detail: string
}

/** Looks at what the service needs, and changes nothing. */
export async function examine(config: Config): Promise<Examined[]> {
  const node = { what: 'Node', state: 'ok', detail: process.versions.node } as const
  if (config.neo4j)
    return [node, await reachable(config.neo4j, 'Neo4j (NEO4J_URI)', 'start it, or check NEO4J_URI and NEO4J_PASSWORD')]
  const distribution = join(config.home, `neo4j-${NEO4J_VERSION}`)
  const fetched = existsSync(join(distribution, 'lib'))
  return [
    node,
    await attempt('Java', async () => `${await checkJava()}`),
    await attempt('Maven', async () => {
      if (!fetched) await checkMaven()
      return fetched ? 'not needed any more' : 'there'
    }),
    { what: 'Neo4j jars', state: 'ok', detail: fetched ? distribution : 'will be fetched by Maven at the first start' },
    await attempt('Disk', () => freeSpace(config.home)),
    await managed(config),
  ]
}

async function attempt(what: string, look: () => Promise<string>): Promise<Examined> {
  try {
    return { what, state: 'ok', detail: await look() }
  } catch (error) {
    return { what, state: 'missing', detail: messageOf(error) }
  }
}

async function freeSpace(home: string): Promise<string> {
  let folder = home
  while (!existsSync(folder)) folder = dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  return `${Math.floor((bavail * bsize) / 1e9)} GB free at ${home}`
}

async function managed(config: Config): Promise<Examined> {
  const note = readNote(config.home)
  const what = 'Managed Neo4j'
  if (!note) return { what, state: 'ok', detail: 'will be made at the first start' }
  if (note.pid === 0) return { what, state: 'ok', detail: 'not running; starts with the service' }
  const state = await answers({ ...note, database: config.database })
  if (state === 'no') return { what, state: 'ok', detail: 'not running; starts with the service' }
  return state === 'yes'
    ? { what, state: 'ok', detail: `running at ${note.uri} as process ${note.pid}` }
    : {
        what,
        state: 'missing',
        detail: `it refuses the password in ${join(config.home, 'neo4j.json')}: bring the file back`,
      }
}

async function reachable(address: NonNullable<Config['neo4j']>, what: string, next: string): Promise<Examined> {
  const state = await answers(address)
  if (state === 'yes') return { what, state: 'ok', detail: address.uri }
  const detail =
    state === 'refused' ? `${address.uri} refuses the user name or password` : `nothing answers at ${address.uri}`
  return { what, state: 'missing', detail: `${detail}: ${next}` }
}
