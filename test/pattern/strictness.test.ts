import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Service } from '../api/service.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'

/**
 * Olga Shcheglova left at Kena from two lists, spelt in two ways under one passport: one person. On a third list she is
 * likely the same, born on another day; she left there too, and an officer read that passport.
 */
const [monday, tuesday, wednesday] = ['2023-05-01', '2023-05-02', '2023-05-03'] as const
const olga = (surname: string, born: string) => ({ ...identity(surname, 'OLGA', born), sex: 'F' })
const card = passport('709448936')

let service: Service
beforeAll(async () => {
  service = await Service.open([
    ...line,
    ...[monday, tuesday, wednesday].map(day => run(day)),
    passenger(monday, 'latin', olga('SHCHEGLOVA', '1984-03-07'), { documents: [card] }),
    passenger(tuesday, 'lithuanian', olga('ŠČEGLOVA', '1984-03-07'), { documents: [card] }),
    passenger(wednesday, 'ninth', olga('SHCHEGLOVA', '1984-03-09')),
    check('a1', monday, 'ALIGHT', { passenger: 'latin' }),
    check('a2', tuesday, 'ALIGHT', { passenger: 'lithuanian' }),
    check('a3', wednesday, 'ALIGHT', { passenger: 'ninth', document: card }),
  ])
})
afterAll(() => service.close())

const STRICTNESSES = ['STRICT', 'REVIEWED', 'PROBABLE'] as const

async function ask(query: string, identity: string) {
  const { data, errors } = await service.ask(query, { identity })
  expect(errors).toBeUndefined()
  return data
}

const LEAVERS = `query ($identity: IdentityStrictness) {
  repeatDisembarkers(input: { station: "KENA", atLeast: 1, identity: $identity }, first: 9) { totalCount nodes {
    times journeys person { id identities { id } journeys { totalCount } }
    calls { run { run journeys(first: 5) { nodes { person { identities { id } } } } } }
  } }
}`
const SHARED = `query ($identity: IdentityStrictness) {
  sharedDocuments(input: { identity: $identity, includeSpellingVariants: true }) { nodes {
    persons { identities { id } } presentations spellingOnly document { number holders { totalCount } }
  } }
}`

interface Person {
  readonly identities: readonly { readonly id: string }[]
}

/** For each strictness the persons of the answer: leavings, and how many identities they are. */
async function leavers() {
  const found = []
  for (const strictness of STRICTNESSES) {
    const { nodes } = (await ask(LEAVERS, strictness)).repeatDisembarkers
    found.push(
      nodes.map((row: { times: number; journeys: number; person: Person & { journeys: { totalCount: number } } }) => {
        expect(row.person.journeys.totalCount).toBe(row.journeys)
        return [row.times, row.person.identities.length]
      }),
    )
    found.at(-1)?.sort((a: number[], b: number[]) => Number(b[0]) - Number(a[0]))
  }
  return found
}

const decide = (type: string, one: string, other: string) =>
  service.database.write(tx =>
    tx.run(
      `MATCH (a:Identity)-[:MADE]->({ref: $one}) MATCH (b:Identity)-[:MADE]->({ref: $other})
      CREATE (a)-[:${type} {by: 'piotr', at: 1700000000000}]->(b)`,
      { one, other },
    ),
  )

test('who leaves again and again is counted as strictly as the question is asked, at once after a decision', async () => {
  const alone = [1, 1]
  expect(await leavers()).toEqual([[alone, alone, alone], [[2, 2], alone], [[3, 3]]])
  await decide('CONFIRMED_WITH', 'lithuanian', 'latin')
  expect(await leavers()).toEqual([[[2, 2], alone], [[2, 2], alone], [[3, 3]]])
  await decide('REJECTED_WITH', 'ninth', 'latin')
  expect(await leavers()).toEqual([
    [[2, 2], alone],
    [[2, 2], alone],
    [[2, 2], alone],
  ])
  await service.database.write(tx => tx.run('MATCH ()-[t:CONFIRMED_WITH|REJECTED_WITH]->() DELETE t'))
  expect(await leavers()).toEqual([[alone, alone, alone], [[2, 2], alone], [[3, 3]]])
})

test('the calls of the answer show those aboard as strictly too', async () => {
  for (const [strictness, size] of [
    ['STRICT', 1],
    ['PROBABLE', 3],
  ] as const) {
    const { nodes } = (await ask(LEAVERS, strictness)).repeatDisembarkers
    const aboard = nodes[0].calls[0].run.journeys.nodes.map(
      ({ person }: { person: Person }) => person.identities.length,
    )
    expect(aboard).toEqual([size])
  }
})

test('a document is shared by as many persons as those who showed it are', async () => {
  const found = []
  for (const strictness of STRICTNESSES) {
    const { nodes } = (await ask(SHARED, strictness)).sharedDocuments
    found.push(
      nodes.map((row: { persons: Person[]; presentations: number; document: { holders: { totalCount: number } } }) => {
        const sizes = row.persons.map(({ identities }) => identities.length).sort()
        return [sizes, row.presentations, row.document.holders.totalCount]
      }),
    )
  }
  // An officer read it on the third journey, on which nobody had stated it: she showed it and is not stated on it.
  expect(found).toEqual([[[[1, 1, 1], 3, 2]], [[[1, 2], 3, 1]], [[[3], 3, 1]]])
})

test('is REVIEWED where nothing is said, and one of three words', async () => {
  const query = (input: string) => `{ repeatDisembarkers(input: { station: "KENA", ${input} }) { totalCount } }`
  const count = async (input: string) => (await service.ask(query(input))).data.repeatDisembarkers.totalCount
  expect([await count('atLeast: 1'), await count('atLeast: 1, identity: null')]).toEqual([2, 2])
  const { errors } = await service.ask(query('identity: SURE'))
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
})
