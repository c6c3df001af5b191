import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { isMigrated, migrate } from '../../src/graph/index.ts'
import { prepareSearch } from '../../src/link/index.ts'
import { globalId, Service } from '../api/service.ts'
import { identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'

const [monday, tuesday] = ['2023-05-01', '2023-05-02'] as const
const sergei = passport('7O9448936')

const records = [
  ...line,
  run(monday),
  run(tuesday),
  passenger(monday, 'P1', identity('IVANOV', 'SERGEI', '1984-03-07'), { documents: [sergei] }),
  passenger(tuesday, 'P1', identity('IVANOU', 'SIARHEI', '1984-03-07'), { documents: [sergei] }),
  passenger(monday, 'P2', identity('ZHUK', 'PETR', '1970-10-10'), {
    documents: [passport('712345670')],
    booking: { ref: 'AAA111', contacts: [{ kind: 'PHONE', value: '+7 906 1112233' }] },
  }),
]

let service: Service
beforeEach(async () => {
  service = await Service.open(records)
})
afterEach(() => service.close())

const QUERY = `query ($text: String!, $kinds: [NodeKind!], $identity: IdentityStrictness) {
  search(text: $text, kinds: $kinds, identity: $identity) { nodes { matched { value }
    thing { ... on Person { identities { surname } } ... on Document { number } ... on Booking { ref } ... on Contact { value } } } } }`

type Thing = { identities: { surname: string }[] } & Record<string, string>

async function found(text: string, kind: string, strictness = 'REVIEWED'): Promise<string[]> {
  const { data, errors } = await service.ask(QUERY, { text, kinds: [kind], identity: strictness })
  expect(errors).toBeUndefined()
  const things = data.search.nodes.map(({ thing }: { thing: Thing }) => thing) as Thing[]
  return things
    .map(
      thing =>
        thing.identities
          ?.map(({ surname }) => surname)
          .sort()
          .join('+') ?? String(Object.values(thing)[0]),
    )
    .sort()
}

const persons = (text: string, strictness?: string) => found(text, 'PERSON', strictness)

async function act(name: string, input: object) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { decision { id } userErrors { message } } }`
  const { data, errors } = await service.ask(query, { input: { note: 'seen on camera', ...input } })
  expect(errors).toBeUndefined()
  expect(data[name].userErrors).toEqual([])
  return data[name].decision.id as string
}

async function who(surname: string): Promise<string> {
  const rows = await service.database.read('MATCH (i:Identity {surname: $surname}) RETURN i.id', { surname })
  return globalId('Identity', rows[0]?.[0] as string)
}

describe('hits follow', () => {
  test('who is one person, and how surely', async () => {
    expect(await persons('Ivanov')).toEqual(['IVANOU+IVANOV'])
    expect(await persons('Ivanov', 'STRICT')).toEqual(['IVANOU', 'IVANOV'])
    expect(await persons('Ivanov', 'PROBABLE')).toEqual(['IVANOU+IVANOV'])
  })

  test('a merge, and what undoes it', async () => {
    const decision = await act('mergePersons', { persons: [await who('ZHUK'), await who('IVANOV')] })
    expect(await persons('Zhuk')).toEqual(['IVANOU+IVANOV+ZHUK'])
    await act('undoDecision', { decision })
    expect(await persons('Zhuk')).toEqual(['ZHUK'])
  })

  test('a split', async () => {
    await act('splitPerson', { person: await who('IVANOV'), identities: [await who('IVANOU')] })
    expect(await persons('Ivanov')).toEqual(['IVANOU', 'IVANOV'])
  })

  test('a correction: what nothing states any more is found no more, what takes its place is', async () => {
    await deliver(service.database, scratch(), [
      passenger(monday, 'P2', identity('VOLKOV', 'PETR', '1970-10-10'), {
        documents: [passport('712345671')],
        booking: { ref: 'BBB222', contacts: [{ kind: 'PHONE', value: '+7 906 4445566' }] },
      }),
    ])
    expect([await persons('Zhuk'), await persons('Volkov')]).toEqual([[], ['VOLKOV']])
    expect([await found('712345670', 'DOCUMENT'), await found('712345671', 'DOCUMENT')]).toEqual([[], ['712345671']])
    expect([await found('AAA111', 'BOOKING'), await found('BBB222', 'BOOKING')]).toEqual([[], ['BBB222']])
    expect([await found('9061112233', 'CONTACT'), await found('9064445566', 'CONTACT')]).toEqual([
      [],
      ['+7 906 4445566'],
    ])
  })

  test('a correction that is taken back', async () => {
    const own = records.at(-1)
    await deliver(service.database, scratch(), [passenger(monday, 'P2', identity('VOLKOV', 'PETR', '1970-10-10'))])
    await deliver(service.database, scratch(), [own])
    // A delivery that says again what it said is passed over, whoever corrected it since: one with a difference is not.
    await deliver(service.database, scratch(), [{ ...(own as object), stage: 'BOARDED' }])
    expect([await persons('Zhuk'), await persons('Volkov')]).toEqual([['ZHUK'], []])
    expect(await found('7123 45 67O', 'DOCUMENT')).toEqual(['712345670'])
    expect(await found('8 906 111-22-33', 'CONTACT')).toEqual(['+7 906 1112233'])
  })

  test('what the issuer records of a document that was shown before', async () => {
    await deliver(service.database, scratch(), [
      { record: 'document', ...sergei, holder: identity('IVANOV', 'SERGEI', '1984-03-07'), expiresOn: '2030-01-01' },
    ])
    expect(await found('709448936', 'DOCUMENT')).toEqual(['7O9448936'])
  })
})

test('an older graph is made searchable, by as many processes as come, and once', async () => {
  const before = await Promise.all([persons('Иванов'), found('709448936', 'DOCUMENT'), found('9061112233', 'CONTACT')])
  await service.database.command(`MATCH (n) WHERE n.searchKeys IS NOT NULL OR n.shape IS NOT NULL OR n.plain IS NOT NULL
REMOVE n.searchKeys, n.shape, n.plain`)
  for (const index of [
    'portrait_search_keys',
    'station_names',
    'document_shape',
    'document_shape_part',
    'contact_plain_part',
  ])
    await service.database.command(`DROP INDEX ${index}`)
  await service.database.command('MATCH (m:Migration {number: 12}) DELETE m')
  expect(await isMigrated(service.database)).toBe(false)
  expect(await migrate(service.database)).toEqual([12])
  await Promise.all([prepareSearch(service.database), prepareSearch(service.database)])
  const after = await Promise.all([persons('Иванов'), found('709448936', 'DOCUMENT'), found('9061112233', 'CONTACT')])
  expect(after).toEqual(before)
  expect(after).toEqual([['IVANOU+IVANOV'], ['7O9448936'], ['+7 906 1112233']])
  const statements = service.database.statements
  await prepareSearch(service.database)
  expect(service.database.statements - statements).toBe(1)
  expect(await service.database.read('MATCH (q:Unkeyed) RETURN count(q)', {})).toEqual([[0]])
})
