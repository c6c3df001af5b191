import type { Claim, PatternName, Reader } from '../pattern/index.ts'
import type { Kept } from './kept.ts'
import { findingsAbout } from './store.ts'
import type { Known } from './things.ts'
import { digestOf } from './wording.ts'

/** Names that are tried for one claim: the persons of a group may all have borne others. */
const MOST_TRIED = 1_000

interface About {
  readonly claim: Claim
  /** Undefined for what is not there. */
  readonly subjects: readonly (Known | undefined)[]
}

/**
 * Claims under the names of the findings that they say again, or under new ones; none for a claim about what is not there. A
 * finding stays the same when a person that it is about comes to bear the id of another identity: it goes by the names of
 * now, else by the very nodes that it is about, else by names that its persons may have borne. No two have one name.
 * @param isTaken whether another claim has a name
 */
export async function nameClaims(
  reader: Reader,
  pattern: PatternName,
  claims: readonly About[],
  { kept, isTaken }: { readonly kept: ReadonlyMap<string, Kept>; isTaken(id: string): boolean },
): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = claims.map(() => undefined)
  const used = new Set<string>()
  const name = (way: Way, isNamed = (id: string) => kept.has(id)) => {
    for (const [i, { claim, subjects }] of claims.entries()) {
      if (ids[i] !== undefined || !areThere(subjects)) continue
      const id = way(claim, subjects).find(one => !used.has(one) && !isTaken(one) && isNamed(one))
      if (id === undefined) continue
      ids[i] = id
      used.add(id)
    }
  }
  const asNow: Way = (claim, subjects) => [idBy(pattern, claim, idsOf(subjects))].values()
  name(asNow)
  name(
    await byNodes(
      reader,
      pattern,
      claims.filter((_, i) => ids[i] === undefined),
    ),
  )
  name((claim, subjects) =>
    namesOf(subjects)
      .take(MOST_TRIED)
      .map(names => idBy(pattern, claim, names)),
  )
  name(asNow, () => true)
  return ids
}

/** Which findings a claim may be, the likeliest first. */
type Way = (claim: Claim, subjects: readonly Known[]) => IteratorObject<string>

const areThere = (subjects: About['subjects']): subjects is readonly Known[] => !subjects.includes(undefined)
const idsOf = (subjects: readonly Known[]) => subjects.map(({ id }) => id)

async function byNodes(reader: Reader, pattern: PatternName, claims: readonly About[]): Promise<Way> {
  const persons = claims.flatMap(({ claim, subjects }) => {
    const first = subjects[claim.subjects.findIndex(([label]) => label === 'Person')]
    return first ? [first.place] : []
  })
  const about = await findingsAbout(reader, pattern, [...new Set(persons)])
  const ids = new Map(about.map(({ id, anchor, places }) => [nodesKey(anchor, places), id]))
  return ({ anchor }, subjects) => {
    const id = ids.get(
      nodesKey(
        anchor,
        subjects.map(({ place }) => place),
      ),
    )
    return (id === undefined ? [] : [id]).values()
  }
}

const nodesKey = (anchor: string, places: readonly number[]) => `${anchor}\t${places.join()}`

const idBy = (pattern: PatternName, { subjects, anchor }: Claim, names: readonly string[]) =>
  digestOf([pattern, subjects.map(([label], i) => `${label} ${names[i]}`), anchor])

/** All ways of naming some things by names that they may have borne. */
function* namesOf([first, ...rest]: readonly Known[]): Generator<string[]> {
  if (!first) {
    yield []
    return
  }
  for (const name of first.aliases.length > 0 ? first.aliases : [first.id])
    for (const names of namesOf(rest)) yield [name, ...names]
}
