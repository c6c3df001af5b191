import type { Projection } from '../projection/projection.ts'
import { replaced } from '../terms/kin.ts'

/** The documents that replace one, and the one that it replaces, as issuers state: the later ones in the order of their rows. */
export function renewalsOf(projection: Projection, document: number): readonly number[] {
  const { documents } = projection
  const { stated, replacing } = documents.documents.columns
  if ((stated[document] as number) < 0 && (replacing[document] as number) < 0) return NONE
  const renewals = inOrder(documents.relatedTo(document, 'replaces'))
  const older = replaced(projection, document)
  if (older >= 0) renewals.push(older)
  return renewals
}

const NONE: readonly number[] = []

/** The documents that issuers state to go with a passport, in the order of their rows. */
export const goingWith = ({ documents }: Projection, passport: number): number[] =>
  inOrder(documents.relatedTo(passport, 'issuedFor'))

const inOrder = (documents: number[]) => documents.sort((a, b) => a - b)
