import jaroWinkler from 'talisman/metrics/jaro-winkler.js'
import { displayName, type IdentityFields, type StatedIdentity, sameKey } from './identity.ts'
import { nameKey, slavicKey } from './names.ts'

/**
 * Who is one person, by rules that need no matcher: equal name and date of birth, or one document and compatible
 * names, and whatever follows from these by steps. A pure function of the identities, so the order in which they
 * come does not matter.
 */

/** A person in the graph that a new identity may belong to; `stated`: the name under which it is on a common document. */
export interface Neighbour {
  readonly identity: string
  readonly person: string
  readonly name: string
  readonly stated?: Pick<IdentityFields, 'surname' | 'givenNames'>
}

/** What becomes of a person: its id is that of its smallest identity. */
export interface Assignment {
  readonly id: string
  /** The person in the graph that lives on under `id`; undefined: a new one. */
  readonly kept: string | undefined
  /** Persons in the graph whose identities go over to the kept one. */
  readonly absorbed: readonly string[]
  readonly members: readonly string[]
  readonly name: string
  readonly nameMayChange: boolean
}

const SIMILAR = 0.9
const NEAR = 0.8

function alike(left: string, right: string): boolean {
  const [a, b] = [nameKey(left), nameKey(right)]
  if (a === b) return true
  if (a.length < 2 || b.length < 2) return false
  const similarity = jaroWinkler(a, b)
  // A skeleton of one consonant (TSOI, TCOI) says little by itself: then the letters must be near as well.
  const key = slavicKey(left)
  return (key !== '' && key === slavicKey(right) && (key.length > 1 || similarity >= NEAR)) || similarity >= SIMILAR
}

/** Can two names on one document be one person's, written twice? Given names missing on one side do not speak against it. */
export function compatibleNames(
  left: Pick<IdentityFields, 'surname' | 'givenNames'>,
  right: Pick<IdentityFields, 'surname' | 'givenNames'>,
): boolean {
  if (!alike(left.surname, right.surname)) return false
  return !left.givenNames || !right.givenNames || alike(left.givenNames, right.givenNames)
}

/** Takes new identities and the persons near them to what the persons are now. */
export function persons(fresh: readonly StatedIdentity[], neighbours: readonly Neighbour[]): Assignment[] {
  const groups = new Groups()
  const fields = new Map(fresh.map(identity => [identity.id, identity.fields]))
  for (const { identity, person, stated } of neighbours) {
    const own = fields.get(identity)
    if (own && (!stated || compatibleNames(own, stated))) groups.join(`i${identity}`, `p${person}`)
  }
  joinAmong(fresh, groups)
  const names = new Map(neighbours.map(({ person, name }) => [person, name]))
  const components = Map.groupBy(
    [...fresh.map(({ id }) => `i${id}`), ...[...names.keys()].map(id => `p${id}`)],
    member => groups.root(member),
  )
  return [...components.values()].flatMap(members => {
    const identities = members.filter(m => m.startsWith('i')).map(m => m.slice(1))
    const known = members
      .filter(m => m.startsWith('p'))
      .map(m => m.slice(1))
      .sort()
    return identities.length > 0 ? [assignment(identities.sort(), known, fields, names)] : []
  })
}

function assignment(
  identities: readonly string[],
  known: readonly string[],
  fields: ReadonlyMap<string, IdentityFields>,
  names: ReadonlyMap<string, string>,
): Assignment {
  const id = [...identities, ...known].sort()[0] as string
  const written = new Set(identities.map(identity => displayName(fields.get(identity) as IdentityFields)))
  for (const person of known) written.add(names.get(person) as string)
  return {
    id,
    kept: known[0],
    absorbed: known.slice(1),
    members: identities,
    name: [...written][0] as string,
    nameMayChange: written.size > 1,
  }
}

/** Joins new identities with each other, by the same two rules. */
function joinAmong(fresh: readonly StatedIdentity[], groups: Groups): void {
  const byKey = Map.groupBy(fresh, identity => sameKey(identity.fields) ?? '')
  for (const [key, same] of byKey) {
    if (key) for (const other of same) groups.join(`i${same[0]?.id}`, `i${other.id}`)
  }
  const onDocument = new Map<string, StatedIdentity[]>()
  for (const identity of fresh) {
    for (const document of identity.documents) {
      const others = onDocument.get(document) ?? []
      for (const other of others) {
        if (compatibleNames(identity.fields, other.fields)) groups.join(`i${identity.id}`, `i${other.id}`)
      }
      onDocument.set(document, [...others, identity])
    }
  }
}

/** Disjoint sets of names. */
class Groups {
  readonly #parent = new Map<string, string>()

  root(member: string): string {
    let at = member
    for (let up = this.#parent.get(at); up !== undefined; up = this.#parent.get(at)) {
      // Every second one is hung higher: chains stay short however many are joined.
      const above = this.#parent.get(up)
      if (above !== undefined) this.#parent.set(at, above)
      at = above ?? up
    }
    return at
  }

  join(left: string, right: string): void {
    const [a, b] = [this.root(left), this.root(right)]
    if (a !== b) this.#parent.set(a, b)
  }
}
