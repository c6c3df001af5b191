import { Invalid } from '../../base/index.ts'

/** A place in an ordered list: which list, which order, and the order's values at that place. */
export function writeCursor(list: string, order: string, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([list, order, ...values])).toString('base64url')
}

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
  const whole = values.length === width && values.every(v => typeof v === 'string' || typeof v === 'number')
  if (!whole) throw new Invalid(`after: expected a cursor of ${list} as it was given out, got an altered one`)
  return values
}

function parsed(cursor: string): unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parts) && typeof parts[0] === 'string' && typeof parts[1] === 'string' ? parts : undefined
  } catch {
    return undefined
  }
}
