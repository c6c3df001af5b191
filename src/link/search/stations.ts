import { type NameWord, nameWords } from '../../person/index.ts'
import { matchesOf, pairWords } from './compare-words.ts'
import { LIMIT, type SearchGraph, upTo } from './graph.ts'
import { best, type Found, type Hit, hitBy, NOTHING } from './hit.ts'
import { stationsNamed } from './store.ts'
import type { Asked } from './text.ts'

const MOST_WORDS = 8
const SHORTEST_WITH_SLIP = 4
const FIELDS = ['names.en', 'names.lt', 'names.ru', 'names.be', 'names.pl']

/** Finds stations by any of their names, by our own code or by another scheme's. */
export async function findStations(asked: Asked, { ask }: SearchGraph): Promise<Found> {
  if (asked.dates.length > 0) return NOTHING
  const query = stationQuery([...asked.words, ...asked.numbers])
  if (query === null) return NOTHING
  const { rows, cut } = upTo(await stationsNamed(ask, { query, ...LIMIT }))
  const words = asked.numbers.length > 0 ? [] : nameWords(asked.words.join(' '))
  return { hits: best(rows.flatMap(row => hitsOf(row, words, asked))), cut }
}

/** What the full-text index is asked: small letters and digits only, so that nothing typed can be an operator of its. */
function stationQuery(written: readonly string[]): string | null {
  const words = written.flatMap(word => word.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u)).filter(Boolean)
  if (words.length === 0) return null
  return words.slice(0, MOST_WORDS).map(wordClause).join(' ')
}

function wordClause(word: string): string {
  const spellings = [...new Set([word, ...nameWords(word).map(({ latin }) => latin.toLowerCase())])].filter(Boolean)
  const ways = spellings.flatMap(one => [
    `${one}^8`,
    `${one}*^2`,
    ...(one.length >= SHORTEST_WITH_SLIP ? [`${one}~1`] : []),
  ])
  return `+(${ways.join(' ')})`
}

type Row = Awaited<ReturnType<typeof stationsNamed>>[number]

function hitsOf([key, names, codes]: Row, words: readonly NameWord[], { text }: Asked): Hit[] {
  const others = (JSON.parse(codes ?? '[]') as { scheme: string; value: string }[]).map(({ scheme, value }) => ({
    field: `codes.${scheme}`,
    value,
  }))
  const byCode = [{ field: 'code', value: key }, ...others]
    .filter(({ value }) => value.toUpperCase() === text.toUpperCase())
    .map(({ field, value }) =>
      hitBy({ kind: 'STATION', key }, { field, value, how: 'EXACT', says: `code ${value} is what was asked for` }),
    )
  return [...byCode, ...names.flatMap((name, i) => byName(key, FIELDS[i] as string, name, words) ?? [])]
}

function byName(key: string, field: string, name: string | null, words: readonly NameWord[]): Hit | null {
  if (name === null || words.length === 0) return null
  const known = nameWords(name)
  const pairing = pairWords(
    words,
    known.map((word, nth) => ({ word, field, value: name, place: String(nth) })),
  )
  if (!pairing) return null
  // Of two stations whose names hold what was asked the one is meant that is called nothing else beside it.
  const whole = words.length / known.length
  const score = (pairing.worth / words.length) * (WHOLE_NAME + (1 - WHOLE_NAME) * whole)
  return { kind: 'STATION', key, score, matched: matchesOf(pairing, () => 'name'), rank: 0 }
}

/** Share of a name's worth that does not depend on how much of it was asked. */
const WHOLE_NAME = 0.9
