import jaroWinkler from 'talisman/metrics/jaro-winkler.js'
import { type NameWord, oneEdit } from '../../person/index.ts'
import { type How, type Match, WORTH } from './hit.ts'

/** A word of something that is known, and the field that it stands in. */
export interface KnownWord {
  readonly word: NameWord
  readonly field: string
  /** The whole field, as it is known. */
  readonly value: string
  /** Words of one place are one word, in two scripts. */
  readonly place: string
}

const SHORTEST_WITH_SLIP = 4

/** How a known word answers to one that is asked; undefined where it does not. */
export function howAlike(asked: NameWord, known: NameWord): How | undefined {
  if (asked.shown === known.shown || (asked.isLatin && known.isLatin && isSpeltAlike(asked, known))) return 'EXACT'
  if (isSpeltAlike(asked, known)) return 'TRANSLITERATION'
  if (asked.key !== '' && asked.key === known.key) return 'SPELLING'
  if (asked.classes.some(one => known.classes.includes(one))) return 'SPELLING'
  if (known.shown.startsWith(asked.shown) || (asked.latin && known.latin.startsWith(asked.latin))) return 'PREFIX'
  const slips = asked.shown.length >= SHORTEST_WITH_SLIP
  return slips && (oneEdit(asked.shown, known.shown) || oneEdit(asked.latin, known.latin)) ? 'FUZZY' : undefined
}

/** Alike in Latin letters, accents left out or spelt out. */
const isSpeltAlike = (left: NameWord, right: NameWord) =>
  left.latin !== '' && [left.latin, left.spoken].some(spelling => spelling === right.latin || spelling === right.spoken)

/** Of several spellings of one name the nearest are worth the most; none as little as a beginning. */
const worthOf = (how: How, asked: NameWord, known: NameWord) =>
  how === 'SPELLING' ? WORTH[how] - DISTANT * (1 - jaroWinkler(asked.latin, known.latin)) : WORTH[how]
const DISTANT = 0.1

interface Pairing {
  readonly worth: number
  readonly pairs: readonly { asked: NameWord; known: KnownWord; how: How }[]
}

/** The best way to give each asked word a known one of its own; null where one is left without. */
export function pairWords(asked: readonly NameWord[], known: readonly KnownWord[]): Pairing | null {
  const [word, ...others] = asked
  if (!word) return { worth: 0, pairs: [] }
  if (asked.length > new Set(known.map(({ place }) => place)).size) return null
  let best: Pairing | null = null
  const tried = known
    .flatMap(one => {
      const how = howAlike(word, one.word)
      return how ? [{ one, how, own: worthOf(how, word, one.word) }] : []
    })
    .sort((a, b) => b.own - a.own)
    .slice(0, MOST_TRIED)
  for (const { one, how, own } of tried) {
    const rest = pairWords(
      others,
      known.filter(({ place }) => place !== one.place),
    )
    const worth = rest && rest.worth + own
    if (worth !== null && (!best || worth > best.worth))
      best = { worth, pairs: [{ asked: word, known: one, how }, ...(rest as Pairing).pairs] }
  }
  return best
}

/** Ways that are tried for each word: a name of a hundred words is somebody's attempt. */
const MOST_TRIED = 3

const SAYS: Readonly<Partial<Record<How, (asked: string) => string>>> = {
  EXACT: () => 'is what was asked for',
  TRANSLITERATION: asked => `is the same name as ${asked} in another script`,
  SPELLING: asked => `is another spelling of ${asked}`,
  PREFIX: asked => `begins with ${asked}`,
  FUZZY: asked => `is one letter away from ${asked}`,
}

/** What words of names answer, each in a sentence. */
export function matchesOf({ pairs }: Pairing, nameOf: (field: string) => string): Match[] {
  return pairs.map(({ asked, known: { word, field, value }, how }) => ({
    field,
    value,
    how,
    says: `${nameOf(field)} ${word.shown} ${SAYS[how]?.(asked.shown)}`,
  }))
}
