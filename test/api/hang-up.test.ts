import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { page, Reader } from '../../src/graph/index.ts'
import { line } from '../builders.ts'
import { Service } from './service.ts'

let service: Service
let address: string
beforeAll(async () => {
  service = await Service.open(line)
  // A list that would take hours.
  const endless = page('Train', 'UNWIND range(1, 1000000000000) AS i WITH i WHERE i < 0 MATCH (y:Train)', {
    orders: { DEPARTS_ASC: { by: [] } },
  })
  ;(service.api.reads.registry('').lists as Map<string, typeof endless>).set('trainRuns', endless)
  address = await service.api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => service.close())

// By its user: the same text is also planned in the background, for nobody.
const runningFor = async (user: string) =>
  (
    await service.database.read(
      `SHOW TRANSACTIONS YIELD currentQuery, metaData
WHERE currentQuery STARTS WITH '// trainRuns' AND metaData.user = $user RETURN 1`,
      { user },
    )
  ).length

async function until(holds: () => Promise<boolean>): Promise<number> {
  const started = performance.now()
  while (!(await holds())) await wait(5)
  return performance.now() - started
}

test('a client that hangs up ends what Neo4j does for it', async () => {
  const hanging = new AbortController()
  const asked = fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-alight-user': 'olga' },
    body: JSON.stringify({ query: '{ trainRuns { totalCount nodes { id } } }' }),
    signal: hanging.signal,
  })
  await until(async () => (await runningFor('olga')) > 0)
  hanging.abort()
  await expect(asked).rejects.toThrow('aborted')
  // Else it would run to its limit of 20 seconds.
  expect(await until(async () => (await runningFor('olga')) === 0)).toBeLessThan(5_000)
})

test('a statement that takes longer than its request may is ended, and the error says so', async () => {
  const reader = new Reader(service.api.reads, { budget: 300, metadata: { user: 'piotr' } })
  const asked = {
    name: 'trainRuns',
    args: {},
    below: new Map(),
    parts: { rows: true, cursors: false, pageInfo: false, totalCount: false, ties: [] },
  }
  const listed = reader.list(asked) as { nodes(): Promise<unknown> }
  await expect(listed.nodes()).rejects.toThrow('The statement took longer than its time limit: ask for less')
  await until(async () => (await runningFor('piotr')) === 0)
})
