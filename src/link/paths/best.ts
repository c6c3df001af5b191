import FlatQueue from 'flatqueue'
import type { Network } from './network.ts'

/** A chain of things, each tied to the next. */
export interface Chain {
  readonly names: readonly string[]
  /** See {@link passing}. */
  readonly length: number
}

export interface Wanted {
  readonly from: string
  readonly to: string
  /** Things that a path must pass. */
  readonly through: readonly string[]
  readonly maxHops: number
  readonly count: number
}

/**
 * What passing a thing adds to the length of a path: log2 of how many things it is tied to, at least 1. A document of two
 * people is as short a way as there is, a train of three hundred is no more than a hint. It is the weight 1/log(degree) of
 * Adamic and Adar (Friends and neighbors on the web, 2003) taken as a distance. A person is passed at 1: having travelled
 * much makes nobody less of a link.
 */
export function passing(network: Network, name: string): number {
  if (network.things.get(name)?.kind === 'PERSON') return 1
  return Math.max(1, Math.log2(network.ties.get(name)?.size ?? 1))
}

/** Partial paths that are gone on with; more are left. */
const LOOKED_AT = 300_000

/**
 * The shortest simple paths in what was read, shortest first; of equal ones the one with fewer hops, then by the things'
 * names. Partial paths are gone on with in the order of the least length that they can end with (A*), so the first to
 * arrive are the shortest.
 */
export function shortest(network: Network, wanted: Wanted): { chains: Chain[]; isWhole: boolean } {
  const left = lengthsLeft(network, wanted)
  const partial: { names: string[]; length: number }[] = []
  const queue = new FlatQueue<number>()
  const push = (names: string[], length: number) => {
    const rest = left(names.at(-1) as string, wanted.maxHops - names.length + 1)
    if (rest < Number.POSITIVE_INFINITY) queue.push(partial.push({ names, length }) - 1, length + rest)
  }
  push([wanted.from], 1)
  const chains: Chain[] = []
  let looked = 0
  while (queue.length > 0 && !isEnough(chains, wanted.count, queue.peekValue() as number)) {
    if (++looked > LOOKED_AT) return { chains: inOrder(chains, wanted.count), isWhole: false }
    const { names, length } = partial[queue.pop() as number] as { names: string[]; length: number }
    const last = names.at(-1) as string
    if (last === wanted.to) {
      if (wanted.through.every(name => names.includes(name))) chains.push({ names, length })
      continue
    }
    for (const next of network.neighbours(last))
      if (!names.includes(next) && (next === wanted.to || network.passes(next)))
        push([...names, next], next === wanted.to ? length : length + passing(network, next))
  }
  return { chains: inOrder(chains, wanted.count), isWhole: true }
}

/** Whether nothing that is still to come can be among the first `count`: what is as long as the last may. */
const isEnough = (chains: readonly Chain[], count: number, least: number) =>
  chains.length >= count && least > (chains[count - 1]?.length ?? 0) + TINY

/** Sums of logarithms in another order differ by this much. */
const TINY = 1e-9

function inOrder(chains: readonly Chain[], count: number): Chain[] {
  const sorted = chains.toSorted(
    (a, b) =>
      (Math.abs(a.length - b.length) < TINY ? 0 : a.length - b.length) ||
      a.names.length - b.names.length ||
      (a.names.join('\n') < b.names.join('\n') ? -1 : 1),
  )
  return sorted.slice(0, count)
}

/** The least length from a thing to the end within so many hops, if things may be passed twice: never more than it is. */
function lengthsLeft(network: Network, { to, maxHops }: Wanted): (name: string, hops: number) => number {
  const within: Map<string, number>[] = [new Map([[to, 0]])]
  for (let hops = 1; hops <= maxHops; hops++) {
    const before = within[hops - 1] as Map<string, number>
    const now = new Map(before)
    for (const [name, rest] of before) {
      if (name !== to && !network.passes(name)) continue
      const here = name === to ? 0 : rest + passing(network, name)
      for (const next of network.neighbours(name))
        if (here < (now.get(next) ?? Number.POSITIVE_INFINITY)) now.set(next, here)
    }
    within.push(now)
  }
  return (name, hops) => (hops < 0 ? undefined : within[hops]?.get(name)) ?? Number.POSITIVE_INFINITY
}
