import { Invalid } from '../../base/index.ts'
import type { Database } from '../../graph/index.ts'
import type { WhoIsWho } from '../../person/index.ts'
import type { NodeKind, Thing, TieKind } from '../kinds.ts'
import { findThings, type NamedBy } from '../opening.ts'
import type { Step } from '../steps.ts'
import { type Chain, shortest } from './best.ts'
import { explore } from './explore.ts'
import { type Hop, readHops } from './hops.ts'
import { type Network, nameOf, Opener } from './network.ts'

export interface PathsAsked {
  readonly from: Thing
  readonly to: Thing
  /** 1 to {@link MOST_HOPS}. */
  readonly maxHops: number
  /** Absent: what few share (see {@link STRONG}). */
  readonly kinds?: readonly TieKind[] | undefined
  readonly through: readonly Thing[]
  readonly avoiding: readonly Thing[]
  /** How many paths are skipped, and how many after these are told. */
  readonly skip: number
  readonly first: number
}

export interface Path {
  readonly things: readonly Thing[]
  /** One less than things. */
  readonly hops: readonly Hop[]
  /** 1 for a direct tie; see `passing` for what the things on the way add. */
  readonly length: number
}

export interface PathsFound {
  readonly paths: readonly Path[]
  /** Paths that were found, {@link MOST_PATHS} at most. */
  readonly total: number
  /** Paths of up to so many hops were all looked at. */
  readonly searchedHops: number
  /** Things that were opened. */
  readonly explored: number
  /** Hubs that were met; no path leads through one. */
  readonly hubs: readonly Thing[]
  readonly cut: 'BUDGET' | 'TIMEOUT' | 'LIMIT' | null
}

const MOST_HOPS = 8
const MOST_PATHS = 500

/** How far a search goes. */
const REACH = { ties: 100_000, milliseconds: 5_000, hub: { things: 500, facts: 5_000 } }

/** Ties that few share, so that each says something: these are gone along where nothing else is asked for. */
const STRONG: readonly TieKind[] = ['HELD', 'ISSUED_FOR', 'REPLACES', 'BOOKED_IN', 'REACHED_BY']

/** How one gets from such an end of a path to where strong ties begin. */
const FROM_END: Partial<Record<NodeKind, readonly (readonly [TieKind, NodeKind])[]>> = {
  IDENTITY: [['IS', 'PERSON']],
  JOURNEY: [['TRAVELLED', 'PERSON']],
  TRAIN_RUN: [['TRAVELLED', 'PERSON']],
  CALL: [
    ['BOARDED_AT', 'PERSON'],
    ['ALIGHTED_AT', 'PERSON'],
  ],
  STATION: [
    ['BOARDED_AT', 'PERSON'],
    ['ALIGHTED_AT', 'PERSON'],
  ],
  CHECK: [['EXAMINED', 'DOCUMENT']],
}

/**
 * Paths between two things, shortest first. Each tie counts, and what is passed weighs by how many share it. Hubs are not
 * passed, and are told; the reading ends at a bound of ties and of time, and says so: no path found is then no proof that
 * there is none.
 * @throws Invalid, NotFound for ends that are not there, Incomplete where the server was too busy
 */
export async function paths(
  database: Database,
  whoIsWho: WhoIsWho,
  asked: PathsAsked,
  reach = REACH,
): Promise<PathsFound> {
  const named = await findAll(database, whoIsWho, asked)
  expectAsked(named)
  const opener = new Opener(database, whoIsWho, step => isAllowed(named, step), reach.hub)
  const { maxHops, avoiding } = named
  const bounds = { maxHops, avoiding, ties: reach.ties, until: Date.now() + reach.milliseconds }
  const { network, hops, cut } = await explore(opener, named.from, named.to, bounds)
  const wanted = {
    from: nameOf(named.from),
    to: nameOf(named.to),
    through: named.through.map(nameOf),
    maxHops: named.maxHops,
    count: MOST_PATHS,
  }
  const { chains, isWhole } = shortest(network, wanted)
  return {
    paths: await explained(database, whoIsWho, network, chains.slice(named.skip, named.skip + named.first)),
    total: chains.length,
    searchedHops: hops,
    explored: network.opened.size,
    hubs: [...network.hubs.values()],
    cut: cut ?? (isWhole ? (chains.length < MOST_PATHS ? null : 'LIMIT') : 'BUDGET'),
  }
}

async function findAll(database: Database, whoIsWho: WhoIsWho, asked: PathsAsked): Promise<PathsAsked> {
  const { from, to, through, avoiding } = asked
  const [start, end, ...others] = await findThings(database, whoIsWho, [
    ['from', from],
    ['to', to],
    ...through.map((thing, i): NamedBy => [`through.${i}`, thing]),
    ...avoiding.map((thing, i): NamedBy => [`avoiding.${i}`, thing]),
  ])
  return {
    ...asked,
    from: start as Thing,
    to: end as Thing,
    through: others.slice(0, through.length),
    avoiding: others.slice(through.length),
  }
}

function expectAsked({ from, to, through, avoiding, maxHops }: PathsAsked): void {
  if (maxHops < 1 || maxHops > MOST_HOPS)
    throw new Invalid(`maxHops: expected 1 to ${MOST_HOPS}, got ${maxHops}`, { field: 'maxHops' })
  if (nameOf(from) === nameOf(to))
    throw new Invalid('to: expected another thing than from, got the same', { field: 'to' })
  if (through.length >= maxHops)
    throw new Invalid(`through: expected fewer than maxHops, ${maxHops}, got ${through.length}`, { field: 'through' })
  const needed = new Set([from, to, ...through].map(nameOf))
  if (avoiding.some(thing => needed.has(nameOf(thing))))
    throw new Invalid('avoiding: expected things that are neither ends nor to be passed, got one that is', {
      field: 'avoiding',
    })
}

function isAllowed({ kinds, from, to, through }: PathsAsked, step: Step): boolean {
  if (kinds) return kinds.includes(step.tie)
  if (STRONG.includes(step.tie)) return step.from !== 'JOURNEY' && step.to !== 'JOURNEY'
  const leadsOn = (end: NodeKind, other: NodeKind) =>
    FROM_END[end]?.some(([tie, kind]) => tie === step.tie && kind === other) === true
  return [from, to, ...through].some(
    ({ kind }) => (kind === step.from && leadsOn(kind, step.to)) || (kind === step.to && leadsOn(kind, step.from)),
  )
}

/** Adds to each hop what it rests on. */
async function explained(
  database: Database,
  whoIsWho: WhoIsWho,
  network: Network,
  chains: readonly Chain[],
): Promise<Path[]> {
  const pairs = chains.flatMap(({ names }) => names.slice(1).map((name, i) => [names[i] as string, name] as const))
  const hops = await readHops(database, whoIsWho, network, pairs)
  return chains.map(({ names, length }) => ({
    things: names.map(name => network.things.get(name) as Thing),
    hops: names.slice(1).map((name, i) => hops(names[i] as string, name)),
    length,
  }))
}
