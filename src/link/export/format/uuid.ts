import { createHash } from 'node:crypto'

/** Ours alone: no id made in it can be another's. */
const NAMESPACE = Buffer.from('b1c0d0f4-6f2e-4f0b-9a55-6a1e4c0f7d21'.replaceAll('-', ''), 'hex')

/** The UUID of a name, version 5 (RFC 9562 5.5): the same name always has the same. */
export function uuidOf(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
