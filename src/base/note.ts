import { Invalid } from './errors.ts'

/** Control characters but tab and line ends, what was no UTF-8, halves of characters, and what turns the direction of writing. */
const UNREADABLE = /[^\P{Cc}\t\n\r]|[\ufffd\u202a-\u202e\u2066-\u2069]|\p{Cs}/u
const LONGEST = 2_000

/**
 * A note of a human as it is kept: without blanks around it.
 * @throws Invalid for one that is blank, too long, or holds what cannot be read
 */
export function checkedNote(note: string): string {
  if (UNREADABLE.test(note))
    throw new Invalid('note: expected text in UTF-8 without control characters, got other', { field: 'note' })
  const text = note.trim()
  const isBlank = !/[^\s\p{Cf}]/u.test(text)
  const got = isBlank ? 'a blank one' : `${text.length}`
  if (isBlank || text.length > LONGEST)
    throw new Invalid(`note: expected why, in 1 to ${LONGEST} characters, got ${got}`, { field: 'note' })
  return text
}
