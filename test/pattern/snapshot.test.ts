import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Database, noteChange, standpoint } from '../../src/graph/index.ts'
import { Projection } from '../../src/pattern/projection/projection.ts'
import { Snapshot } from '../../src/pattern/projection/snapshot/snapshot.ts'
import { writeSnapshot } from '../../src/pattern/projection/snapshot/write-snapshot.ts'
import { currentProjection } from '../../src/pattern/projection/update.ts'
import { identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { numbers, shuffled, someDays, withCorrections, withLooseChecks } from '../some-days.ts'
import { emptyGraph } from '../test-graph.ts'
import { dump } from './dump.ts'

const home = scratch()
const path = join(home, 'projection', 'snapshot')
let database: Database
let said: string[]
beforeEach(async () => {
  database = await emptyGraph()
  said = []
  rmSync(join(home, 'projection'), { recursive: true, force: true })
})
afterEach(() => database.close())
afterAll(() => rmSync(home, { recursive: true }))

const opened = () => new Snapshot(home, { info: line => said.push(line), warn: line => said.push(`! ${line}`) })
const readAnew = async () => Projection.read(database, await standpoint(database))

/** Written as a service does that is told to stop. */
async function written(projection: Projection): Promise<void> {
  const snapshot = opened()
  snapshot.note(projection)
  await snapshot.close()
}

const why = () => said.map(line => /\((.*)\)/.exec(line)?.[1]).filter(reason => reason !== undefined)

const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const list = (date: string, ref: string) => passenger(date, ref, anna, { documents: [passport('100000001')] })
const someGraph = () =>
  deliver(database, home, [...line, run('2023-05-01'), run('2023-05-08'), list('2023-05-01', '1')])

test.each([1, 2])(
  'read back and brought up to date it has the content of one that is read anew (seed %i)',
  async seed => {
    const random = numbers(seed)
    const lines = shuffled(withLooseChecks(withCorrections(someDays(), random), random), random)
    let projection: Projection | undefined
    const cuts = Array.from({ length: 5 }, () => Math.floor(random() * lines.length)).sort((a, b) => a - b)
    let restored = 0
    for (const [i, from] of [0, ...cuts].entries()) {
      await deliver(database, home, lines.slice(from, cuts[i] ?? lines.length))
      projection = (await currentProjection(database, projection)).projection
      expect(dump(projection)).toEqual(dump(await readAnew()))
      if (random() < 0.3) continue
      await written(projection)
      const back = await opened().restore(database)
      expect(dump(back as Projection)).toEqual(dump(projection))
      // What goes on is the one that was read back.
      if (back) restored++
      projection = back
    }
    expect(restored).toBeGreaterThan(1)
    expect(projection?.counts.Journey).toBe(54)
  },
  300_000,
)

test('what happened while the service was down is brought in', async () => {
  await someGraph()
  await written(await readAnew())
  await deliver(database, home, [list('2023-05-08', '2')])
  const back = await opened().restore(database)
  expect(back?.counts.Journey).toBe(1)
  const { projection, touched } = await currentProjection(database, back)
  expect(projection).toBe(back)
  expect(touched === 'all' ? touched : [...touched.runs].map(r => projection.rail.ids.all[r])).toEqual([
    '029/2023-05-08',
  ])
  expect(dump(projection)).toEqual(dump(await readAnew()))
})

test('it is its owner’s alone, and takes the place of the one before as a whole', async () => {
  await someGraph()
  await written(await readAnew())
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(home, 'projection')).mode & 0o777).toBe(0o700)
  const before = readFileSync(path)
  // Left behind by a process that was killed as it wrote.
  writeFileSync(`${path}.new`, before.subarray(0, 100))
  expect(dump((await opened().restore(database)) as Projection)).toEqual(dump(await readAnew()))
  await deliver(database, home, [list('2023-05-08', '2')])
  await written(await readAnew())
  expect(existsSync(`${path}.new`)).toBe(false)
  expect((await opened().restore(database))?.counts.Journey).toBe(2)
})

test('a file that is torn, changed or something else is passed over, and the log says why', async () => {
  await someGraph()
  await opened().restore(database)
  await written(await readAnew())
  const whole = readFileSync(path)
  const changed = (at: number) => {
    const copy = Buffer.from(whole)
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at)
    return copy
  }
  for (const content of [
    whole.subarray(0, whole.length - 1),
    whole.subarray(0, 60),
    whole.subarray(0, 3),
    Buffer.alloc(0),
    changed(0),
    changed(11),
    changed(30),
    changed(whole.length - 5),
    changed(Math.floor(whole.length / 2)),
    Buffer.from('somebody put another file here, longer than what a snapshot begins with'),
    Buffer.from(JSON.stringify({ not: 'it' }).padEnd(5_000)),
  ]) {
    writeFileSync(path, content)
    expect(await opened().restore(database)).toBeUndefined()
  }
  expect(why()).toEqual([
    'there is none',
    'it is cut short',
    'it is cut short',
    'it is cut short',
    'it is cut short',
    'it is something else',
    'it is cut short',
    'it is damaged',
    'it is damaged',
    'it is damaged',
    'it is something else',
    'it is something else',
  ])
  writeFileSync(path, whole)
  expect(await opened().restore(database)).toBeInstanceOf(Projection)
})

test('a file that cannot be read or written is told of and no error', async () => {
  await someGraph()
  mkdirSync(path, { recursive: true })
  expect(await opened().restore(database)).toBeUndefined()
  await written(await readAnew())
  expect(said[0]).toMatch(/^Projection: no snapshot to start from \(Error: EISDIR/)
  expect(said[1]).toMatch(/^! Projection: its snapshot cannot be written, the next start will read the graph: /)
  expect(said).toHaveLength(2)
})

test('that of another graph, and one since which too much has changed, is not used', async () => {
  await someGraph()
  await written(await readAnew())
  await deliver(database, home, [list('2023-05-08', '2')])
  await database.write(tx => tx.run('MATCH (n:Change) DELETE n'))
  expect(await opened().restore(database)).toBeUndefined()
  await database.close()
  database = await emptyGraph()
  await someGraph()
  expect(await opened().restore(database)).toBeUndefined()
  expect(why()).toEqual(['too much has changed since', 'it is of another graph'])
})

test('a writing that an update overtakes is given up, and the file before stays', async () => {
  await someGraph()
  const projection = await readAnew()
  await written(projection)
  const before = readFileSync(path)
  const writing = writeSnapshot(path, projection)
  projection.standpoint = { ...projection.standpoint }
  expect(await writing).toBe(true)
  const overtaken = writeSnapshot(path, projection)
  const watched = setInterval(() => {
    projection.standpoint = { ...projection.standpoint }
  }, 0)
  expect(await overtaken).toBe(false)
  clearInterval(watched)
  expect(readFileSync(path)).toEqual(before)
  expect(existsSync(`${path}.new`)).toBe(false)
})

test('it is written again only where something changed', async () => {
  await someGraph()
  const snapshot = opened()
  const projection = await readAnew()
  snapshot.note(projection)
  await snapshot.close()
  truncateSync(path, 10)
  snapshot.note(projection)
  await snapshot.close()
  expect(statSync(path).size).toBe(10)
  await database.write(async tx => noteChange(tx, { kinds: ['Station'] }))
  snapshot.note((await currentProjection(database, projection)).projection)
  await snapshot.close()
  expect(statSync(path).size).toBeGreaterThan(10)
})
