import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { Parts } from '../../src/cli/index.ts'
import { sweep } from '../../src/cli/sweep.ts'
import type { Database } from '../../src/graph/index.ts'
import { check, identity, line, passenger, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

let database: Database
beforeAll(async () => {
  database = await emptyGraph()
  await deliver(database, scratch(), [
    ...line,
    run('2024-04-08'),
    passenger('2024-04-08', '1', identity('IVANOVA', 'ANNA', '1984-03-09')),
    check('left', '2024-04-08', 'ALIGHT', { passenger: '1' }),
    { record: 'regime', id: 'closed', from: '2024-03-01', alighting: false, basis: 'test' },
  ])
})
afterAll(() => database.close())

/** The command over the graph of the test: its exit code, and what it prints. */
async function swept(options: Parameters<typeof sweep>[1]) {
  const parts = {
    config: () => ({}),
    withGraph: (_: unknown, __: unknown, act: (d: Database) => unknown) => act(database),
  }
  let printed = ''
  const write = jest.spyOn(process.stdout, 'write').mockImplementation(text => {
    printed += String(text)
    return true
  })
  try {
    return { code: await sweep(parts as unknown as Parts, options, () => {}), printed }
  } finally {
    write.mockRestore()
  }
}

const findings = async () => Number((await database.read('MATCH (f:Finding) RETURN count(f)', {}))[0]?.[0])

test('a dry run tells what would be raised and keeps nothing', async () => {
  const { code, printed } = await swept({ dryRun: true, pattern: ['UNPERMITTED_ALIGHTING'] })
  expect([code, await findings()]).toEqual([0, 0])
  expect(printed).toMatch(/^UNPERMITTED_ALIGHTING RAISED [0-9a-f]{32}: Left 029\/2024-04-08 at KENA, .*\n$/)
})

test('as known at a day before anything had come nothing would have been', async () => {
  const { code, printed } = await swept({ dryRun: true, asKnownAt: '2020-01-01', json: true })
  expect([code, JSON.parse(printed), await findings()]).toEqual([0, [], 0])
})

test('by another value of a parameter it is told what would be otherwise', async () => {
  const { code, printed } = await swept({ dryRun: true, set: ['REPEAT_DISEMBARKER.windowDays=30'], json: true })
  const kinds = new Set((JSON.parse(printed) as { kind: string }[]).map(({ kind }) => kind))
  expect([code, kinds, await findings()]).toEqual([0, new Set(['RAISED']), 0])
})

test('done, it is what the dry run said, and stands the look from nothing', async () => {
  const { printed } = await swept({ pattern: ['UNPERMITTED_ALIGHTING'], json: true })
  expect(JSON.parse(printed)).toMatchObject([{ pattern: 'UNPERMITTED_ALIGHTING', raised: 1 }])
  expect(await findings()).toBe(1)
  expect((await swept({ verify: true, pattern: ['UNPERMITTED_ALIGHTING'] })).code).toBe(0)
})

test.each([
  [{ asKnownAt: '2024-01-01' }, '--as-known-at, --set: expected with --dry-run only'],
  [{ set: ['REPEAT_DISEMBARKER.windowDays=30'] }, '--as-known-at, --set: expected with --dry-run only'],
  [
    { dryRun: true, asKnownAt: 'yesterday' },
    '--as-known-at: expected an instant such as 2024-03-01T00:00:00Z, or a day',
  ],
  [{ dryRun: true, set: ['windowDays=30'] }, '--set: expected PATTERN.parameter=value'],
  [{ dryRun: true, set: ['SURGE.windowDays=30'] }, '--set: expected REPEAT_DISEMBARKER'],
  [{ dryRun: true, set: ['REPEAT_DISEMBARKER.weeks=3'] }, 'name: expected windowDays, atLeast, got "weeks"'],
  [{ dryRun: true, set: ['REPEAT_DISEMBARKER.windowDays=1'] }, 'value: expected 7 to 3650 days, got 1'],
  [{ verify: true, refit: true }, '--verify: expected without --refit'],
])('%j is refused', async (options, message) => {
  await expect(swept(options)).rejects.toThrow(message)
})
