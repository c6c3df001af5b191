import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { Database, openGraphServer } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import { scratch, snapshot } from '../delivery.ts'
import { alight, newHome, ROOT } from '../service.ts'
import { DISTRIBUTION, emptyGraph } from '../test-graph.ts'

const home = newHome()
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('small', async () => {
  const database = await emptyGraph()
  const folder = join(ROOT, 'seed/small')
  await loadDelivery(database, scratch(), [folder])
  const expected = await snapshot(database)
  await database.close()
  const child = alight(home, ['load', '--bulk', folder])
  child.stdout?.pipe(process.stdout)
  child.stderr?.pipe(process.stderr)
  expect(await new Promise(resolve => child.once('exit', resolve))).toBe(0)
  const server = await openGraphServer({ home, database: 'neo4j', distribution: DISTRIBUTION })
  const bulk = await Database.open(server.address)
  const found = await snapshot(bulk)
  await bulk.close()
  await server.close()
  expect(found).toEqual(expected)
}, 120_000)
