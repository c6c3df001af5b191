/**
 * What an identity states, as numbers that are equal where the words are: enough to tell whether two states alike, never
 * what. 0: nothing is stated.
 */
export interface Stated {
  readonly surname: number
  readonly given: number
  readonly birth: number
  /** Of all that tells who somebody is: surname, given names and birth among it; see `COMPARED`. */
  readonly compared: number
  /** Of the surname: equal for husband and wife, brother and sister; see `familyOf`. */
  readonly family: number
}

export const NOTHING_STATED: Stated = { surname: 0, given: 0, birth: 0, compared: 0, family: 0 }

const BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** A word as a number: FNV-1a over its UTF-16 units, 32 bits; of two words one in four thousand million is taken for the other. */
export function numberOfWord(word: string): number {
  if (word === '') return 0
  let hash = BASIS
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME)
  return hash >>> 0
}
