import type { Peers } from './peers.ts'

const DAY = 86_400_000

/** A journey past a stop whose end is known. */
export interface Counted {
  /** Epoch milliseconds. */
  readonly at: number
  /** Instant of the ALIGHT check; undefined: stayed aboard. */
  readonly left: number | undefined
}

/** The least tail of some days that end at a leaving, and what was counted in them. */
export interface Unusual {
  readonly tail: number
  /** Places in the list: from the first journey of these days up to the last, the second not included. */
  readonly from: number
  readonly until: number
}

/**
 * The least tail of the windows that end at each leaving: one fixed year would miss who has stopped. O(journeys).
 * @param own journeys of one stratum, in order of time
 * @param days length of the window
 */
export function mostUnusual(own: readonly Counted[], peers: Peers, days: number): Unusual {
  let least: Unusual = { tail: 1, from: 0, until: 0 }
  let start = 0
  let end = 0
  let x = 0
  for (const { at, left } of own) {
    if (left === undefined) continue
    for (; end < own.length && (own[end] as Counted).at <= at; end++) if (own[end]?.left !== undefined) x++
    for (; (own[start] as Counted).at <= at - days * DAY; start++) if (own[start]?.left !== undefined) x--
    const tail = peers.tail(x, end - start)
    if (tail < least.tail) least = { tail, from: start, until: end }
  }
  return least
}
