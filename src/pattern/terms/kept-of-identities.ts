import { LRUCache } from 'lru-cache'
import type { Projection } from '../projection/projection.ts'
import type { Reader } from '../store.ts'

/** An identity to ask the graph about. */
export interface AskedIdentity {
  /** Number of its node. */
  readonly place: number
  /** What tells it from another that comes to have the number; undefined where nothing is kept: one of earlier days may be gone. */
  readonly stamp: string | undefined
}

/** An identity as it is asked about; taken down before the graph is asked, for rows may move meanwhile. */
export function askedIdentity({ people, asOf }: Projection, row: number): AskedIdentity {
  const { place, compared } = people.identities.columns
  const stamp = `${place[row]} ${compared[row]}`
  return { place: place[row] as number, stamp: asOf === undefined ? stamp : undefined }
}

/**
 * Keeps beside each reader what it says of identities: what an identity states is what it is, and is never another. So a
 * list that brings back the travellers of before has nothing read again of them.
 * @param read what is to be kept, by the numbers of nodes
 * @param most identities that are kept
 * @param isWhole whether what was read will not become more
 * @returns how to ask; `version`: of what may have the graph say otherwise of them all
 */
export function keptOfIdentities<T extends object>(
  read: (reader: Reader, places: readonly number[]) => Promise<ReadonlyMap<number, T>>,
  { most, isWhole = () => true }: { readonly most: number; isWhole?(one: T): boolean },
): (reader: Reader, asked: Iterable<AskedIdentity>, version?: number) => Promise<ReadonlyMap<number, T>> {
  const beside = new WeakMap<Reader, LRUCache<string, T>>()
  return async (reader, asked, version = 0) => {
    const kept = beside.get(reader) ?? new LRUCache<string, T>({ max: most })
    beside.set(reader, kept)
    const found = new Map<number, T>()
    const unknown = new Map<number, string | undefined>()
    for (const { place, stamp } of asked) {
      const key = stamp === undefined ? undefined : `${version} ${stamp}`
      const known = key === undefined ? undefined : kept.get(key)
      if (known) found.set(place, known)
      else unknown.set(place, key)
    }
    if (unknown.size === 0) return found
    for (const [place, one] of await read(reader, [...unknown.keys()])) {
      found.set(place, one)
      const key = unknown.get(place)
      if (key !== undefined && isWhole(one)) kept.set(key, one)
    }
    return found
  }
}
