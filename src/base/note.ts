import { Invalid } from './errors.ts'

/** Control characters but tab and line ends, what was no UTF-8, halves of characters, and what turns the direction of writing. */
const UNREADABLE = /[^\P{Cc}\t\n\r]|[\ufffd\u202a-\u202e\u2066-\u2069]|\p{Cs}/u
const LONGEST = 2_000

/**
 * A note of a human as it is kept: without blanks around it.
 * @throws Invalid for one that is blank, too long, or holds what cannot be read
 */
export const checkedNote = (note: string): string => checkedText('note', note, 'why', LONGEST)

/**
 * What a human wrote, as it is kept: without blanks around it.
 * @throws Invalid with the field, for text that is blank, too long, or holds what cannot be read
 */
export function checkedText(field: string, written: string, expected: string, longest: number): string {
  if (UNREADABLE.test(written))
    throw new Invalid(`${field}: expected text in UTF-8 without control characters, got other`, { field })
  const text = written.trim()
  const isBlank = !/[^\s\p{Cf}]/u.test(text)
  const got = isBlank ? 'a blank one' : `${text.length}`
  if (isBlank || text.length > longest)
    throw new Invalid(`${field}: expected ${expected}, in 1 to ${longest} characters, got ${got}`, { field })
  return text
}
