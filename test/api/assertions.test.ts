import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { Service } from './service.ts'

/**
 * Olga Shcheglova on two lists under one passport, which a human looked at, and a third time on a third list, where she is
 * likely the same, born on another day. Two Petrovs of one name and day of birth boarded one run. The Olga of the swapped
 * day is rejected by a human, though she looks alike.
 */
const [monday, tuesday, wednesday] = ['2023-05-01', '2023-05-02', '2023-05-03'] as const
const olga = (surname: string, born: string) => ({ ...identity(surname, 'OLGA', born), sex: 'F' })
const papers = { documents: [passport('709448936')] }
const petrov = identity('PETROV', 'OLEG', '1970-10-10')

let service: Service
beforeAll(async () => {
  service = await Service.open([
    ...line,
    ...[monday, tuesday, wednesday].map(day => run(day)),
    passenger(monday, 'latin', olga('SHCHEGLOVA', '1984-03-07'), papers),
    passenger(tuesday, 'lithuanian', olga('ŠČEGLOVA', '1984-03-07'), papers),
    passenger(wednesday, 'ninth', olga('SHCHEGLOVA', '1984-03-09')),
    passenger(wednesday, 'swapped', identity('ŠČEGLOVA', 'OLGA', '1984-07-03')),
    passenger(monday, 'first', petrov, { documents: [passport('712345670')] }),
    passenger(monday, 'second', petrov, { documents: [passport('755544333')] }),
    check('b1', monday, 'BOARD', { passenger: 'first', station: 'MOSKVA' }),
    check('b2', monday, 'BOARD', { passenger: 'second', station: 'MOSKVA' }),
  ])
  await decide('CONFIRMED_WITH', 'lithuanian', 'latin')
  await decide('REJECTED_WITH', 'swapped', 'lithuanian')
})
afterAll(() => service.close())

const decide = (type: 'CONFIRMED_WITH' | 'REJECTED_WITH', one: string, other: string) =>
  service.database.write(tx =>
    tx.run(
      `MATCH (a:Identity)-[:MADE]->({ref: $one}) MATCH (b:Identity)-[:MADE]->({ref: $other})
      CREATE (a)-[:${type} {by: 'piotr', at: 1700000000000, decision: 'd1'}]->(b)`,
      { one, other },
    ),
  )

const STRICTNESSES = ['STRICT', 'REVIEWED', 'PROBABLE'] as const
const DAYS = { latin: monday, lithuanian: tuesday, ninth: wednesday, swapped: wednesday, first: monday, second: monday }

/** Cut at first, whole and compiled after: all alike. */
async function ask(query: string, variables: Record<string, unknown>) {
  const first = await service.ask(query, variables)
  await service.api.reads.warmth.settled()
  expect(await service.ask(query, variables)).toEqual(first)
  expect(first.errors).toBeUndefined()
  return first.data.journey
}

const ASSERTIONS = `query ($run: String!, $ref: String!, $identity: IdentityStrictness) {
  journey(run: $run, ref: $ref, identity: $identity) { person { identities { id } assertions {
    identity { id surname dateOfBirth person { id } } other { id surname dateOfBirth person { id } }
    link { status score decidedBy decidedAt because { field level } }
  } } }
}`
const MAY_BE = `query ($run: String!, $ref: String!, $identity: IdentityStrictness) {
  journey(run: $run, ref: $ref, identity: $identity) { identity { mayBe {
    person { identities { surname dateOfBirth } } heldBack link { status score decidedBy decidedAt because { field } }
  } } }
}`

interface Link {
  readonly status: string
  readonly score: number | null
  readonly decidedBy: string | null
}

interface Named {
  readonly id: string
  readonly surname: string
  readonly dateOfBirth: string
  readonly person: { readonly id: string }
}

const keyOf = ({ id }: { id: string }) => Buffer.from(id, 'base64url').toString()

async function assertionsOf(of: keyof typeof DAYS, strictness: string) {
  const variables = { run: `029/${DAYS[of]}`, ref: of, identity: strictness }
  const { person } = await ask(ASSERTIONS, variables)
  const said: { identity: Named; other: Named; link: Link & { because: object[] } }[] = person.assertions
  expect(said).toHaveLength(person.identities.length - 1)
  for (const { identity, other } of said) {
    expect(keyOf(identity) < keyOf(other)).toBe(true)
    expect(identity.person).toEqual(other.person)
  }
  return said
}

const names = ({ identity, other, link }: { identity: Named; other: Named; link: Link }) => [
  [identity, other].map(one => `${one.surname} ${one.dateOfBirth}`).sort(),
  link.status,
  link.decidedBy,
]

test('a person says what makes it one, as strictly as the question is asked', async () => {
  const confirmed = [['SHCHEGLOVA 1984-03-07', 'ŠČEGLOVA 1984-03-07'], 'CONFIRMED', 'piotr']
  expect((await assertionsOf('latin', 'STRICT')).map(names)).toEqual([confirmed])
  expect((await assertionsOf('latin', 'REVIEWED')).map(names)).toEqual([confirmed])
  expect((await assertionsOf('latin', 'PROBABLE')).map(names)).toEqual([
    confirmed,
    [['SHCHEGLOVA 1984-03-07', 'SHCHEGLOVA 1984-03-09'], 'PROBABLE', null],
  ])
  for (const strictness of STRICTNESSES) expect(await assertionsOf('second', strictness)).toEqual([])
})

test('an assertion of a human has a name and a date, and what the matcher found beside it', async () => {
  const [said] = await assertionsOf('latin', 'STRICT')
  expect(said?.link).toEqual({
    status: 'CONFIRMED',
    score: expect.closeTo(1, 6),
    decidedBy: 'piotr',
    decidedAt: '2023-11-14T22:13:20Z',
    because: [
      { field: 'surname', level: 'same key' },
      { field: 'given', level: 'equal' },
      { field: 'birth', level: 'equal' },
      { field: 'sex', level: 'equal' },
      { field: 'document', level: 'same' },
      { field: 'prior', level: 'of any two few are one person' },
    ],
  })
})

type May = { person: { identities: Named[] }; heldBack: string | null; link: Link }

async function mayBe(of: keyof typeof DAYS, strictness: string) {
  const variables = { run: `029/${DAYS[of]}`, ref: of, identity: strictness }
  const said: May[] = (await ask(MAY_BE, variables)).identity.mayBe
  return said.map(({ person, heldBack, link }) => [
    person.identities.map(one => `${one.surname} ${one.dateOfBirth}`).sort(),
    link.status,
    heldBack,
  ])
}

test('an identity says whom else it may be, and who it is not', async () => {
  const both = ['SHCHEGLOVA 1984-03-07', 'ŠČEGLOVA 1984-03-07']
  expect(await mayBe('ninth', 'REVIEWED')).toEqual([[both, 'PROBABLE', null]])
  expect(await mayBe('ninth', 'PROBABLE')).toEqual([])
  expect(await mayBe('lithuanian', 'REVIEWED')).toEqual([
    [['ŠČEGLOVA 1984-07-03'], 'REJECTED', 'a human rejected it'],
    [['SHCHEGLOVA 1984-03-09'], 'PROBABLE', null],
  ])
  // Not this one, but another of its person was rejected.
  expect(await mayBe('latin', 'REVIEWED')).toEqual([
    [['ŠČEGLOVA 1984-07-03'], 'PROBABLE', 'a human rejected it'],
    [['SHCHEGLOVA 1984-03-09'], 'PROBABLE', null],
  ])
})

test('what is held back says by what fact', async () => {
  for (const strictness of STRICTNESSES)
    expect(await mayBe('first', strictness)).toEqual([[['PETROV 1970-10-10'], 'PROBABLE', 'both boarded one run']])
})

test('where the matcher alone joined two, STRICT says that it did', async () => {
  await service.database.write(tx => tx.run('MATCH ()-[t:CONFIRMED_WITH]->() DELETE t'))
  expect(await assertionsOf('latin', 'STRICT')).toEqual([])
  expect((await assertionsOf('latin', 'REVIEWED')).map(({ link }) => link.status)).toEqual(['AUTO'])
  expect((await mayBe('latin', 'STRICT')).find(([, status]) => status === 'AUTO')).toEqual([
    ['ŠČEGLOVA 1984-03-07'],
    'AUTO',
    null,
  ])
  await decide('CONFIRMED_WITH', 'lithuanian', 'latin')
})

test('who is rejected is told with who did it and when', async () => {
  const { mayBe: said } = (await ask(MAY_BE, { run: `029/${tuesday}`, ref: 'lithuanian' })).identity
  expect(said[0].link).toMatchObject({ status: 'REJECTED', decidedBy: 'piotr', decidedAt: '2023-11-14T22:13:20Z' })
  expect(said[0].link.score).toBeGreaterThan(0.9)
})

test('nobody may be one with its own person, or be named twice', async () => {
  const query = `query ($run: String!, $ref: String!, $identity: IdentityStrictness) {
    journey(run: $run, ref: $ref, identity: $identity) { person { id } identity { mayBe { person { id } } } }
  }`
  for (const strictness of STRICTNESSES)
    for (const [of, day] of Object.entries(DAYS)) {
      const { person, identity } = await ask(query, { run: `029/${day}`, ref: of, identity: strictness })
      const ids = [person.id, ...identity.mayBe.map((one: { person: { id: string } }) => one.person.id)]
      expect(new Set(ids).size).toBe(ids.length)
    }
})
