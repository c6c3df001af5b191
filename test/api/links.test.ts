import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { writeCursor } from '../../src/graph/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { Service } from './service.ts'

/** Two people on one train under one passport; a third booked together with the second. */
const [monday, tuesday] = ['2023-05-01', '2023-05-02'] as const
const booking = { ref: 'B1', contacts: [{ kind: 'PHONE', value: '+37060000001' }] }

let service: Service
beforeAll(async () => {
  service = await Service.open([
    ...line,
    ...[monday, tuesday].map(day => run(day)),
    passenger(monday, 'anna', identity('ANNINA', 'ANNA', '1984-03-09'), { documents: [passport('700000001')] }),
    passenger(monday, 'boris', identity('BORISOV', 'BORIS', '1971-01-02'), { documents: [passport('700000001')] }),
    passenger(tuesday, 'boris', identity('BORISOV', 'BORIS', '1971-01-02'), {
      documents: [passport('700000001')],
      booking,
    }),
    passenger(tuesday, 'clara', identity('CLARINA', 'CLARA', '1990-10-10'), {
      documents: [passport('700000003')],
      booking,
    }),
    check('k1', monday, 'ALIGHT', { passenger: 'anna' }),
  ])
})
afterAll(() => service.close())

async function personOf(day: string, ref: string): Promise<string> {
  const { data } = await service.ask(
    'query ($run: String!, $ref: String!) { journey(run: $run, ref: $ref) { person { id } } }',
    {
      run: `029/${day}`,
      ref,
    },
  )
  return data.journey.person.id
}

const EXPAND = `query ($id: ID!, $kinds: [TieKind!], $first: Int, $after: String) {
  expand(id: $id, kinds: $kinds, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    completeness { complete reason resume }
    nodes { id }
    edges { kind backwards first last count exact because node { __typename ... on Document { number } ... on Person { displayName } } evidence { __typename } }
  }
}`

test('a person is opened with reasons, page after page', async () => {
  const boris = await personOf(monday, 'boris')
  const { data, errors } = await service.ask(EXPAND, {
    id: boris,
    kinds: ['HELD', 'SHARED_DOCUMENT', 'SHARED_BOOKING'],
  })
  expect(errors).toBeUndefined()
  expect(data.expand.completeness).toEqual({ complete: true, reason: null, resume: null })
  expect(data.expand.edges).toEqual([
    {
      kind: 'HELD',
      backwards: false,
      first: '2023-05-01T18:24:00Z',
      last: '2023-05-02T18:24:00Z',
      count: 2,
      exact: true,
      because: 'is stated as holder of (2 times, from 2023-05-01 to 2023-05-02)',
      node: { __typename: 'Document', number: '700000001' },
      evidence: [{ __typename: 'Journey' }, { __typename: 'Journey' }],
    },
    expect.objectContaining({ kind: 'SHARED_BOOKING', node: { __typename: 'Person', displayName: 'CLARINA CLARA' } }),
    expect.objectContaining({
      kind: 'SHARED_DOCUMENT',
      first: null,
      node: { __typename: 'Person', displayName: 'ANNINA ANNA' },
    }),
  ])
  const first = await service.ask(EXPAND, { id: boris, first: 1 })
  const { endCursor } = first.data.expand.pageInfo
  const second = await service.ask(EXPAND, { id: boris, first: 500, after: endCursor })
  expect(second.data.expand.nodes).toHaveLength(first.data.expand.totalCount - 1)
  const other = await service.ask(EXPAND, { id: boris, kinds: ['HELD'], after: endCursor })
  expect(other.errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

test('what a thing holds is told before it is opened', async () => {
  const { data } = await service.ask(
    'query ($id: ID!) { expansion(id: $id) { ties { kind to backwards atLeast facts exact } completeness { complete } } }',
    { id: await personOf(monday, 'boris') },
  )
  expect(data.expansion.completeness.complete).toBe(true)
  expect(data.expansion.ties).toContainEqual({
    kind: 'TRAVELLED',
    to: 'TRAIN_RUN',
    backwards: false,
    atLeast: 2,
    facts: 2,
    exact: true,
  })
})

const PATHS = `query ($from: ID!, $to: ID!, $maxHops: Int, $avoiding: [ID!], $kinds: [TieKind!]) {
  paths(from: $from, to: $to, maxHops: $maxHops, avoiding: $avoiding, kinds: $kinds) {
    searchedHops
    completeness { complete reason }
    hubs { id }
    totalCount
    nodes { length things { id __typename } hops { from { id } to { id } ties { kind backwards because } } }
  }
}`

test('a path is explained hop by hop', async () => {
  const [anna, clara] = [await personOf(monday, 'anna'), await personOf(tuesday, 'clara')]
  const { data, errors } = await service.ask(PATHS, { from: anna, to: clara })
  expect(errors).toBeUndefined()
  expect(data.paths.completeness).toEqual({ complete: true, reason: null })
  const [shortest] = data.paths.nodes
  expect(shortest.things.map((one: { __typename: string }) => one.__typename)).toEqual([
    'Person',
    'Document',
    'Person',
    'Booking',
    'Person',
  ])
  expect(shortest.length).toBe(4)
  expect(shortest.hops[1].ties).toEqual([
    { kind: 'HELD', backwards: true, because: 'is stated as holder of (2 times, from 2023-05-01 to 2023-05-02)' },
  ])
  const around = await service.ask(PATHS, { from: anna, to: clara, avoiding: [shortest.things[1].id] })
  expect(around.data.paths.nodes).toEqual([])
})

test.each([
  ['expand', 'LAST_DESC', ['x', 'y', 'z'], '{ totalCount }'],
  ['timeline', 'AT_ASC', ['1', 2], '{ totalCount }'],
  ['paths', 'DEFAULT', [-1], '{ totalCount }'],
])('a cursor of %s that was never given out is refused', async (field, order, values, below) => {
  const id = await personOf(monday, 'boris')
  const named =
    field === 'timeline'
      ? `ids: ["${id}"]`
      : field === 'paths'
        ? `from: "${id}", to: "${await personOf(monday, 'anna')}"`
        : `id: "${id}"`
  const ask = (after?: string) =>
    service.ask(
      `{ ${field}(${named}, first: 1${after ? `, after: "${after}"` : ''}) ${after ? below : '{ pageInfo { endCursor } }'} }`,
    )
  const { endCursor } = (await ask()).data[field].pageInfo
  const [list] = JSON.parse(Buffer.from(endCursor, 'base64url').toString().slice(6))
  expect((await ask(endCursor)).errors).toBeUndefined()
  const { errors } = await ask(writeCursor(list, order, values))
  expect(errors[0]).toMatchObject({
    message: expect.stringContaining('altered one'),
    extensions: { code: 'BAD_USER_INPUT' },
  })
})

test.each([
  ['an id of something without ties', { id: Buffer.from('Pattern:REPEAT_DISEMBARKER').toString('base64url') }],
  ['no id', { id: 'nonsense' }],
  ['a tie that a person never has', { kinds: ['HAS_CALL'] }],
  ['a page too long', { first: 501 }],
])('refuses %s', async (_, wrong) => {
  const { errors } = await service.ask(EXPAND, { id: await personOf(monday, 'boris'), ...wrong })
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect(errors[0]?.message).toMatch(/expected .*, got /)
})

test('a thing that is not there is not found', async () => {
  const nobody = Buffer.from('Person:nobody').toString('base64url')
  const { errors } = await service.ask(EXPAND, { id: nobody })
  expect(errors[0]?.extensions.code).toBe('NOT_FOUND')
  const path = await service.ask(PATHS, { from: await personOf(monday, 'boris'), to: nobody })
  expect(path.errors[0]?.message).toBe('to: expected the id of a thing that is there, got that of a Person that is not')
})
