import type { NodeKind, TieKind } from '../kinds.ts'
import type { Read } from './read.ts'
import { type ReadTie, type Seen, statedOn } from './stated-ties.ts'

type Keys = ReadonlyMap<NodeKind, readonly string[]>

/** A tie of a person, put together from what its identities did; it is told where what lies between is not selected. */
interface PutTogether {
  readonly kind: TieKind
  readonly to: NodeKind
  /** What lies between, by kind, in the order of the columns. */
  readonly between: readonly NodeKind[]
  /** From the identity `i` to the key `other` of what it leads to. */
  readonly match: string
  readonly other: string
  readonly through: string
  readonly seen: string
}

const journey = '[[j.delivery, j.line, j.departsAt]]'
const ended = (kind: 'BOARD' | 'ALIGHT') =>
  `COLLECT { MATCH (j)<-[:OF]-(s:Check {kind: '${kind}', call: c.id}) RETURN [s.delivery, s.line, c.at] }`

const PUT_TOGETHER: readonly PutTogether[] = [
  {
    kind: 'HELD',
    to: 'DOCUMENT',
    between: ['IDENTITY'],
    match: '(i)-[:STATED_ON]->(d:Document)',
    other: 'd.id',
    through: '[i.id]',
    seen: statedOn('i', 'd'),
  },
  {
    kind: 'TRAVELLED',
    to: 'JOURNEY',
    between: ['IDENTITY'],
    match: '(i)-[:MADE]->(j:Journey)',
    other: 'j.id',
    through: '[i.id]',
    seen: journey,
  },
  {
    kind: 'TRAVELLED',
    to: 'TRAIN_RUN',
    between: ['JOURNEY'],
    match: '(i)-[:MADE]->(j:Journey)',
    other: 'j.run',
    through: '[j.id]',
    seen: journey,
  },
  ...(['BOARD', 'ALIGHT'] as const).map(
    (kind): PutTogether => ({
      kind: `${kind}ED_AT`,
      to: 'STATION',
      between: ['JOURNEY', 'CALL'],
      match: `(i)-[:MADE]->(j:Journey)-[:${kind}ED_AT]->(c:Call)`,
      other: 'c.station',
      through: '[j.id, c.id]',
      seen: ended(kind),
    }),
  ),
  {
    kind: 'BOOKED_IN',
    to: 'BOOKING',
    between: ['JOURNEY'],
    match: '(i)-[:MADE]->(j:Journey)-[:BOOKED_IN]->(b:Booking)',
    other: 'b.id',
    through: '[j.id]',
    seen: journey,
  },
  {
    kind: 'REACHED_BY',
    to: 'CONTACT',
    between: ['BOOKING'],
    match: '(i)-[:MADE]->(j:Journey)-[:BOOKED_IN]->(b:Booking)-[:GAVE]->(c:Contact)',
    other: 'c.id',
    through: '[b.id]',
    seen: journey,
  },
]

type Row = [identity: string, other: string, through: string[], seen: Seen[]]

/** The ties of selected persons to other selected things. */
export async function readTiesOfPersons(
  read: Read,
  keys: Keys,
  personOf: ReadonlyMap<string, string>,
): Promise<ReadTie[]> {
  const selected = selectedOf(keys)
  const ties: ReadTie[] = []
  for (const { kind, to, between, match, other, through, seen } of PUT_TOGETHER) {
    const others = keys.get(to) ?? []
    if (others.length === 0) continue
    const rows = await read<Row>(
      `// exportedTies PERSON ${kind} ${to}
UNWIND $keys AS key
MATCH (i:Identity {id: key})
MATCH ${match}
WHERE ${other} IN $others
RETURN i.id, ${other}, ${through}, ${seen}`,
      [...personOf.keys()],
      { others },
    )
    for (const [identity, key, things, times] of rows) {
      const shown = between.every((lies, i) => selected.get(lies)?.has(things[i] as string))
      const person = personOf.get(identity) as string
      if (!shown) ties.push({ kind, from: ['PERSON', person], to: [to, key], seen: times })
    }
  }
  return ties
}

const SHARED = [
  { kind: 'SHARED_DOCUMENT', through: 'DOCUMENT', match: '(i)-[:STATED_ON]->(x:Document)', seen: statedOn('i', 'x') },
  {
    kind: 'SHARED_BOOKING',
    through: 'BOOKING',
    match: '(i)-[:MADE]->(j:Journey)-[:BOOKED_IN]->(x:Booking)',
    seen: journey,
  },
  {
    kind: 'SHARED_CONTACT',
    through: 'CONTACT',
    match: '(i)-[:MADE]->(j:Journey)-[:BOOKED_IN]->(:Booking)-[:GAVE]->(x:Contact)',
    seen: journey,
  },
] as const

/** What more persons than this have in common, an agency's number say, ties nobody. */
export const MOST_SHARERS = 50

/** That two selected persons have something in common that is not itself selected, and how much was too common to tell. */
export async function readShared(
  read: Read,
  keys: Keys,
  personOf: ReadonlyMap<string, string>,
): Promise<{ readonly ties: ReadTie[]; readonly tooCommon: number }> {
  const selected = selectedOf(keys)
  const ties: ReadTie[] = []
  let tooCommon = 0
  if (new Set(personOf.values()).size < 2) return { ties, tooCommon }
  for (const { kind, through, match, seen } of SHARED) {
    const rows = await read<[identity: string, shared: string, seen: Seen[]]>(
      `// exportedTies ${kind}
UNWIND $keys AS key
MATCH (i:Identity {id: key})
MATCH ${match}
RETURN i.id, x.id, ${seen}`,
      [...personOf.keys()],
    )
    for (const [shared, sharing] of Map.groupBy(rows, ([, key]) => key)) {
      if (selected.get(through)?.has(shared)) continue
      const byPerson = Map.groupBy(sharing, ([identity]) => personOf.get(identity) as string)
      if (byPerson.size > MOST_SHARERS) tooCommon++
      else ties.push(...pairs(kind, byPerson))
    }
  }
  return { ties, tooCommon }
}

function pairs(kind: TieKind, sharing: ReadonlyMap<string, readonly (readonly [string, string, Seen[]])[]>): ReadTie[] {
  const persons = [...sharing.keys()].sort()
  const seenOf = (person: string) => (sharing.get(person) ?? []).flatMap(([, , seen]) => seen)
  return persons.flatMap((left, i) =>
    persons.slice(i + 1).map((right): ReadTie => {
      return { kind, from: ['PERSON', left], to: ['PERSON', right], seen: [...seenOf(left), ...seenOf(right)] }
    }),
  )
}

const selectedOf = (keys: Keys) => new Map([...keys].map(([kind, own]) => [kind, new Set(own)] as const))
