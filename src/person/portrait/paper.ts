import { numberShape } from '../../document/index.ts'

/** A document as it stands beside an identity. */
export interface StatedDocument {
  readonly type: string
  readonly issuer: string
  readonly number: string
  readonly validFrom?: string | undefined
  readonly expiresOn?: string | undefined
  /** Ids of the documents that this one goes with or replaces. */
  readonly kin?: readonly string[] | undefined
}

/** A document as it is compared. */
export interface Paper {
  /** As the graph knows it. */
  readonly id: string
  readonly type: string
  readonly issuer: string
  /** Upper case letters and digits. */
  readonly number: string
  /** The number with letters that are misread for digits as those digits: O, I, S, B → 0, 1, 5, 8. */
  readonly shape: string
  readonly validFrom: string | null
  readonly expiresOn: string | null
  readonly kin: readonly string[]
}

/** Papers of which a person has one at a time from one issuer, as a rule, and for years; an FRTD is new for every trip. */
export const LASTING: ReadonlySet<string> = new Set(['PASSPORT', 'ID_CARD', 'RESIDENCE_PERMIT', 'RESIDENCE_CARD'])

/** The document of an id (`PASSPORT:RUS:709448936`). */
export function documentOf(id: string): StatedDocument {
  const afterType = id.indexOf(':')
  const afterIssuer = id.indexOf(':', afterType + 1)
  return {
    type: id.slice(0, afterType),
    issuer: id.slice(afterType + 1, afterIssuer),
    number: id.slice(afterIssuer + 1),
  }
}

const SHORTEST = 5
const LONGEST = 20

/** Most numbers are written so. */
const PLAIN_ALREADY = /^[A-Z0-9]+$/

function plainNumber(written: string): string {
  if (PLAIN_ALREADY.test(written)) return written
  return written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function isOneCharacter(number: string): boolean {
  const [first = ''] = number
  return number === first.repeat(number.length / first.length)
}

/**
 * Reads a document; null where its number says nothing: of fewer than five or more than twenty characters, of one
 * character (`000000000`, `XXXXXX`, MRZ filler), or counted off (`123456789`).
 */
export function paperOf(document: StatedDocument): Paper | null {
  const number = plainNumber(document.number)
  if (number.length < SHORTEST || number.length > LONGEST) return null
  if (isOneCharacter(number) || '1234567890'.startsWith(number) || '0123456789'.startsWith(number)) return null
  return {
    id: `${document.type}:${document.issuer}:${document.number}`,
    type: document.type,
    issuer: document.issuer,
    number,
    shape: numberShape(number),
    validFrom: document.validFrom ?? null,
    expiresOn: document.expiresOn ?? null,
    kin: document.kin ?? [],
  }
}
