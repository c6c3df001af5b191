import { familyKey, nameKey } from '../../person/index.ts'
import { numberOfWord } from './stated.ts'

const known = new Map<string, number>()
/** So many surnames are kept with their numbers; a line has fewer. */
const MOST_KNOWN = 100_000

/**
 * A surname as a number that is equal for husband and wife, brother and sister: tells whether two may be of one family, not
 * what they are called. FNV-1a over the key, 32 bits; 0 where a surname has no letters to go by.
 */
export function familyOf(surname: string): number {
  const before = known.get(surname)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const family = numberOfWord(familyKey(nameKey(surname)))
  known.set(surname, family)
  return family
}
