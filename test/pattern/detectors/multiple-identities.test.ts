import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Database, noteChange } from '../../../src/graph/index.ts'
import { identity, line, passenger, passport, run } from '../../builders.ts'
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

const DAYS = Array.from(
  { length: 8 },
  (_, week) => `2023-${week < 4 ? '05' : '06'}-${String(1 + 7 * (week % 4)).padStart(2, '0')}`,
)
const leonid = (dateOfBirth: string) => identity('ILIN', 'LEONID', dateOfBirth)
const one = passport('700000001')
const two = passport('711111111')
const three = passport('722222222')
const world = (...more: object[]) => [...line, ...DAYS.map(date => run(date)), ...more]
const aboard = (i: number, who: object, ...documents: object[]) =>
  passenger(DAYS[i] as string, '1', who as Record<string, unknown>, { documents })
const record = (paper: object, holder: object, fields: object = {}) => ({
  record: 'document',
  ...paper,
  holder,
  ...fields,
})
const found = () => detected(database, 'MULTIPLE_IDENTITIES')

/** As a human would: whoever is called so becomes one person with Leonid. */
const confirm = (surname: string) =>
  database.write(async tx => {
    const rows = await tx.run(
      `MATCH (:Identity {surname: 'ILIN'})-[:IS]->(p) WITH p ORDER BY p.id LIMIT 1
       MATCH (o:Identity {surname: $surname})-[l:IS]->(q) WHERE q <> p
       DELETE l CREATE (o)-[:IS {status: 'CONFIRMED'}]->(p) RETURN elementId(o)`,
      { surname },
    )
    noteChange(tx, { identities: rows.flat() as string[] })
  })

const births = (...written: string[]) => written.map((date, i) => aboard(i, leonid(date), one))

test('one person, two dates of birth, each stated twice', async () => {
  await deliver(database, folder, world(...births('1984-02-01', '1991-07-19', '1984-02-01', '1991-07-19')))
  const [only, ...more] = await found()
  expect(more).toEqual([])
  expect(only).toMatchObject({
    subjects: [expect.stringMatching(/^Person /)],
    score: 1,
    p: null,
    figures: { births: 1, names: 0, documents: 0, birth1: 19840201, birth2: 19910719 },
    explanation: {
      whatHappened: 'Births 1984-02-01 (2 presentations) and 1991-07-19 (2 presentations).',
      uncertain: ['No issuer states either date of birth.'],
    },
  })
  expect([...(only?.evidence ?? [])].sort()).toEqual(
    [
      expect.stringMatching(/^WHAT_HAPPENED Identity .*!$/),
      expect.stringMatching(/^WHAT_HAPPENED Identity .*!$/),
      ...DAYS.slice(0, 4).map(day => `WHAT_HAPPENED Journey 029/${day}#1!`),
    ].sort(),
  )
})

test.each<[string, object[], number]>([
  ['stated once it may be a slip', births('1984-02-01', '1991-07-19', '1984-02-01'), 0],
  [
    'unless an issuer states it',
    [...births('1984-02-01', '1984-02-01', '1991-07-19'), record(one, leonid('1991-07-19'))],
    1,
  ],
  ['day and month exchanged', births('1984-02-03', '1984-03-02', '1984-02-03', '1984-03-02'), 0],
  ['neighbouring years', births('1984-02-01', '1985-07-19', '1984-02-01', '1985-07-19'), 0],
  ['two years apart', births('1984-02-01', '1986-07-19', '1984-02-01', '1986-07-19'), 1],
  [
    'two slips of one that is stated twice as often',
    births(...Array(4).fill('1984-02-01'), '1984', '1984', '1987-02-01', '1987-02-01'),
    0,
  ],
  [
    'but not of one that says nothing',
    births(...Array(4).fill('1970-01-01'), '1980-05-05', '1980-05-05', '1962-11-30', '1962-11-30'),
    1,
  ],
  [
    'nor of one that is hardly stated more',
    births(...Array(3).fill('1984-02-01'), '1984', '1984', '1987-02-01', '1987-02-01'),
    1,
  ],
  [
    'a marriage, and names in each other’s place',
    [
      ...[0, 1].map(i => aboard(i, identity('ILINA', 'ALLA', '1984-02-01'), one)),
      ...[2, 3].map(i => aboard(i, identity('PETROVA', 'ALLA', '1984-02-01'), one)),
      ...[4, 5].map(i => aboard(i, identity('ALLA', 'PETROVA', '1984-02-01'), one)),
    ],
    0,
  ],
  [
    'two persons, one of whose passports replaces that of the other',
    [
      ...births('1984-02-01', '1984-02-01'),
      ...[2, 3].map(i => aboard(i, leonid('1991-07-19'), two)),
      record(two, leonid('1991-07-19'), { replaces: one }),
    ],
    1,
  ],
  [
    'two persons whose papers go with one passport',
    [
      ...[0, 1].map(i => aboard(i, leonid('1984-02-01'), { type: 'FTD', issuer: 'LTU', number: 'T111111' })),
      ...[2, 3].map(i =>
        aboard(i, identity('PETROV', 'BORIS', '1991-07-19'), { type: 'FTD', issuer: 'LTU', number: 'T222222' }),
      ),
      record({ type: 'FTD', issuer: 'LTU', number: 'T111111' }, leonid('1984-02-01'), { issuedFor: one }),
      record({ type: 'FTD', issuer: 'LTU', number: 'T222222' }, identity('PETROV', 'BORIS', '1991-07-19'), {
        issuedFor: one,
      }),
    ],
    1,
  ],
  [
    'but not a parent and a child, entered in it',
    [
      ...[0, 1].map(i => aboard(i, leonid('1984-02-01'), { type: 'FTD', issuer: 'LTU', number: 'T111111' })),
      ...[2, 3].map(i =>
        aboard(i, identity('ILINA', 'OLGA', '2013-07-19'), { type: 'FTD', issuer: 'LTU', number: 'T222222' }),
      ),
      record({ type: 'FTD', issuer: 'LTU', number: 'T111111' }, leonid('1984-02-01'), { issuedFor: one }),
      record({ type: 'FTD', issuer: 'LTU', number: 'T222222' }, identity('ILINA', 'OLGA', '2013-07-19'), {
        issuedFor: one,
      }),
    ],
    0,
  ],
])('%s', async (_, records, count) => {
  await deliver(database, folder, world(...records))
  expect(await found()).toHaveLength(count)
})

const good = { issuedOn: '2020-01-01', expiresOn: '2030-01-01' }
const papers = (...fields: object[]) =>
  [one, two, three].flatMap((paper, i) => [
    aboard(i, leonid('1984-02-01'), paper, { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '1234567' }),
    record(paper, leonid('1984-02-01'), { ...good, ...fields[i] }),
  ])

test('three good passports at once', async () => {
  await deliver(database, folder, world(...papers()))
  expect(await found()).toMatchObject([
    {
      figures: { documents: 3, births: 0, names: 0 },
      evidence: [
        ...[one, two, three].map(() => expect.stringMatching(/^WHAT_HAPPENED Document PASSPORT:RUS:7.*!$/)),
        ...[one, two, three].map(() => expect.stringMatching(/^WHAT_HAPPENED Journey .*!$/)),
      ],
      explanation: {
        whatHappened: '3 good documents of one type and issuer at once: PASSPORT of RUS.',
        guards: expect.arrayContaining([expect.objectContaining({ name: 'SECOND_PASSPORT', holds: true })]),
      },
    },
  ])
})

test.each<[string, object[]]>([
  ['one that replaces another', papers({}, { replaces: one })],
  [
    'one that was lost before another was issued',
    papers({ status: 'LOST', statusAt: '2021-01-01T00:00:00Z' }, { issuedOn: '2021-02-01' }),
  ],
  ['one that had expired when another was issued', papers({ expiresOn: '2021-01-01' }, { issuedOn: '2021-01-02' })],
])('not three at once: %s', async (_, records) => {
  await deliver(database, folder, world(...records))
  expect(await found()).toEqual([])
})

test('names that a human took for one person; of papers that replace each other it may be a change of name', async () => {
  const now = keptDetection(database)
  const boris = identity('PETROV', 'BORIS', '1984-02-01')
  await deliver(
    database,
    folder,
    world(...births('1984-02-01', '1984-02-01'), ...[2, 3].map(i => aboard(i, boris, two))),
  )
  expect(await now('MULTIPLE_IDENTITIES')).toEqual([])
  await confirm('PETROV')
  expect(await now('MULTIPLE_IDENTITIES')).toMatchObject([{ figures: { births: 0, names: 1 } }])
  expect(await found()).toEqual(await now('MULTIPLE_IDENTITIES'))
  const nameChange = async () =>
    (await now('MULTIPLE_IDENTITIES')).map(({ figures, explanation }) => [
      figures.changes,
      explanation.guards.find(({ name }) => name === 'NAME_CHANGE')?.holds,
    ])
  expect(await nameChange()).toEqual([[0, false]])
  await deliver(database, folder, [record(two, boris, { replaces: one })])
  expect(await nameChange()).toEqual([[1, true]])
  await deliver(database, folder, [record(two, boris)])
  expect(await nameChange()).toEqual([[0, false]])
})
