import { check, identity, line, passenger, passport, run } from '../builders.ts'

const FIRST_DAY = Date.parse('2023-01-02')
const DAY = 86_400_000

/** The day so many days after the first. */
export const dayAfter = (days: number) => new Date(FIRST_DAY + days * DAY).toISOString().slice(0, 10)

const FAMILIES = [
  'ABRAMOV',
  'BELKIN',
  'DORONIN',
  'FROLOV',
  'GUSEV',
  'KIRILLOV',
  'LAPIN',
  'MEDVEDEV',
  'NAZAROV',
  'OSIPOV',
]
const GIVEN = ['ARTUR', 'BORIS', 'DENIS', 'EGOR', 'FEDOR', 'GLEB', 'IGNAT', 'KIRILL', 'LEONID', 'MAKSIM']

/** Somebody like nobody else: another name, day of birth and passport for each number up to a hundred. */
export function stranger(nth: number) {
  const year = 1_950 + (nth % 50)
  const who = identity(
    FAMILIES[nth % 10] as string,
    GIVEN[Math.floor(nth / 10)] as string,
    `${year}-0${1 + (nth % 9)}-1${nth % 9}`,
  )
  return { who, papers: { documents: [passport(`90${String(nth).padStart(3, '0')}71`)] } }
}

/** A run of 029 on each of so many days, each with two of sixty strangers, and nothing else on it. */
export function busyLine(days: number): object[] {
  return [
    ...line,
    ...Array.from({ length: days }, (_, i) => run(dayAfter(i))),
    ...Array.from({ length: days }, (_, i) =>
      [(i * 7) % 60, (i * 11 + 3) % 60].map((nth, place) => {
        const { who, papers } = stranger(nth)
        return passenger(dayAfter(i), `stranger${place}`, who, papers)
      }),
    ).flat(),
  ]
}

/** A line of a list for somebody, by a name of the test's own. */
export const rides = (name: string, days: number, fields: object = {}) => {
  const nth = 90 + name.charCodeAt(0) - 'a'.charCodeAt(0)
  const { who, papers } = stranger(nth)
  return passenger(dayAfter(days), name, who, { ...papers, ...fields })
}

/** The check of somebody who leaves at Kena. */
export const leaves = (name: string, days: number, fields: object = {}) =>
  check(`${name}${days}`, dayAfter(days), 'ALIGHT', { passenger: name, ...fields })

/** On every other day but one of the first so many, that one of the busy line's strangers leaves: how few do so otherwise. */
export const quietLeavers = (days: number, but: number): object[] =>
  Array.from({ length: days }, (_, day) => day).flatMap(day =>
    day % 2 === 0 && day !== but ? [leaves('stranger0', day)] : [],
  )
