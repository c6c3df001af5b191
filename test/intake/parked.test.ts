import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch, snapshot } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

let database: Database
let folder: string

beforeEach(async () => {
  database = await emptyGraph()
  folder = scratch()
})
afterEach(() => database.close())

async function afresh(): Promise<void> {
  await database.close()
  database = await emptyGraph()
}

const ivan = identity('IVANOV', 'SERGEI', '1980-01-02')
const olga = identity('ZHUK', 'OLGA', '1991-03-04')
const timetable = [...line, run('2023-05-01'), run('2023-05-02')]
const ivanAboard = passenger('2023-05-01', 'P1', ivan, { documents: [passport('111')] })
const ivanAlights = check('c1', '2023-05-01', 'ALIGHT', { passenger: 'P1' })

const parked = () => database.read('MATCH (p:ParkedRecord) RETURN p.kind, p.field, p.awaits ORDER BY p.id', {})

describe('a record that names something unknown', () => {
  test('waits with its reason, and is recorded by itself when that arrives', async () => {
    expect(await deliver(database, folder, [ivanAlights])).toMatchObject({ recorded: 0, parked: 1, refused: 0 })
    expect(await parked()).toEqual([['check', 'run', 'TrainRun 029/2023-05-01']])
    expect(await deliver(database, folder, timetable)).toMatchObject({ recorded: timetable.length, parked: 0 })
    expect(await parked()).toEqual([['check', 'passenger', 'Journey 029/2023-05-01#P1']])
    expect(await deliver(database, folder, [ivanAboard])).toMatchObject({ recorded: 2, parked: 0 })
    expect(await parked()).toEqual([])
    expect(await database.read('MATCH (d:Delivery) RETURN d.recorded, d.parked ORDER BY d.number', {})).toEqual([
      [1, 0],
      [timetable.length, 0],
      [1, 0],
    ])
    const late = await snapshot(database)
    await afresh()
    await deliver(database, folder, [...timetable, ivanAboard, ivanAlights])
    expect(late).toEqual(await snapshot(database))
  })

  test('keeps the source that it came with', async () => {
    await deliver(database, folder, [ivanAboard])
    await deliver(database, folder, timetable)
    expect(
      await database.read(
        'MATCH (j:Journey {ref: "P1"}) MATCH (d:Delivery {number: j.delivery}) RETURN d.recorded, j.line',
        {},
      ),
    ).toEqual([[1, 1]])
  })

  test('takes along what waits for it, whatever the depth', async () => {
    expect(await deliver(database, folder, [ivanAlights, ivanAboard, run('2023-05-01')])).toMatchObject({
      recorded: 0,
      parked: 3,
    })
    expect(await deliver(database, folder, line)).toMatchObject({ recorded: line.length + 3 })
    expect(await parked()).toEqual([])
  })

  test('is not recorded twice when its file comes again', async () => {
    await deliver(database, folder, [ivanAboard])
    expect(await deliver(database, folder, [ivanAboard, ''])).toMatchObject({ recorded: 0, parked: 1 })
    expect(await deliver(database, folder, timetable)).toMatchObject({ recorded: timetable.length + 1 })
    expect(await database.read('MATCH (j:Journey) RETURN count(j), COUNT { (:Record) }', {})).toEqual([[1, 0]])
  })
})

describe('a statement that waited while a later one of its fact was recorded', () => {
  const onFirst = check('c1', '2023-05-01', 'ENTRY', { identity: ivan, document: passport('111') })
  const onSecond = check('c1', '2023-05-02', 'ENTRY', { identity: olga, document: passport('222') })
  const ground = [...line, run('2023-05-02')]

  test('becomes the earlier one, and the graph is as if all had come in order', async () => {
    await deliver(database, folder, [...ground, run('2023-05-01')])
    await deliver(database, folder, [onFirst])
    await deliver(database, folder, [onSecond])
    const inOrder = await snapshot(database)
    expect(await database.read('MATCH (k:Check) RETURN k.looseOn, COUNT { (:Record)-[:STATES]->(k) }', {})).toEqual([
      ['029/2023-05-02', 1],
    ])
    await afresh()
    await deliver(database, folder, ground)
    expect(await deliver(database, folder, [onFirst])).toMatchObject({ parked: 1 })
    await deliver(database, folder, [onSecond])
    expect(await deliver(database, folder, [run('2023-05-01')])).toMatchObject({ recorded: 2, parked: 0 })
    expect(await snapshot(database)).toEqual(inOrder)
  })
})

describe('what a corrected statement alone had named', () => {
  test('is out of force: no person, no holder, no booking of it is left among the present ones', async () => {
    const wrong = passenger('2023-05-01', 'P1', identity('IVNAOV', 'SERGEI', '1980-01-03'), {
      documents: [passport('999')],
      booking: { ref: 'B1', contacts: [{ kind: 'PHONE', value: '+370' }] },
    })
    await deliver(database, folder, [...timetable, ivanAboard])
    const without = await snapshot(database)
    await afresh()
    await deliver(database, folder, [...timetable, wrong])
    await deliver(database, folder, [ivanAboard])
    const present = (await snapshot(database)).filter(text => !/Retired|Record|STATES/.test(text))
    const gone = await database.read(
      'MATCH (x:RetiredIdentity|RetiredDocument|RetiredBooking|RetiredContact) RETURN x.id ORDER BY x.id',
      {},
    )
    expect(gone.map(([id]) => String(id).slice(0, 4))).toEqual(expect.arrayContaining(['B1', 'PASS', 'PHON']))
    const ids = new Set([...gone.map(([id]) => JSON.stringify(id)), JSON.stringify('029/2023-05-01#P1')])
    const apart = (texts: string[]) => texts.filter(text => ![...ids].some(id => text.includes(id)))
    expect(apart(present)).toEqual(apart(without))
    expect(await database.read('MATCH (p:Person) RETURN p.displayName', {})).toEqual([['IVANOV SERGEI']])
  })

  test('holds persons together no more', async () => {
    const young = identity('TSOI', 'ANDREI', '1990-05-05')
    const old = identity('TSOI', 'ANDREI', '1970-05-05')
    const [first, second] = [passport('709448936'), passport('712345670')]
    // One line presents both papers, so the two are one person by it; then it is corrected.
    const lines = [
      passenger('2023-05-01', 'P1', old, { documents: [first] }),
      passenger('2023-05-01', 'P2', young, { documents: [second] }),
    ]
    const bridge = passenger('2023-05-02', 'P3', young, { documents: [first, second] })
    await deliver(database, folder, [...timetable, ...lines, bridge])
    expect(await database.read('MATCH (p:Person) RETURN count(p)', {})).toEqual([[1]])
    await deliver(database, folder, [{ ...bridge, documents: [second] }])
    expect(
      await database.read(
        'MATCH (p:Person)<-[:IS]-(i:Identity) WITH p.id AS id, min(i.id) AS least, count(i) AS n RETURN id = least, n',
        {},
      ),
    ).toEqual([
      [true, 1],
      [true, 1],
    ])
  })
})

test('a load killed between what it parked and the note how far it came parks it once', async () => {
  await deliver(database, folder, [ivanAboard])
  // As after a crash: the batch went in, the note that ends its stretch did not.
  await database.write(tx => tx.run('MATCH (d:Delivery) SET d.through = 0, d.complete = false'))
  const [path] = readdirSync(folder).filter(name => name.endsWith('.ndjson'))
  expect(await loadDelivery(database, folder, [join(folder, path as string)])).toMatchObject({ parked: 0, refused: 0 })
  expect(await database.read('MATCH (d:Delivery) RETURN d.parked, COUNT { (:ParkedRecord) }', {})).toEqual([[1, 1]])
  expect(await deliver(database, folder, timetable)).toMatchObject({ recorded: timetable.length + 1, parked: 0 })
})
