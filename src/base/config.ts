import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import { Invalid } from './errors.ts'

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
  readonly logLevel: string
}

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NEO4J_URI: z
    .string()
    .regex(/^(neo4j|bolt)(\+s|\+ssc)?:\/\/\S+$/, 'expected neo4j://… or bolt://…')
    .optional(),
  NEO4J_USERNAME: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string().optional(),
  NEO4J_DATABASE: z.string().min(1).default('neo4j'),
  ALIGHT_HOME: z.string().min(1).default('.alight'),
  ALIGHT_SEED: z.enum(['small', 'none']).default('small'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/**
 * Reads the settings from `env` (an empty variable counts as unset).
 * @throws Invalid naming every wrong setting in one message
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = settings.safeParse(given)
  const problems = parsed.error?.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) ?? []
  if (given.NEO4J_URI && given.NEO4J_PASSWORD === undefined) problems.push('NEO4J_PASSWORD: expected with NEO4J_URI')
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
    logLevel: s.LOG_LEVEL,
  }
}

/** The settings of this process, `.env` in the working folder included (the environment wins). */
export function processConfig(): Config {
  if (existsSync('.env')) loadEnvFile('.env')
  return readConfig(process.env)
}
