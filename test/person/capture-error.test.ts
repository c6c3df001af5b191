import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isWithinCaptureError } from '../../src/person/match/capture-error.ts'
import { portraitOf } from '../../src/person/portrait/portrait.ts'

type Said = readonly [surname: string, given?: string, birth?: string, sex?: 'F' | 'M']

const within = (left: Said, right: Said) => {
  const [a, b] = [left, right].map(([surname, givenNames, dateOfBirth, sex]) =>
    portraitOf('i', {
      surname,
      ...(givenNames ? { givenNames } : {}),
      ...(dateOfBirth ? { dateOfBirth } : {}),
      ...(sex ? { sex } : {}),
    }),
  ) as [ReturnType<typeof portraitOf>, ReturnType<typeof portraitOf>]
  expect(isWithinCaptureError(b, a)).toBe(isWithinCaptureError(a, b))
  return isWithinCaptureError(a, b)
}

const OLGA: Said = ['BARANOVA', 'OLGA', '1996-08-22', 'F']

describe('no more than capture error apart', () => {
  test.each<[string, Said]>([
    ['one and the same', OLGA],
    ['a character of each name', ['BARNOVA', 'OLLGA', '1996-08-22', 'F']],
    ['names exchanged, a character of one lost', ['OLGA', 'ARANOVA', '1996-08-22']],
    ['names exchanged, the surname an initial', ['OLGA', 'B', '1996-08-22']],
    ['the given name alone, in the place of the surname', ['OLGA']],
    ['other spellings of both', ['BARANAVA', 'VOLHA', '1996-08-22']],
    ['a digit of the date', ['BARANOVA', 'OOLGA', '1996-08-27']],
    ['day and month, and an initial', ['BARANOVA', 'O', '1996-22-08']],
    ['the year alone', ['BARANOVA', 'OLGA', '1996']],
  ])('%s', (_, other) => expect(within(OLGA, other)).toBe(true))
})

describe('more than that', () => {
  test.each<[string, Said, Said?]>([
    ['another sex', ['BARANOV', 'OLGA', '1996-08-22', 'M']],
    ['another date', ['BARANOVA', 'OLGA', '1991-03-04', 'F']],
    ['two digits of the date', ['BARANOVA', 'OLGA', '1996-08-13', 'F']],
    ['another given name', ['BARANOVA', 'VERA', '1996-08-22', 'F']],
    ['another initial', ['BARANOVA', 'V', '1996-08-22', 'F']],
    ['another surname', ['KUZMINA', 'OLGA', '1996-08-22', 'F']],
    ['nothing but an initial in common', ['B', 'O', '1996-08-22', 'F']],
    ['two names that the list of names tells apart', ['BARANOVA', 'INNA'], ['BARANOVA', 'ANNA']],
    ['a surname made of the given name', ['IVANOV', 'PETR', '1996-08-22'], ['PETROV', 'IVAN', '1996-08-22']],
    ['short names', ['LI', 'NA'], ['LU', 'NA']],
  ])('%s', (_, other, one = OLGA) => expect(within(one, other)).toBe(false))

  test('two who share no name', () => {
    const name = fc.stringMatching(/^[A-M]{5,9}$/)
    const strange = fc.stringMatching(/^[N-Z]{5,9}$/)
    fc.assert(
      fc.property(name, name, strange, strange, (a, b, c, d) => !within([a, b, '1980-01-01'], [c, d, '1980-01-01'])),
    )
  })
})
