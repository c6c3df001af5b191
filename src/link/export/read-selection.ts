import { Invalid } from '../../base/index.ts'
import type { Database } from '../../graph/index.ts'
import type { Strictness, WhoIsWho } from '../../person/index.ts'
import { type NodeKind, type Thing, TIE_KINDS } from '../kinds.ts'
import { MOST_SHARERS, readShared, readTiesOfPersons } from './between.ts'
import { findingThing, findingTies, thingsOfFindings } from './findings.ts'
import { type ReadPersons, readLinks, readPersons } from './persons.ts'
import type { ExportedKind } from './properties.ts'
import { type Read, readInPieces } from './read.ts'
import {
  type About,
  type Assessed,
  type ExportedThing,
  type ExportedTie,
  type ExportRequest,
  type LeftOut,
  MOST_THINGS,
  MOST_TIES,
  type Selection,
} from './selection.ts'
import { Sources, type Written } from './sources.ts'
import { type ReadTie, readStatedTies } from './stated-ties.ts'
import { type ReadThing, readRetired, readThings } from './things.ts'

/** What a selection is read with. */
export interface ExportParts {
  readonly database: Pick<Database, 'read'>
  whoIsWho(strictness: Strictness): Promise<WhoIsWho>
  /** The global id of a thing. */
  idOf(kind: ExportedKind, key: string): string
  readonly signal?: AbortSignal | undefined
  /** Told how far it has come, in steps. */
  progress?(done: number, total: number, note: string): void
}

/**
 * Reads things with what is known of them, and the ties among them, from the graph as it is now: one statement for each
 * kind of thing or tie, 1,000 keys at a time.
 * @throws Invalid for more than 10,000 things, or none
 */
export async function readSelection(parts: ExportParts, request: ExportRequest): Promise<Selection> {
  const { idOf } = parts
  const read = readInPieces(parts.database, parts.signal)
  const ofFindings = thingsOfFindings(request.findings)
  const asked = askedKeys([...request.things, ...ofFindings.things])
  const about = await readAbout(read, request)
  const persons = await readPersons(read, await parts.whoIsWho(request.identity), asked.get('PERSON') ?? [])
  const things = [...persons.persons]
  const count = [...asked.values()].reduce((sum, own) => sum + own.length, 0)
  for (const [kind, keys] of asked) {
    if (kind !== 'PERSON') things.push(...(await readThings(read, kind, keys)))
    parts.progress?.(things.length, 2 * count, `${things.length} things`)
  }
  const keys = keysOf(things)
  const { ties, tooCommon } = await readTies(read, keys, persons)
  const links = await readLinks(
    read,
    request.identity,
    ties.flatMap(({ kind, from }) => (kind === 'IS' ? from[1] : [])),
  )
  parts.progress?.(2 * things.length, 2 * count, `${ties.length} ties`)
  const written = [...things.flatMap(thing => thing.written), ...ties.flatMap(writtenOf)]
  const sources = await Sources.read(read, written)
  const told = things.map(thing => exportedThing(thing, request.identity, idOf, sources))
  const among = new Set(told.map(({ id }) => id))
  const kept = [...gathered(ties).values()].map(tie => exportedTie(tie, idOf, sources, links))
  const findingTied = request.findings.flatMap(finding => findingTies(finding, persons.byKey, idOf))
  const all = [...kept, ...findingTied.filter(({ to }) => among.has(to))]
  return {
    about,
    things: [...told, ...request.findings.map(finding => findingThing(finding, idOf))],
    ties: all.slice(0, MOST_TIES),
    leftOut: counted([
      ...(await missing(read, asked, keys, persons)),
      ...ofFindings.leftOut,
      ...sources.leftOut,
      { what: `things that more than ${MOST_SHARERS} of the persons have in common`, count: tooCommon },
      { what: `ties beyond the first ${MOST_TIES}`, count: all.length - MOST_TIES },
    ]),
  }
}

type Keys = ReadonlyMap<NodeKind, readonly string[]>

function askedKeys(things: readonly Thing[]): Keys {
  const byKind = Map.groupBy(things, ({ kind }) => kind)
  const keys = new Map([...byKind].map(([kind, own]) => [kind, [...new Set(own.map(({ key }) => key))]] as const))
  const count = [...keys.values()].reduce((sum, own) => sum + own.length, 0)
  if (count > MOST_THINGS)
    throw new Invalid(`ids: expected at most ${MOST_THINGS} things, got ${count}; export them in several parts`, {
      field: 'ids',
    })
  return keys
}

const keysOf = (things: readonly ReadThing[]): Keys =>
  new Map([...Map.groupBy(things, ({ kind }) => kind)].map(([kind, own]) => [kind, own.map(({ key }) => key)] as const))

async function readTies(read: Read, keys: Keys, { byIdentity }: ReadPersons) {
  const taken = (keys.get('IDENTITY') ?? []).flatMap((identity): ReadTie[] => {
    const person = byIdentity.get(identity)
    return person === undefined ? [] : [{ kind: 'IS', from: ['IDENTITY', identity], to: ['PERSON', person], seen: [] }]
  })
  const stated = await readStatedTies(read, keys)
  const ofPersons = await readTiesOfPersons(read, keys, byIdentity)
  const { ties: shared, tooCommon } = await readShared(read, keys, byIdentity)
  return { ties: [...taken, ...stated, ...ofPersons, ...shared], tooCommon }
}

const nameOf = ({ kind, from, to }: ReadTie) => JSON.stringify([kind, from, to])

/** One tie of a kind between two things, with all that was seen of it. */
function gathered(ties: readonly ReadTie[]): Map<string, ReadTie> {
  const byName = new Map<string, ReadTie>()
  for (const tie of ties) {
    const known = byName.get(nameOf(tie))
    byName.set(nameOf(tie), known ? { ...known, seen: [...known.seen, ...tie.seen] } : tie)
  }
  return byName
}

const writtenOf = ({ seen }: ReadTie): Written[] =>
  seen.flatMap(([delivery, line]) => (delivery === null || line === null ? [] : [[delivery, line] as const]))

function exportedThing(
  { kind, key, label, properties, written }: ReadThing,
  strictness: Strictness,
  idOf: ExportParts['idOf'],
  sources: Sources,
): ExportedThing {
  // That identities are one person is concluded; what stands behind it is told on its IS ties.
  const assessed: Assessed | null = kind === 'PERSON' ? { status: strictness, score: null, by: null } : null
  return { id: idOf(kind, key), kind, key, label, properties, sources: sources.of(written), assessed }
}

function exportedTie(
  tie: ReadTie,
  idOf: ExportParts['idOf'],
  sources: Sources,
  links: ReadonlyMap<string, Assessed>,
): ExportedTie {
  const { kind, from, to, seen } = tie
  const times = seen.flatMap(([, , at]) => at ?? [])
  const ofPersons = from[0] === 'PERSON'
  return {
    id: `${idOf(...from)}-${kind}-${idOf(...to)}`,
    kind,
    says: TIE_KINDS[kind].says,
    from: idOf(...from),
    to: idOf(...to),
    stated: TIE_KINDS[kind].stated && !ofPersons,
    count: Math.max(1, new Set(seen.map(([delivery, line]) => `${delivery}:${line}`)).size),
    firstSeen: times.length > 0 ? Math.min(...times) : null,
    lastSeen: times.length > 0 ? Math.max(...times) : null,
    sources: sources.of(writtenOf(tie)),
    assessed: kind === 'IS' ? (links.get(from[1]) ?? null) : null,
  }
}

/** What was asked for and is not there, or is there once under several names. */
async function missing(read: Read, asked: Keys, found: Keys, { byKey }: ReadPersons): Promise<LeftOut[]> {
  const left: LeftOut[] = []
  for (const [kind, keys] of asked) {
    const there = new Set(found.get(kind))
    const gone = keys.filter(key => !there.has(kind === 'PERSON' ? (byKey.get(key) ?? '') : key))
    const retired = await readRetired(read, kind, gone)
    left.push(
      { what: `${kind} that no statement in force names any more`, count: retired.size },
      { what: `${kind} that is not there`, count: gone.length - retired.size },
    )
    if (kind === 'PERSON')
      left.push({
        what: 'PERSON asked for under several names, which are one person now',
        count: keys.length - gone.length - there.size,
      })
  }
  return left
}

const counted = (left: readonly LeftOut[]) => left.filter(({ count }) => count > 0)

async function readAbout(read: Read, { asked, by, purpose, identity }: ExportRequest): Promise<About> {
  const [last] = await read<[string, number]>(
    `// exportedAsOf
UNWIND $keys AS key
MATCH (d:Delivery) WITH d ORDER BY d.number DESC LIMIT 1
RETURN d.name, d.receivedAt`,
    [0],
  )
  const asOf = last ? { name: last[0], receivedAt: last[1] } : null
  return { asked, by, purpose, identity, exportedAt: Date.now(), asOf }
}
