import { LRUCache } from 'lru-cache'
import type { Projection } from '../projection/projection.ts'

/** What something is made out of: facts, parameters, and what was fitted. */
interface Of {
  readonly projection: Projection
  readonly parameters: unknown
  readonly fitted: unknown
}

/** Makes something out of facts, and keeps it beside them until parameters or what was fitted are others: it follows updates itself. */
export function keptBeside<O extends Of, T>(make: (of: O) => T): (of: O) => T {
  const kept = new WeakMap<Projection, { readonly of: O; readonly made: T }>()
  return of => {
    const { projection, parameters, fitted } = of
    const known = kept.get(projection)
    if (known && known.of.parameters === parameters && known.of.fitted === fitted) return known.made
    const made = make(of)
    kept.set(projection, { of, made })
    return made
  }
}

/**
 * The same of what does not follow updates: it is made again after each, for an update gives a projection another
 * standpoint.
 */
export function asOfNow<O extends Of, T>(make: (of: O) => T): (of: O) => T {
  const kept = new WeakMap<Projection, { readonly standpoint: object; readonly of: O; readonly made: T }>()
  return of => {
    const { projection, parameters, fitted } = of
    const { standpoint } = projection
    const known = kept.get(projection)
    if (known?.standpoint === standpoint && known.of.parameters === parameters && known.of.fitted === fitted)
      return known.made
    const made = make(of)
    kept.set(projection, { standpoint, of, made })
    return made
  }
}

/**
 * Keeps what is made out of a row until the facts are updated, for those who ask about the same one after the other.
 * @param most rows that are kept
 */
export function untilUpdated<T extends object>(
  make: (projection: Projection, row: number) => T,
  most: number,
): (projection: Projection, row: number) => T {
  const kept = new WeakMap<Projection, { readonly standpoint: object; readonly made: LRUCache<number, T> }>()
  return (projection, row) => {
    const { standpoint } = projection
    let beside = kept.get(projection)
    if (beside?.standpoint !== standpoint) {
      beside = { standpoint, made: new LRUCache<number, T>({ max: most }) }
      kept.set(projection, beside)
    }
    const made = beside.made.get(row) ?? make(projection, row)
    beside.made.set(row, made)
    return made
  }
}
