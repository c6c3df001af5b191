import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GraphAddress } from '../src/base/index.ts'
import { Database, migrate } from '../src/graph/index.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The jars are fetched once for the project, whatever homes the tests make. */
export const DISTRIBUTION = join(root, '.alight', 'neo4j-5.26.30')
export const TEST_HOME = join(root, '.alight', 'test')

/** The real Neo4j that set-up started for all suites. */
export function testAddress(): GraphAddress {
  return JSON.parse(readFileSync(join(TEST_HOME, 'neo4j.json'), 'utf8')) as GraphAddress
}

/** An empty graph with its constraints. Suites run one after another and each empties it first. */
export async function emptyGraph(): Promise<Database> {
  const { uri, username, password } = testAddress()
  const database = await Database.open({ uri, username, password, database: 'neo4j' })
  await database.command('MATCH (n) WHERE NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS')
  await migrate(database)
  return database
}
