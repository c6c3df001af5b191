import jaroWinkler from 'talisman/metrics/jaro-winkler.js'
import doubleMetaphone from 'talisman/phonetics/double-metaphone.js'
import { sameKey, statedIdentity } from '../../src/person/identity.ts'
import { nameKey } from '../../src/person/names.ts'
import { persons } from '../../src/person/resolution.ts'
import type { Told } from './world.ts'

/** For each identity the group that it is put into. */
export type Grouping = (string | number)[]

/** Equal surname, given names and full date of birth once accents, case and punctuation are gone. */
export const exactMatch = (told: readonly Told[]): Grouping => told.map(({ fields }, i) => sameKey(fields) ?? i)

/** The rules by which persons are resolved today: `src/person/resolution.ts`. */
export function presentRules(told: readonly Told[]): Grouping {
  const identities = told.map(({ fields, documents }, i) => {
    const ids = documents.map(({ type, issuer, number }) => `${type}:${issuer}:${number}`)
    return statedIdentity(fields, ids, String(i))
  })
  const distinct = [...new Map(identities.map(identity => [identity.id, identity])).values()]
  const person = new Map(
    persons(distinct, []).flatMap(({ id, members }) => members.map(member => [member, id] as const)),
  )
  return identities.map(({ id }) => person.get(id) as string)
}

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
