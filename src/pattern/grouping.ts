import type { Grouping } from './projection.ts'

/** Identities as persons, in the order of their ids: `persons` says by identity whose it is, null for nobody's. O(n log n). */
export function grouped(persons: readonly (string | null)[]): Grouping {
  const ids = [...new Set(persons.filter(id => id !== null))].sort()
  const place = new Map(ids.map((id, p) => [id, p]))
  const of = new Uint32Array(ids.length + 1)
  const known = persons.flatMap((id, identity) => (id === null ? [] : [{ identity, person: place.get(id) as number }]))
  for (const { person } of known) of[person + 1] = (of[person + 1] as number) + 1
  for (let p = 0; p < ids.length; p++) of[p + 1] = (of[p + 1] as number) + (of[p] as number)
  const next = of.slice()
  const identities = new Uint32Array(known.length)
  for (const { identity, person } of known) {
    identities[next[person] as number] = identity
    next[person] = (next[person] as number) + 1
  }
  return { persons: ids, of, identities }
}
