import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
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

type Fields = Record<string, unknown>

const DAY = '2024-04-08'
const NEXT = '2024-04-09'
const LATER = '2024-04-10'
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const frtd = { type: 'FRTD', issuer: 'LTU', number: 'F1234567' }
const ftd = { type: 'FTD', issuer: 'LTU', number: 'T1234567' }
const made = (date: string, paper: object, fields: Fields = {}) =>
  passenger(date, '1', anna, { documents: [passport('711111111'), paper], ...fields })
const entry = (date = DAY, fields: Fields = {}) => check(`in-${date}`, date, 'ENTRY', { passenger: '1', ...fields })
const exit = (at: string, date = DAY, fields: Fields = {}) =>
  check(`out-${date}`, date, 'EXIT', { passenger: '1', station: 'KYBARTAI', at, ...fields })
const moved = (station: string, kind: string, at: string) => ({
  record: 'movement',
  run: `029/${DAY}`,
  station,
  kind,
  at,
})
const complete = (date: string) => ({ record: 'coverage', run: `029/${date}`, feed: 'CHECKS', complete: true })
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'R1234567' }
const stated = (paper: object, fields: Fields) => ({ record: 'document', ...paper, holder: anna, ...fields })
const world = (paper: object, ...more: object[]) => [...line, run(DAY), made(DAY, paper), entry(), ...more]
const found = () => detected(database, 'TRANSIT_OVERRUN')
/** Entered at 07:30; the train was on time. */
const onTime = [
  moved('KENA', 'ARRIVED', `${NEXT}T07:20:00Z`),
  moved('KENA', 'DEPARTED', `${NEXT}T07:50:00Z`),
  moved('KYBARTAI', 'ARRIVED', `${NEXT}T10:50:00Z`),
  moved('KYBARTAI', 'DEPARTED', `${NEXT}T11:20:00Z`),
]

test('a transit longer than an FRTD allows', async () => {
  await deliver(database, folder, world(frtd, exit(`${NEXT}T13:31:00Z`), ...onTime))
  const [one, ...others] = await found()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    subjects: [expect.stringMatching(/^Person /), `Journey 029/${DAY}#1`],
    score: 1,
    p: null,
    figures: { minutesOver: 1, allowedMinutes: 360, unauthorised: 0, uses: 0 },
    evidence: [
      `WHAT_HAPPENED Check in-${DAY}!`,
      `WHAT_HAPPENED Check out-${DAY}!`,
      `WHAT_HAPPENED Journey 029/${DAY}#1!`,
      'COMPARED_WITH Document FRTD:LTU:F1234567!',
    ],
    explanation: {
      whatHappened: `Entered by 029/${DAY} at KENA, 9 Apr 2024 07:30Z, left at KYBARTAI, 9 Apr 2024 13:31Z.`,
      comparedWith: 'The FRTD allows 6 hours for one transit (Reg. 693/2003 Art 3).',
      howUnusual: '1 minute longer than allowed.',
      guards: [{ name: 'LATE_TRAIN', holds: false }, {}, {}, {}, {}],
    },
  })
  expect(one?.explanation.evidence.map(({ margin }) => margin)).toEqual([1, 1, null, null])
})

test('without movements the train may have been late', async () => {
  await deliver(database, folder, world(frtd, exit(`${NEXT}T13:31:00Z`)))
  expect(await found()).toMatchObject([
    { explanation: { guards: [{ name: 'LATE_TRAIN', holds: true }, {}, {}, {}, {}] } },
  ])
})

test.each<[string, object[], number]>([
  ['exactly six hours', world(frtd, exit(`${NEXT}T13:30:00Z`)), 0],
  ['an FTD is good for a day', world(ftd, exit(`${LATER}T07:30:00Z`)), 0],
  ['and not for longer', world(ftd, exit(`${LATER}T07:30:01Z`)), 1],
  ['the paper states fewer hours', world(frtd, stated(frtd, { transitHours: 3 }), exit(`${NEXT}T11:36:00Z`)), 1],
  ['the paper states more hours', world(frtd, stated(frtd, { transitHours: 12 }), exit(`${NEXT}T13:31:00Z`)), 0],
  ['no EXIT: absence never counts', world(frtd), 0],
  ['travelling on a permit', world(frtd, made(DAY, frtd, { documents: [frtd, permit] }), exit(`${NEXT}T13:31:00Z`)), 0],
  ['an order', world(frtd, exit(`${NEXT}T13:31:00Z`, DAY, { exception: 'AUTHORITY_ORDER' })), 0],
  ['mediation is no order', world(frtd, exit(`${NEXT}T13:31:00Z`, DAY, { exception: 'MFA_MEDIATION' })), 1],
  [
    'a train put on another way',
    world(frtd, exit(`${NEXT}T13:31:00Z`), {
      record: 'movement',
      run: `029/${DAY}`,
      kind: 'ROUTE_CHANGED',
      at: `${NEXT}T08:00:00Z`,
    }),
    0,
  ],
  [
    'a late train, left by while it stood',
    world(
      frtd,
      exit(`${NEXT}T13:45:00Z`),
      moved('KENA', 'ARRIVED', `${NEXT}T07:20:00Z`),
      moved('KYBARTAI', 'DEPARTED', `${NEXT}T13:30:00Z`),
    ),
    0,
  ],
  [
    'a late train, left by after it had gone',
    world(
      frtd,
      exit(`${NEXT}T13:45:01Z`),
      moved('KENA', 'ARRIVED', `${NEXT}T07:20:00Z`),
      moved('KYBARTAI', 'DEPARTED', `${NEXT}T13:30:00Z`),
    ),
    1,
  ],
  ['crew', world(frtd, made(DAY, frtd, { role: 'CREW' }), exit(`${NEXT}T13:31:00Z`)), 0],
])('%s', async (_, records, count) => {
  await deliver(database, folder, records)
  expect(await found()).toHaveLength(count)
})

const byAnother = [run(LATER), made(LATER, ftd), exit('2024-04-11T11:00:00Z', LATER)]

test('an EXIT by another train closes the ENTRY, where checks were complete on both', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, world(ftd, ...byAnother))
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  await deliver(database, folder, [complete(DAY)])
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  await deliver(database, folder, [complete(LATER)])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([
    {
      subjects: [expect.stringMatching(/^Person /), `Journey 029/${DAY}#1`],
      figures: { minutesOver: 27 * 60 + 30 },
      evidence: [
        `WHAT_HAPPENED Check in-${DAY}!`,
        `WHAT_HAPPENED Check out-${LATER}!`,
        `WHAT_HAPPENED Journey 029/${DAY}#1!`,
        `WHAT_HAPPENED Journey 029/${LATER}#1!`,
        'COMPARED_WITH Document FTD:LTU:T1234567!',
      ],
    },
  ])
  expect(await now('TRANSIT_OVERRUN')).toEqual(await found())
  await deliver(database, folder, [exit(`${NEXT}T11:00:00Z`)])
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
})

test('an EXIT by document alone closes it too', async () => {
  const alone = { passenger: undefined, document: ftd }
  await deliver(database, folder, [
    ...world(ftd, run(LATER), exit('2024-04-11T11:00:00Z', LATER, alone), complete(DAY), complete(LATER)),
  ])
  expect(await found()).toMatchObject([{ subjects: [expect.stringMatching(/^Person /), `Journey 029/${DAY}#1`] }])
})

test('of an FRTD it does so where checks are missing too: a second transit that way would be one too many', async () => {
  const alone = { passenger: undefined, document: frtd }
  await deliver(database, folder, world(frtd, run(LATER), exit('2024-04-11T11:00:00Z', LATER, alone)))
  expect(await found()).toMatchObject([
    { subjects: [expect.stringMatching(/^Person /), `Journey 029/${DAY}#1`], figures: { uses: 0 } },
  ])
})

test('a run that the paper does not name, and the one that it names', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, [run(LATER), stated(frtd, { authorises: [`029/${LATER}`] }), ...world(frtd)])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([
    {
      figures: { minutesOver: 0, unauthorised: 1, uses: 0 },
      evidence: [`WHAT_HAPPENED Journey 029/${DAY}#1!`, 'COMPARED_WITH Document FRTD:LTU:F1234567!'],
      explanation: { whatHappened: `Used on 029/${DAY}, which the FRTD does not name.` },
    },
  ])
  await deliver(database, folder, [stated(frtd, { authorises: [`029/${DAY}`] })])
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
})

const [THERE, BACK, AGAIN] = ['2024-04-08', '2024-04-12', '2024-04-16'] as const
/** An FRTD used there and back by whom it was issued to. */
const usedUp = [...line, run(THERE), eastbound(BACK), made(THERE, frtd), made(BACK, frtd), entry(THERE), entry(BACK)]

test('an FRTD is good for one journey there and one back', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, usedUp)
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  await deliver(database, folder, [run(AGAIN), made(AGAIN, frtd)])
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  await deliver(database, folder, [entry(AGAIN)])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([
    {
      subjects: [expect.stringMatching(/^Person /), `Journey 029/${AGAIN}#1`],
      figures: { uses: 3 },
      evidence: [
        `WHAT_HAPPENED Journey 029/${AGAIN}#1!`,
        `WHAT_HAPPENED Journey 029/${THERE}#1!`,
        // Without it there are two in one direction.
        `WHAT_HAPPENED Journey 029/${BACK}#1`,
        'COMPARED_WITH Document FRTD:LTU:F1234567!',
      ],
    },
  ])
  await deliver(database, folder, [eastbound(AGAIN)])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([{ figures: { uses: 3 } }])
  await deliver(database, folder, [made(BACK, ftd)])
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  await deliver(database, folder, [run(AGAIN)])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([
    {
      figures: { uses: 2 },
      explanation: { whatHappened: `Used on 029/${AGAIN}: use 2 in one direction of the FRTD.` },
    },
  ])
  expect(await now('TRANSIT_OVERRUN')).toEqual(await found())
})

test('leaving by another train ends a transit, and is no use of its own', async () => {
  const [first, back, last] = ['2024-04-08', '2024-04-12', '2024-04-13'] as const
  const alone = { passenger: undefined, document: frtd }
  const now = keptDetection(database)
  await deliver(database, folder, [
    ...line,
    run(first),
    made(first, frtd),
    entry(first),
    exit(`2024-04-09T11:00:00Z`, first),
    eastbound(back),
    made(back, frtd),
    entry(back),
    run(last),
    exit('2024-04-14T11:00:00Z', last, alone),
  ])
  // While checks may be missing nothing tells which transit it ends.
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  await deliver(database, folder, [complete(back), complete(last)])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([
    { subjects: [expect.stringMatching(/^Person /), `Journey 029/${back}#1`], figures: { uses: 0 } },
  ])
  // Where the train was entered anew it is.
  await deliver(database, folder, [made(last, frtd), entry(last)])
  expect((await now('TRANSIT_OVERRUN')).map(({ figures }) => figures.uses)).toContain(3)
  expect(await now('TRANSIT_OVERRUN')).toEqual(await found())
})

test('an FRTD whose number another once read for his own is not used up by it', async () => {
  const boris = identity('PETROV', 'BORIS', '1971-11-30')
  const now = keptDetection(database)
  const lent = passenger(AGAIN, '2', boris, { documents: [passport('722222222'), frtd] })
  await deliver(database, folder, [...usedUp, run(AGAIN), lent, entry(AGAIN, { passenger: '2' })])
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  // Read again at a check it is no slip.
  await deliver(database, folder, [entry(AGAIN, { passenger: '2', document: frtd })])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([
    { subjects: [expect.stringMatching(/^Person /), `Journey 029/${AGAIN}#2`], figures: { uses: 3 } },
  ])
  expect(await now('TRANSIT_OVERRUN')).toEqual(await found())
})

test('a stay is one whoever’s number was read, and three who show one number once each use it up', async () => {
  const boris = identity('PETROV', 'BORIS', '1971-11-30')
  const now = keptDetection(database)
  await deliver(database, folder, [
    ...world(frtd, exit(`${NEXT}T13:31:00Z`), ...onTime),
    run(LATER),
    passenger(LATER, '2', boris, { documents: [passport('722222222'), frtd] }),
  ])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([{ figures: { minutesOver: 1, uses: 0 } }])
  await deliver(database, folder, [entry(LATER, { passenger: '2' })])
  // One of two may be the other's, misread.
  expect((await now('TRANSIT_OVERRUN')).map(({ figures }) => figures.uses)).toEqual([0])
  const third = '2024-04-16'
  const gleb = passenger(third, '3', identity('MELNIK', 'GLEB', '1990-01-02'), { documents: [frtd] })
  await deliver(database, folder, [run(third), gleb, entry(third, { passenger: '3' })])
  expect((await now('TRANSIT_OVERRUN')).map(({ figures }) => figures.uses).sort()).toEqual([0, 2, 3])
  expect(await now('TRANSIT_OVERRUN')).toEqual(await found())
})

test('one of two papers that comes to be many people’s takes nothing from the other', async () => {
  const now = keptDetection(database)
  const other = { ...frtd, number: 'F7777777' }
  await deliver(database, folder, [
    ...line,
    run(DAY),
    passenger(DAY, '1', anna, { documents: [frtd, other] }),
    entry(),
    exit(`${NEXT}T13:31:00Z`),
    ...onTime,
  ])
  expect(await now('TRANSIT_OVERRUN')).toHaveLength(1)
  const surnames = ['KUZNETSOV', 'BONDAR', 'GOLUBEV', 'TARASOV', 'ZHUKOV', 'MELNIK', 'ORLOV']
  const many = ['ANTON', 'GLEB', 'PETR'].flatMap((given, i) =>
    surnames.map((surname, j) =>
      passenger(LATER, `${10 * i + j + 2}`, identity(surname, given, `19${50 + 9 * i + j}-0${1 + j}-1${i}`), {
        documents: [other],
      }),
    ),
  )
  await deliver(database, folder, [run(LATER), ...many])
  expect(await now('TRANSIT_OVERRUN')).toHaveLength(1)
  expect(await now('TRANSIT_OVERRUN')).toEqual(await found())
})

test('a device that goes by the clock of another zone keeps nobody too long', async () => {
  const now = keptDetection(database)
  const late = `${NEXT}T14:00:00Z`
  const others = ['2', '3'].flatMap(ref => [
    passenger(DAY, ref, identity(`PETROV${'AB'[Number(ref) - 2]}`, 'BORIS', `197${ref}-11-30`), {
      documents: [passport(`72222222${ref}`)],
    }),
    check(`out-${ref}`, DAY, 'EXIT', { passenger: ref, station: 'KYBARTAI', at: `${NEXT}T14:0${ref}:00Z` }),
  ])
  await deliver(database, folder, world(frtd, exit(late), ...onTime))
  // Three hours earlier the train stood there; but nobody else was seen at such a time.
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([{ figures: { minutesOver: 30 } }])
  await deliver(database, folder, others)
  expect(await now('TRANSIT_OVERRUN')).toEqual([])
  expect(await found()).toEqual([])
  // Put right, it is still too long.
  await deliver(database, folder, [stated(frtd, { transitHours: 3 })])
  expect(await now('TRANSIT_OVERRUN')).toMatchObject([{ figures: { minutesOver: 210 } }])
  await deliver(database, folder, [stated(frtd, { transitHours: 6 })])
  await deliver(database, folder, [
    check('out-2', DAY, 'EXIT', { passenger: '2', station: 'KYBARTAI', at: `${NEXT}T11:02:00Z` }),
  ])
  expect(await now('TRANSIT_OVERRUN')).toHaveLength(1)
})
