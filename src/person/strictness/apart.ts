import type { CannotLink } from '../cluster/facts.ts'
import { cannotLinksOf, type Somebody } from '../resolve/cannot-links.ts'
import type { Run } from '../resolve/version/matcher-store.ts'
import { type Group, probableGroups } from './groups.ts'
import type { Groups, Ways } from './ways.ts'

/** Persons whose facts are looked at as one statement. */
const AT_ONCE = 2_000

/** Which persons of a group cannot be one, by facts about their identities. No person is in two groups. */
export async function apartByFacts(
  run: Run,
  ways: Ways,
  given: Groups,
  groups: readonly Group[],
): Promise<CannotLink[]> {
  const found: CannotLink[] = []
  for (const some of inBatches(groups)) {
    const persons = some.flatMap(({ members }) => members)
    const identities = await identitiesOf(run, ways, given, persons)
    const byPerson = Map.groupBy(identities, ({ person }) => person)
    const together = some.map(({ members }) => members.flatMap(person => byPerson.get(person) ?? []))
    const personOf = new Map(identities.map(({ id, person }) => [id, person]))
    for (const { left, right, because } of await cannotLinksOf(
      { run: (text, rows = {}) => run(text, rows) },
      together,
    )) {
      const [ours, theirs] = [personOf.get(left), personOf.get(right)]
      if (ours && theirs && ours !== theirs) found.push({ left: ours, right: theirs, because })
    }
  }
  return found
}

function* inBatches(groups: readonly Group[]): Generator<Group[]> {
  let batch: Group[] = []
  let size = 0
  for (const group of groups) {
    batch.push(group)
    size += group.members.length
    if (size < AT_ONCE) continue
    yield batch
    batch = []
    size = 0
  }
  if (batch.length > 0) yield batch
}

async function identitiesOf(
  run: Run,
  ways: Ways,
  given: Groups,
  persons: readonly string[],
): Promise<(Somebody & { person: string })[]> {
  const rows = (await run(
    `// identitiesOfPersons
UNWIND $persons AS person
MATCH (p:${ways.label} {id: person})
${ways.identitiesOf('p', 'i')}
RETURN person, elementId(i), i.id, i.dateOfBirth, i.sex, EXISTS { (i)<-[:READ]-(:Check {capture: 'CHIP'}) }`,
    { ...given, persons },
  )) as [string, string, string, string | null, string | null, boolean][]
  return rows.map(([person, place, id, dateOfBirth, sex, fromChip]) => {
    return { person, place, id, dateOfBirth, sex, fromChip }
  })
}

/** Two persons, by id. */
export type PersonPair = readonly [one: string, other: string]

/**
 * Why each two persons are not one, in words: a human said so of two of their identities, else a fact about them; null
 * where nothing keeps them apart.
 */
export async function heldBack(
  run: Run,
  ways: Ways,
  given: Groups,
  pairs: readonly PersonPair[],
): Promise<(string | null)[]> {
  const together = probableGroups(
    pairs.map(([left, right]) => ({ left, right, p: 1 })),
    [],
  )
  const reasons = new Map<string, string>()
  for (const { left, right, because } of await apartByFacts(run, ways, given, together)) {
    const known = reasons.get(keyOf([left, right]))
    reasons.set(keyOf([left, right]), known && known < because ? known : because)
  }
  for (const pair of await rejected(run, ways, given, pairs)) reasons.set(keyOf(pair), REJECTED)
  return pairs.map(pair => reasons.get(keyOf(pair)) ?? null)
}

/** The reason that a human gives. */
export const REJECTED = 'a human rejected it'

const keyOf = (pair: PersonPair) => [...pair].sort().join('|')

/** Those pairs of persons of which a human rejected that two identities are one person. */
async function rejected(run: Run, ways: Ways, given: Groups, pairs: readonly PersonPair[]): Promise<PersonPair[]> {
  const rows = (await run(
    `// rejectedPersons
UNWIND $pairs AS pair
MATCH (p:${ways.label} {id: pair[0]})
${ways.identitiesOf('p', 'i')}
MATCH (i)-[:REJECTED_WITH]-(j:Identity)
WITH pair, ${ways.personId('j')} AS other WHERE other = pair[1]
RETURN DISTINCT pair`,
    { ...given, pairs },
  )) as [PersonPair][]
  return rows.map(([pair]) => pair)
}
