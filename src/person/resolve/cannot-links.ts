import type { Place, Transaction } from '../../graph/index.ts'
import type { CannotLink } from '../cluster/facts.ts'
import type { Member } from './component.ts'

/** What only reads needs no more of a transaction. */
type Reads = Pick<Transaction, 'run'>

/** What of an identity tells whether it cannot be another. */
export type Somebody = Pick<Member, 'place' | 'id' | 'dateOfBirth' | 'sex' | 'fromChip'>

/** An identity that travelled, or was read, on a journey of a list. */
interface Travelled {
  readonly identity: string
  readonly journey: Place
  readonly run: string
  readonly departsAt: number
}

/** A journey as checks that name its passenger saw it. */
interface Seen {
  /** A BOARD check says so. */
  readonly boarded: boolean
  /** First and last instant at which a chip or a machine-readable zone was read aboard; null where none was. */
  readonly aboard: readonly [from: number, to: number] | null
}

/** Runs that depart further apart than this are not under way at once: the longest ways to Kaliningrad take three days. */
const UNDER_WAY = 4 * 86_400_000
/**
 * Of more journeys about one time each is held against so many others: somebody's attempt, not travel. All of a group
 * together are bounded too: thousands of one name on one list would be millions of meetings.
 */
const MOST_MEETINGS = 200
const MOST_TOGETHER = 40_000

/**
 * Facts by which two identities of one group cannot be one person: both boarded one run under two references, both were
 * aboard two runs at once by chip or zone, or chips state both another date of birth and another sex. What a check that
 * names no passenger says does not count: where it belongs is decided by who is who.
 */
export async function cannotLinksOf(tx: Reads, groups: readonly (readonly Somebody[])[]): Promise<CannotLink[]> {
  const several = groups.filter(group => group.length > 1)
  const group = new Map(several.flatMap((members, g) => members.map(({ id }) => [id, g] as const)))
  const travelled = await travels(tx, several.flat())
  const meetings = [...Map.groupBy(travelled, ({ identity }) => group.get(identity)).values()].flatMap(meetingsIn)
  const seen = await sightings(tx, [...new Set(meetings.flatMap(([left, right]) => [left.journey, right.journey]))])
  return [
    ...meetings.flatMap(([left, right]): CannotLink[] => {
      const because = apartBy(left, right, seen)
      return because ? [{ left: left.identity, right: right.identity, because }] : []
    }),
    ...several.flatMap(chipsApart),
  ]
}

type Meeting = readonly [Travelled, Travelled]

/** Journeys of two identities, on one run or on runs that may be under way at once. */
function meetingsIn(travelled: readonly Travelled[]): Meeting[] {
  const inTime = [...travelled].sort((a, b) => a.departsAt - b.departsAt || (a.identity < b.identity ? -1 : 1))
  const most = Math.min(MOST_MEETINGS, Math.ceil(MOST_TOGETHER / Math.max(1, inTime.length)))
  return inTime.flatMap((left, i) => {
    const meetings: Meeting[] = []
    for (let at = i + 1; at < inTime.length && meetings.length < most; at++) {
      const right = inTime[at] as Travelled
      if (right.departsAt - left.departsAt > UNDER_WAY) break
      if (right.identity !== left.identity && right.journey !== left.journey) meetings.push([left, right])
    }
    return meetings
  })
}

function apartBy(left: Travelled, right: Travelled, seen: ReadonlyMap<Place, Seen>): string | undefined {
  const [a, b] = [seen.get(left.journey), seen.get(right.journey)]
  if (!a || !b) return undefined
  if (left.run === right.run) return a.boarded && b.boarded ? 'both boarded one run' : undefined
  if (!a.aboard || !b.aboard) return undefined
  return a.aboard[0] <= b.aboard[1] && b.aboard[0] <= a.aboard[1] ? 'aboard two runs at once' : undefined
}

function chipsApart(members: readonly Somebody[]): CannotLink[] {
  const known = members.filter(({ fromChip, dateOfBirth, sex }) => fromChip && dateOfBirth?.length === 10 && sex)
  return known.flatMap((left, i) =>
    known
      .slice(i + 1)
      .filter(right => right.dateOfBirth !== left.dateOfBirth && right.sex !== left.sex)
      .map(right => ({ left: left.id, right: right.id, because: 'chips state another birth and sex' })),
  )
}

async function travels(tx: Reads, members: readonly Somebody[]): Promise<Travelled[]> {
  if (members.length === 0) return []
  const rows = (await tx.run(
    `// travels
UNWIND $identities AS place
MATCH (i) WHERE elementId(i) = place
CALL (i) {
  MATCH (i)-[:MADE]->(j:Journey) RETURN j
  UNION
  MATCH (i)<-[:READ]-(k:Check)-[:OF]->(j) WHERE k.looseOn IS NULL RETURN j
}
WITH i, j WHERE NOT j.ref STARTS WITH 'check:'
RETURN i.id, elementId(j), j.run, j.departsAt`,
    { identities: members.map(({ place }) => place) },
  )) as [string, Place, string, number][]
  return rows.map(([identity, journey, run, departsAt]) => ({ identity, journey, run, departsAt }))
}

async function sightings(tx: Reads, journeys: readonly Place[]): Promise<ReadonlyMap<Place, Seen>> {
  if (journeys.length === 0) return new Map()
  const rows = (await tx.run(
    `// sightings
UNWIND $journeys AS place
MATCH (j)<-[:OF]-(k:Check) WHERE elementId(j) = place AND k.looseOn IS NULL AND k.kind <> 'REFUSAL'
WITH place, count(CASE WHEN k.kind = 'BOARD' THEN 1 END) > 0 AS boarded,
  collect(CASE WHEN k.capture IN ['CHIP', 'MRZ'] THEN k.at END) AS instants
RETURN place, boarded, instants`,
    { journeys },
  )) as [Place, boolean, number[]][]
  return new Map(
    rows.map(([place, boarded, instants]) => {
      const aboard = instants.length > 0 ? ([Math.min(...instants), Math.max(...instants)] as const) : null
      return [place, { boarded, aboard }]
    }),
  )
}

/**
 * Of those who travelled, or were read, on these journeys: the identities whose person another identity belongs to that
 * was under way about then, or that a chip stated. What checks say now may keep the two apart.
 */
export async function perhapsApart(tx: Transaction, journeys: Iterable<string>): Promise<Place[]> {
  const asked = [...new Set(journeys)]
  if (asked.length === 0) return []
  const rows = (await tx.run(
    `// perhapsApart
UNWIND $asked AS id
MATCH (j:Journey {id: id})
CALL (j) { MATCH (j)<-[:MADE]-(i:Identity) RETURN i UNION MATCH (j)<-[:OF]-(:Check)-[:READ]->(i:Identity) RETURN i }
MATCH (i)-[:IS]->(p) WHERE COUNT { (p)<-[:IS]-() } > 1
WITH j, i, p
WHERE EXISTS { (p)<-[:IS]-(o)-[:MADE]->(t:Journey) WHERE o <> i AND t <> j AND abs(t.departsAt - j.departsAt) <= $span }
  OR EXISTS { (p)<-[:IS]-(o)<-[:READ]-(:Check) WHERE o <> i }
RETURN DISTINCT elementId(i)`,
    { asked, span: UNDER_WAY },
  )) as [Place][]
  return rows.map(([place]) => place)
}

/** Those who travelled, or were read, on these journeys. */
export async function identitiesOn(tx: Transaction, journeys: Iterable<string>): Promise<Place[]> {
  const asked = [...new Set(journeys)]
  if (asked.length === 0) return []
  const rows = (await tx.run(
    `// identitiesOn
UNWIND $asked AS id
MATCH (j:Journey {id: id})
CALL (j) { MATCH (j)<-[:MADE]-(i:Identity) RETURN i UNION MATCH (j)<-[:OF]-(:Check)-[:READ]->(i:Identity) RETURN i }
RETURN DISTINCT elementId(i)`,
    { asked },
  )) as [Place][]
  return rows.map(([place]) => place)
}
