import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deliver, scratch } from '../delivery.ts'
import { numbers, shuffled, someDays, type Written, withCorrections } from '../some-days.ts'
import { Service } from './service.ts'

/**
 * What was known on a day is what the graph said on that day: every answer is asked for twice, when a delivery had just
 * come and, as known then, when all had come. Nothing waits here (what waited counts as known from when it came), and
 * checks name their passenger (without one they are shown where they are placed today).
 */

const written = withCorrections(someDays(), numbers(21), true)
const first = new Set(
  Map.groupBy(written.filter(isPassenger), ({ run, ref }) => `${run}#${ref}`)
    .values()
    .map(([one]) => one),
)
const isGround = (line: Written) => ['station', 'train', 'run', 'regime'].includes(line.record) || first.has(line)
const runs = [...new Set(written.filter(({ record }) => record === 'run').map(({ run }) => String(run)))]

const DOCUMENTS = `query ($then: DateTime) { documents(first: 500, asKnownAt: $then) { totalCount nodes {
  type issuer number status authority issuedFor { number } replaces { number } authorises { run }
  presentations { totalCount nodes { __typename ... on Journey { ref run { run } } ... on Check { checkId at } } }
} } }`

const LIST = `query ($run: String!, $then: DateTime) { trainRun(run: $run, asKnownAt: $then) {
  capacity onBoard journeys(first: 500) { totalCount nodes {
    ref role stage identity { surname givenNames dateOfBirth documents { number } } documents { number }
    booking { ref } ticketedTo { station { code } } boardedAt { station { code } } alightedAt { station { code } }
    checks { checkId kind basis call { station { code } } document { number } identity { surname } }
  } }
} }`

/** Whom the graph knows by name, and what they made: however the names are grouped. */
const IDENTITIES = `query ($then: DateTime) { persons(first: 500, asKnownAt: $then) { nodes {
  identities { surname givenNames dateOfBirth } journeys(first: 100) { nodes { ref run { run } } }
} } }`

function isPassenger({ record }: Written): boolean {
  return record === 'passenger'
}

let service: Service

interface Named {
  readonly identities: readonly object[]
  readonly journeys: { readonly nodes: readonly object[] }
}

async function ask(query: string, variables: Record<string, unknown>) {
  const { data, errors } = await service.ask(query, variables)
  expect(errors).toBeUndefined()
  return data
}

async function answers(then?: string) {
  const documents = await ask(DOCUMENTS, { then })
  const lists = []
  for (const run of runs) lists.push(await ask(LIST, { run, then }))
  const persons: readonly Named[] = (await ask(IDENTITIES, { then })).persons.nodes
  const texts = (found: readonly object[]) => found.map(one => JSON.stringify(one)).sort()
  return {
    documents,
    lists,
    identities: texts(persons.flatMap(({ identities }) => identities)),
    journeys: texts(persons.flatMap(({ journeys }) => journeys.nodes)),
  }
}

const then: { at: string; answers: unknown }[] = []

beforeAll(async () => {
  service = await Service.open(written.filter(isGround))
  const lines = shuffled(
    written.filter(record => !isGround(record)),
    numbers(22),
  )
  const folder = scratch()
  const size = Math.ceil(lines.length / 4)
  for (let from = 0; from < lines.length; from += size) {
    await sleep(5)
    await deliver(service.database, folder, lines.slice(from, from + size))
    const [[receivedAt]] = (await service.database.read('MATCH (d:Delivery) RETURN max(d.receivedAt)', {})) as [
      [number],
    ]
    then.push({ at: new Date(receivedAt).toISOString(), answers: await answers() })
  }
}, 120_000)
afterAll(() => service.close())

test.each([0, 1, 2, 3])(
  'as known after delivery %i is what was said after it',
  async nth => {
    const { at, answers: said } = then[nth] as (typeof then)[number]
    expect(await answers(at)).toEqual(said)
  },
  60_000,
)
