import type { Place, Transaction } from '../../graph/index.ts'
import { type Decided, decidedWith } from '../decided/bind.ts'

/** An identity whose portrait is among those that are looked at. */
export interface Member {
  readonly place: Place
  readonly id: string
  readonly portrait: Place
  readonly dateOfBirth: string | null
  readonly sex: string | null
  /** A chip stated it. */
  readonly fromChip: boolean
  /** The person that it belongs to now, and how many identities that has. */
  readonly person: Place | null
  readonly personId: string | null
  /** See `Resolved`. */
  readonly personWhole: boolean
  readonly personSize: number
  /** Decisions about it are in force. */
  readonly ruled: boolean
  /** That, or its link shows one that was. */
  readonly decided: boolean
}

/** Two portraits that are sure to be of one person. */
export interface Sure {
  readonly left: Place
  readonly right: Place
  readonly p: number
}

export interface Component {
  readonly members: readonly Member[]
  readonly sure: readonly Sure[]
  /** What humans decided of members, each pair once. */
  readonly decided: readonly Decided[]
}

/**
 * All that decides who is one person with those who sat for these portraits: whoever is reached from them by AUTO
 * likenesses, by confirmations, or through the persons that they make up now.
 */
export async function componentOf(tx: Transaction, portraits: Iterable<Place>): Promise<Component> {
  const members: Member[] = []
  const sure: Sure[] = []
  const decided: Decided[] = []
  const seen = new Set<Place>()
  const persons = new Set<Place>()
  for (let frontier = [...new Set(portraits)]; frontier.length > 0; ) {
    for (const place of frontier) seen.add(place)
    const [found, likings] = await Promise.all([membersOf(tx, frontier), sureWith(tx, frontier)])
    for (const member of found) members.push(member)
    // Each is met from both sides, and taken from one.
    for (const like of likings) if (like.left < like.right) sure.push(like)
    const fresh = found.filter(({ person, personSize }) => person !== null && personSize > 1 && !persons.has(person))
    for (const { person } of fresh) persons.add(person as Place)
    const strays = await portraitsOfPersons(tx, [...new Set(fresh.map(({ person }) => person as Place))])
    const ties = await decidedWith(
      tx,
      found.filter(member => member.decided).map(({ place }) => place),
    )
    decided.push(...ties)
    const confirmed = ties.filter(({ verdict }) => verdict === 'CONFIRMED').map(({ places }) => places[1])
    const next = new Set([
      ...likings.flatMap(({ left, right }) => [left, right]),
      ...strays,
      ...(await portraitsOfIdentities(tx, confirmed)),
    ])
    frontier = [...next].filter(place => !seen.has(place))
  }
  // A pair is met from both sides where both are members.
  const ids = new Set(members.map(({ id }) => id))
  return { members, sure, decided: decided.filter(({ left, right }) => left < right && ids.has(right)) }
}

type MemberRow = [
  place: Place,
  id: string,
  portrait: Place,
  dateOfBirth: string | null,
  sex: string | null,
  fromChip: boolean,
  person: Place | null,
  personId: string | null,
  personWhole: boolean,
  personSize: number,
  ruled: boolean,
  confirmed: boolean | null,
]

async function membersOf(tx: Transaction, portraits: readonly Place[]): Promise<Member[]> {
  const rows = (await tx.run(
    `// sittersOf
UNWIND $portraits AS place
MATCH (q) WHERE elementId(q) = place
MATCH (q)<-[:COMPARED_AS]-(i:Identity)
OPTIONAL MATCH (i)-[l:IS]->(p)
RETURN elementId(i), i.id, place, i.dateOfBirth, i.sex,
  EXISTS { (i)<-[:READ]-(k:Check {capture: 'CHIP'}) }, elementId(p), p.id, coalesce(p.whole, false),
  COUNT { (p)<-[:IS]-() },
  EXISTS { (i)-[:CONFIRMED_WITH|REJECTED_WITH]-() }, l.status = 'CONFIRMED'`,
    { portraits },
  )) as MemberRow[]
  return rows.map(
    ([
      place,
      id,
      portrait,
      dateOfBirth,
      sex,
      fromChip,
      person,
      personId,
      personWhole,
      personSize,
      ruled,
      confirmed,
    ]) => ({
      place,
      id,
      portrait,
      dateOfBirth,
      sex,
      fromChip,
      person,
      personId,
      personWhole,
      personSize,
      ruled,
      decided: ruled || confirmed === true,
    }),
  )
}

/** Each liking of these portraits, from its side. */
async function sureWith(tx: Transaction, portraits: readonly Place[]): Promise<Sure[]> {
  const rows = (await tx.run(
    `// sureWith
UNWIND $portraits AS place
MATCH (q) WHERE elementId(q) = place
MATCH (q)-[l:LIKE]-(o) WHERE l.auto
RETURN place, elementId(o), l.p`,
    { portraits },
  )) as [Place, Place, number][]
  return rows.map(([left, right, p]) => ({ left, right, p }))
}

/** The portraits that those sat for who make up these persons. */
export async function portraitsOfPersons(tx: Transaction, persons: readonly Place[]): Promise<Place[]> {
  if (persons.length === 0) return []
  const rows = (await tx.run(
    `// portraitsOfPersons
UNWIND $persons AS place
MATCH (p)<-[:IS]-()-[:COMPARED_AS]->(q) WHERE elementId(p) = place
RETURN DISTINCT elementId(q)`,
    { persons },
  )) as [Place][]
  return rows.map(([place]) => place)
}

/** The portraits that these identities sat for. */
export async function portraitsOfIdentities(tx: Transaction, identities: Iterable<Place>): Promise<Place[]> {
  const asked = [...new Set(identities)]
  if (asked.length === 0) return []
  const rows = (await tx.run(
    `// portraitsOfIdentities
UNWIND $asked AS place
MATCH (i)-[:COMPARED_AS]->(q) WHERE elementId(i) = place
RETURN DISTINCT elementId(q)`,
    { asked },
  )) as [Place][]
  return rows.map(([place]) => place)
}
