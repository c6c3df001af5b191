import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { thingRow, tieRow } from '../../src/link/export/format/words.ts'
import { type GraphFormat, prepareExport } from '../../src/link/export/formats.ts'
import { readSelection } from '../../src/link/export/read-selection.ts'
import type { Selection } from '../../src/link/export/selection.ts'
import { kindOfLabel, NODE_KINDS, type Thing } from '../../src/link/index.ts'
import { globalId } from '../api/service.ts'
import { everything, HOSTILE, openWorld, type World } from './export-world.ts'
import {
  anxReferences,
  ftmModel,
  type ReadBack,
  readAnx,
  readCsv,
  readFtm,
  readGexf,
  readGraphml,
  readStix,
} from './read-back.ts'
import { problemsOf } from './stix-schema.ts'

let world: World
let all: string[]

beforeAll(async () => {
  world = await openWorld()
  all = await everything(world.database)
})
afterAll(() => world.close())

const thingOf = (id: string): Thing => {
  const [, label, key] = /^(\w+):(.*)$/s.exec(Buffer.from(id, 'base64url').toString()) as unknown as [
    string,
    string,
    string,
  ]
  return { kind: kindOfLabel(label) as Thing['kind'], key }
}

const select = (ids: readonly string[]): Promise<Selection> =>
  readSelection(
    {
      database: world.database,
      idOf: (kind, key) => globalId(kind === 'FINDING' ? 'Finding' : NODE_KINDS[kind], key),
      whoIsWho: strictness => world.patterns.groupings.of(strictness),
    },
    { things: ids.map(thingOf), findings: [], identity: 'REVIEWED', asked: 'some', by: 'anna', purpose: 'case 7' },
  )

const fileOf = (selection: Selection, format: GraphFormat): Buffer =>
  Buffer.concat([...prepareExport(selection, format).write()].map(piece => Buffer.from(piece as string)))

const known = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))

/** Ties as `from KIND to`, by what things are called. */
function shown({ things, ties }: Selection): string[] {
  const label = new Map(things.map(thing => [thing.id, thing.label.slice(0, 20)]))
  return ties.map(({ from, kind, to, count }) => `${label.get(from)} ${kind} ${label.get(to)} ×${count}`).sort()
}

describe('a selection', () => {
  test('everything is in it, and nothing is left out', async () => {
    const { things, leftOut } = await select(all)
    expect(things.map(({ id }) => id).sort()).toEqual([...all].sort())
    expect(leftOut).toEqual([])
  })

  test('ties of persons are put together where what lies between is not selected', async () => {
    const persons = [await world.personOf('IUREVA'), await world.personOf(HOSTILE)]
    const ids = [
      ...persons,
      globalId('Station', 'KENA'),
      globalId('TrainRun', '029/2023-05-01'),
      globalId('Document', 'PASSPORT:RUS:000000011'),
      globalId('Booking', 'Q1'),
      globalId('Contact', 'PHONE:+37060000001'),
    ]
    const selection = await select(ids)
    expect(shown(selection)).toEqual([
      "=cmd()|' /C calc'!A0 REACHED_BY +37060000001 ×1",
      "=cmd()|' /C calc'!A0 TRAVELLED 029/2023-05-01 ×1",
      'IUREVA ANNA ALIGHTED_AT KENA ×2',
      'IUREVA ANNA BOOKED_IN Q1 ×1',
      'IUREVA ANNA HELD PASSPORT RUS 0000000 ×2',
      // By Q2 alone: what Q1 gave is told by its own ties.
      'IUREVA ANNA REACHED_BY +37060000001 ×1',
      "IUREVA ANNA SHARED_DOCUMENT =cmd()|' /C calc'!A0 ×2",
      'IUREVA ANNA TRAVELLED 029/2023-05-01 ×1',
      'Q1 GAVE +37060000001 ×1',
    ])
    // When the train called, as an expansion tells it; the checks were made twenty minutes before.
    const left = selection.ties.find(({ kind }) => kind === 'ALIGHTED_AT')
    expect([left?.firstSeen, left?.lastSeen]).toEqual([
      Date.parse('2023-05-02T07:50:00Z'),
      Date.parse('2023-05-09T07:50:00Z'),
    ])
    expect(left?.sources.map(({ line }) => line)).toEqual([12, 13])
    expect(left?.stated).toBe(false)
  })

  test('a shared thing that is selected itself makes no tie of the two', async () => {
    const persons = [await world.personOf('IUREVA'), await world.personOf(HOSTILE)]
    const selection = await select([...persons, globalId('Document', 'RESIDENCE_PERMIT:LTU:SYN000022')])
    expect(shown(selection)).toEqual([
      "=cmd()|' /C calc'!A0 HELD RESIDENCE_PERMIT LTU ×1",
      'IUREVA ANNA HELD RESIDENCE_PERMIT LTU ×1',
      "IUREVA ANNA SHARED_CONTACT =cmd()|' /C calc'!A0 ×3",
    ])
  })

  test('what is asked for and is not there is counted', async () => {
    const { leftOut } = await select([
      globalId('Station', 'KENA'),
      globalId('Station', 'NOWHERE'),
      globalId('Person', 'x'),
    ])
    expect(leftOut).toEqual([
      { what: 'STATION that is not there', count: 1 },
      { what: 'PERSON that is not there', count: 1 },
    ])
  })

  test('persons are assessments and say why, what sources state are facts', async () => {
    const { things, ties } = await select(all)
    expect(new Set(things.filter(({ assessed }) => assessed).map(({ kind }) => kind))).toEqual(new Set(['PERSON']))
    const assessed = ties.filter(tie => tie.assessed)
    expect(new Set(assessed.map(({ kind }) => kind))).toEqual(new Set(['IS']))
    expect(assessed.map(tie => tie.assessed?.status)).toContain('AUTO')
    expect(things.filter(({ kind, sources }) => kind !== 'FINDING' && sources.length === 0)).toEqual([])
  })

  test('the statements do not grow with what is selected', async () => {
    const statements = async (ids: readonly string[]) => {
      const before = world.database.statements
      await select(ids)
      return world.database.statements - before
    }
    const persons = all.filter(id => thingOf(id).kind === 'PERSON')
    const few = [...Map.groupBy(all, id => thingOf(id).kind).values()].map(([id]) => id as string)
    const one = await statements([...few, ...persons])
    expect(await statements(all)).toBeLessThanOrEqual(one)
  })
})

describe('a file read back by a reader that is not ours holds what was selected', () => {
  const columns = (back: ReadBack['things'], more: readonly string[] = []) =>
    new Map(
      [...back].map(([id, row]) => [
        id,
        Object.fromEntries(Object.entries(row).filter(([name]) => !more.includes(name))),
      ]),
    )

  test('GraphML', async () => {
    const selection = await select(all)
    const { about, things, ties } = readGraphml(fileOf(selection, 'GRAPHML'))
    expect(things).toEqual(
      new Map(selection.things.map(thing => [thing.id, { label: thing.label, ...known(thingRow(thing)) }])),
    )
    expect(ties).toEqual(
      new Map(selection.ties.map(tie => [tie.id, { from: tie.from, to: tie.to, ...known(tieRow(tie)) }])),
    )
    expect(about).toMatchObject({
      exportedBy: 'anna',
      purpose: 'case 7',
      identityStrictness: 'REVIEWED',
      leftOut: 'nothing',
    })
    expect(about.dataReceivedUntil).toMatch(/^delivery-\d+\.ndjson, received \d{4}-/)
  })

  test('GEXF', async () => {
    const selection = await select(all)
    const { about, things, ties } = readGexf(fileOf(selection, 'GEXF'))
    expect(things).toEqual(
      new Map(selection.things.map(thing => [thing.id, { label: thing.label, ...known(thingRow(thing)) }])),
    )
    expect(columns(ties)).toEqual(
      new Map(
        selection.ties.map(tie => {
          const { id, from, to, says, count } = tie
          return [id, { from, to, label: says, weight: count, ...known(tieRow(tie)) }]
        }),
      ),
    )
    expect(about.description).toContain('exportedBy: anna\n')
  })

  test('CSV', async () => {
    const selection = await select(all)
    const { about, things, ties } = readCsv(fileOf(selection, 'CSV'))
    const cells = (row: Readonly<Record<string, unknown>>, back: Readonly<Record<string, unknown>> = {}) =>
      Object.fromEntries(Object.keys(back).map(name => [name, guarded(row[name])]))
    const guarded = (value: unknown) => (/^[=+\-@]/.test(String(value)) ? `'${value}` : String(value ?? ''))
    for (const thing of selection.things)
      expect(things.get(thing.id)).toEqual(
        cells({ Id: thing.id, Label: thing.label, ...thingRow(thing) }, things.get(thing.id)),
      )
    for (const tie of selection.ties) {
      const own = { Source: tie.from, Target: tie.to, Type: 'Directed', Id: tie.id, Label: tie.says, ...tieRow(tie) }
      expect(ties.get(tie.id)).toEqual(cells(own, ties.get(tie.id)))
    }
    expect([things.size, ties.size]).toEqual([selection.things.length, selection.ties.length])
    expect(about.leftOut).toMatch(/^\d+ cells that begin with an apostrophe/)
  })

  test('ANX: every thing and tie once, its sources as cards, no reference that leads nowhere', async () => {
    const selection = await select(all)
    const file = fileOf(selection, 'ANX')
    const { about, things, ties } = readAnx(file)
    const cards = (sources: Selection['things'][number]['sources']) =>
      sources.map(({ sha256, line }) => `${sha256}:${line}`)
    expect([...things].map(([id, { label, type, cards }]) => [id, label, type, cards])).toEqual(
      selection.things.map(({ id, label, kind, sources }) => [id, label, `entity-${kind}`, cards(sources)]),
    )
    expect([...ties].map(([id, { strength, cards }]) => [id, strength, cards])).toEqual(
      selection.ties.map(({ id, sources, assessed }) => [id, assessed ? 'Tentative' : 'Confirmed', cards(sources)]),
    )
    const passport = things.get(globalId('Document', 'PASSPORT:RUS:000000011'))
    expect(passport).toMatchObject({ documentType: 'PASSPORT', issuer: 'RUS', number: '000000011' })
    const { named, defined } = anxReferences(file)
    expect(named.filter(id => !defined.has(id))).toEqual([])
    expect(about.purpose).toBe('case 7')
  })

  test('FollowTheMoney: every entity is of its model, and documents have their holders', async () => {
    const selection = await select(all)
    const entities = readFtm(fileOf(selection, 'FTM'))
    const byId = new Map(entities.map(entity => [entity.id, entity]))
    for (const { id, schema, properties } of entities) {
      const entity = ftmModel.getEntity({ id, schema, properties: properties as never })
      expect(
        entity
          .getProperties()
          .map(({ name }) => name)
          .sort(),
      ).toEqual(Object.keys(properties).sort())
      for (const property of entity.getProperties())
        for (const named of property.type.isEntity ? (properties[property.name] ?? []) : []) {
          const range = property.getRange()
          expect(ftmModel.getSchema(byId.get(named)?.schema).isA(range)).toBe(true)
        }
    }
    expect(selection.things.filter(({ id }) => !byId.has(id))).toEqual([])
    const anna = await world.personOf('IUREVA')
    const passport = byId.get(globalId('Document', 'PASSPORT:RUS:000000011'))
    expect(passport).toMatchObject({
      schema: 'Passport',
      properties: { passportNumber: ['000000011'], country: ['ru'] },
    })
    expect(passport?.properties.holder).toContain(await world.identityOf('IUREVA'))
    expect(byId.get(anna)).toMatchObject({
      schema: 'Person',
      properties: { name: ['IUREVA ANNA'], birthDate: ['1981-03-14'] },
    })
  })

  test('STIX: every object is of its schema, and ids are the same each time', async () => {
    const selection = await select(all)
    const { type, id, objects } = readStix(fileOf(selection, 'STIX'))
    expect(type).toBe('bundle')
    expect(id).toMatch(/^bundle--[0-9a-f-]{36}$/)
    expect(objects.flatMap(problemsOf)).toEqual([])
    const names = objects.filter(({ type }) => type.startsWith('alight-')).flatMap(object => Object.keys(object))
    expect(names.filter(name => name !== 'id' && !/^[a-z][a-z0-9_]{2,249}$/.test(name))).toEqual([])
    const there = new Set(objects.map(object => object.id))
    const named = objects.flatMap(({ source_ref, target_ref, created_by_ref, object_marking_refs }) =>
      [source_ref, target_ref, created_by_ref, object_marking_refs].flat().filter(one => one !== undefined),
    )
    expect(named.filter(one => !there.has(one as string))).toEqual([])
    expect(objects.filter(({ type }) => type === 'relationship')).toHaveLength(selection.ties.length)
    expect(objects).toHaveLength(selection.things.length + selection.ties.length + 3)
    const again = readStix(fileOf(await select(all), 'STIX')).objects.map(object => object.id)
    expect(new Set(again).symmetricDifference(there).size).toBeLessThanOrEqual(2)
  })
})

describe('what must be escaped is', () => {
  const hostile = `${HOSTILE}\u0001\u0000 \ud800 \ufffe tab\tline\nend\r\n&#0; ${'-'.repeat(300)}`
  const read = `${HOSTILE}\ufffd\ufffd \ufffd \ufffd tab\tline\nend\r\n&#0; ${'-'.repeat(300)}`

  const withHostile = async () => {
    const selection = await select([await world.identityOf('IUREVA')])
    const [thing] = selection.things
    const poisoned = { ...thing, label: hostile, properties: { surname: hostile, givenNames: '@SUM(A1)' } }
    return { ...selection, things: [poisoned] } as Selection
  }

  test.each([
    ['GRAPHML', (file: Buffer) => [...readGraphml(file).things.values()][0]],
    ['GEXF', (file: Buffer) => [...readGexf(file).things.values()][0]],
    ['ANX', (file: Buffer) => [...readAnx(file).things.values()][0]],
  ] as const)('in %s', async (format, back) => {
    const row = back(fileOf(await withHostile(), format))
    expect(row).toMatchObject({ label: read, surname: read, givenNames: '@SUM(A1)' })
  })

  test('in CSV, where formulas begin with an apostrophe', async () => {
    const [row] = readCsv(fileOf(await withHostile(), 'CSV')).things.values()
    expect(row).toMatchObject({ Label: `'${read}`, surname: `'${read}`, givenNames: "'@SUM(A1)" })
  })

  test('in JSON', async () => {
    const entity = readFtm(fileOf(await withHostile(), 'FTM')).find(({ schema }) => schema === 'Person')
    expect(entity?.properties.lastName).toEqual([read])
    const { objects } = readStix(fileOf(await withHostile(), 'STIX'))
    expect(objects.find(({ identity_class }) => identity_class === 'individual')?.name).toBe(read)
  })

  test('and what was replaced is counted', async () => {
    const { selection } = prepareExport(await withHostile(), 'GRAPHML')
    expect(selection.leftOut).toContainEqual({
      what: 'characters that no format can carry, replaced by U+FFFD',
      count: 8,
    })
  })
})
