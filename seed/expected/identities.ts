import { keyOf } from '../base/records.ts'
import type { SmallWorld } from '../small-world.ts'

/** What sources say of one person: each distinct spelling and date once, in order. */
export interface Named {
  readonly surname: string
  readonly givenNames: string
  readonly dateOfBirth: string
}

const text = (named: Named) => `${named.surname}|${named.givenNames}|${named.dateOfBirth}`

/** Distinct names and dates of birth of every person, from passenger lists and from the holders of documents. */
export function identitiesByPerson({ world, journeys, documents }: SmallWorld): Map<string, Named[]> {
  const stated = new Map<string, Map<string, Named>>()
  const state = (person: string, { surname, givenNames, dateOfBirth }: Named) => {
    const named = { surname, givenNames, dateOfBirth }
    const all = stated.get(person) ?? new Map<string, Named>()
    stated.set(person, all.set(text(named), named))
  }
  for (const { person, identity } of journeys) state(person.id, identity)
  for (const document of documents) {
    const holder = world.holders.get(keyOf(document))
    if (!holder) throw new Error(`Nobody truly holds ${keyOf(document)}`)
    state(holder.id, document.holder)
  }
  return new Map(
    [...stated].map(([person, all]) => [person, [...all.values()].sort((a, b) => (text(a) < text(b) ? -1 : 1))]),
  )
}
