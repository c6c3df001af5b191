import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Database, noteChange } from '../../../src/graph/index.ts'
import { differenceBy } from '../../../src/pattern/holders-apart.ts'
import { check, eastbound, identity, line, passenger, passport, run } from '../../builders.ts'
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

const DAYS = ['2023-05-01', '2023-05-08', '2023-05-15', '2023-05-22'] as const
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const boris = identity('PETROV', 'BORIS', '1979-11-02')
const vera = identity('SIDOROVA', 'VERA', '1990-01-02')
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '1234567' }
const shared = passport('700000001')
const world = (...more: object[]) => [...line, ...DAYS.map(date => run(date)), ...more]
const aboard = (i: number, ref: string, who: object, ...documents: object[]) =>
  passenger(DAYS[i] as string, ref, who as Record<string, unknown>, { documents })
const found = () => detected(database, 'SHARED_DOCUMENT')
/** A check of a passenger on a day. */
const seen = (i: number, id: string, fields: object = {}) =>
  check(id, DAYS[i] as string, 'ENTRY', { passenger: '1', ...fields })

test('two persons show one permit in turn, and are told apart without it', async () => {
  await deliver(
    database,
    folder,
    world(
      ...[anna, boris, anna].map((who, i) => aboard(i, '1', who, permit)),
      seen(1, 'read', { document: permit, capture: 'MRZ' }),
    ),
  )
  const [one, ...more] = await found()
  expect(more).toEqual([])
  expect(one).toMatchObject({ subjects: ['Document RESIDENCE_PERMIT:LTU:1234567'], anchor: '', p: null, q: null })
  expect(one?.score).toBeGreaterThan(0.9999)
  expect(one?.score).toBe(1 - (one?.figures.probability as number))
  expect(one?.figures).toMatchObject({ persons: 2, journeys: 3, sameRun: 0, overlapping: 1 })
  expect([...(one?.evidence ?? [])].sort()).toEqual(
    [
      'WHAT_HAPPENED Document RESIDENCE_PERMIT:LTU:1234567!',
      `WHAT_HAPPENED Journey 029/${DAYS[0]}#1`,
      `WHAT_HAPPENED Journey 029/${DAYS[1]}#1`,
      'WHAT_HAPPENED Check read',
      `WHAT_HAPPENED Journey 029/${DAYS[2]}#1`,
      expect.stringMatching(/^COMPARED_WITH Identity /),
      expect.stringMatching(/^COMPARED_WITH Identity /),
    ].sort(),
  )
  const { whatHappened, comparedWith, guards, uncertain } = one?.explanation ?? {}
  expect(whatHappened).toBe(
    'RESIDENCE_PERMIT of LTU, on trains of 1 May 2023 to 15 May 2023. Shown on 3 journeys by 2 persons, in turn.',
  )
  expect(comparedWith).toMatch(/surname −\d.*given −\d.*birth −\d.*prior −16\.6\. Different persons/)
  expect(guards?.filter(({ holds }) => holds)).toEqual([])
  expect(uncertain).toEqual([])
  expect(JSON.stringify(one?.explanation)).not.toMatch(/IVANOV|PETROV|ANNA|BORIS/i)
})

test('whose only showing it is, is a witness', async () => {
  await deliver(database, folder, world(...[anna, anna, boris].map((who, i) => aboard(i, '1', who, permit))))
  const [one] = await found()
  expect(one?.evidence.filter(fact => fact.endsWith('!'))).toEqual([
    'WHAT_HAPPENED Document RESIDENCE_PERMIT:LTU:1234567!',
    `WHAT_HAPPENED Journey 029/${DAYS[2]}#1!`,
  ])
  expect(one?.explanation.uncertain).toEqual(['No showing of it was read by a machine.'])
})

const olga = identity('SHCHEGLOVA', 'OLGA', '1984-03-09')
const child = (dateOfBirth: string) => identity('IVANOV', 'GLEB', dateOfBirth)
const own = passport('700000002')
const frtdAt = (digits: string) => ({ type: 'FRTD', issuer: 'LTU', number: `F9000${digits}` })
const frtd = frtdAt('123')
const back = (date = DAYS[1] as string) => eastbound(date)

test.each<[string, object[], number]>([
  [
    'spellings of one name',
    [olga, identity('SCHEGLOVA', 'VOLHA', '1984-03-09')].map((who, i) => aboard(i, '1', who, permit)),
    0,
  ],
  [
    'a slip in the date of birth',
    [olga, { ...olga, dateOfBirth: '1984-03-19' }].map((who, i) => aboard(i, '1', who, permit)),
    0,
  ],
  [
    'the surname before a marriage',
    [olga, { ...anna, givenNames: 'OLGA', surnameAtBirth: 'SHCHEGLOVA' }].map((who, i) => aboard(i, '1', who, permit)),
    0,
  ],
  [
    'a child in the passport of a parent',
    [aboard(0, '1', anna, shared), aboard(0, '2', child('2012-05-05'), shared)],
    0,
  ],
  ['but not on a permit', [aboard(0, '1', anna, permit), aboard(0, '2', child('2012-05-05'), permit)], 1],
  ['nor one of eighteen', [aboard(0, '1', anna, shared), aboard(0, '2', child('2005-05-05'), shared)], 1],
  [
    'a number misread by one character',
    [aboard(0, '1', anna, shared), aboard(1, '1', boris, own), aboard(2, '1', boris, shared)],
    0,
  ],
  [
    'unless an issuer says that it is a renewal of their own',
    [
      aboard(0, '1', anna, shared),
      aboard(1, '1', boris, own),
      aboard(2, '1', boris, shared),
      { record: 'document', ...shared, holder: boris, replaces: own },
    ],
    1,
  ],
  [
    'or a machine read it',
    [
      aboard(0, '1', anna, shared),
      aboard(1, '1', boris, own),
      aboard(2, '1', boris, shared),
      seen(2, 'read', { document: shared, capture: 'MRZ' }),
    ],
    1,
  ],
  [
    'or it was shown more often than their own',
    [aboard(0, '1', anna, shared), aboard(1, '1', boris, own), ...[2, 3].map(i => aboard(i, '1', boris, shared))],
    1,
  ],
  ['one number of two issuers', [aboard(0, '1', anna, permit), aboard(1, '1', boris, { ...permit, issuer: 'LVA' })], 0],
  ['what is of no known type', [anna, boris].map((who, i) => aboard(i, '1', who, { ...permit, type: 'OTHER' })), 0],
  [
    'a line that a chip contradicts',
    [
      aboard(0, '1', anna, shared),
      aboard(1, '1', boris, shared),
      seen(1, 'chip', { document: passport('799999999'), capture: 'CHIP' }),
    ],
    0,
  ],
  [
    'but not what was typed at a check',
    [
      aboard(0, '1', anna, shared),
      aboard(1, '1', boris, shared),
      seen(1, 'typed', { document: passport('799999999'), capture: 'MANUAL' }),
    ],
    1,
  ],
  [
    'names in each other’s place, a character of one lost',
    [olga, identity('OLGA', 'SHCHEGLOV', '1984-03-09')].map((who, i) => aboard(i, '1', who, permit)),
    0,
  ],
  [
    'an FRTD on one list, of a trip whose other journey says another',
    [back(), aboard(0, '1', anna, frtd), aboard(0, '2', boris, frtd), aboard(1, '2', boris, own, frtdAt('999'))],
    0,
  ],
  ['or names no paper', [back(), aboard(0, '1', anna, frtd), aboard(0, '2', boris, frtd), aboard(1, '2', boris)], 0],
  [
    'but not where that goes the same way',
    [aboard(0, '1', anna, frtd), aboard(0, '2', boris, frtd), aboard(1, '2', boris, own, frtdAt('999'))],
    1,
  ],
  [
    'nor where it is half a year later',
    [
      back('2023-11-01'),
      aboard(0, '1', anna, frtd),
      aboard(0, '2', boris, frtd),
      passenger('2023-11-01', '2', boris, { documents: [own, frtdAt('999')] }),
    ],
    1,
  ],
  [
    'nor where a check names it too',
    [
      back(),
      aboard(0, '1', boris, frtd),
      aboard(0, '2', anna, frtd),
      aboard(1, '1', boris, own, frtdAt('999')),
      seen(0, 'typed', { document: frtd, capture: 'MANUAL' }),
    ],
    1,
  ],
  [
    'nor where that has a pair of its own',
    [
      back(),
      aboard(0, '1', anna, frtd),
      aboard(0, '2', boris, frtd),
      ...[1, 2].map(i => aboard(i, '2', boris, own, frtdAt('999'))),
    ],
    1,
  ],
  [
    'nor where it was made on a permit',
    [back(), aboard(0, '1', anna, frtd), aboard(0, '2', boris, frtd), aboard(1, '2', boris, own, permit)],
    1,
  ],
  ['nor where there is none', [aboard(0, '1', anna, frtd), aboard(0, '2', boris, frtd)], 1],
  [
    'unless somebody else made both journeys on it',
    [...[0, 1].map(i => aboard(i, '1', anna, frtd)), aboard(0, '2', boris, frtd)],
    0,
  ],
  [
    'and a child in the passport of a parent of whom one line states no birth',
    [
      aboard(0, '1', anna, shared),
      aboard(1, '1', { surname: 'IVANOVA', givenNames: 'ANNA', sex: 'F', nationality: 'RUS' }, shared),
      aboard(0, '2', child('2012-05-05'), shared),
    ],
    0,
  ],
])('%s', async (_, records, count) => {
  await deliver(database, folder, world(...records))
  expect(await found()).toHaveLength(count)
})

test('who says so little that it fits two makes no one person of them', () => {
  const apart = (p: number, withinError: boolean) => ({
    p,
    withinError,
    because: '',
    bits: {},
    relation: 'OTHERS' as const,
  })
  const pairs = [
    { left: 0, right: 1, apart: apart(1e-6, false) },
    { left: 0, right: 2, apart: apart(1e-3, true) },
    { left: 1, right: 2, apart: apart(1e-3, true) },
  ]
  expect(differenceBy(pairs, [0, 1, 2])).toMatchObject({ persons: 2, of: [0, 1, 0], nearest: { p: 1e-6 } })
  expect(differenceBy(pairs.slice(1), [0, 1, 2])).toMatchObject({ persons: 1, nearest: undefined })
})

test('two may be one from P(same) 0.05 on', () => {
  const pairs = (p: number) => [
    { left: 0, right: 1, apart: { p, withinError: false, because: '', bits: {}, relation: 'OTHERS' as const } },
  ]
  expect(differenceBy(pairs(0.0499), [0, 1])).toMatchObject({ persons: 2, of: [0, 1], nearest: { p: 0.0499 } })
  expect(differenceBy(pairs(0.05), [0, 1])).toMatchObject({ persons: 1, of: [0, 0], nearest: undefined })
})

test('whoever a check read counts; it is tested again when they become another person', async () => {
  const now = keptDetection(database)
  const read = seen(0, 'read', { document: permit, identity: vera })
  await deliver(database, folder, world(aboard(0, '1', anna), aboard(1, '1', anna, permit), read))
  expect(await now('SHARED_DOCUMENT')).toMatchObject([{ figures: { persons: 2, journeys: 2 } }])
  await database.write(async tx => {
    const rows = await tx.run(
      `MATCH (v:Identity {surname: 'SIDOROVA'})-[l:IS]->(), (a:Identity {surname: 'IVANOVA'})-[:IS]->(p)
       WITH v, l, p LIMIT 1
       DELETE l CREATE (v)-[:IS {status: 'CONFIRMED'}]->(p) RETURN elementId(v)`,
      {},
    )
    noteChange(tx, { identities: rows.flat() as string[] })
  })
  expect(await now('SHARED_DOCUMENT')).toEqual([])
  expect(await found()).toEqual([])
})

test('a corrected line takes it back, a late one brings it', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, world(aboard(0, '1', anna, permit), aboard(1, '1', boris, permit)))
  expect(await now('SHARED_DOCUMENT')).toHaveLength(1)
  await deliver(database, folder, [aboard(1, '1', boris, shared)])
  expect(await now('SHARED_DOCUMENT')).toEqual([])
  await deliver(database, folder, [aboard(2, '1', boris, permit)])
  expect(await now('SHARED_DOCUMENT')).toEqual(await found())
  expect(await found()).toHaveLength(1)
})

test('a number that stands for none: not all who show it are compared, and none is taken for their paper', async () => {
  const surnames = ['KUZNETSOV', 'BONDAR', 'GOLUBEV', 'TARASOV', 'ZHUKOV', 'MELNIK', 'ORLOV', 'FEDOROV', 'SHEVCHUK']
  const given = ['ANTON', 'BORIS', 'GLEB', 'IVAN', 'PETR']
  const holders = surnames.flatMap((surname, i) =>
    given.map((name, j) => identity(surname, name, `19${50 + 5 * i + j}-0${1 + i}-1${j}`)),
  )
  const all = (date: number) => holders.map((who, nth) => aboard(date, String(nth + 1), who, frtd))
  await deliver(database, folder, world(...[0, 1, 2].flatMap(all), ...[0, 1, 2].map(i => seen(i, `in-${i}`))))
  expect(await found()).toMatchObject([
    {
      figures: { persons: 45, journeys: 135 },
      explanation: { uncertain: expect.arrayContaining([expect.stringMatching(/^Of 45 holders 40 are compared/)]) },
    },
  ])
  for (const pattern of ['TRANSIT_OVERRUN', 'IMPOSSIBLE_PRESENCE'] as const)
    expect(await detected(database, pattern)).toEqual([])
})
