import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { DocumentType } from '../../src/document/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { identity, line, station, train } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'
import { type PlainInput, type PlainJourney, type PlainRun, plainCount } from './plain-count.ts'

/** Two and a half years of chance journeys over three lines and four regime spans, counted by the graph and from the records. */

let state = 7
const chance = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const below = (limit: number) => Math.floor(chance() * limit)
const oneOf = <T>(items: readonly T[]) => items[below(items.length)] as T

const HOUR = 3_600_000
const text = (at: number) => new Date(at).toISOString()

/** Westbound, eastbound, and one between stations whose longitudes are not known. */
const LINES = {
  '029': { direction: 'WESTBOUND', stops: ['MOSKVA', 'KENA', 'KYBARTAI', 'KALININGRAD'] },
  '030': { direction: 'EASTBOUND', stops: ['KALININGRAD', 'KYBARTAI', 'KENA', 'MOSKVA'] },
  '900': { direction: 'UNKNOWN', stops: ['ORSHA', 'KENA'] },
} as const

const REGIMES = [
  {
    id: 'tolerated',
    from: '2020-03-16',
    until: '2024-02-29',
    stations: ['KENA', 'KYBARTAI'],
    boarding: true,
    alighting: true,
  },
  { id: 'closed', from: '2024-03-01', stations: ['KENA', 'KYBARTAI'], boarding: false, alighting: false },
  { id: 'cap', from: '2022-08-01', capacity: 300 },
  { id: 'grace', from: '2024-03-01', until: '2024-03-14', stations: ['KENA'], alighting: false },
  { id: 'elsewhere', from: '2023-06-01', stations: ['VILNIUS'], alighting: false },
  { id: 'silent', from: '2023-09-01', note: 'states nothing that is counted by' },
].map(regime => ({ record: 'regime', basis: 'a test', ...regime }))
const changed = (date: string, hoursAhead: number) => Date.parse(date) - hoursAhead * HOUR
const CAP = changed('2022-08-01', 3)
const CLOSED = changed('2024-03-01', 2)
const CHANGES: Record<string, number[]> = {
  KENA: [changed('2020-03-16', 2), CAP, CLOSED, changed('2024-03-15', 2)],
  KYBARTAI: [changed('2020-03-16', 2), CAP, CLOSED],
}
const spansAt =
  (code: string) =>
  (at: number): number =>
    (CHANGES[code] ?? [CAP]).filter(change => change <= at).length

const records: object[] = [...line, train('030'), train('900'), ...REGIMES]
const runs: Record<string, PlainRun> = {}
const journeys: PlainJourney[] = []

// One station without coordinates: 900 has no direction, since KENA alone does not make one.
records.push(station('ORSHA', { country: 'BLR' }))

function makeRun(number: keyof typeof LINES, date: string): string {
  const key = `${number}/${date}`
  const calls: Record<string, number> = {}
  const { stops, direction } = LINES[number]
  const planned = stops.map((code, i) => {
    const depart = Date.parse(date) + (18 + i * 4) * HOUR
    calls[code] = i === stops.length - 1 ? depart - HOUR : depart
    const arrive = i > 0 ? { arrive: text(depart - HOUR) } : {}
    const leave = i < stops.length - 1 ? { depart: text(depart) } : {}
    return { seq: i + 1, station: code, ...arrive, ...leave, kind: 'BORDER', boarding: true, alighting: true }
  })
  records.push({ record: 'run', run: key, train: number, originDate: date, calls: planned })
  const said = oneOf(['whole', 'whole', 'borders', 'one', 'no', 'nothing'])
  const coverage = (fields: object) =>
    records.push({ record: 'coverage', feed: 'CHECKS', complete: true, run: key, ...fields })
  const borders = stops.filter(code => code === 'KENA' || code === 'KYBARTAI')
  if (said === 'whole') coverage({})
  if (said === 'no') coverage({ complete: false })
  if (said === 'borders') for (const code of borders) coverage({ station: code })
  if (said === 'one') coverage({ station: borders[0] })
  const complete = said === 'whole' || said === 'borders' || (said === 'one' && borders.length === 1)
  runs[key] = { direction, complete, calls }
  return key
}

let checks = 0

function makeJourney(person: string, who: object, run: string, ref: string, often: number, number: string): void {
  const calls = (runs[run] as PlainRun).calls
  const role = chance() < 0.03 ? { role: 'CREW' } : {}
  const types = [['FRTD'], ['FTD'], ['RESIDENCE_PERMIT', 'PASSPORT'], ['PASSPORT'], []][below(5)] as string[]
  const made: PlainJourney['checks'][number][] = []
  const see = (kind: string, code: string, fields: object = {}) => {
    const at = (calls[code] as number) - below(120) * 60_000
    made.push({ kind, station: code, at, ...fields })
    records.push({
      record: 'check',
      id: `c${++checks}`,
      at: text(at),
      run,
      station: code,
      kind,
      passenger: ref,
      ...fields,
    })
  }
  if (chance() < 0.6)
    see(
      'ENTRY',
      'KENA',
      chance() < 0.8 ? { basis: oneOf(['FRTD', 'FTD', 'RESIDENCE_CARD', 'EU_CITIZEN', 'NONE']) } : {},
    )
  if (chance() < 0.3)
    see('BOARD', 'KENA', chance() < 0.8 ? { basis: oneOf(['FRTD', 'LONG_STAY_VISA', 'SHORT_STAY_VISA']) } : {})
  if (chance() < often)
    see('ALIGHT', oneOf(['KENA', 'KENA', ...Object.keys(calls)]), chance() < 0.1 ? { exception: 'MEDICAL' } : {})
  if (chance() < 0.1) see('TRANSIT', 'KENA')
  if (chance() < 0.4) see('EXIT', oneOf(Object.keys(calls)))
  const documents = types.map(type => ({ type, issuer: 'LTU', number: `${type}${number}` }))
  records.push({ record: 'passenger', run, ref, identity: who, documents, ...role })
  journeys.push({ person, run, documents: types, checks: made, ...role })
}

let database: Database
let patterns: Patterns
let surnameOf: Map<string, string>
const folder = scratch()

beforeAll(async () => {
  const keys: string[] = []
  for (let t = Date.parse('2022-06-01'); t < Date.parse('2024-12-01'); t += 6 * 24 * HOUR)
    keys.push(makeRun(oneOf(['029', '029', '030', '900'] as const), text(t).slice(0, 10)))
  keys.push(makeRun('029', '2024-02-28'), makeRun('029', '2024-02-29'), makeRun('030', '2024-03-14'))
  for (let p = 0; p < 120; p++) {
    const surname = [p % 26, Math.floor(p / 26), p % 7].map(i => 'BDFGKLMNPRSTVZAEIOUYCHJQWX'[i]).join('A')
    // Birth and numbers far apart: nobody may be taken for another with a slip.
    const born = `19${40 + (p % 60)}-${10 + (p % 3)}-${10 + (p % 18)}`
    const number = String(100_000_000 + p * 7_654_321)
    const often = oneOf([0.02, 0.02, 0.1, 0.3, 0.9])
    const travelled = new Set(Array.from({ length: 3 + below(25) }, () => oneOf(keys)))
    for (const run of travelled) makeJourney(surname, identity(surname, 'ALEX', born), run, `r${p}`, often, number)
  }
  database = await emptyGraph()
  expect(await deliver(database, folder, records)).toMatchObject({ refused: 0 })
  const rows = await database.read('MATCH (i:Identity)-[:IS]->(p:Person) RETURN p.id, i.surname', {})
  surnameOf = new Map(rows as [string, string][])
  patterns = new Patterns(database)
}, 120_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await database.close()
})

const questions: PlainInput[] = [
  { station: 'KENA' },
  { station: 'KENA', atLeast: 1 },
  { station: 'KYBARTAI', atLeast: 1 },
  { station: 'KENA', from: Date.parse('2023-02-01'), to: Date.parse('2024-03-05') },
  { station: 'KENA', documentTypes: ['FRTD', 'RESIDENCE_PERMIT'] },
  { station: 'KENA', minRate: 0.3 },
  { station: 'MOSKVA', atLeast: 1 },
]

test.each(questions)('%j is counted from the graph as from the records', async question => {
  const plain = plainCount(journeys, runs, spansAt(question.station), question)
  const { documentTypes, ...input } = question
  const rows = await patterns.repeatDisembarkers({
    ...input,
    ...(documentTypes ? { documentTypes: documentTypes as DocumentType[] } : {}),
  })
  const named = rows.map(row => ({ ...row, person: surnameOf.get(row.person) as string }))
  expect(named.map(({ person }) => person).sort()).toEqual(plain.map(({ person }) => person).sort())
  const byName = new Map(plain.map(row => [row.person, row]))
  for (const { person, expected, shrunkenRate, pValue, ...row } of named) {
    const { expected: e, shrunkenRate: s, pValue: p, person: _, ...other } = byName.get(person) as (typeof plain)[0]
    expect(row).toEqual(other)
    expect(expected / e).toBeCloseTo(1, 9)
    expect(shrunkenRate / s).toBeCloseTo(1, 9)
    expect(pValue / p).toBeCloseTo(1, 9)
  }
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1]
    if (next) expect(row.pValue).toBeLessThanOrEqual(next.pValue)
  }
})

test('the questions have answers', () => {
  expect(
    questions.map(question => plainCount(journeys, runs, spansAt(question.station), question).length > 0),
  ).not.toContain(false)
  expect(new Set(journeys.map(({ run }) => spansAt('KENA')(runs[run]?.calls.KENA as number))).size).toBe(4)
})
