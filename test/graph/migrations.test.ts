import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Database, isMigrated, migrate, newestShape } from '../../src/graph/index.ts'
import { emptyGraph, testAddress } from '../test-graph.ts'

let database: Database

beforeAll(async () => {
  database = await emptyGraph()
})
afterAll(() => database.close())

const constraints = async () => (await database.command('SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name')).flat()
const indexes = async () =>
  (await database.command("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name ORDER BY name")).flat()

async function bareGraph(): Promise<void> {
  for (const name of await constraints()) await database.command(`DROP CONSTRAINT ${name}`)
  for (const name of await indexes()) await database.command(`DROP INDEX ${name}`)
  await database.command('MATCH (m:Migration) DELETE m')
}

test('are taken once, by number, and recorded in the graph', async () => {
  await bareGraph()
  expect(await isMigrated(database)).toBe(false)
  expect(await migrate(database)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
  const made = [await constraints(), await indexes()]
  expect(await migrate(database)).toEqual([])
  expect([await constraints(), await indexes()]).toEqual(made)
  expect(await isMigrated(database)).toBe(true)
  const numbers = await database.read('MATCH (m:Migration) RETURN m.number ORDER BY m.number', {})
  expect(numbers.flat()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
})

test('by several processes at once end in the same shape', async () => {
  await bareGraph()
  const { uri, username, password } = testAddress()
  const others = await Promise.all(
    [1, 2, 3, 4].map(() => Database.open({ uri, username, password, database: 'neo4j' })),
  )
  await Promise.all([database, ...others].map(migrate))
  await Promise.all(others.map(other => other.close()))
  expect(await isMigrated(database)).toBe(true)
  expect(await database.read('MATCH (m:Migration) RETURN count(*)', {})).toEqual([[16]])
  expect(await constraints()).toHaveLength(39)
})

test('change no node of a graph that was written in the newest shape', async () => {
  await bareGraph()
  await database.command('UNWIND $shape AS step CREATE (m:Migration) SET m = step', { shape: newestShape() })
  await database.command(
    "CREATE (:Identity {id: 'i'})-[:COMPARED_AS]->(:Portrait {id: 'q'})-[:BLOCKED_BY]->(:Block {id: 'b'})",
  )
  expect(await isMigrated(database)).toBe(false)
  expect(await migrate(database)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
  expect(await isMigrated(database)).toBe(true)
  const [row] = await database.read(
    'MATCH (i:Identity)-[:COMPARED_AS]->(q)-[:BLOCKED_BY]->(b) RETURN labels(i), q.id, b.id',
    {},
  )
  expect(row).toEqual([['Identity'], 'q', 'b'])
  await database.command('MATCH (n:Identity|Portrait|Block) DETACH DELETE n')
})
