import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { globalId, refusal, Service } from './service.ts'

/**
 * Anna and Boris on one train every tenth day, in one coach once; Daria rides every day, so that she is met by everybody;
 * Emil sits in Anna's trains but boards where she has left; Fjodor and Fjodorova of one household ride with Anna too.
 */
const days = Array.from({ length: 40 }, (_, i) => new Date(Date.UTC(2023, 4, 1 + i)).toISOString().slice(0, 10))
const together = days.filter((_, i) => i % 10 === 0)
const who = {
  anna: identity('ANNINA', 'ANNA', '1984-03-09'),
  boris: identity('BORISOV', 'BORIS', '1971-01-02'),
  daria: identity('DARINA', 'DARIA', '1990-10-10'),
  emil: identity('EMILOV', 'EMIL', '1960-06-06'),
  fjodor: identity('FJODOROV', 'FJODOR', '1955-05-05'),
  fjodorova: identity('FJODOROVA', 'INNA', '1957-07-07'),
}
const papers = (n: number) => ({ documents: [passport(`70000000${n}`)] })

let service: Service
beforeAll(async () => {
  service = await Service.open([
    ...line,
    ...days.map(day => run(day)),
    ...days.map(day => passenger(day, 'daria', who.daria, papers(4))),
    ...together.flatMap((day, i) => [
      passenger(day, 'anna', who.anna, { ...papers(1), ticket: { from: 'MOSKVA', to: 'KENA', coach: '5' } }),
      passenger(day, 'boris', who.boris, {
        ...papers(2),
        ticket: { from: 'MOSKVA', to: 'KENA', ...(i < 2 ? { coach: i === 0 ? '5' : '6' } : {}) },
      }),
      passenger(day, 'emil', who.emil, { ...papers(5), ticket: { from: 'KENA', to: 'KALININGRAD' } }),
      passenger(day, 'f', who.fjodor, { ...papers(6), booking: { ref: `F${i}` } }),
      passenger(day, 'g', who.fjodorova, { ...papers(7), booking: { ref: `F${i}` } }),
    ]),
    check('k1', together[0] as string, 'ALIGHT', { passenger: 'anna' }),
    check('k2', together[0] as string, 'ALIGHT', { passenger: 'boris' }),
  ])
})
afterAll(() => service.close())

const person = async (ref: string): Promise<string> =>
  (
    await service.ask('query ($run: String!, $ref: String!) { journey(run: $run, ref: $ref) { person { id } } }', {
      run: `029/${days[0]}`,
      ref,
    })
  ).data.journey.person.id

const ROWS = `totalCount completeness { complete } pageInfo { hasNextPage endCursor }
  nodes { person { displayName } runs expected pValue first last sameBooking sameStop sameCoach coachKnown household signals
    sharedRuns { run } }`
const QUERY = `query ($person: ID!, $minShared: Int, $first: Int, $after: String) {
  coTravellers(person: $person, minShared: $minShared, first: $first, after: $after) { ${ROWS} } }`

test('who rides along is told beside what habits explain', async () => {
  const { data, errors } = await service.ask(QUERY, { person: await person('anna') })
  expect(errors).toBeUndefined()
  const rows = new Map<string, Record<string, unknown>>(
    data.coTravellers.nodes.map((row: { person: { displayName: string } }) => [row.person.displayName, row]),
  )
  expect([...rows.keys()].sort()).toEqual(['BORISOV BORIS', 'DARINA DARIA', 'FJODOROV FJODOR', 'FJODOROVA INNA'])
  const boris = rows.get('BORISOV BORIS')
  expect(boris).toMatchObject({ runs: 4, sameBooking: 0, sameStop: 1, sameCoach: 1, coachKnown: 2, household: false })
  expect(boris).toMatchObject({ first: `${together[0]}T18:24:00Z`, last: `${together[3]}T18:24:00Z` })
  expect(boris?.sharedRuns).toEqual(together.toReversed().map(day => ({ run: `029/${day}` })))
  const daria = rows.get('DARINA DARIA')
  expect(daria?.runs).toBe(4)
  expect(daria?.expected as number).toBeGreaterThan(3 * (boris?.expected as number))
  expect(data.coTravellers.nodes.at(-1).person.displayName).toBe('DARINA DARIA')
})

test('a household says so, and is seen from either side alike', async () => {
  const from = async (ref: string, name: string) =>
    (await service.ask(QUERY, { person: await person(ref) })).data.coTravellers.nodes.find(
      (row: { person: { displayName: string } }) => row.person.displayName === name,
    )
  const one = await from('f', 'FJODOROVA INNA')
  const other = await from('g', 'FJODOROV FJODOR')
  expect(one).toMatchObject({ runs: 4, sameBooking: 4, household: true })
  expect({ ...one, person: null }).toEqual({ ...other, person: null })
})

test('pages go on, and a person has the same list', async () => {
  const anna = await person('anna')
  const whole = (await service.ask(QUERY, { person: anna })).data.coTravellers
  const first = (await service.ask(QUERY, { person: anna, first: 3 })).data.coTravellers
  expect(first.pageInfo.hasNextPage).toBe(true)
  const rest = await service.ask(QUERY, { person: anna, first: 3, after: first.pageInfo.endCursor })
  expect([...first.nodes, ...rest.data.coTravellers.nodes]).toEqual(whole.nodes)
  const own = await service.ask(`query ($id: ID!) { person(id: $id) { coTravellers { ${ROWS} } } }`, { id: anna })
  expect(own.data.person.coTravellers.nodes).toEqual(whole.nodes)
})

test('a person has them whatever else is asked of it, the first time and when all is read by one statement', async () => {
  const id = await person('anna')
  const { totalCount } = (await service.ask(QUERY, { person: id })).data.coTravellers
  for (let nth = 0; nth < 2; nth++) {
    const alone = await service.ask('query ($id: ID!) { person(id: $id) { coTravellers { totalCount } } }', { id })
    expect(alone.data).toEqual({ person: { coTravellers: { totalCount } } })
    await service.api.reads.warmth.settled()
  }
})

test.each([
  ['a bound that makes no sense', { minShared: 1 }, 'minShared: expected 2 to 250, got 1'],
  ['an id of something else', { person: globalId('Document', 'x') }, 'person: expected the id of Person or Identity'],
])('refuses %s', async (_, wrong, message) => {
  const answer = await service.ask(QUERY, { person: await person('anna'), ...wrong })
  expect(refusal(answer).message).toContain(message)
  expect(refusal(answer).extensions.code).toBe('BAD_USER_INPUT')
})

test('nobody is not found, and another strictness is told where to ask', async () => {
  const nobody = await service.ask(QUERY, { person: globalId('Person', 'nobody') })
  expect(refusal(nobody).extensions.code).toBe('NOT_FOUND')
  const strict = await service.ask(
    'query ($id: ID!) { person(id: $id, identity: STRICT) { coTravellers { totalCount } } }',
    { id: await person('anna') },
  )
  expect(strict.errors[0]?.message).toContain('expected a person taken as under REVIEWED')
})
