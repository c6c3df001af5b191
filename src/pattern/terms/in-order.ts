import type { Projection } from '../projection/projection.ts'

/** Something that happened on a journey. */
interface Happening {
  /** Epoch milliseconds. */
  readonly at: number
  /** Row of the journey. */
  readonly journey: number
}

/** By instant, of one instant by run, of one run by node, since rows lie in the order in which they were read. */
export function inOrder({ rail, journeys }: Projection): (a: Happening, b: Happening) => number {
  const { run, place } = journeys.journeys.columns
  const runOf = ({ journey }: Happening) => rail.ids.all[run[journey] as number] as string
  return (a, b) => {
    if (a.at !== b.at) return a.at - b.at
    const [left, right] = [runOf(a), runOf(b)]
    return left === right ? (place[a.journey] as number) - (place[b.journey] as number) : left < right ? -1 : 1
  }
}
