import type { Thing } from '../kinds.ts'
import { Network, type Opener } from './network.ts'

export interface Bounds {
  readonly maxHops: number
  readonly avoiding: readonly Thing[]
  /** Ties that may be read. */
  readonly ties: number
  /** Epoch milliseconds at which reading ends. */
  readonly until: number
}

export interface Explored {
  readonly network: Network
  /** Paths of up to so many hops are all within the network. */
  readonly hops: number
  /** What ended the reading before `maxHops` were reached. */
  readonly cut: 'BUDGET' | 'TIMEOUT' | null
}

interface Side {
  readonly start: string
  frontier: string[]
  readonly seen: Set<string>
}

/**
 * Opens what lies between two things, one hop at a time from the side that has fewer things to open. With a hops from one
 * and b from the other, every path of a + b hops is within what was read: each of its ties was read from one of its ends.
 * From an end that is a hub nothing is opened: the other side comes to it, if need be all the way.
 */
export async function explore(opener: Opener, from: Thing, to: Thing, bounds: Bounds): Promise<Explored> {
  const network = new Network(bounds.avoiding)
  const sides = [from, to].map((thing): Side => {
    const start = network.add(thing)
    return { start, frontier: [start], seen: new Set([start]) }
  })
  const goesOn = () => network.size < bounds.ties && Date.now() < bounds.until
  const cut = () => (Date.now() < bounds.until ? 'BUDGET' : 'TIMEOUT')
  for (let hops = 0; hops < bounds.maxHops; ) {
    const [side] = sides
      .filter(({ start }) => !network.hubs.has(start))
      .toSorted((a, b) => a.frontier.length - b.frontier.length)
    // Two hubs: what ties them is not looked for.
    if (!side) return { network, hops, cut: 'BUDGET' }
    // All that can be reached from there has been: no path of any length is missing.
    if (side.frontier.length === 0) break
    if (!(await opener.open(network, side.frontier, goesOn))) return { network, hops, cut: cut() }
    if (network.hubs.has(side.start)) continue
    goOn(network, side)
    hops++
  }
  if (!(await weighMeetings(opener, network, sides, goesOn))) return { network, hops: bounds.maxHops - 1, cut: cut() }
  return { network, hops: bounds.maxHops, cut: null }
}

/** The next things to open: what was reached from those that were opened, for the first time. */
function goOn(network: Network, side: Side): void {
  const reached = side.frontier.flatMap(name => [...network.neighbours(name)])
  side.frontier = [...new Set(reached)].filter(name => !side.seen.has(name) && network.passes(name))
  for (const name of side.frontier) side.seen.add(name)
}

/** Where both sides met at a thing that neither opened, its ties are read: for its weight, and whether it is a hub. */
async function weighMeetings(
  opener: Opener,
  network: Network,
  [one, other]: readonly { readonly seen: ReadonlySet<string> }[],
  goesOn: () => boolean,
): Promise<boolean> {
  const met = [...(one?.seen ?? [])].filter(name => other?.seen.has(name) && !network.opened.has(name))
  return opener.open(network, met, goesOn)
}
