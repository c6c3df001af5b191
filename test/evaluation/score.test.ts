import { expect, test } from '@jest/globals'
import { type Found, interval, measure, type Tally, tally } from '../../src/evaluation/index.ts'
import { weekOf } from '../../src/evaluation/weeks.ts'

type Case = Parameters<typeof tally>[0][number]

const aCase = (fields: Partial<Case>): Case => ({
  pattern: 'IMPOSSIBLE_PRESENCE',
  tier: 'easy',
  persons: [],
  documents: [],
  journeys: [],
  runs: [],
  knowableAt: '2023-05-01T00:00:00Z',
  ...fields,
})
const aFinding = (fields: Partial<Found>): Found => ({
  pattern: 'IMPOSSIBLE_PRESENCE',
  score: 1,
  q: null,
  anchor: '',
  raisedAt: 0,
  about: new Map(),
  journeysOfPersons: [],
  ...fields,
})
const ofDocument = (id: string, fields: Partial<Found> = {}) =>
  aFinding({ about: new Map([['Document', [id]]]), ...fields })
const tallied = (cases: readonly Case[], found: readonly Found[], pattern: Tally['pattern'] = 'IMPOSSIBLE_PRESENCE') =>
  tally(cases, found, 20_000).find(one => one.pattern === pattern) as Tally

test('what is planted is found or missed, tier by tier; what nobody planned and is true counts as neither', () => {
  const cases = [
    aCase({ documents: ['A'] }),
    aCase({ documents: ['B'], tier: 'limit' }),
    aCase({ documents: ['C'], tier: 'incidental' }),
    aCase({ documents: ['A', 'D'], tier: 'decoy', decoy: 'a clock an hour off' }),
    aCase({ documents: ['E'], tier: 'decoy', decoy: 'a clock an hour off' }),
  ]
  const found = ['A', 'C', 'E', 'F'].map(id => ofDocument(id))
  expect(measure([tallied(cases, found)])).toMatchObject({
    // A is right, E and F are wrong, C is left out.
    precision: 1 / 3,
    recall: 1 / 2,
    recallOf: { easy: 1, real: null, limit: 0 },
    // What is found of A is true, whatever else it went through.
    decoyHits: 1 / 2,
    perTenThousand: 1.5,
    falseShare: null,
    meanQ: null,
    delay: null,
  })
})

test('persons are those of a case where half of both are the same', () => {
  const own = (...journeys: string[]) => new Set(journeys)
  const cases = [
    aCase({ pattern: 'CO_ALIGHTING_GROUP', persons: ['p1', 'p2', 'p3'], journeys: ['a1', 'a2', 'b1', 'c1'] }),
  ]
  const group = (...journeysOfPersons: ReadonlySet<string>[]) =>
    tallied(cases, [aFinding({ pattern: 'CO_ALIGHTING_GROUP', q: 0.02, journeysOfPersons })], 'CO_ALIGHTING_GROUP')
  const [a, b, other] = [own('a1', 'a2', 'x'), own('b1'), own('y')]
  expect(measure([group(a, b)])).toMatchObject({ precision: 1, recall: 1, falseShare: 0, meanQ: 0.02 })
  expect(measure([group(a, b, other)])).toMatchObject({ precision: 1 })
  expect(measure([group(a, other)])).toMatchObject({ precision: 0, recall: 0, falseShare: 1 })
})

test('the strongest come first, and worlds are summed before anything is divided', () => {
  const cases = [aCase({ documents: ['A'] })]
  const wrong = Array.from({ length: 60 }, (_, i) => ofDocument(`W${i}`, { score: 0.5 }))
  const [full, empty] = [tallied(cases, [...wrong, ofDocument('A', { score: 0.9 })]), tallied(cases, [])]
  expect(measure([full, empty])).toMatchObject({ precisionAt: [1 / 50, 1 / 61, 1 / 61], recall: 1 / 2 })
  expect(measure([empty])).toMatchObject({ precision: null, recall: 0, f1: null })
  let turn = 0
  // Draws of both, of one twice, of the other twice.
  const random = () => [0, 0.9, 0, 0, 0.9, 0.9][turn++ % 6] as number
  expect(interval([full, empty], 'recall', random)).toEqual([0, 1])
  expect(interval([empty, empty], 'precision', random)).toBeNull()
})

test('a case is found as late as the earliest finding that says it', () => {
  const cases = [aCase({ documents: ['A'] }), aCase({ documents: ['B'] })]
  const found = [ofDocument('A', { raisedAt: 3 }), ofDocument('A', { raisedAt: 1 }), ofDocument('B', { raisedAt: 0 })]
  // What is raised in the week in which it can be known is not late.
  const week = weekOf('2023-05-01T00:00:00Z')
  const late = tally(cases, found, 1, ({ raisedAt }) => week + raisedAt).find(
    ({ pattern }) => pattern === 'IMPOSSIBLE_PRESENCE',
  ) as Tally
  expect([...late.delays].sort()).toEqual([0, 1])
  expect(measure([late]).delay).toEqual({ median: 0, ninth: 1 })
})
