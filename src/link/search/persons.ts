import { isPatronymic, type NameWord, namedFields, nameWords, type SearchedFields } from '../../person/index.ts'
import { matchesOf, pairWords } from './compare-words.ts'
import { type SearchGraph, upTo } from './graph.ts'
import { best, type Found, type Hit, type Match, NOTHING } from './hit.ts'
import { namesQuery } from './names-query.ts'
import { type PortraitRow, personsNamed } from './store.ts'
import type { Asked } from './text.ts'

/** What fields hold; those of one name, in two scripts, are one. */
const NAMES: Readonly<Record<string, string>> = {
  surname: 'surname',
  surnameCyrillic: 'surname',
  surnameAtBirth: 'surname at birth',
  givenNames: 'given name',
  givenNamesCyrillic: 'given name',
}
const nameOf = (field: string) => NAMES[field] ?? field

/** Names that one search may hold: nobody has more, and each costs. */
const MOST_WORDS = 8

/** Of names fewer candidates than of others: each is compared word by word. */
const MOST_NAMED = 250

/** Finds persons by parts of their names in any order, script and spelling, and when they were born where that is told. */
export async function findPersons(asked: Asked, graph: SearchGraph): Promise<Found> {
  if (asked.numbers.length > 0) return NOTHING
  const words = nameWords(asked.words.join(' ')).slice(0, MOST_WORDS)
  const found = await findNamed(words, asked, graph)
  // Most lists know no patronymics, and some surnames look like one (Abramovich): it is left out where nobody has it, as a
  // word of no worth.
  const own = words.filter(({ shown }, i) => i === 0 || !isPatronymic(shown))
  return found.hits.length > 0 || own.length === words.length ? found : findNamed(own, asked, graph, words.length)
}

/** @param among how many words were asked, those that are left out among them */
async function findNamed(
  words: readonly NameWord[],
  asked: Asked,
  { ask, ways, groups }: SearchGraph,
  among = words.length,
): Promise<Found> {
  const query = namesQuery(words, asked.dates)
  if (query === null) return NOTHING
  const { rows, cut } = upTo(await personsNamed(ask, ways, { ...groups, query, most: MOST_NAMED + 1 }), MOST_NAMED)
  const bearers = new Map<string, number>()
  for (const { fields } of rows) bearers.set(fields.surname, (bearers.get(fields.surname) ?? 0) + 1)
  const hits = rows.flatMap(row => hitOf(words, among, asked, row, bearers.get(row.fields.surname) ?? 0) ?? [])
  return { hits: best(hits), cut }
}

function hitOf(
  words: readonly NameWord[],
  among: number,
  asked: Asked,
  { person, fields }: PortraitRow,
  bearers: number,
): Hit | null {
  const known = namedFields(fields).flatMap(({ field, value, words }) =>
    words.map((word, nth) => ({ word, field, value, place: `${nameOf(field)} ${nth}` })),
  )
  const pairing = pairWords(words, known)
  if (!pairing) return null
  const matched = [...matchesOf(pairing, nameOf), ...birthMatches(asked, fields)]
  return { kind: 'PERSON', key: person, score: pairing.worth / among, matched, rank: bearers }
}

function birthMatches({ dates }: Asked, { dateOfBirth }: SearchedFields): Match[] {
  return dates.flatMap((date): Match[] => {
    if (!dateOfBirth?.startsWith(date)) return []
    const is = dateOfBirth === date ? 'is what was asked for' : `lies in ${date}`
    const how = dateOfBirth === date ? 'EXACT' : 'PREFIX'
    return [{ field: 'dateOfBirth', value: dateOfBirth, how, says: `date of birth ${dateOfBirth} ${is}` }]
  })
}
