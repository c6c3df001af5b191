import { LIMIT, type SearchGraph, upTo } from './graph.ts'
import { type Found, hitBy, NOTHING } from './hit.ts'
import { bookingsBeginning } from './store.ts'
import type { Asked } from './text.ts'

/** Fewer characters begin too many references. */
const SHORTEST = 3

/** Finds bookings by their references, or how these begin. */
export async function findBookings({ text }: Asked, { ask }: SearchGraph): Promise<Found> {
  if (text.length < SHORTEST || text.includes(' ')) return NOTHING
  const { rows, cut } = upTo(await bookingsBeginning(ask, { refs: [...new Set([text, text.toUpperCase()])], ...LIMIT }))
  const hits = rows.map(([key]) => {
    const how = key.toUpperCase() === text.toUpperCase() ? 'EXACT' : 'PREFIX'
    const says = how === 'EXACT' ? 'is what was asked for' : `begins with ${key.slice(0, text.length)}`
    return hitBy({ kind: 'BOOKING', key }, { field: 'ref', value: key, how, says: `reference ${key} ${says}` })
  })
  return { hits, cut }
}
