import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { instantOf, instantText, isDate, isPartialDate } from '../../src/base/index.ts'

describe('instants', () => {
  test.each([
    ['2023-05-01T07:20:00Z', '2023-05-01T07:20:00Z'],
    ['2023-05-01T10:20+03:00', '2023-05-01T07:20:00Z'],
    ['2023-05-01T10:20:00.123456+0300', '2023-05-01T07:20:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ])('%s is %s', (text, utc) => {
    expect(instantText(instantOf(text) as number)).toBe(utc)
  })

  test.each([
    '2023-05-01T07:20:00',
    '2023-02-30T00:00:00Z',
    '2023-05-01T24:00:00Z',
    '2023-05-01T07:60Z',
    '2023-05-01',
    'now',
    '',
  ])('%p is none', text => {
    expect(instantOf(text)).toBeUndefined()
  })

  test('what is written is read again', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('0001-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true }), day => {
        expect(instantOf(instantText(day.getTime()))).toBe(day.getTime())
      }),
    )
  })
})

describe('dates', () => {
  test('are days of the calendar', () => {
    expect(['2024-02-29', '2023-02-28', '1900-01-01'].filter(isDate)).toHaveLength(3)
    expect(
      ['2023-02-29', '2023-02-30', '2023-13-01', '2023-00-10', '0000-01-01', '23-01-01', '2023-1-1'].filter(isDate),
    ).toEqual([])
  })

  test('may be known in part', () => {
    expect(['1984', '1984-03', '1984-03-09'].filter(isPartialDate)).toHaveLength(3)
    expect(['84', '0000', '1984-13', '1984-02-30', '1984-03-'].filter(isPartialDate)).toEqual([])
  })
})
