import type { Projection } from '../projection/projection.ts'
import { issuedFor, replaced } from '../terms/kin.ts'

/** A document that an issuer ties to another: one replaces the other, or both go with one passport. */
export interface Relative {
  readonly document: number
  readonly by: 'REPLACES' | 'PASSPORT'
}

/** The documents that issuers tie to this one, in the order of their rows. */
export function relativesOf(projection: Projection, document: number): readonly Relative[] {
  const { documents } = projection
  const { stated, replacing: later } = documents.documents.columns
  if ((stated[document] as number) < 0 && (later[document] as number) < 0) return NONE
  const [older, passport] = [replaced(projection, document), issuedFor(projection, document)]
  const replacing = inOrder(documents.relatedTo(document, 'replaces'))
  if (older >= 0) replacing.push(older)
  const beside = passport < 0 ? [] : inOrder(documents.relatedTo(passport, 'issuedFor'))
  return [
    ...replacing.map(other => ({ document: other, by: 'REPLACES' }) as const),
    ...beside.filter(other => other !== document).map(other => ({ document: other, by: 'PASSPORT' }) as const),
  ]
}

const NONE: readonly Relative[] = []

const inOrder = (documents: number[]) => documents.sort((a, b) => a - b)

/** Whether of two documents the one replaces the other. */
export const isReplaced = (projection: Projection, left: number, right: number): boolean =>
  replaced(projection, left) === right || replaced(projection, right) === left
