import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { numberShape } from '../../src/document/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { openSearch, type Search } from '../../src/link/index.ts'
import { pairWords } from '../../src/link/search/compare-words.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { namedFields, nameWords, type SearchedFields } from '../../src/person/index.ts'
import { identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

/**
 * What is found through the indexes, beside a look at everybody: every identity's names compared one by one, every
 * document's number. Names and numbers are few and alike, so that words and slips meet.
 */
const SURNAMES = [
  'IVANOV',
  'IVANOVA',
  'Iwanow',
  'ИВАНОВ',
  'TSOI',
  'TCOI',
  'ŠČEGLOVA',
  'SHCHEGLOVA',
  'PETROV-IVANOV',
  'OLEG',
  'Ó BRIEN',
]
const GIVEN = ['SERGEI', 'SIARHEI', 'Сергей', 'OLGA', 'VOLHA', 'IVAN', 'JAN', 'OLEG IVAN', 'S']
const DAY = '2023-05-01'
const DATES = ['1984-03-09', '1984', '1991-07']
const CHARACTERS = [...'0O1I5S8BA']

const person = fc.record({
  surname: fc.constantFrom(...SURNAMES),
  givenNames: fc.constantFrom(...GIVEN),
  dateOfBirth: fc.constantFrom(...DATES),
})
const number = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 5, maxLength: 9 }).map(all => all.join(''))

const people = fc.sample(person, { numRuns: 120, seed: 7 })
const numbers = [...new Set(fc.sample(number, { numRuns: 120, seed: 7 }))]

let database: Database
let search: Search
let identities: { person: string; fields: SearchedFields }[]
beforeAll(async () => {
  database = await emptyGraph()
  const rows = people.map((who, i) =>
    passenger(
      DAY,
      `P${i}`,
      { ...identity(who.surname, who.givenNames, who.dateOfBirth), sex: 'M' },
      {
        documents: numbers[i] ? [passport(numbers[i])] : [],
      },
    ),
  )
  await deliver(database, scratch(), [...line, run(DAY), ...rows])
  search = openSearch(database, new Patterns(database).groupings)
  const known = await database.read(
    'MATCH (p:Person)<-[:IS]-(i:Identity) RETURN p.id, i.surname, i.givenNames, i.dateOfBirth',
    {},
  )
  identities = known.map(([person, surname, givenNames, dateOfBirth]) => ({
    person: person as string,
    fields: { surname, givenNames, dateOfBirth } as SearchedFields,
  }))
}, 120_000)
afterAll(() => database.close())

/** The worth of each person that answers all words, by a look at every identity. */
function bruteForce(text: string, year: string | undefined): Map<string, number> {
  const words = nameWords(text)
  const found = new Map<string, number>()
  for (const { person, fields } of identities) {
    if (year && !fields.dateOfBirth?.startsWith(year)) continue
    const known = namedFields(fields).flatMap(({ field, value, words }) =>
      words.map((word, nth) => ({ word, field, value, place: `${field} ${nth}` })),
    )
    const pairing = words.length > 0 ? pairWords(words, known) : null
    if (pairing) found.set(person, Math.max(found.get(person) ?? 0, pairing.worth / words.length))
  }
  return found
}

const word = fc.oneof(
  fc.constantFrom(...SURNAMES.flatMap(name => name.split(/[- ]/)), ...GIVEN.flatMap(name => name.split(' '))),
  fc.constantFrom(
    'IVANPV',
    'IVANO',
    'SERGEY',
    'Сяргей',
    'Щеглова',
    'TSO',
    'I',
    'OLGO',
    'SERGEII',
    'IVNAOV',
    'BRIEN',
    'NOBODY',
  ),
)

test('persons: all that answer, worth what they are worth, and nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.option(fc.constantFrom('1984', '1991'), { nil: undefined }),
      async (words, year) => {
        const text = words.join(' ')
        const { hits, cutBy } = await search({ text: year ? `${text} ${year}` : text, kinds: ['PERSON'] })
        expect(cutBy).toBeNull()
        const found = new Map(hits.map(({ key, score }) => [key, score]))
        expect([...found].sort()).toEqual([...bruteForce(text, year)].sort())
        const scores = hits.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
      },
    ),
    { numRuns: 150, seed: 11 },
  )
}, 120_000)

test('documents: every one by its number with any of its characters misread, and all that hold a part', async () => {
  const misread: Record<string, string> = { 0: 'O', O: '0', 1: 'I', I: '1', 5: 'S', S: '5', 8: 'B', B: '8' }
  const slipped = (text: string, at: number) =>
    [...text].map((character, i) => (i === at % text.length ? (misread[character] ?? character) : character)).join('')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...numbers), fc.nat(8), fc.nat(8), fc.nat(8), async (own, at, from, length) => {
      const whole = slipped(own, at)
      const { hits } = await search({ text: whole, kinds: ['DOCUMENT'] })
      expect(hits[0]?.key.endsWith(own) || hits[0]?.key.endsWith(whole)).toBe(true)
      expect(hits.map(({ key }) => key)).toContain(`PASSPORT:RUS:${own}`)
      const part = whole.slice(from, from + 4 + length)
      if (!/\d/.test(part) || part.length < 4) return
      const held = numbers.filter(one => numberShape(one).includes(numberShape(part)))
      const answer = await search({ text: part, kinds: ['DOCUMENT'] })
      expect(answer.hits.map(({ key }) => key.split(':')[2]).sort()).toEqual(held.toSorted())
    }),
    { numRuns: 150, seed: 13 },
  )
}, 120_000)

test('no text that can be typed is an error of ours, or takes long', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 200 }).filter(text => text.length <= 200),
      async text => {
        const started = performance.now()
        const outcome = await search({ text }).then(
          ({ hits }) => hits.every(({ score }) => score > 0 && score <= 1),
          (error: Error) => error.message.startsWith('text: expected '),
        )
        expect(outcome).toBe(true)
        expect(performance.now() - started).toBeLessThan(5_000)
      },
    ),
    { numRuns: 300 },
  )
}, 120_000)

test('where there are more candidates than are looked at, the answer says so', async () => {
  const many = Array.from({ length: 620 }, (_, i) =>
    passenger(
      DAY,
      `M${i}`,
      identity('KUZMIN', i % 2 ? 'OLEG' : 'PETR', `19${50 + (i % 50)}-0${1 + (i % 9)}-1${i % 10}`),
      {
        documents: [passport(`77700${String(i).padStart(4, '0')}`)],
        booking: { ref: `ZZZ${i}`, contacts: [{ kind: 'PHONE', value: `+7906000${1000 + i}` }] },
      },
    ),
  )
  await deliver(database, scratch(), many)
  for (const [text, kind] of [
    ['Kuzmin', 'PERSON'],
    ['77700', 'DOCUMENT'],
    ['7906000', 'CONTACT'],
    ['ZZZ', 'BOOKING'],
  ] as const) {
    const { hits, cutBy } = await search({ text, kinds: [kind] })
    // Candidates are what sources state: of persons, several may be one.
    expect([text, hits.length > (kind === 'PERSON' ? 0 : 499), cutBy]).toEqual([text, true, 'LIMIT'])
  }
  // The one that is meant is not cut away by those that only resemble it.
  const [exact] = (await search({ text: '777000619', kinds: ['DOCUMENT'] })).hits
  expect(exact?.matched[0]?.how).toBe('EXACT')
  const [called] = (await search({ text: '+7 906 000 1619', kinds: ['CONTACT'] })).hits
  expect(called?.key).toBe('PHONE:+79060001619')
}, 120_000)
