import { hostname } from 'node:os'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Database, Lease } from '../../src/graph/index.ts'
import { emptyGraph } from '../test-graph.ts'

let database: Database

beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())

const hold = (holder: string, until: number) =>
  database.write(tx =>
    tx.run("CREATE (:Lease {id: 'load', holder: $holder, until: $until})", { holder, until: Date.now() + until }),
  )

test('a second taker waits until the first gives it back', async () => {
  const first = await Lease.take(database, 'load')
  let waited = false
  let taken = false
  const second = Lease.take(database, 'load', () => {
    waited = true
  }).then(lease => {
    taken = true
    return lease
  })
  await new Promise(resolve => setTimeout(resolve, 300))
  expect({ waited, taken }).toEqual({ waited: true, taken: false })
  await first.giveBack()
  await (await second).giveBack()
})

test('one that ran out is taken, one of another machine is waited for', async () => {
  await hold('elsewhere 1 1 x', 700)
  const started = Date.now()
  const lease = await Lease.take(database, 'load')
  expect(Date.now() - started).toBeGreaterThanOrEqual(500)
  await lease.giveBack()
})

test('one whose holder was a process of this machine that runs no more is taken at once', async () => {
  await hold(`${hostname()} 999999 1 x`, 3_600_000)
  let waited = false
  const lease = await Lease.take(database, 'load', () => {
    waited = true
  })
  expect(waited).toBe(false)
  await lease.giveBack()
})

test('a transaction under a lease that another has taken is refused and leaves nothing', async () => {
  const lease = await Lease.take(database, 'load')
  await database.write(tx => tx.run("MATCH (l:Lease) SET l.holder = 'elsewhere 1 1 x'"))
  const act = database.write(async tx => {
    await tx.run('CREATE (:Train {id: "029"})')
    await lease.renewIn(tx)
  })
  await expect(act).rejects.toThrow('another process has taken it')
  expect(await database.read('MATCH (t:Train) RETURN count(t)', {})).toEqual([[0]])
  await lease.giveBack()
  expect(await database.read('MATCH (l:Lease) RETURN l.holder', {})).toEqual([['elsewhere 1 1 x']])
})
