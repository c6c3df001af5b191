import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import { station, train } from '../builders.ts'
import { deliver, readLine, scratch, snapshot } from '../delivery.ts'
import { feedFolder, feedZip, more, only, tables, zipEntries } from '../gtfs.ts'
import { emptyGraph } from '../test-graph.ts'

let database: Database
let folder: string

beforeEach(async () => {
  database = await emptyGraph()
  folder = scratch()
})
afterEach(() => database.close())

const load = (path: string, say?: (line: string) => void) => loadDelivery(database, folder, [path], say ? { say } : {})
const ALL = 3 + 1 + 3

const afresh = async () => {
  await database.close()
  database = await emptyGraph()
}

describe('a feed', () => {
  test('becomes stations, a train, and a run for each day', async () => {
    expect(await load(feedFolder(folder))).toEqual({ recorded: ALL, unchanged: 0, parked: 0, refused: 0, files: 1 })
    expect(
      await database.read(
        `MATCH (t:Train)<-[:RUN_OF]-(r:TrainRun)-[:HAS_CALL]->(c:Call)-[:AT]->(s:Station {id: 'KENA'})
RETURN t.id, t.name, r.id, c.kind, c.boarding, c.alighting, c.arrive, s.country ORDER BY r.id`,
        {},
      ),
    ).toEqual(
      ['01', '02', '03'].map((day, i) => [
        '029',
        'Yantar',
        `029/2023-05-${day}`,
        'TECHNICAL',
        false,
        false,
        Date.UTC(2023, 4, 2 + i, 7, 20),
        'LTU',
      ]),
    )
  })

  test('twice, as a folder or as a zip, changes nothing', async () => {
    const feed = feedFolder(folder)
    await load(feed)
    const before = await snapshot(database)
    expect(await load(feed)).toMatchObject({ recorded: 0, unchanged: ALL, refused: 0 })
    // Other files with the same tables: known by the records.
    expect(await load(feedZip(folder, zipEntries()))).toMatchObject({ recorded: 0, unchanged: ALL, refused: 0 })
    expect(await load(feedFolder(folder))).toMatchObject({ recorded: 0, unchanged: ALL, refused: 0 })
    expect(await snapshot(database)).toEqual(before)
  })

  test('gives one graph from a folder and from a zip', async () => {
    await load(feedFolder(folder))
    const fromFolder = await snapshot(database)
    await afresh()
    await load(feedZip(folder, zipEntries({}, 'feed/')))
    expect(await snapshot(database)).toEqual(fromFolder)
  })

  test('keeps the words of every record', async () => {
    await load(feedFolder(folder))
    const [row] = await database.read('MATCH (r:TrainRun {id: "029/2023-05-02"}) RETURN r.delivery, r.line', {})
    const said = await readLine(database, ...(row as [number, number]))
    expect(JSON.parse(said as string)).toMatchObject({ record: 'run', run: '029/2023-05-02' })
  })

  test('that changed corrects its runs', async () => {
    await load(feedFolder(folder))
    const later = { 'stop_times.txt': tables['stop_times.txt'].replace('T,34:20:00', 'T,34:00:00') }
    expect(await load(feedFolder(folder, later))).toMatchObject({ recorded: 3, unchanged: 4 })
    expect(await database.read('MATCH (c:Call {id: "029/2023-05-01@KENA"}) RETURN c.arrive', {})).toEqual([
      [Date.UTC(2023, 4, 2, 7)],
    ])
  })

  test('goes in but for its bad rows, which are kept with their reasons', async () => {
    const feed = feedFolder(folder, more('stop_times.txt', 'T9,1:00:00,1:00:00,s1,1,,'))
    expect(await load(feed)).toMatchObject({ recorded: ALL, refused: 1 })
    const kept = readdirSync(join(folder, 'refused')).map(name => readFileSync(join(folder, 'refused', name), 'utf8'))
    expect(kept.map(text => JSON.parse(text))).toEqual([
      {
        table: 'stop_times.txt',
        trip_id: 'T9',
        arrival_time: '1:00:00',
        departure_time: '1:00:00',
        stop_id: 's1',
        stop_sequence: '1',
        pickup_type: '',
        drop_off_type: '',
      },
      {
        file: feed.slice(folder.length + 1),
        line: 1,
        field: 'stop_times.txt:5 trip_id',
        expected: 'a trip of trips.txt',
        came: '"T9"',
      },
    ])
  })

  test('that is none leaves no trace', async () => {
    const path = feedZip(folder, zipEntries({ 'stop_times.txt': undefined }))
    const said: string[] = []
    expect(await load(path, line => said.push(line))).toMatchObject({ recorded: 0, refused: 1 })
    expect(said).toEqual([expect.stringContaining('got one without stop_times.txt')])
    expect(await database.read('MATCH (n) WHERE NOT n:Migration|Lease RETURN count(n)', {})).toEqual([[0]])
  })

  test('in a folder of deliveries goes in by name beside the others', async () => {
    const all = mkdtempSync(join(folder, 'all-'))
    feedFolder(all)
    feedZip(all, zipEntries(only('agency.txt', 'agency_id,agency_timezone', 'SYN,Europe/Minsk')))
    expect(await load(all)).toMatchObject({ recorded: ALL, unchanged: ALL, refused: 0, files: 2 })
  })
})

describe('what was said of a station or train in full', () => {
  const kena = station('KENA', {
    names: { en: 'Kena', lt: 'Kena', ru: 'Кяна', pl: 'Kiena' },
    borderCrossing: true,
    codes: [{ scheme: 'ESR', value: '000000', verified: false }],
  })
  const curated = [kena, station('MOSKVA', { country: 'RUS' }), train('029', { name: 'Янтарь' })]
  const state = () =>
    database.read(
      `MATCH (s:Station)
RETURN s.id, s.nameRu, s.borderCrossing, COUNT { (:Record)-[:STATES]->(s) } ORDER BY s.id`,
      {},
    )

  test('is not corrected by a feed that comes later', async () => {
    await deliver(database, folder, curated)
    expect(await load(feedZip(folder, zipEntries()))).toMatchObject({ recorded: 1 + 3, unchanged: 3, refused: 0 })
    expect(await state()).toEqual([
      ['KALININGRAD', null, null, 0],
      ['KENA', 'Кяна', true, 0],
      ['MOSKVA', null, null, 0],
    ])
    expect(await database.read('MATCH (t:Train) RETURN t.name', {})).toEqual([['Янтарь']])
  })

  test('takes the place of what a feed said earlier, which stays as history', async () => {
    await load(feedZip(folder, zipEntries()))
    expect(await deliver(database, folder, curated)).toMatchObject({ recorded: 3, unchanged: 0 })
    expect(await state()).toEqual([
      ['KALININGRAD', null, null, 0],
      ['KENA', 'Кяна', true, 1],
      ['MOSKVA', null, null, 1],
    ])
  })

  test('serves the runs of a feed that cannot say in which country the station lies', async () => {
    const stops = {
      'stops.txt': tables['stops.txt'].replace('25.619,Europe/Vilnius', '25.619,UTC'),
    }
    const feed = feedFolder(folder, stops)
    // The station is refused; the three runs that call there wait for it.
    expect(await load(feed)).toMatchObject({ recorded: 3, parked: 3, refused: 1 })
    expect(await deliver(database, folder, [kena])).toMatchObject({ recorded: 4, parked: 0 })
    expect(await database.read('MATCH (c:Call)-[:AT]->(:Station {id: "KENA"}) RETURN count(c)', {})).toEqual([[3]])
  })
})
