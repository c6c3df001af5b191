import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import { Invalid, messageOf } from './errors.ts'

/** Where a Neo4j is, and how to enter it. */
export interface GraphAddress {
  readonly uri: string
  readonly username: string
  readonly password: string
  readonly database: string
}

/** All settings, read once at start. */
export interface Config {
  readonly host: string
  readonly port: number
  /** The Neo4j that the user named; undefined: the managed local server in `home`. */
  readonly neo4j: GraphAddress | undefined
  readonly database: string
  /** Absolute path of the folder that holds the managed server, its data and refused lines. */
  readonly home: string
  /** What an empty graph is filled with at start. */
  readonly seed: 'small' | 'none'
  /** Bytes that the files of one upload may have together. */
  readonly uploadLimit: number
  /** Absolute path of a folder of known operations (`*.graphql`). */
  readonly operations: string | undefined
  /** Nothing but the known operations is answered. */
  readonly operationsOnly: boolean
  /** When patterns are looked for beside deliveries. */
  readonly sweeps: readonly SweepTime[]
  /** Hosts that findings may be sent to; empty: every public one. */
  readonly webhookHosts: readonly string[]
  readonly logLevel: string
}

/** A time at which patterns are looked for. */
export interface SweepTime {
  /** In the form of cron, UTC. */
  readonly cron: string
  /** Names of patterns; undefined: all. */
  readonly patterns: readonly string[] | undefined
}

/** Every night at three, when the day's lists are in. */
const NIGHTLY = '0 3 * * *'

/** `NAME,NAME cron; cron`: names of patterns, where not all are meant, before five fields of cron. */
function sweepTimes(text: string): SweepTime[] {
  if (text === 'none') return []
  return text.split(';').map(one => {
    const words = one.trim().split(/\s+/)
    const names = /^[A-Z_,]+$/.test(words[0] ?? '') ? words[0]?.split(',') : undefined
    return { patterns: names, cron: words.slice(names ? 1 : 0).join(' ') }
  })
}

const SWEEPS = 'expected none, or times such as 0 3 * * *, or REPEAT_DISEMBARKER,SHARED_DOCUMENT 0 * * * *, apart by ;'
const isSweepTimes = (text: string) => sweepTimes(text).every(({ cron }) => /^(\S+ ){4}\S+$/.test(cron))

const PORTS = 'expected a whole number from 0 to 65535'
const MEBIBYTES = 'expected a whole number of MiB from 1 to 65536'
const SEEDS = ['small', 'none'] as const
const SWITCH = ['true', 'false'] as const
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const oneOf = (values: readonly string[]) => `expected ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

/** Settings that may hold a password: what came is never repeated. */
const SECRET = new Set(['NEO4J_URI', 'NEO4J_PASSWORD'])

const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/, PORTS)
    .transform(Number)
    .refine(port => port <= 65_535, PORTS)
    .default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NEO4J_URI: z
    .string()
    .regex(/^(neo4j|bolt)(\+s|\+ssc)?:\/\/\S+$/, 'expected neo4j://… or bolt://…, came something else')
    .optional(),
  NEO4J_USERNAME: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: z.string().min(1).default('neo4j'),
  ALIGHT_HOME: z.string().min(1).default('.alight'),
  ALIGHT_SEED: z.enum(SEEDS, oneOf(SEEDS)).default('small'),
  ALIGHT_UPLOAD_LIMIT: z
    .string()
    .regex(/^\d+$/, MEBIBYTES)
    .transform(Number)
    .refine(limit => limit >= 1 && limit <= 65_536, MEBIBYTES)
    .default(1024),
  ALIGHT_OPERATIONS: z.string().min(1).optional(),
  ALIGHT_OPERATIONS_ONLY: z.enum(SWITCH, oneOf(SWITCH)).default('false'),
  ALIGHT_SWEEPS: z.string().refine(isSweepTimes, SWEEPS).default(NIGHTLY),
  ALIGHT_WEBHOOK_HOSTS: z.string().default(''),
  LOG_LEVEL: z.enum(LEVELS, oneOf(LEVELS)).default('info'),
})

/**
 * Reads the settings from `env` (an empty variable counts as unset).
 * @throws Invalid naming every wrong setting in one message
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const name = path.join('.')
    return `${name}: ${message}${SECRET.has(name) ? '' : `, came ${given[name]}`}`
  })
  if (given.NEO4J_URI && given.NEO4J_PASSWORD === undefined)
    problems.push('NEO4J_PASSWORD: expected with NEO4J_URI, came nothing')
  if (given.ALIGHT_OPERATIONS_ONLY === 'true' && given.ALIGHT_OPERATIONS === undefined)
    problems.push('ALIGHT_OPERATIONS: expected with ALIGHT_OPERATIONS_ONLY, came nothing')
  if (!parsed.success || problems.length > 0) throw new Invalid(`Settings: ${problems.join('; ')}`)
  const s = parsed.data
  return {
    host: s.HOST,
    port: s.PORT,
    neo4j: s.NEO4J_URI
      ? {
          uri: s.NEO4J_URI,
          username: s.NEO4J_USERNAME,
          password: s.NEO4J_PASSWORD ?? '',
          database: s.NEO4J_DATABASE,
        }
      : undefined,
    database: s.NEO4J_DATABASE,
    home: resolve(s.ALIGHT_HOME),
    seed: s.ALIGHT_SEED,
    uploadLimit: s.ALIGHT_UPLOAD_LIMIT * 2 ** 20,
    operations: s.ALIGHT_OPERATIONS && resolve(s.ALIGHT_OPERATIONS),
    operationsOnly: s.ALIGHT_OPERATIONS_ONLY === 'true',
    sweeps: sweepTimes(s.ALIGHT_SWEEPS),
    webhookHosts: s.ALIGHT_WEBHOOK_HOSTS.split(',').flatMap(host => host.trim().toLowerCase() || []),
    logLevel: s.LOG_LEVEL,
  }
}

/**
 * The settings of this process, `.env` in the working folder included (the environment wins).
 * @throws Invalid naming every wrong setting in one message, or a `.env` that cannot be read
 */
export function processConfig(): Config {
  try {
    if (existsSync('.env')) loadEnvFile('.env')
  } catch (error) {
    throw new Invalid(`Settings: .env: expected a file that can be read: ${messageOf(error)}`, { cause: error })
  }
  return readConfig(process.env)
}
