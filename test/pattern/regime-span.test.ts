import { expect, test } from '@jest/globals'
import { nearestCodes } from '../../src/pattern/nearest-codes.ts'
import { regimeChanges, spanOf, startOfDay } from '../../src/pattern/terms/regime-span.ts'

test('a Lithuanian day begins two hours before midnight UTC in winter, three in summer', () => {
  expect(new Date(startOfDay('2024-03-01')).toISOString()).toBe('2024-02-29T22:00:00.000Z')
  expect(new Date(startOfDay('2024-07-01')).toISOString()).toBe('2024-06-30T21:00:00.000Z')
  // The clocks change in the morning of 31 March and 27 October 2024.
  expect(new Date(startOfDay('2024-03-31')).toISOString()).toBe('2024-03-30T22:00:00.000Z')
  expect(new Date(startOfDay('2024-03-31', 1)).toISOString()).toBe('2024-03-31T21:00:00.000Z')
  expect(new Date(startOfDay('2024-10-27')).toISOString()).toBe('2024-10-26T21:00:00.000Z')
  expect(new Date(startOfDay('2024-10-28')).toISOString()).toBe('2024-10-27T22:00:00.000Z')
})

const closed = { boarding: false, alighting: false, capacity: null }
const silent = { boarding: null, alighting: null, capacity: null }

test('spans change when a rule that touches the station begins and on the day after its last', () => {
  const changes = regimeChanges(
    [
      { from: '2024-03-01', until: null, stations: ['KENA', 'KYBARTAI'], ...closed },
      { from: '2024-03-01', until: '2024-03-14', stations: ['KENA'], ...closed },
      { from: '2022-08-01', until: null, stations: null, ...silent, capacity: 300 },
      { from: '2021-01-01', until: null, stations: null, ...silent },
      { from: '2020-03-16', until: null, stations: ['VILNIUS'], ...closed },
    ],
    'KENA',
  )
  expect(changes.map(change => new Date(change).toISOString())).toEqual([
    '2022-07-31T21:00:00.000Z',
    '2024-02-29T22:00:00.000Z',
    '2024-03-14T22:00:00.000Z',
  ])
  expect(
    ['2020-01-01T00:00Z', '2024-02-29T21:59Z', '2024-02-29T22:00Z'].map(t => spanOf(changes, Date.parse(t))),
  ).toEqual([0, 1, 2])
})

test('the nearest codes are those with the fewest letters changed', () => {
  expect(nearestCodes('KENNA', ['VILNIUS', 'KENA', 'KYBARTAI', 'KAUNAS'], 2)).toEqual(['KENA', 'KAUNAS'])
  expect(nearestCodes('kybartaj', ['VILNIUS', 'KENA', 'KYBARTAI'], 1)).toEqual(['KYBARTAI'])
  expect(nearestCodes('KENA', [])).toEqual([])
})
