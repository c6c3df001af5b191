import { hash } from 'node:crypto'
import { Invalid } from '../../base/index.ts'

/**
 * A place in an ordered list: which list, which order, and the order's values at that place. A checksum goes before them,
 * so that an altered one is refused instead of finding nothing; it guards against slips, not against forgery.
 */
export function writeCursor(list: string, order: string, values: readonly unknown[]): string {
  const place = JSON.stringify([list, order, ...values])
  return Buffer.from(checksum(place) + place).toString('base64url')
}

const CHECKSUM = 6
const checksum = (text: string) => hash('sha256', text, 'base64url').slice(0, CHECKSUM)

/**
 * The order's values at the cursor's place.
 * @throws Invalid where the text is no cursor, or one of another list or order
 */
export function readCursor(list: string, order: string, width: number, cursor: string): unknown[] {
  const parts = parsed(cursor)
  if (!parts) throw new Invalid(`after: expected a cursor of ${list}, got ${JSON.stringify(cursor.slice(0, 60))}`)
  const [ofList, ofOrder, ...values] = parts
  if (ofList !== list || ofOrder !== order)
    throw new Invalid(`after: expected a cursor of ${list} in the order ${order}, got one of ${ofList} in ${ofOrder}`)
  if (values.length !== width)
    throw new Invalid(`after: expected a cursor of ${list} as it was given out, got an altered one`)
  return values
}

function parsed(cursor: string): unknown[] | undefined {
  try {
    const bytes = Buffer.from(cursor, 'base64url')
    // Decoding passes over what is no base64url: without this one place had many cursors.
    if (bytes.toString('base64url') !== cursor) return undefined
    const text = bytes.toString()
    const place = text.slice(CHECKSUM)
    if (checksum(place) !== text.slice(0, CHECKSUM)) return undefined
    const parts: unknown = JSON.parse(place)
    return Array.isArray(parts) && typeof parts[0] === 'string' && typeof parts[1] === 'string' ? parts : undefined
  } catch {
    return undefined
  }
}
