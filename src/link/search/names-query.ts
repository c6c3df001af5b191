import { birthKey, kindredKeys, type NameWord, spellingKeys } from '../../person/index.ts'
import type { AskedDate } from './dates.ts'

/** A shorter word is taken as it is: nearly every name is one letter away from it. */
const SHORTEST_WITH_SLIP = 4

/** Weights by which the index ranks its candidates, so that a cut leaves the best. */
const WEIGHTS = { spelling: 16, kindred: 8, prefix: 2 }

/**
 * What the full-text index of names is asked; null where nothing is. Every word and every date must be found. The words
 * consist of letters and begin with a small one (see `spellingKeys`): nothing of what was typed can be an operator.
 */
export function namesQuery(words: readonly NameWord[], dates: readonly AskedDate[]): string | null {
  if (words.length === 0) return null
  const clauses = [...words.map(wordClause), ...dates.map(date => birthKey(date))]
  return clauses.map(clause => `+${clause}`).join(' ')
}

function wordClause(word: NameWord): string {
  const spellings = spellingKeys(word)
  const ways = [
    ...spellings.map(key => `${key}^${WEIGHTS.spelling}`),
    ...kindredKeys(word).map(key => `${key}^${WEIGHTS.kindred}`),
    ...spellings.map(key => `${key}*^${WEIGHTS.prefix}`),
    ...spellings.filter(key => key.length > SHORTEST_WITH_SLIP).map(key => `${key}~1`),
  ]
  return `(${ways.join(' ')})`
}
