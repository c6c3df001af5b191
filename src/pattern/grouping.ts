/** Who is taken for one person: a value beside the columns, so that one picture can be counted under several. */
export interface Grouping {
  /** Ids. */
  readonly persons: readonly string[]
  /** Person p is the identities `identities[of[p]]` up to `identities[of[p + 1]]`, rows of the projection's identities. */
  readonly of: Uint32Array
  readonly identities: Uint32Array
}

/**
 * Identities as persons, in the order of `ids`: `person` says by identity whose it is, a place in `ids`, −1 for nobody's.
 * A person that nobody is stays out. O(identities).
 */
export function grouped(person: Int32Array, ids: readonly string[]): Grouping {
  const counts = new Uint32Array(ids.length)
  for (const p of person) if (p >= 0) counts[p] = (counts[p] as number) + 1
  const persons = ids.filter((_, p) => counts[p])
  const of = new Uint32Array(persons.length + 1)
  const next = new Uint32Array(ids.length)
  let end = 0
  let nth = 0
  for (const [p, count] of counts.entries()) {
    next[p] = end
    end += count
    if (count > 0) of[++nth] = end
  }
  const identities = new Uint32Array(end)
  for (const [identity, p] of person.entries()) {
    if (p < 0) continue
    identities[next[p] as number] = identity
    next[p] = (next[p] as number) + 1
  }
  return { persons, of, identities }
}
