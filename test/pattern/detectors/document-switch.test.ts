import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { check, identity, line, passenger, passport, run } from '../../builders.ts'
import { deliver, scratch } from '../../delivery.ts'
import { emptyGraph } from '../../test-graph.ts'
import { detected, keptDetection } from '../detected.ts'

const folder = scratch()
let database: Database
beforeEach(async () => {
  database = await emptyGraph()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

type Fields = Record<string, unknown>

const DAY = '2024-04-08'
const NEXT = '2024-04-09'
const EARLIER = '2024-01-08'
const anna = { ...identity('SHCHEGLOVA', 'ANNA', '1984-03-09'), sex: 'F' }
const olga = { ...identity('PETROVA', 'OLGA', '1961-11-30'), sex: 'F' }
const [old, fresh, third] = ['711111111', '722222222', '733333333'].map(passport) as [object, object, object]
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'R1234567' }
const made = (date: string, documents: object[], fields: Fields = {}) =>
  passenger(date, '1', anna, { documents, stage: 'BOARDED', ...fields })
const entry = (document: object, fields: Fields = {}) =>
  check('in', DAY, 'ENTRY', { passenger: '1', document, ...fields })
const exit = (document: object, fields: Fields = {}) =>
  check('out', DAY, 'EXIT', { passenger: '1', station: 'KYBARTAI', at: `${NEXT}T11:00:00Z`, document, ...fields })
const stated = (paper: object, fields: Fields, holder: object = anna) => ({
  record: 'document',
  ...paper,
  holder,
  ...fields,
})
const world = (...more: object[]) => [...line, run(DAY), made(DAY, [old]), ...more]
const switched = world(entry(old), exit(fresh))
const found = () => detected(database, 'DOCUMENT_SWITCH')

test('in on one passport, out on another', async () => {
  await deliver(database, folder, switched)
  const [one, ...others] = await found()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    subjects: [expect.stringMatching(/^Person /), `Journey 029/${DAY}#1`],
    anchor: '',
    score: 1,
    p: null,
    figures: { visits: 1, papers: 0, at: Date.parse(`${NEXT}T11:00:00Z`) },
    evidence: [
      'WHAT_HAPPENED Check in!',
      'WHAT_HAPPENED Check out!',
      `WHAT_HAPPENED Journey 029/${DAY}#1!`,
      'WHAT_HAPPENED Document PASSPORT:RUS:711111111!',
      'WHAT_HAPPENED Document PASSPORT:RUS:722222222!',
    ],
    explanation: {
      whatHappened: `Came by 029/${DAY} on one passport, 9 Apr 2024 07:30Z, left by 029/${DAY} on another, 9 Apr 2024 11:00Z.`,
      howUnusual: 'So did 1 journey of this person.',
      guards: [{ name: 'RENEWAL', holds: false }, {}, {}, {}],
    },
  })
})

test.each<[string, object[], number]>([
  ['the same passport', world(entry(old), exit(old)), 0],
  ['a check that names no passport', world(entry(old), exit(permit)), 0],
  ['both declared on the list', world(made(DAY, [old, fresh]), entry(old), exit(fresh)), 0],
  ['one character apart', world(entry(old), exit(passport('711111112'))), 0],
  ['one character apart, read by chip', world(entry(old), exit(passport('711111112'), { capture: 'CHIP' })), 1],
  ['two characters apart', world(entry(old), exit(passport('711111122'))), 1],
  ['lost before', [...switched, stated(old, { status: 'LOST', statusAt: `${NEXT}T11:00:00Z` })], 0],
  ['lost after', [...switched, stated(old, { status: 'LOST', statusAt: `${NEXT}T11:00:01Z` })], 1],
  ['renewed 91 days before', [...switched, stated(fresh, { issuedOn: '2024-01-09', replaces: old })], 1],
  ['renewed 90 days before', [...switched, stated(fresh, { issuedOn: '2024-01-10', replaces: old })], 0],
  ['a new one of the same issuer', [...switched, stated(fresh, { issuedOn: '2024-02-01' })], 0],
  [
    'back to the one before',
    [...world(entry(fresh), exit(old)), stated(fresh, { issuedOn: '2024-02-01', replaces: old })],
    1,
  ],
  ['crew', [...switched, made(DAY, [old], { role: 'CREW' })], 0],
])('%s', async (_, records, count) => {
  await deliver(database, folder, records)
  expect(await found()).toHaveLength(count)
})

test('a renewal explains one switch, not the next', async () => {
  const before = '2024-04-01'
  const earlier = { run: `029/${before}`, passenger: '1' }
  await deliver(database, folder, [
    ...switched,
    run(before),
    made(before, [old]),
    { ...entry(old), ...earlier, id: 'in-before', at: '2024-04-02T07:30:00Z' },
    { ...exit(fresh), ...earlier, id: 'out-before', at: '2024-04-02T11:00:00Z' },
    stated(fresh, { issuedOn: '2024-03-20', replaces: old }),
  ])
  const findings = await found()
  expect(findings).toMatchObject([{ subjects: [expect.anything(), `Journey 029/${DAY}#1`] }])
  expect(findings[0]?.explanation.evidence.at(-1)?.margin).toBe(20 - 90)
})

test('a permit shown with a passport that it does not go with', async () => {
  await deliver(database, folder, [...world(made(DAY, [fresh, permit])), stated(permit, { issuedFor: old })])
  expect(await found()).toMatchObject([
    {
      figures: { visits: 0, papers: 1 },
      evidence: [
        `WHAT_HAPPENED Journey 029/${DAY}#1!`,
        'WHAT_HAPPENED Document RESIDENCE_PERMIT:LTU:R1234567!',
        'WHAT_HAPPENED Document PASSPORT:RUS:722222222!',
        'COMPARED_WITH Document PASSPORT:RUS:711111111!',
      ],
      explanation: {
        whatHappened: `RESIDENCE_PERMIT shown on 029/${DAY}, 8 Apr 2024, with a passport that it does not go with.`,
      },
    },
  ])
})

test.each<[string, object[], number]>([
  ['with its own', [made(DAY, [old, permit])], 0],
  ['with its own and another', [made(DAY, [old, fresh, permit])], 0],
  ['without a passport', [made(DAY, [permit])], 0],
  [
    'with one that replaces it',
    [made(DAY, [fresh, permit]), stated(fresh, { issuedOn: '2020-01-01', replaces: old })],
    0,
  ],
  [
    'with the second after it',
    [
      made(DAY, [third, permit]),
      stated(third, { issuedOn: '2022-01-01', replaces: fresh }),
      stated(fresh, { issuedOn: '2020-01-01', replaces: old }),
    ],
    0,
  ],
  [
    'with one just issued by the same issuer',
    [made(DAY, [fresh, permit]), stated(fresh, { issuedOn: '2024-04-01' })],
    0,
  ],
  [
    'its own was reported stolen',
    [made(DAY, [fresh, permit]), stated(old, { status: 'STOLEN', statusAt: '2024-01-01T00:00:00Z' })],
    0,
  ],
  ['with one misread', [made(DAY, [passport('711111171'), permit])], 0],
  [
    'with one that replaces it, misread',
    [
      run(EARLIER),
      made(EARLIER, [fresh, permit]),
      made(DAY, [passport('722222220'), permit]),
      stated(fresh, { issuedOn: '2020-01-01', replaces: old }),
    ],
    0,
  ],
  ['declared only', [made(DAY, [fresh, permit], { stage: 'DECLARED' })], 0],
  [
    'with one that took its place for good',
    [run(EARLIER), made(EARLIER, [old, permit]), made(DAY, [fresh, permit])],
    0,
  ],
  [
    'with one that took its place and gave it back',
    [
      run(EARLIER),
      made(EARLIER, [fresh, permit]),
      run('2024-01-02'),
      made('2024-01-02', [old, permit]),
      made(DAY, [old, permit]),
    ],
    1,
  ],
])('a permit shown %s', async (_, more, count) => {
  await deliver(database, folder, [...line, run(DAY), stated(permit, { issuedFor: old }), ...more])
  expect(await found()).toHaveLength(count)
})

test('a number read once that is another’s is a slip of the pen', async () => {
  const hers = (date: string) => passenger(date, '2', olga, { documents: [third, permit], stage: 'BOARDED' })
  const now = keptDetection(database)
  await deliver(database, folder, [
    ...line,
    run(DAY),
    run(EARLIER),
    stated(permit, { issuedFor: third }, olga),
    made(DAY, [fresh, permit]),
  ])
  expect(await now('DOCUMENT_SWITCH')).toHaveLength(1)
  await deliver(database, folder, [hers(EARLIER)])
  expect(await now('DOCUMENT_SWITCH')).toEqual([])
  await deliver(database, folder, [
    check('seen', DAY, 'EXIT', { passenger: '1', station: 'KYBARTAI', document: permit }),
  ])
  expect(await now('DOCUMENT_SWITCH')).toHaveLength(1)
})

test('a passport whose renewal becomes known, or turns out to be another’s, is judged again', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, [...line, run(DAY), stated(permit, { issuedFor: old }), made(DAY, [third, permit])])
  expect(await now('DOCUMENT_SWITCH')).toHaveLength(1)
  await deliver(database, folder, [stated(third, { issuedOn: '2020-01-01', replaces: fresh })])
  expect(await now('DOCUMENT_SWITCH')).toHaveLength(1)
  await deliver(database, folder, [stated(fresh, { replaces: old })])
  expect(await now('DOCUMENT_SWITCH')).toEqual([])
  await deliver(database, folder, [stated(fresh, {})])
  expect(await now('DOCUMENT_SWITCH')).toHaveLength(1)
  expect(await now('DOCUMENT_SWITCH')).toEqual(await found())
})
