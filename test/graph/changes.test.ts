import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import { changesSince, type Database, noteChange, standpoint } from '../../src/graph/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const note = (run: string) => database.write(async tx => noteChange(tx, { runs: [run] }))

async function since(before: Awaited<ReturnType<typeof standpoint>>) {
  const notes = await changesSince(database, before, await standpoint(database))
  if (!notes) return undefined
  const numbers = [...notes.identities, ...notes.persons, ...notes.documents, ...notes.bookings]
  const rows = await database.read('UNWIND $numbers AS number MATCH (n) WHERE id(n) = number RETURN labels(n)[0]', {
    numbers,
  })
  const placed = Object.fromEntries([...Map.groupBy(rows.flat(), String)].map(([label, all]) => [label, all.length]))
  return { runs: [...notes.runs].sort(), kinds: [...notes.kinds].sort(), ...placed }
}

test('a delivery notes what is to be read again', async () => {
  const empty = await standpoint(database)
  await note('a')
  const before = await standpoint(database)
  await deliver(database, folder, [...line, run('2023-05-01')])
  expect(await since(empty)).toBeUndefined()
  expect(await since(before)).toEqual({ runs: ['029/2023-05-01'], kinds: ['Station', 'Train'] })
  const ground = await standpoint(database)
  const ivanova = passenger('2023-05-01', '1', identity('IVANOVA', 'ANNA', '1984-03-09'), {
    documents: [passport('123456789')],
    booking: { ref: 'B1' },
  })
  await deliver(database, folder, [ivanova])
  expect(await since(ground)).toEqual({
    runs: ['029/2023-05-01'],
    kinds: [],
    Identity: 1,
    Person: 1,
    Document: 1,
    Booking: 1,
  })
  const listed = await standpoint(database)
  await deliver(database, folder, [{ record: 'coverage', run: '029/2023-05-01', feed: 'CHECKS', complete: true }])
  await deliver(database, folder, [{ record: 'coverage', station: 'KENA', feed: 'CHECKS', complete: true }])
  expect(await since(listed)).toEqual({ runs: ['029/2023-05-01'], kinds: ['Coverage'] })
  const same = await standpoint(database)
  await deliver(database, folder, [ivanova])
  expect(await standpoint(database)).toEqual(same)
})

test('a check that is corrected to be of another run notes both', async () => {
  await deliver(database, folder, [
    ...line,
    run('2023-05-01'),
    run('2023-05-08'),
    check('c', '2023-05-01', 'EXIT', read),
  ])
  const before = await standpoint(database)
  await deliver(database, folder, [check('c', '2023-05-08', 'EXIT', read)])
  expect((await since(before))?.runs).toEqual(['029/2023-05-01', '029/2023-05-08'])
})
const read = { identity: identity('IVANOVA', 'ANNA', '1984-03-09') }

test('numbers rise in the order of commits, whoever writes at once', async () => {
  await note('first')
  const before = await standpoint(database)
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map(note))
  expect(await standpoint(database)).toEqual({ ...before, number: before.number + 5 })
  expect((await since(before))?.runs).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('what is taken back leaves no change', async () => {
  const failing = database.write(async tx => {
    noteChange(tx, { runs: ['a'] })
    throw new Error('taken back')
  })
  await expect(failing).rejects.toThrow('taken back')
  expect(await standpoint(database)).toEqual({ history: '', number: 0 })
})

/** How much was noted up to each change that is kept. */
const noted = async () =>
  (await database.read('MATCH (n:Change) RETURN n.noted ORDER BY n.number', {})).flat() as number[]

test('changes are forgotten in their order, and who needs one that is gone is told so', async () => {
  await note('a')
  const early = await standpoint(database)
  await note('b')
  const later = await standpoint(database)
  expect(await noted()).toEqual([11, 22])
  await database.write(tx =>
    tx.run("MATCH (c:Counter {name: 'change'}), (n:Change {number: 2}) SET c.noted = 1000000, n.noted = 1000000"),
  )
  await note('c')
  expect(await noted()).toEqual([1_000_000, 1_000_011])
  expect(await since(early)).toEqual({ runs: ['b', 'c'], kinds: [] })
  expect(await since({ ...early, number: 0 })).toBeUndefined()
  expect(await since(later)).toEqual({ runs: ['c'], kinds: [] })
})

test('the changes of another graph are not taken for those of this one', async () => {
  await note('a')
  const before = await standpoint(database)
  await database.close()
  database = await emptyGraph()
  await note('a')
  await note('b')
  expect(await since(before)).toBeUndefined()
})
