import { ru } from '@faker-js/faker'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { russian, SCHEMES, type Scheme } from '../../bench/identity/romanisation.ts'
import type { Database } from '../../src/graph/index.ts'
import { openSearch, type Search } from '../../src/link/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { identity, line, passenger, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

/** Names that nobody chose with the keys in mind. */
const { last_name, first_name } = ru.person as unknown as Record<string, { male: string[] }>
const SURNAMES = (last_name as { male: string[] }).male
const GIVEN = (first_name as { male: string[] }).male
const schemes = Object.keys(SCHEMES) as Scheme[]
const PERSONS = 240

const cyrillic = Array.from({ length: PERSONS }, (_, i) => ({
  surname: SURNAMES[i % SURNAMES.length] as string,
  given: GIVEN[(i * 7) % GIVEN.length] as string,
}))
const scheme = (nth: number) => schemes[nth % schemes.length] as Scheme

let database: Database
let search: Search
let keys: string[]
beforeAll(async () => {
  database = await emptyGraph()
  const day = '2023-05-01'
  const people = cyrillic.map(({ surname, given }, i) =>
    passenger(day, `P${String(i).padStart(3, '0')}`, {
      ...identity(russian(surname, scheme(i)), russian(given, scheme(i)), `19${60 + (i % 40)}-03-${10 + (i % 20)}`),
      // Every fourth list tells the names in Cyrillic too.
      ...(i % 4 === 0 ? { surnameCyrillic: surname, givenNamesCyrillic: given } : {}),
    }),
  )
  await deliver(database, scratch(), [...line, run(day), ...people])
  search = openSearch(database, new Patterns(database).groupings)
  const rows = await database.read(
    'MATCH (j:Journey)<-[:MADE]-(:Identity)-[:IS]->(p:Person) RETURN p.id ORDER BY j.ref',
    {},
  )
  keys = rows.map(([key]) => String(key))
}, 120_000)
afterAll(() => database.close())

/** Whether the person is among the hits that are worth the most or not much less: on the first page. */
async function isFound(text: string, nth: number): Promise<boolean> {
  const { hits } = await search({ text, kinds: ['PERSON'] })
  return hits.slice(0, 50).some(({ key }) => key === keys[nth])
}

async function share(textOf: (nth: number) => string): Promise<{ share: number; missed: string[] }> {
  const missed: string[] = []
  for (let nth = 0; nth < PERSONS; nth++) {
    const text = textOf(nth)
    if (!(await isFound(text, nth))) missed.push(text)
  }
  return { share: 1 - missed.length / PERSONS, missed }
}

const written = (nth: number, by: Scheme) => {
  const { surname, given } = cyrillic[nth] as (typeof cyrillic)[number]
  return `${russian(given, by)} ${russian(surname, by)}`
}

test('everybody is found by the name as it was written', async () => {
  expect((await share(nth => written(nth, scheme(nth)))).missed).toEqual([])
})

test('nearly everybody is found by the name in Cyrillic', async () => {
  const { share: found } = await share(nth => `${cyrillic[nth]?.surname} ${cyrillic[nth]?.given}`)
  expect(found).toBeGreaterThan(0.97)
})

test('and by the name in another scheme of romanisation', async () => {
  const { share: found } = await share(nth => written(nth, scheme(nth + 1 + (nth % (schemes.length - 1)))))
  expect(found).toBeGreaterThan(0.95)
})
