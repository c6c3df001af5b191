import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { timeline } from '../../src/link/index.ts'
import { Groupings } from '../../src/person/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { type Answer, globalId, refusal, Service } from './service.ts'

/** Anna on the first and the fifth day; of the third and fourth there is a train and no list; checks of the fifth are incomplete. */
const days = ['2023-05-01', '2023-05-02', '2023-05-03', '2023-05-04', '2023-05-05'] as const
const [first, second, , , fifth] = days
const anna = identity('ANNINA', 'ANNA', '1984-03-09')

let service: Service
beforeAll(async () => {
  service = await Service.open([
    ...line,
    ...days.map(day => run(day)),
    passenger(first, 'a', anna, {
      documents: [passport('700000001')],
      ticket: { from: 'MOSKVA', to: 'KALININGRAD' },
      booking: { ref: 'B1', purchasedAt: '2023-04-20T10:00:00Z', channel: 'WEB' },
    }),
    passenger(second, 'b', identity('BORISOV', 'BORIS', '1971-01-02')),
    passenger(fifth, 'a', anna, { documents: [passport('700000001')] }),
    check('k1', first, 'ALIGHT', { passenger: 'a', document: passport('700000001'), exception: 'MEDICAL' }),
    {
      record: 'document',
      ...passport('700000001'),
      holder: anna,
      issuedOn: '2020-01-01',
      expiresOn: '2030-01-01',
      status: 'LOST',
      statusAt: '2023-05-04T12:00:00Z',
    },
    { record: 'coverage', run: `029/${fifth}`, feed: 'CHECKS', complete: false },
  ])
})
afterAll(() => service.close())

const QUERY = `query ($ids: [ID!]!, $from: DateTime, $to: DateTime, $first: Int, $after: String) {
  timeline(ids: $ids, from: $from, to: $to, first: $first, after: $after) {
    totalCount completeness { complete reason resume } pageInfo { hasNextPage endCursor }
    nodes { kind at until says of { __typename } fact { __typename } }
  }
}`
const document = globalId('Document', 'PASSPORT:RUS:700000001')
const person = async () =>
  (await service.ask('{ journey(run: "029/2023-05-01", ref: "a") { person { id } } }')).data.journey.person.id as string

test('what happened is told in order, with the gaps', async () => {
  const { data, errors } = await service.ask(QUERY, { ids: [await person(), document] })
  expect(errors).toBeUndefined()
  expect(data.timeline.completeness).toEqual({ complete: true, reason: null, resume: null })
  expect(data.timeline.nodes.map(({ kind, at, says }: Record<string, string>) => [at, kind, says])).toEqual([
    ['2020-01-01T00:00:00Z', 'ISSUED', 'issued'],
    ['2023-04-20T10:00:00Z', 'BOOKED', 'booking bought through WEB'],
    ['2023-04-20T10:00:00Z', 'GAP', 'no passenger list before this is known'],
    ['2023-05-01T18:24:00Z', 'DEPARTED', '029/2023-05-01, ticket from MOSKVA to KALININGRAD'],
    ['2023-05-02T07:30:00Z', 'CHECKED', 'ALIGHT check at KENA, exception MEDICAL'],
    ['2023-05-03T18:24:00Z', 'GAP', 'no passenger list of 029/2023-05-03 is known'],
    ['2023-05-04T12:00:00Z', 'STATUS', 'reported lost'],
    ['2023-05-04T18:24:00Z', 'GAP', 'no passenger list of 029/2023-05-04 is known'],
    ['2023-05-05T18:24:00Z', 'GAP', 'checks of 029/2023-05-05 are said to be incomplete'],
    ['2023-05-05T18:24:00Z', 'DEPARTED', '029/2023-05-05'],
    ['2030-01-01T00:00:00Z', 'EXPIRES', 'last day of validity'],
  ])
  expect(data.timeline.nodes[4]).toMatchObject({
    of: [{ __typename: 'Person' }, { __typename: 'Document' }],
    fact: { __typename: 'Check' },
  })
})

test('runs without a list between two events are one gap', async () => {
  const { data } = await service.ask(QUERY, { ids: [await person()], from: '2023-05-02', to: '2023-05-06' })
  expect(data.timeline.nodes.filter(({ says }: { says: string }) => says.includes(' of '))).toEqual([
    {
      kind: 'GAP',
      at: '2023-05-03T18:24:00Z',
      until: '2023-05-04T18:24:00Z',
      says: 'no passenger list of 2 of 3 runs is known',
      of: [{ __typename: 'Person' }],
      fact: null,
    },
    expect.objectContaining({ says: 'checks of 029/2023-05-05 are said to be incomplete' }),
  ])
})

test('pages and spans make up the whole', async () => {
  const ids = [await person(), document]
  const whole = (await service.ask(QUERY, { ids })).data.timeline
  const seen: unknown[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { data }: Answer = await service.ask(QUERY, { ids, first: 3, after })
    const page = data.timeline
    seen.push(...page.nodes)
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
  expect(seen).toEqual(whole.nodes)
  const quiet = await service.ask(QUERY, { ids, from: '2023-05-02T12:00:00Z', to: '2023-05-03' })
  expect(quiet.data.timeline.nodes).toEqual([])
})

test('beyond all that is known there is a gap, with an end only where one is asked for', async () => {
  const ids = [await person()]
  const told = async (span: object) =>
    (await service.ask(QUERY, { ids, ...span })).data.timeline.nodes.map(
      ({ at, until, says }: Record<string, string>) => [at, until, says],
    )
  expect(await told({ from: '2023-06-01' })).toEqual([
    ['2023-06-01T00:00:00Z', null, 'no passenger list after this is known'],
  ])
  expect(await told({ from: '2023-01-01', to: '2023-02-01' })).toEqual([
    ['2023-01-01T00:00:00Z', '2023-02-01T00:00:00Z', 'no passenger list before this is known'],
  ])
  expect(await told({ to: '2023-04-01' })).toEqual([])
})

test('a timeline that is cut says where to go on, and nothing is lost', async () => {
  const { database } = service
  const who = await new Groupings((text, given) => database.read(text, given)).of('REVIEWED')
  const key = Buffer.from(await person(), 'base64url')
    .toString()
    .slice('Person:'.length)
  const asked = { things: [{ kind: 'PERSON', key } as const] }
  const whole = await timeline(database, who, asked)
  const happened = ({ events }: typeof whole) => events.filter(({ kind }) => kind !== 'GAP')
  const seen = []
  let cut = 0
  for (let from: number | undefined, more = true; more; ) {
    const part = await timeline(database, who, { ...asked, from }, 2)
    seen.push(...happened(part))
    if (part.resume !== null) cut++
    more = part.resume !== null
    from = part.resume ?? undefined
  }
  expect(cut).toBeGreaterThan(0)
  expect(seen).toEqual(happened(whole))
})

test.each([
  ['nothing', { ids: [] }, 'ids: expected 1 to 50, got 0'],
  ['a station', { ids: [globalId('Station', 'KENA')] }, 'ids: expected persons and documents, got that of a Station'],
  ['a span that holds nothing', { from: '2023-05-02', to: '2023-05-01' }, 'to: expected an instant after from'],
])('refuses %s', async (_, wrong, message) => {
  const answer = await service.ask(QUERY, { ids: [document], ...wrong })
  expect(refusal(answer).message).toContain(message)
  expect(refusal(answer).extensions.code).toBe('BAD_USER_INPUT')
})
