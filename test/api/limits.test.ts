import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { getIntrospectionQuery } from 'graphql'
import { globalId, refusal, Service } from './service.ts'

let service: Service

beforeAll(async () => {
  service = await Service.open([])
})

afterAll(() => service.close())

const ask = (query: string, variables?: Record<string, unknown>) => service.ask(query, variables)

describe('too much', () => {
  const aliases = (count: number, field: string) =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ')} }`
  const spread = (levels: number, leaf: string) =>
    `{ ...F0 } ${Array.from({ length: levels }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F${levels} on Query { ${leaf} }`
  const ids = `[${`"${globalId('Person', 'x')}" `.repeat(500)}]`

  test.each([
    [
      'nodes',
      '{ persons(first: 500) { nodes { journeys(first: 500) { nodes { run { id } documents { id } } } } } }',
      'Size: expected at most 250000 possible nodes, got 3000500; ask for a smaller `first`',
    ],
    [
      'nodes of a union',
      '{ documents(first: 500) { nodes { presentations(first: 500) { nodes { __typename } } } } }',
      'Size: expected at most 250000 possible nodes, got 250500; ask for a smaller `first`',
    ],
    [
      'nodes, as many as a variable says that nobody sends',
      'query ($n: Int = 500) { persons(first: $n) { nodes { journeys(first: $n) { nodes { run { id } documents { id } } } } } }',
      'Size: expected at most 250000 possible nodes, got 3000500; ask for a smaller `first`',
    ],
    [
      'nodes below ids',
      `{ nodes(ids: ${ids}) { ... on Person { journeys(first: 500) { nodes { run { id } } } } } }`,
      'Size: expected at most 250000 possible nodes, got 500500; ask for a smaller `first`',
    ],
    [
      'levels',
      `{ persons(first: 1) { nodes { ${'journeys(first: 1) { nodes { person { '.repeat(6)}id${' } } }'.repeat(6)} } } }`,
      'Depth: expected at most 15 levels, got 21',
    ],
    [
      'levels of fragments',
      `{ persons { nodes { ...A } } } ${Array.from({ length: 6 }, (_, n) => `fragment ${'ABCDEF'[n]} on Person { journeys(first: 1) { nodes { person { ${n < 5 ? `...${'ABCDEF'[n + 1]}` : 'id'} } } } }`).join(' ')}`,
      'Depth: expected at most 15 levels, got 21',
    ],
    [
      'lists',
      aliases(100, 'persons { totalCount }'),
      'Lists: expected at most 50 fields with `first` in one operation, got 100; ask in several operations',
    ],
    [
      'answers',
      aliases(11, 'sharedDocuments { totalCount }'),
      'Answers: expected at most 10 of repeatDisembarkers, search, sharedDocuments, verifyFinding, expand, expansion, paths, coTravellers, timeline, exportGraph, createEvidenceBundle, sweep in one operation (of Person.coTravellers 10 count as one), got 11',
    ],
    [
      'answers below others',
      '{ persons(first: 101) { nodes { coTravellers { totalCount } } } }',
      'Answers: expected at most 10 of repeatDisembarkers, search, sharedDocuments, verifyFinding, expand, expansion, paths, coTravellers, timeline, exportGraph, createEvidenceBundle, sweep in one operation (of Person.coTravellers 10 count as one), got 11',
    ],
    // Measured spread by spread, 2^40 of them would keep the service busy for years.
    [
      'spreads of spreads',
      spread(40, 'persons { totalCount }'),
      'Lists: expected at most 50 fields with `first` in one operation, got 1099511627776; ask in several operations',
    ],
    ['words', aliases(2_000, '__typename'), 'Text: expected at most 4000 tokens, got more'],
    [
      'brackets',
      `{ nodes(ids: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { id } }`,
      'Text: expected at most 200 brackets inside each other, got more',
    ],
  ])('%s', async (_, query, message) => {
    const statements = service.database.statements
    const answer = await ask(query)
    expect(answer.status).toBe(400)
    expect(refusal(answer)).toEqual({ message, extensions: { code: 'LIMIT_EXCEEDED' } })
    expect(service.database.statements).toBe(statements)
  })

  test('few nodes, as few as a variable says that nobody sends, are answered', async () => {
    const people = 'identities { documents { holders(first: $n) { nodes { identities { documents { id } } } } } }'
    const { data, errors } = await ask(`query ($n: Int = 1) { persons(first: $n) { nodes { ${people} } } }`)
    expect(errors).toBeUndefined()
    expect(data).toEqual({ persons: { nodes: [] } })
  })

  test('spreads of spreads that stand for little are answered', async () => {
    expect((await ask(spread(40, '__typename'))).data).toEqual({ __typename: 'Query' })
  })

  test('brackets in texts and comments are no nesting', async () => {
    const { data } = await ask(`{ station(code: "${'{'.repeat(300)}") { code } } # ${'{'.repeat(300)}`)
    expect(data).toEqual({ station: null })
  })

  test('what tools ask of the schema itself is not', async () => {
    const { data, errors } = await ask(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))
    expect(errors).toBeUndefined()
    expect(data.__schema.queryType).toMatchObject({ name: 'Query' })
  })

  test('a body of 10 MB', async () => {
    const answer = await ask(`{ ${' '.repeat(10_000_000)} }`)
    expect(answer.status).toBe(413)
    expect(refusal(answer)).toEqual({
      message: 'Body: expected at most 1048576 bytes, got more',
      extensions: { code: 'LIMIT_EXCEEDED' },
    })
  })
})
