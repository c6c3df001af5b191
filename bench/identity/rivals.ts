import jaroWinkler from 'talisman/metrics/jaro-winkler.js'
import doubleMetaphone from 'talisman/phonetics/double-metaphone.js'
import { nameKey } from '../../src/person/names.ts'
import type { Told } from './world.ts'

/** For each identity the group that it is put into. */
export type Grouping = (string | number)[]

/** Equal surname, given names and full date of birth once accents, case and punctuation are gone. */
export const exactMatch = (told: readonly Told[]): Grouping =>
  told.map(({ fields: { surname, givenNames = '', dateOfBirth } }, i) => {
    const names = [nameKey(surname), nameKey(givenNames)]
    return dateOfBirth?.length === 10 && names.every(name => name.length > 1) ? [...names, dateOfBirth].join('|') : i
  })

/** The matcher of US-CBP GTAS: full names of Jaro–Winkler ≥ 0.95 and equal Double Metaphone, one year of birth. */
export function gtasRule(told: readonly Told[]): Grouping {
  const names = told.map(({ fields }) => nameKey(`${fields.givenNames ?? ''} ${fields.surname}`))
  const blocks = Map.groupBy(told.keys(), i => {
    const year = told[i]?.fields.dateOfBirth?.slice(0, 4)
    return year ? `${doubleMetaphone(names[i] as string)[0]}|${year}` : `alone ${i}`
  })
  const group = told.map((_, i) => i)
  const root = (i: number): number => (group[i] === i ? i : root(group[i] as number))
  for (const block of blocks.values())
    for (const [at, i] of block.entries())
      for (const j of block.slice(at + 1))
        if (jaroWinkler(names[i] as string, names[j] as string) >= 0.95) group[root(i)] = root(j)
  return told.map((_, i) => root(i))
}
