import type { StatedIdentity } from '../identity.ts'
import { blockingKeys } from '../key/blocking.ts'
import { FIRST_VERSION } from '../match/first-version.ts'
import { Matcher } from '../match/matcher.ts'
import { documentKeys, keptPortrait } from './kept-portrait.ts'
import { PORTRAIT, portraitRow } from './portrait-store.ts'

/** A portrait's labels until it is compared: in a graph that a bulk load fills, everybody comes at once. */
export const UNCOMPARED = 'Portrait:Uncompared'

/** The columns of a portrait's row. */
export { PORTRAIT }

/** What becomes of an identity in a graph that has no matcher of its own yet. */
export interface FirstSitting {
  readonly portrait: string
  /** The blocks of the documents beside this identity. */
  readonly documents: readonly string[]
  /** What the portrait's node says, and the blocks that it is in whoever sits for it. */
  readonly row: () => unknown[]
  readonly blocks: () => string[]
}

const matcher = new Matcher(FIRST_VERSION)

/** The portrait for which an identity sits first, as the ordinary load would have it. */
export function firstSitting(identity: StatedIdentity): FirstSitting {
  const portrayed = keptPortrait(identity, matcher)
  return {
    portrait: portrayed.kept.id,
    documents: documentKeys(identity.documents),
    row: () => portraitRow(portrayed),
    blocks: () => blockingKeys(portrayed.portrait),
  }
}
