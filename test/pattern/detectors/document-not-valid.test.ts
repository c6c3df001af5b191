import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Database } from '../../../src/graph/index.ts'
import { check, identity, line, passenger, passport, run, station } from '../../builders.ts'
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
const own = passport('711111111')
const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'R1234567' }
const frtd = { type: 'FRTD', issuer: 'LTU', number: 'F1234567' }
const ftd = { type: 'FTD', issuer: 'LTU', number: 'T1234567' }
const visa = { type: 'SHORT_STAY_VISA', issuer: 'RUS', number: 'V1234567' }
const made = (documents: object[], fields: Fields = {}, date = DAY) =>
  passenger(date, '1', anna, { documents, stage: 'BOARDED', ...fields })
const seen = (fields: Fields = {}) => check('seen', DAY, 'ENTRY', { passenger: '1', ...fields })
const stated = (paper: object, fields: Fields, holder: object = anna) => ({
  record: 'document',
  ...paper,
  holder,
  ...fields,
})
/** The paper, of which so much is stated, was shown at Kena at 07:30Z. */
const shown = (paper: object, fields: Fields, ...more: object[]) => [
  ...line,
  run(DAY),
  made([paper]),
  seen(),
  stated(paper, fields),
  ...more,
]
const found = () => detected(database, 'DOCUMENT_NOT_VALID')

test('a permit shown after its last day', async () => {
  await deliver(database, folder, shown(permit, { expiresOn: '2024-04-07' }))
  const [one, ...others] = await found()
  expect(others).toEqual([])
  expect(one).toMatchObject({
    subjects: [expect.stringMatching(/^Person /), `Journey 029/${DAY}#1`],
    anchor: '',
    score: 1,
    p: null,
    figures: { faults: 1, documents: 1, at: Date.parse(`${NEXT}T07:30:00Z`), notKnown: 0 },
    evidence: [
      `WHAT_HAPPENED Journey 029/${DAY}#1!`,
      'WHAT_HAPPENED Check seen',
      'COMPARED_WITH Document RESIDENCE_PERMIT:LTU:R1234567!',
    ],
    explanation: {
      whatHappened: `RESIDENCE_PERMIT shown on 029/${DAY} at KENA, 9 Apr 2024 07:30Z, after its last day (2 days).`,
      comparedWith: 'What its issuer states of the document.',
      guards: [{ name: 'NOT_KNOWABLE', holds: false }, { name: 'MISREAD', holds: true }, {}],
      uncertain: ['A single capture of the number.'],
    },
  })
  expect(one?.explanation.evidence.map(({ margin }) => margin)).toEqual([null, 2, 2])
})

test.each<[string, object[], number]>([
  ['on its last day', shown(permit, { expiresOn: NEXT }), 0],
  ['the day after by the clock at Kena', shown(permit, { expiresOn: NEXT }, seen({ at: `${NEXT}T21:00:00Z` })), 1],
  ['before that midnight', shown(permit, { expiresOn: NEXT }, seen({ at: `${NEXT}T20:59:59Z` })), 0],
  [
    'by another clock',
    shown(
      permit,
      { expiresOn: NEXT },
      station('KENA', { timeZone: 'Europe/Warsaw' }),
      seen({ at: `${NEXT}T21:30:00Z` }),
    ),
    0,
  ],
  ['before it was valid', shown(permit, { issuedOn: '2024-01-01', validFrom: '2024-04-10' }), 1],
  ['on its first day', shown(permit, { issuedOn: '2024-01-01', validFrom: NEXT }), 0],
  ['before it was issued', shown(permit, { issuedOn: '2024-04-10' }), 1],
  ['when it had been lost', shown(own, { status: 'LOST', statusAt: `${NEXT}T07:30:00Z` }), 1],
  ['before it was stolen', shown(own, { status: 'STOLEN', statusAt: `${NEXT}T07:30:01Z` }), 0],
  ['revoked, when is not stated', shown(own, { status: 'REVOKED' }), 0],
  ['valid', shown(own, { status: 'VALID', statusAt: '2024-01-01T00:00:00Z' }), 0],
  ['a day that the list alone states', [...line, run(DAY), made([{ ...own, expiresOn: '2023-01-01' }]), seen()], 0],
  [
    'out of date, a good one declared beside',
    shown(own, { expiresOn: '2024-01-01' }, made([own, passport('799999999')])),
    0,
  ],
  [
    'out of date and examined, a good one beside',
    shown(own, { expiresOn: '2024-01-01' }, made([own, passport('799999999')]), seen({ document: own })),
    1,
  ],
  [
    'lost, a good one beside',
    shown(own, { status: 'LOST', statusAt: '2024-01-01T00:00:00Z' }, made([own, passport('799999999')])),
    1,
  ],
  [
    'declared only; another was examined',
    shown(own, { status: 'LOST', statusAt: '2024-01-01T00:00:00Z' }, seen({ document: passport('799999999') })),
    0,
  ],
  [
    'declared, and never came',
    [...line, run(DAY), made([own], { stage: 'DECLARED' }), stated(own, { expiresOn: '2024-01-01' })],
    0,
  ],
  ['boarded by the list alone', [...line, run(DAY), made([own]), stated(own, { expiresOn: '2024-01-01' })], 1],
  ['crew', shown(own, { expiresOn: '2024-01-01' }, made([own], { role: 'CREW' })), 0],
  ['an FRTD for three months', shown(frtd, { issuedOn: '2024-02-29', expiresOn: '2024-05-29' }), 0],
  ['an FRTD for longer', shown(frtd, { issuedOn: '2024-02-29', expiresOn: '2024-05-30' }), 1],
  ['an FTD for three years', shown(ftd, { issuedOn: '2023-03-01', expiresOn: '2026-03-01' }), 0],
  ['an FTD for longer', shown(ftd, { issuedOn: '2023-03-01', expiresOn: '2026-03-02' }), 1],
  [
    'an FTD beyond its passport',
    shown(ftd, { expiresOn: '2025-01-02', issuedFor: own }, stated(own, { expiresOn: '2025-01-01' })),
    1,
  ],
  [
    'an FTD up to its passport’s end',
    shown(ftd, { expiresOn: '2025-01-01', issuedFor: own }, stated(own, { expiresOn: '2025-01-01' })),
    0,
  ],
  [
    'a permit beyond its passport',
    shown(permit, { expiresOn: '2025-01-02', issuedFor: own }, stated(own, { expiresOn: '2025-01-01' })),
    0,
  ],
  [
    'issued before birth',
    [
      ...line,
      run(DAY),
      made([own]),
      seen(),
      stated(own, { issuedOn: '1999-10-20' }, { ...anna, dateOfBirth: '2010-03-09' }),
    ],
    1,
  ],
  ['issued before birth, by one digit', shown(own, { issuedOn: '1983-10-20' }), 0],
  [
    'a wrong check digit beside another date of birth',
    shown(own, {
      mrz: ['P<RUSSHCHEGLOVA<<ANNA<<<<<<<<<<<<<<<<<<<<<<<', '7111111114RUS9903094F3001017<<<<<<<<<<<<<<00'],
    }),
    1,
  ],
])('%s', async (_, records, count) => {
  await deliver(database, folder, records)
  expect(await found()).toHaveLength(count)
})

const refuses = (refused: string, fields: Fields = {}) => ({
  record: 'regime',
  id: 'refuses',
  from: '2022-09-19',
  documents: { refused: [refused] },
  basis: 'test',
  ...fields,
})
/** Refuses something else, from a later day: refusals add up. */
const later = { ...refuses('FTD'), id: 'later', from: '2023-09-19' }

test.each<[string, object, Fields, object, number]>([
  ['SHORT_STAY_VISA RUS', visa, {}, refuses('SHORT_STAY_VISA RUS'), 1],
  ['SHORT_STAY_VISA', visa, {}, refuses('SHORT_STAY_VISA'), 1],
  ['SHORT_STAY_VISA of another issuer', visa, {}, refuses('SHORT_STAY_VISA LTU'), 0],
  ['of another train', visa, {}, refuses('SHORT_STAY_VISA', { trains: ['147'] }), 0],
  ['no more', visa, {}, refuses('SHORT_STAY_VISA', { until: '2024-04-08' }), 0],
  ['words', own, {}, refuses('internal passports'), 0],
  ['not biometric', own, { biometric: false }, refuses('PASSPORT RUS biometric=false'), 1],
  ['biometric', own, { biometric: true }, refuses('PASSPORT RUS biometric=false'), 0],
  ['perhaps biometric', own, {}, refuses('PASSPORT RUS biometric=false'), 0],
])('refused: %s', async (_, paper, fields, regime, count) => {
  await deliver(database, folder, shown(paper, fields, regime, later))
  const findings = await found()
  expect(findings).toHaveLength(count)
  for (const { evidence } of findings) expect(evidence).toContain('COMPARED_WITH Regime refuses!')
})

test('a number read once that only others show is a slip of the pen', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, [run(EARLIER), ...shown(own, { expiresOn: '2024-04-01' })])
  expect(await now('DOCUMENT_NOT_VALID')).toHaveLength(1)
  await deliver(database, folder, [passenger(EARLIER, '2', olga, { documents: [own], stage: 'BOARDED' })])
  expect(await now('DOCUMENT_NOT_VALID')).toEqual([])
  await deliver(database, folder, [seen({ document: own })])
  expect(await now('DOCUMENT_NOT_VALID')).toHaveLength(1)
})

test('what comes to be known later is judged then, and was not knowable', async () => {
  const now = keptDetection(database)
  await deliver(database, folder, shown(ftd, { expiresOn: '2025-01-02', issuedFor: own }))
  expect(await now('DOCUMENT_NOT_VALID')).toEqual([])
  await deliver(database, folder, [stated(own, { expiresOn: '2025-01-01' })])
  expect(await now('DOCUMENT_NOT_VALID')).toMatchObject([
    { evidence: expect.arrayContaining(['COMPARED_WITH Document PASSPORT:RUS:711111111!']) },
  ])
  await deliver(database, folder, [stated(own, {}), stated(ftd, { status: 'REVOKED', statusAt: `${NEXT}T00:00:00Z` })])
  expect(await now('DOCUMENT_NOT_VALID')).toMatchObject([
    { figures: { notKnown: 1 }, explanation: { guards: [{ name: 'NOT_KNOWABLE', holds: true }, {}, {}] } },
  ])
  expect(await now('DOCUMENT_NOT_VALID')).toEqual(await found())
  await deliver(database, folder, [stated(ftd, { status: 'VALID' })])
  expect(await now('DOCUMENT_NOT_VALID')).toEqual([])
})
