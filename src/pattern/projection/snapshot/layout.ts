import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import { DOCUMENT_TYPES } from '../../../document/index.ts'
import type { Standpoint } from '../../../graph/index.ts'
import { CHECK_BASES, CHECK_CODES, CLASSES, CONTACT_KINDS, JOURNEY_CODES, MOVEMENT_KINDS, STATUSES } from '../codes.ts'
import { PARTS, Projection } from '../projection.ts'

/**
 * To be raised when numbers in columns come to mean something else and neither the columns nor the codes tell: also when what
 * is worked out as they are read (class, flags, family, slips) is worked out otherwise.
 */
const VERSION = 1

/**
 * A snapshot is: MAGIC, the length of its head and the head's CRC-32 (4 bytes each), the head as JSON, the columns one after
 * the other as they lie in memory, and the CRC-32 of these.
 */
export const MAGIC = Buffer.from('alightPJ')
export const PREFIX = MAGIC.length + 8
export const CHECKSUM = 4
/** Bytes that are written or read at once; between two pieces others have their turn. */
export const PIECE = 8 * 2 ** 20

/** What a snapshot says before its columns. */
export interface Head {
  /** What the columns are and mean; one of another layout is of no use. */
  readonly layout: string
  readonly standpoint: Standpoint
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>
  readonly parts: Readonly<Record<(typeof PARTS)[number], PartHead>>
}

interface PartHead {
  readonly names: Readonly<Record<string, readonly string[]>>
  readonly rest: unknown
}

export function headOf(projection: Projection): Head {
  return {
    layout: LAYOUT,
    standpoint: projection.standpoint,
    rows: Object.fromEntries([...projection.tables].map(([name, { length }]) => [name, length])),
    parts: Object.fromEntries(PARTS.map(part => [part, partHead(projection[part])])) as Head['parts'],
  }
}

function partHead({ names, rest }: Projection[(typeof PARTS)[number]]): PartHead {
  return { names: Object.fromEntries(Object.entries(names).map(([name, { all }]) => [name, all])), rest }
}

/** Names and kinds of all columns, the codes in them, and the order of bytes, as a digest. */
export const LAYOUT = createHash('sha256')
  .update(
    JSON.stringify([
      ...[VERSION, endianness(), DOCUMENT_TYPES, CLASSES, CHECK_BASES, CHECK_CODES, JOURNEY_CODES],
      ...[CONTACT_KINDS, MOVEMENT_KINDS, STATUSES],
      [...new Projection({ history: '', number: 0 }).tables].map(([name, { columns }]) => [
        name,
        Object.entries(columns).map(([column, numbers]) => [column, numbers.constructor.name]),
      ]),
    ]),
  )
  .digest('hex')
