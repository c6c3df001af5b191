import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver'
import { Service } from '../api/service.ts'
import { identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { testAddress } from '../test-graph.ts'

const DAY = '2023-05-01'

/** So many persons whose names and numbers begin with a letter of their own. */
const people = (letter: string, count: number, surname = `${letter}ORLOV`) =>
  Array.from({ length: count }, (_, i) =>
    passenger(
      DAY,
      `${letter}${i}`,
      identity(surname, `OLEG${'ABCDEFGHKLMNPRT'[i % 15]}`, `19${50 + (i % 50)}-03-1${i % 10}`),
      {
        documents: [passport(`${letter}${String(i).padStart(6, '0')}`)],
        booking: {
          ref: `${letter}REF${i}`,
          contacts: [{ kind: 'PHONE', value: `+7906${letter.charCodeAt(0)}${100_000 + i}` }],
        },
      },
    ),
  )

let service: Service
let driver: Driver
beforeAll(async () => {
  service = await Service.open([...line, run(DAY), ...people('G', 60), ...people('V', 5)])
  const { uri, username, password } = testAddress()
  driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true })
  await service.database.command('CALL db.prepareForReplanning')
}, 120_000)
afterAll(async () => {
  await driver.close()
  await service.close()
})

/** Operators that look at all there is; a look into parts of texts by a text index is none, though it is called so. */
function scansOf({ operatorType, arguments: { Details }, children }: ProfiledPlan): string[] {
  const isScan = operatorType.includes('Scan') && !String(Details).startsWith('TEXT INDEX')
  return [...(isScan ? [`${operatorType} ${Details}`] : []), ...children.flatMap(scansOf)]
}
const hitsOf = ({ dbHits, children }: ProfiledPlan): number =>
  dbHits + children.reduce((sum, child) => sum + hitsOf(child), 0)
const integers = (values: unknown): unknown =>
  JSON.parse(JSON.stringify(values), (_, value) => (Number.isInteger(value) ? neo4j.int(value) : value))

/** The statements by which a text is searched, each by the name in its first line, and their plans. */
async function plansOf(text: string): Promise<Map<string, ProfiledPlan>> {
  const read = jest.spyOn(service.database, 'read')
  const { errors } = await service.ask('query ($text: String!) { search(text: $text) { nodes { kind } } }', { text })
  expect(errors).toBeUndefined()
  const asked = read.mock.calls.map(([statement, parameters]) => [statement, parameters] as const)
  read.mockRestore()
  const plans = new Map<string, ProfiledPlan>()
  for (const [statement, parameters] of asked) {
    const session = driver.session()
    const { summary } = await session.run(`PROFILE ${statement}`, integers(parameters) as Record<string, unknown>)
    await session.close()
    plans.set(statement.split('\n')[0]?.slice(3) as string, summary.profile as ProfiledPlan)
  }
  return plans
}

const TEXTS: readonly (readonly [text: string, ...statements: string[]])[] = [
  ['Vorlov Olega', 'contactsHolding', 'personsNamed', 'stationsNamed'],
  ['Vorlov', 'bookingsBeginning', 'contactsHolding', 'personsNamed', 'stationsNamed'],
  ['Vorlov 1950', 'contactsHolding', 'personsNamed'],
  [
    'V000003',
    'bookingsBeginning',
    'contactsHolding',
    'documentsBeginning',
    'documentsHolding',
    'runsOfTrains',
    'stationsNamed',
  ],
  ['029/2023-05-01', 'bookingsBeginning', 'contactsHolding', 'runsNamed'],
  ['2023-05-01', 'bookingsBeginning', 'contactsHolding', 'runsOfDay'],
  ['029/2023-05-01 V1', 'contactsHolding', 'journeysNamed'],
]

describe('a search takes these statements, and no scan', () => {
  test.each(TEXTS)('%s', async (text, ...statements) => {
    const plans = await plansOf(text)
    expect([...plans.keys()].sort()).toEqual(statements)
    const scans = [...plans.values()].flatMap(scansOf)
    expect(scans).toEqual([])
  })
})

test('what is found costs its own size, however many others there are', async () => {
  const texts = ['Vorlov Olega', 'V000003', '+7 906 86 100003', 'VREF3']
  const hits = async (text: string) => [...(await plansOf(text)).values()].reduce((sum, plan) => sum + hitsOf(plan), 0)
  const before: number[] = []
  for (const text of texts) before.push(await hits(text))
  await deliver(service.database, scratch(), people('K', 300, 'KUZMIN'))
  await service.database.command('CALL db.prepareForReplanning')
  const after: number[] = []
  for (const text of texts) after.push(await hits(text))
  // Statistics may make another plan: a tenth more is no scan.
  expect(after.filter((hits, i) => hits > 1.1 * (before[i] ?? 0))).toEqual([])
}, 120_000)
