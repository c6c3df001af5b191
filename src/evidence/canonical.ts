import { hash } from 'node:crypto'
// By an author of RFC 8785, Apache-2.0, without dependencies.
import canonicalize from 'canonicalize'

/**
 * The one text of a JSON value by RFC 8785: no blanks, keys by their UTF-16 code units, numbers as ECMAScript writes them.
 * @throws Error for what JSON cannot hold: lone surrogates, numbers that are not finite, circles
 */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('Canonical JSON: expected a JSON value, got nothing')
  return text
}

/** SHA-256 of a JSON value in its canonical form (UTF-8), in hexadecimal. */
export const hashOf = (value: unknown): string => sha256(canonicalText(value))

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex')
