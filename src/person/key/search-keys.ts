import type { IdentityFields } from '../identity.ts'
import { decodeInternalPassport } from '../name/internal-passport.ts'
import { type NameWord, nameWords } from './name-word.ts'

/** The fields by which somebody is looked for. */
export const SEARCHED = [
  'surname',
  'givenNames',
  'surnameCyrillic',
  'givenNamesCyrillic',
  'surnameAtBirth',
  'dateOfBirth',
] as const

export type SearchedFields = Pick<IdentityFields, (typeof SEARCHED)[number]>

/** A name field with its words. */
export interface NamedField {
  readonly field: Exclude<(typeof SEARCHED)[number], 'dateOfBirth'>
  readonly value: string
  readonly words: readonly NameWord[]
}

/** The names of somebody, field by field, each with its words; what an internal passport's zone spells by digits is read. */
export function namedFields(fields: SearchedFields): NamedField[] {
  const decoded = decodeInternalPassport([fields.surname, fields.givenNames ?? ''])
  return SEARCHED.flatMap(field => {
    const value = fields[field]
    if (field === 'dateOfBirth' || !value) return []
    const place = ['surname', 'givenNames'].indexOf(field)
    return [{ field, value, words: [...nameWords(value), ...nameWords(decoded?.[place] ?? '')] }]
  })
}

/**
 * What a word is found by in the full-text index. The first letter tells what the rest is, and being small keeps it apart
 * from words that the index's query language knows: `w` a spelling, `k` a consonant skeleton, `c` a class of given names.
 */
export const spellingKeys = ({ shown, latin, spoken }: NameWord): string[] =>
  [...new Set([shown, latin, spoken])].filter(Boolean).map(spelling => `w${spelling}`)

/** What other spellings of the same name share with it. */
export const kindredKeys = ({ key, classes }: NameWord): string[] => [
  ...(key ? [`k${key}`] : []),
  ...classes.map(name => `c${name.replace(/\P{L}/gu, '')}`),
]

/** What a date of birth, as far as it is known, is found by. */
export const birthKey = (date: string): string => `b${date.replaceAll('-', '')}`

/** All that somebody is found by, apart by spaces. */
export function searchKeys(fields: SearchedFields): string {
  const words = namedFields(fields).flatMap(({ words }) => words)
  const [year, month, day] = /^(\d{4})(-\d\d)?(-\d\d)?$/.exec(fields.dateOfBirth ?? '')?.slice(1) ?? []
  const births = year ? [year, month && year + month, month && day && year + month + day] : []
  const keys = [
    ...words.flatMap(spellingKeys),
    ...words.flatMap(kindredKeys),
    ...births.flatMap(date => (date ? birthKey(date) : [])),
  ]
  return [...new Set(keys)].join(' ')
}
