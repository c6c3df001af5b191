import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { prepareBatch } from '../../src/intake/graph/prepare-batch.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import { type AnyRecord, parseRecord } from '../../src/intake/record/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, readLine, scratch, snapshot } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

let database: Database
let folder: string

beforeEach(async () => {
  database = await emptyGraph()
  folder = scratch()
})
afterEach(() => database.close())

const ivan = identity('IVANOV', 'SERGEI', '1980-01-02')
const world = [
  ...line,
  run('2023-05-01'),
  passenger('2023-05-01', 'P1', ivan, { documents: [passport('111')], ticket: { from: 'MOSKVA', to: 'KALININGRAD' } }),
  check('c1', '2023-05-01', 'ALIGHT', { passenger: 'P1', basis: 'FRTD' }),
]

const refusedReasons = () => {
  const [name] = readdirSync(join(folder, 'refused')).filter(file => file.endsWith('.reasons.ndjson'))
  return readFileSync(join(folder, 'refused', name as string), 'utf8')
    .trim()
    .split('\n')
    .map(text => JSON.parse(text))
}

describe('the same delivery twice', () => {
  test('gives the same graph and says that nothing changed', async () => {
    expect(await deliver(database, folder, world)).toMatchObject({ recorded: world.length, unchanged: 0, refused: 0 })
    const before = await snapshot(database)
    // Another file with the same lines: known by content, not by file.
    expect(await deliver(database, folder, [...world, ''])).toMatchObject({ recorded: 0, unchanged: world.length })
    expect(await snapshot(database)).toEqual(before)
  })
})

describe('a load that was killed', () => {
  test('finds what was prepared and not yet recorded, and ends in the same graph', async () => {
    const ground = world.slice(0, -2)
    const last = world.slice(-2)
    await deliver(database, folder, ground)
    await deliver(database, folder, last)
    const undisturbed = await snapshot(database)
    await database.close()
    database = await emptyGraph()
    await deliver(database, folder, ground)
    const record = (parseRecord(last[0]) as { record: AnyRecord }).record
    await database.write(tx => prepareBatch(tx, 'passenger', [{ delivery: 99, line: 1, record, digest: 1 }]))
    expect(await database.read('MATCH (i:Identity) RETURN count(i), COUNT { (:Journey) }', {})).toEqual([[1, 0]])
    await deliver(database, folder, last)
    expect(await snapshot(database)).toEqual(undisturbed)
  })
})

describe('a correction', () => {
  test('takes the place of the earlier statement, which is kept', async () => {
    await deliver(database, folder, world)
    const corrected = passenger('2023-05-01', 'P1', identity('IVANOV', 'PIOTR', '1991-03-04'), {
      documents: [passport('222')],
    })
    expect(await deliver(database, folder, [corrected])).toMatchObject({ recorded: 1 })
    const [row] = await database.read(
      'MATCH (i:Identity)-[:MADE]->(j:Journey)-[:PRESENTED]->(d) MATCH (r:Record)-[:STATES]->(j) RETURN i.givenNames, d.number, r.delivery, r.line, j.delivery > r.delivery, j.line',
      {},
    )
    expect(row?.slice(0, 2)).toEqual(['PIOTR', '222'])
    const [, , earlier, line, ...rest] = row as number[]
    expect(rest).toEqual([true, 1])
    const said = await readLine(database, earlier as number, line as number)
    expect(JSON.parse(said as string)).toMatchObject({ identity: { givenNames: 'SERGEI' } })
  })

  test('within one file leaves the last line standing', async () => {
    const early = check('c2', '2023-05-01', 'ENTRY', { passenger: 'P1', basis: 'FRTD' })
    await deliver(database, folder, [...world, early, { ...early, basis: 'FTD' }])
    expect(
      await database.read('MATCH (k:Check {id: "c2"}) RETURN k.basis, COUNT { (:Record)-[:STATES]->(k) }', {}),
    ).toEqual([['FTD', 1]])
  })
})

describe('bad lines', () => {
  test.each([
    [
      'a day that is none',
      { ...passenger('2023-05-01', 'P9', { ...ivan, dateOfBirth: '2023-02-30' }) },
      'identity.dateOfBirth',
      '"2023-02-30"',
    ],
    [
      'an instant without zone',
      { ...check('c9', '2023-05-01', 'ENTRY', { passenger: 'P1' }), at: '2023-05-02T07:30:00' },
      'at',
      '"2023-05-02T07:30:00"',
    ],
    ['an unknown field', { ...passenger('2023-05-01', 'P9', ivan), carriage: 7 }, 'carriage', '"carriage"'],
    ['a key __proto__', '{"record":"train","number":"030","__proto__":{"x":1}}', '__proto__', '__proto__'],
    ['no JSON', 'record=passenger', '', '"record=passenger"'],
    ['a NUL byte', passenger('2023-05-01', 'P9', { ...ivan, surname: 'A\u0000B' }), 'identity.surname', '"A\\u0000B"'],
    [
      'a lone surrogate',
      passenger('2023-05-01', 'P9', { ...ivan, surname: 'A\ud800' }),
      'identity.surname',
      '"A\\ud800"',
    ],
    ['nothing that was seen', check('c9', '2023-05-01', 'ENTRY'), 'passenger', 'nothing'],
  ])('%s is refused with its reason, and the rest goes in', async (_, bad, field, came) => {
    const summary = await deliver(database, folder, [...world.slice(0, -1), bad, world.at(-1)])
    expect(summary).toMatchObject({ recorded: world.length, refused: 1 })
    expect(refusedReasons()).toEqual([expect.objectContaining({ line: world.length, field, came })])
  })

  test('ten thousand levels of nesting are refused', async () => {
    const deep = `{"record":"train","number":"1","name":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
    expect(await deliver(database, folder, [deep])).toMatchObject({ recorded: 0, refused: 1 })
  })

  test('a line of 20 MB is refused and kept whole', async () => {
    const long = JSON.stringify(passenger('2023-05-01', 'P9', { surname: 'A'.repeat(20_000_000) }))
    expect(await deliver(database, folder, [...world.slice(0, 3), long, ...world.slice(3)])).toMatchObject({
      recorded: world.length,
      refused: 1,
    })
    const [name] = readdirSync(join(folder, 'refused')).filter(file => !file.includes('reasons'))
    expect(readFileSync(join(folder, 'refused', name as string), 'utf8')).toBe(`${long}\n`)
  })

  test('the same file again tells them again, and a mended one goes in', async () => {
    const path = join(folder, 'mended.ndjson')
    writeFileSync(path, [...world, { record: 'train' }].map(record => JSON.stringify(record)).join('\n'))
    expect(await loadDelivery(database, folder, [path])).toMatchObject({ recorded: world.length, refused: 1 })
    const before = await snapshot(database)
    expect(await loadDelivery(database, folder, [path])).toMatchObject({ unchanged: world.length, refused: 1 })
    expect(await snapshot(database)).toEqual(before)
    const [kept] = readdirSync(join(folder, 'refused')).filter(file => !file.includes('reasons'))
    const mended = readFileSync(join(folder, 'refused', kept as string), 'utf8').replace('}', ',"number":"148"}')
    expect(await deliver(database, folder, [mended])).toMatchObject({ recorded: 1, refused: 0 })
  })
})

test('a million blank lines between two records cost nothing, and the words behind them are found', async () => {
  const [first, second] = [JSON.stringify(line[0]), JSON.stringify(line[1])]
  const path = join(folder, 'blank.ndjson')
  writeFileSync(path, `${first}\n${'\n'.repeat(1_000_000)}${second}\n`)
  expect(await loadDelivery(database, folder, [path])).toMatchObject({ recorded: 2 })
  const rows = (await database.read('MATCH (e:Excerpt)-[:IN]->(d) RETURN d.number, e.packed', {})) as [
    number,
    Int8Array,
  ][]
  const [delivery] = rows[0] as [number, Int8Array]
  expect(rows).toHaveLength(2)
  for (const [number, packed] of rows) expect([number, packed.length < 1_000]).toEqual([delivery, true])
  expect(await readLine(database, delivery, 1)).toBe(first)
  expect(await readLine(database, delivery, 1_000_002)).toBe(second)
  expect(await readLine(database, delivery, 2)).toBeUndefined()
})

test('words that were kept before there were pages of lines are found', async () => {
  await deliver(database, folder, line)
  const records = line.map(record => JSON.stringify(record))
  const [row] = await database.read('MATCH (e:Excerpt)-[:IN]->(d) RETURN DISTINCT d.number', {})
  const delivery = row?.[0] as number
  const packed = zstdCompressSync(Buffer.from(records.map((text, i) => `${i + 1}\t${text}`).join('\n')))
  await database.command(
    `MATCH (e:Excerpt)-[:IN]->(d) DETACH DELETE e WITH DISTINCT d
CREATE (:Excerpt {first: 1, last: $last, packed: $packed})-[:IN]->(d)`,
    { last: records.length, packed: new Int8Array(packed) },
  )
  for (const [i, text] of records.entries()) expect(await readLine(database, delivery, i + 1)).toBe(text)
  expect(await readLine(database, delivery, records.length + 1)).toBeUndefined()
})

describe('whole files', () => {
  test('a gzip that unpacks to hundreds of times its size is refused whole', async () => {
    const path = join(folder, 'bomb.ndjson.gz')
    writeFileSync(path, gzipSync(`${JSON.stringify(line[0])}\n${' '.repeat(80_000_000)}`))
    const said: string[] = []
    expect(await loadDelivery(database, folder, [path], { say: text => said.push(text) })).toMatchObject({
      recorded: 0,
      refused: 1,
    })
    expect(said).toEqual([`refused ${path}: expected at most 200 bytes unpacked of each packed one, got more`])
  })

  test('one that is not UTF-8 is refused whole with one message', async () => {
    const path = join(folder, 'latin.ndjson')
    writeFileSync(path, Buffer.concat([Buffer.from(`${JSON.stringify(line[0])}\n`), Buffer.from([0xff, 0xfe, 0x0a])]))
    const said: string[] = []
    expect(await loadDelivery(database, folder, [path], { say: text => said.push(text) })).toMatchObject({
      recorded: 0,
      refused: 1,
    })
    expect(said).toEqual([`refused ${path}: expected UTF-8, got bytes that are none`])
    expect(await database.read('MATCH (s:Station) RETURN count(s)', {})).toEqual([[0]])
  })

  test('a gzip that breaks off is refused whole', async () => {
    const path = join(folder, 'broken.ndjson.gz')
    writeFileSync(path, gzipSync(JSON.stringify(line[0])).subarray(0, 30))
    expect(await loadDelivery(database, folder, [path])).toMatchObject({ recorded: 0, refused: 1 })
  })

  test('a folder goes in by name, gzipped or not, CSV too; other files are skipped and named', async () => {
    writeFileSync(
      join(folder, '10-line.ndjson'),
      [...line, run('2023-05-01')].map(record => JSON.stringify(record)).join('\n'),
    )
    writeFileSync(join(folder, 'notes.txt'), 'read me')
    const csv = [
      'run,ref,identity.surname,identity.givenNames,documents.type,documents.issuer,documents.number,ticket.from,ticket.to',
      '029/2023-05-01,P1,"IVANOV, JR",SERGEI,PASSPORT|FRTD,RUS|LTU,111|SYN1,MOSKVA,KALININGRAD',
      '029/2023-05-01,P2,NOVIK,,,,,,',
      '029/2023-05-01,P3,NOVIK,IHAR,NOTHING,RUS,1,,',
    ]
    writeFileSync(join(folder, 'passenger-2023-05.csv.gz'), gzipSync(csv.join('\n')))
    const said: string[] = []
    const summary = await loadDelivery(database, folder, [folder], { say: text => said.push(text) })
    expect(summary).toMatchObject({ recorded: line.length + 3, refused: 1, files: 2 })
    expect(said).toEqual([expect.stringContaining('notes.txt')])
    expect(
      await database.read(
        'MATCH (j:Journey {ref: "P1"})-[:PRESENTED]->(d) MATCH (i)-[:MADE]->(j) RETURN i.surname, d.id ORDER BY d.id',
        {},
      ),
    ).toEqual([
      ['IVANOV, JR', 'FRTD:LTU:SYN1'],
      ['IVANOV, JR', 'PASSPORT:RUS:111'],
    ])
  })

  test('a CSV column that the kind does not have refuses the file', async () => {
    writeFileSync(join(folder, 'train.csv'), 'number,color\n029,red\n')
    expect(await loadDelivery(database, folder, [join(folder, 'train.csv')])).toMatchObject({ recorded: 0, refused: 1 })
  })

  test('a path where nothing is: NotFound', async () => {
    await expect(loadDelivery(database, folder, [join(folder, 'absent')])).rejects.toThrow('Nothing at')
    expect(existsSync(join(folder, 'refused'))).toBe(false)
  })
})

describe('checks without a passenger', () => {
  const doc = { documents: [passport('111')] }
  const seen = check('k1', '2023-05-01', 'ALIGHT', { document: passport('111') })

  test('belong to the only journey that presents the document, whichever came first', async () => {
    const base = [...line, run('2023-05-01')]
    await deliver(database, folder, [...base, passenger('2023-05-01', 'P1', ivan, doc), seen])
    const before = await snapshot(database)
    await database.close()
    database = await emptyGraph()
    await deliver(database, folder, [...base, seen])
    expect(await database.read('MATCH (:Check)-[:OF]->(j) RETURN j.ref', {})).toEqual([['check:k1']])
    await deliver(database, folder, [passenger('2023-05-01', 'P1', ivan, doc)])
    expect(await database.read('MATCH (:Check)-[:OF]->(j)-[:ALIGHTED_AT]->(c) RETURN j.ref, c.station', {})).toEqual([
      ['P1', 'KENA'],
    ])
    expect(await snapshot(database)).toEqual(before)
  })

  test('go to a journey of their own when two present it', async () => {
    await deliver(database, folder, [
      ...line,
      run('2023-05-01'),
      passenger('2023-05-01', 'P1', ivan, doc),
      passenger('2023-05-01', 'P2', ivan, doc),
      seen,
    ])
    expect(await database.read('MATCH (:Check)-[:OF]->(j) RETURN j.ref', {})).toEqual([['check:k1']])
  })

  test('of two ALIGHT checks the better capture holds', async () => {
    const chip = check('k2', '2023-05-01', 'ALIGHT', { passenger: 'P1', capture: 'CHIP' })
    const manual = {
      ...check('k3', '2023-05-01', 'ALIGHT', { passenger: 'P1', capture: 'MANUAL' }),
      station: 'VILNIUS',
      at: '2023-05-02T09:00:00Z',
    }
    await deliver(database, folder, [...line, run('2023-05-01'), passenger('2023-05-01', 'P1', ivan), chip, manual])
    expect(await database.read('MATCH (:Journey)-[:ALIGHTED_AT]->(c) RETURN c.id', {})).toEqual([
      ['029/2023-05-01@KENA'],
    ])
    expect(await database.read('MATCH (c:Call {station: "VILNIUS"}) RETURN c.kind', {})).toEqual([['UNPLANNED']])
  })
})

describe('persons', () => {
  const people = [
    passenger('2023-05-01', 'P1', identity('TSOI', 'ANDREI', '1970-05-05'), { documents: [passport('1')] }),
    passenger('2023-05-02', 'P1', identity('TCOI', 'ANDREI', '1970-05-05'), {
      documents: [passport('2'), { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '9' }],
    }),
    passenger('2023-05-03', 'P1', identity('TSOI', 'ANDREI', '1970-05-05'), {
      documents: [{ type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '9' }],
    }),
    passenger('2023-05-01', 'P2', identity('PETRAUSKAS', 'JONAS', '1970-05-05'), { documents: [passport('1')] }),
    passenger('2023-05-02', 'P2', identity('PETRAUSKAS', 'JONAS', '1970-05-05')),
    passenger('2023-05-03', 'P2', identity('PETRAUSKAS', 'JONAS', '1971-05-05')),
  ]
  const base = [...line, run('2023-05-01'), run('2023-05-02'), run('2023-05-03')]
  const groups = () =>
    database.read(
      'MATCH (p:Person)<-[:IS]-(i:Identity) WITH p, min(i.id) AS least, count(i) AS members RETURN p.displayName, p.id = least, members ORDER BY p.displayName, members',
      {},
    )

  test('are the same in whatever order the lines come, one by one or at once', async () => {
    await deliver(database, folder, [...base, ...people])
    const expected = [
      ['PETRAUSKAS JONAS', true, 1],
      ['PETRAUSKAS JONAS', true, 2],
      ['TSOI ANDREI', true, 3],
    ]
    expect(await groups()).toEqual(expected)
    const before = await snapshot(database)
    for (const order of [
      [5, 4, 3, 2, 1, 0],
      [2, 0, 4, 1, 5, 3],
      [1, 3, 0, 5, 2, 4],
    ]) {
      await database.close()
      database = await emptyGraph()
      await deliver(database, folder, base)
      for (const i of order) await deliver(database, folder, [people[i]])
      expect(await snapshot(database)).toEqual(before)
    }
  })
})
