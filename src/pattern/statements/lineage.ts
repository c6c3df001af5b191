import type { Projection } from '../projection/projection.ts'

/** What issuers say of documents, the other way round. */
interface Lineage {
  /** By document those that replace it. */
  readonly successors: ReadonlyMap<number, readonly number[]>
  /** By passport the documents that go with it. */
  readonly companions: ReadonlyMap<number, readonly number[]>
}

const kept = new WeakMap<object, Lineage>()

/** The lineage as of a projection's state. O(documents), once for each update. */
function lineageOf({ documents, standpoint }: Projection): Lineage {
  const known = kept.get(standpoint)
  if (known) return known
  const successors = new Map<number, number[]>()
  const companions = new Map<number, number[]>()
  const put = (map: Map<number, number[]>, key: number, document: number) => {
    const own = map.get(key) ?? []
    map.set(key, own)
    own.push(document)
  }
  const { stated } = documents.documents.columns
  const { replaces, issuedFor } = documents.stated.columns
  for (let document = 0; document < documents.documents.length; document++) {
    const row = stated[document] as number
    if (row < 0) continue
    if ((replaces[row] as number) >= 0) put(successors, replaces[row] as number, document)
    if ((issuedFor[row] as number) >= 0) put(companions, issuedFor[row] as number, document)
  }
  const lineage = { successors, companions }
  kept.set(standpoint, lineage)
  return lineage
}

/** A document that an issuer ties to another: one replaces the other, or both go with one passport. */
export interface Relative {
  readonly document: number
  readonly by: 'REPLACES' | 'PASSPORT'
}

/** The documents that issuers tie to this one. */
export function relativesOf(projection: Projection, document: number): Relative[] {
  const { successors, companions } = lineageOf(projection)
  const { documents, stated } = projection.documents
  const row = documents.columns.stated[document] as number
  const replaced = row < 0 ? -1 : (stated.columns.replaces[row] as number)
  const passport = row < 0 ? -1 : (stated.columns.issuedFor[row] as number)
  const replacing = [...(successors.get(document) ?? []), ...(replaced < 0 ? [] : [replaced])]
  const beside = passport < 0 ? [] : (companions.get(passport) ?? []).filter(other => other !== document)
  return [
    ...replacing.map(document => ({ document, by: 'REPLACES' }) as const),
    ...beside.map(document => ({ document, by: 'PASSPORT' }) as const),
  ]
}

/** Whether of two documents the one replaces the other. */
export function isReplaced({ documents }: Projection, left: number, right: number): boolean {
  const replacedBy = (document: number) => {
    const row = documents.documents.columns.stated[document] as number
    return row < 0 ? -1 : (documents.stated.columns.replaces[row] as number)
  }
  return replacedBy(left) === right || replacedBy(right) === left
}
