import type { Thing } from '../kinds.ts'

/** How well what is known answers what was asked, by the way in which it was recognised; 1 is the best. */
export const WORTH = {
  /** As it was asked for; letter case, accents and punctuation aside. */
  EXACT: 1,
  /** The same in another notation: a date, a telephone number, a train without its zeros. */
  NOTATION: 0.95,
  /** The same name in another script. */
  TRANSLITERATION: 0.9,
  /** A number whose characters are easily misread for those asked. */
  OCR: 0.85,
  /** Another spelling of the same name. */
  SPELLING: 0.8,
  /** It begins with what was asked. */
  PREFIX: 0.65,
  /** One letter is another, missing, too many, or two have changed places. */
  FUZZY: 0.5,
  /** What was asked is a part of it. */
  PART: 0.4,
} as const

export type How = keyof typeof WORTH

/** Why something was found: what of it answers to what was asked, and how. */
export interface Match {
  readonly field: string
  /** As it is known. */
  readonly value: string
  readonly how: How
  readonly says: string
}

/** Something that was found. */
export interface Hit extends Thing {
  readonly score: number
  readonly matched: readonly Match[]
  /** Of equally good hits the lower comes first: of persons, how many of those found bear the surname. */
  readonly rank: number
}

/** What was found of one kind; `cut`: more of it was there than is looked at. */
export interface Found {
  readonly hits: readonly Hit[]
  readonly cut: boolean
}

export const NOTHING: Found = { hits: [], cut: false }

/** A hit by one match. */
export function hitBy({ kind, key }: Thing, match: Match, rank = 0): Hit {
  return { kind, key, score: WORTH[match.how], matched: [match], rank }
}

/** The hits without those of one thing that are worth less than another, in no order. */
export function best(hits: readonly Hit[]): Hit[] {
  const byThing = new Map<string, Hit>()
  for (const hit of hits) {
    const name = `${hit.kind} ${hit.key}`
    const known = byThing.get(name)
    if (!known || hit.score > known.score) byThing.set(name, hit)
  }
  return [...byThing.values()]
}
