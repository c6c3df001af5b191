import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { refusal, Service } from './service.ts'

/**
 * Olga Shcheglova on two lists under one passport: one person. Without a passport she is likely the same on a third, born
 * on another day, and on a fourth, day and month swapped and the sex not stated; the Olga of 1991 is another. Two Petrovs, likely one, boarded
 * one run.
 */
const [monday, tuesday, wednesday] = ['2023-05-01', '2023-05-02', '2023-05-03'] as const
const olga = (surname: string, born: string) => ({ ...identity(surname, 'OLGA', born), sex: 'F' })
const papers = { documents: [passport('709448936')] }

let service: Service
beforeAll(async () => {
  service = await Service.open([
    ...line,
    ...[monday, tuesday, wednesday].map(day => run(day)),
    passenger(monday, 'latin', olga('SHCHEGLOVA', '1984-03-07'), papers),
    passenger(tuesday, 'lithuanian', olga('ŠČEGLOVA', '1984-03-07'), papers),
    passenger(wednesday, 'ninth', olga('SHCHEGLOVA', '1984-03-09')),
    passenger(wednesday, 'swapped', identity('ŠČEGLOVA', 'OLGA', '1984-07-03')),
    passenger(wednesday, 'other', olga('SHCHEGLOVA', '1991-11-30')),
    passenger(monday, 'first', identity('PETROV', 'OLEG', '1970-10-10')),
    passenger(monday, 'second', identity('PETROV', 'OLEG', '1970-10')),
    check('b1', monday, 'BOARD', { passenger: 'first', station: 'MOSKVA' }),
    check('b2', monday, 'BOARD', { passenger: 'second', station: 'MOSKVA' }),
  ])
})
afterAll(() => service.close())

type Strictness = 'STRICT' | 'REVIEWED' | 'PROBABLE'
const STRICTNESSES = ['STRICT', 'REVIEWED', 'PROBABLE'] as const

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const first = await service.ask(query, variables)
  await service.api.reads.warmth.settled()
  const { whole } = service.api.reads.statements
  const again = await service.ask(query, variables)
  expect(again).toEqual(first)
  expect(service.api.reads.statements.whole).toBeGreaterThan(whole)
  expect(first.errors).toBeUndefined()
  return first.data
}

/** The refs of each person's journeys, in order. */
async function persons(strictness: Strictness): Promise<string[]> {
  const { persons: list } = await ask(
    'query ($identity: IdentityStrictness) { persons(identity: $identity) { totalCount nodes { journeys { nodes { ref } } } } }',
    { identity: strictness },
  )
  expect(list.nodes).toHaveLength(list.totalCount)
  const refs = list.nodes.map(({ journeys }: { journeys: { nodes: { ref: string }[] } }) =>
    journeys.nodes.map(({ ref }) => ref).join(' '),
  )
  return refs.sort()
}

const ids = async () =>
  new Map((await service.database.read('MATCH (i:Identity)-[:MADE]->(j) RETURN j.ref, i.id', {})) as [string, string][])

/** A human's decision about the two who travelled under these refs, as it stands in the graph. */
async function decide(type: 'CONFIRMED_WITH' | 'REJECTED_WITH', one: string, other: string) {
  const known = await ids()
  await service.database.write(tx =>
    tx.run(
      `MATCH (a:Identity {id: $one}) MATCH (b:Identity {id: $other})
      CREATE (a)-[:${type} {by: 'piotr', at: 1700000000000, decision: 'd1'}]->(b)`,
      { one: known.get(one), other: known.get(other) },
    ),
  )
}

const undecide = () => service.database.write(tx => tx.run('MATCH ()-[t:CONFIRMED_WITH|REJECTED_WITH]->() DELETE t'))

describe('persons are as many as their links are sure', () => {
  test('without decisions', async () => {
    expect(await persons('STRICT')).toEqual(['first', 'latin', 'lithuanian', 'ninth', 'other', 'second', 'swapped'])
    expect(await persons('REVIEWED')).toEqual(['first', 'latin lithuanian', 'ninth', 'other', 'second', 'swapped'])
    // The Petrovs are likely one, but boarded one run.
    expect(await persons('PROBABLE')).toEqual(['first', 'latin lithuanian ninth swapped', 'other', 'second'])
  })

  test('a confirmation is heeded under STRICT at once, a rejection under PROBABLE', async () => {
    await decide('CONFIRMED_WITH', 'lithuanian', 'latin')
    await decide('REJECTED_WITH', 'lithuanian', 'ninth')
    expect(await persons('STRICT')).toEqual(['first', 'latin lithuanian', 'ninth', 'other', 'second', 'swapped'])
    expect(await persons('PROBABLE')).toEqual(['first', 'latin lithuanian swapped', 'ninth', 'other', 'second'])
    await undecide()
    expect(await persons('STRICT')).toHaveLength(7)
    expect(await persons('PROBABLE')).toHaveLength(4)
  })
})

test('what is below a person, and leads back to it, is as strict as the question', async () => {
  const query = `query ($identity: IdentityStrictness) {
    journey(run: "029/2023-05-02", ref: "lithuanian", identity: $identity) {
      person { id displayName identities { surname person { id } } documents { nodes { holders {
        nodes { id displayName } edges { identities journeys }
      } } } }
    }
  }`
  const seen = []
  for (const identity of STRICTNESSES) {
    const { person } = (await ask(query, { identity })).journey
    const [document] = person.documents.nodes
    const back = [...person.identities.map((one: { person: { id: string } }) => one.person.id)]
    expect(new Set(back)).toEqual(new Set([person.id]))
    expect(document.holders.nodes.map(({ id }: { id: string }) => id)).toContain(person.id)
    seen.push([
      person.displayName,
      person.identities.length,
      document.holders.nodes.map((one: { displayName: string }) => one.displayName),
      document.holders.edges,
    ])
  }
  expect(seen).toEqual([
    ['ŠČEGLOVA OLGA', 1, ['SHCHEGLOVA OLGA', 'ŠČEGLOVA OLGA'], Array(2).fill({ identities: 1, journeys: 1 })],
    ['SHCHEGLOVA OLGA', 2, ['SHCHEGLOVA OLGA'], [{ identities: 2, journeys: 2 }]],
    ['SHCHEGLOVA OLGA', 4, ['SHCHEGLOVA OLGA'], [{ identities: 2, journeys: 2 }]],
  ])
})

test('a person is found under each strictness by the id of any identity, and of any other strictness', async () => {
  const known = await ids()
  const global = (ref: string) => Buffer.from(`Identity:${known.get(ref)}`).toString('base64url')
  const query = `query ($id: ID!, $identity: IdentityStrictness) {
    person(id: $id, identity: $identity) { id identities { id } }
  }`
  for (const identity of STRICTNESSES) {
    const { person } = await ask(query, { id: global('ninth'), identity })
    const members = person.identities.map(({ id }: { id: string }) => Buffer.from(id, 'base64url').toString().slice(9))
    expect(Buffer.from(person.id, 'base64url').toString()).toBe(`Person:${members.sort()[0]}`)
    const least = { id: Buffer.from(`Identity:${members.sort()[0]}`).toString('base64url') }
    for (const other of STRICTNESSES)
      expect((await ask(query, { id: person.id, identity: other })).person.identities).toContainEqual(least)
  }
})

test('filters count over all that a person has under that strictness', async () => {
  const query = `query ($identity: IdentityStrictness, $filter: PersonFilter) {
    persons(identity: $identity, filter: $filter) { totalCount }
  }`
  const counts = async (filter: object) => {
    const found = []
    for (const identity of STRICTNESSES) found.push((await ask(query, { identity, filter })).persons.totalCount)
    return found
  }
  expect(await counts({ minJourneys: 2 })).toEqual([0, 1, 1])
  expect(await counts({ minJourneys: 4 })).toEqual([0, 0, 1])
  expect(await counts({ dateOfBirth: '1984-07' })).toEqual([1, 1, 1])
  expect(await counts({ name: 'shcheglova' })).toEqual([3, 3, 2])
})

interface Page {
  nodes: { id: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

test('pages are walked by cursors of their own strictness', async () => {
  const query = `query ($identity: IdentityStrictness, $after: String) {
    persons(identity: $identity, first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
  }`
  for (const identity of STRICTNESSES) {
    const found: string[] = []
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo }: Page = (await ask(query, { identity, after })).persons
      found.push(...nodes.map(({ id }) => id))
      after = pageInfo.endCursor
      more = pageInfo.hasNextPage
    }
    expect(new Set(found).size).toBe({ STRICT: 7, REVIEWED: 6, PROBABLE: 4 }[identity])
    expect(found).toHaveLength(new Set(found).size)
  }
  const { endCursor } = (await ask(query, { identity: 'REVIEWED' })).persons.pageInfo
  expect(refusal(await service.ask(query, { identity: 'STRICT', after: endCursor }))).toMatchObject({
    message: 'after: expected a cursor of persons under STRICT in the order NAME_ASC, got one of persons in NAME_ASC',
    extensions: { code: 'BAD_USER_INPUT' },
  })
})

test('is one of three words', async () => {
  for (const word of ['"STRICT"', 'strict', 'CERTAIN', '3'])
    expect(refusal(await service.ask(`{ persons(identity: ${word}) { totalCount } }`)).extensions.code).toBe(
      'BAD_USER_INPUT',
    )
  expect((await service.ask('{ persons(identity: null) { totalCount } }')).data.persons.totalCount).toBe(6)
})

test('as known on a day, persons are grouped as strictly too', async () => {
  const query = `query ($identity: IdentityStrictness, $then: DateTime) {
    persons(identity: $identity, asKnownAt: $then) { totalCount nodes { displayName identities { surname } } }
  }`
  const counts = async (then: string) => {
    const found = []
    for (const identity of STRICTNESSES)
      found.push((await service.ask(query, { identity, then })).data.persons.totalCount)
    return found
  }
  expect(await counts('2020-01-01')).toEqual([0, 0, 0])
  expect(await counts('2100-01-01')).toEqual([7, 6, 4])
})

test('what a human decides by a mutation is heeded under STRICT, and not when it is undone', async () => {
  const known = await ids()
  const of = (ref: string) => Buffer.from(`Person:${known.get(ref)}`).toString('base64url')
  const merge = `mutation ($persons: [ID!]!) {
    mergePersons(input: { persons: $persons, note: "one passport, seen by eye" }) { decision { id } userErrors { message } }
  }`
  const { data } = await service.ask(merge, { persons: [of('first'), of('other')] })
  expect(data.mergePersons.userErrors).toEqual([])
  expect(await persons('STRICT')).toEqual(['first other', 'latin', 'lithuanian', 'ninth', 'second', 'swapped'])
  const query = 'query ($id: ID!) { person(id: $id, identity: STRICT) { assertions { link { status decidedBy } } } }'
  expect((await ask(query, { id: of('other') })).person.assertions).toEqual([
    { link: { status: 'CONFIRMED', decidedBy: 'local' } },
  ])
  const undo = `mutation ($decision: ID!) {
    undoDecision(input: { decision: $decision, note: "the wrong two" }) { userErrors { message } }
  }`
  const undone = await service.ask(undo, { decision: data.mergePersons.decision.id })
  expect(undone.data.undoDecision.userErrors).toEqual([])
  expect(await persons('STRICT')).toHaveLength(7)
})
