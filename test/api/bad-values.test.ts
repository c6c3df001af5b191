import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { writeCursor } from '../../src/graph/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { globalId, refusal, Service } from './service.ts'

let service: Service

beforeAll(async () => {
  service = await Service.open([
    ...line,
    run('2023-05-01'),
    passenger('2023-05-01', 'P1', identity('BELOVA', 'OLGA', '1981-03-09'), { documents: [passport('7001')] }),
    passenger('2023-05-01', 'P#1', identity('DIEZ', 'ANNA', '1990-01-02')),
    run('2023-05-02'),
    check('c1', '2023-05-01', 'ENTRY', { document: passport('99999') }),
  ])
})

afterAll(() => service.close())

const ask = (query: string, variables?: Record<string, unknown>) => service.ask(query, variables)

const INSTANT = 'expected an instant with zone such as 2023-05-01T07:20:00Z, or a day such as 2023-05-01'

describe('bad values', () => {
  test.each([
    ['persons(first: 0) { totalCount nodes { id } }', 'first: expected 1 to 500, got 0'],
    ['persons(first: -1) { nodes { id } }', 'first: expected 1 to 500, got -1'],
    ['persons(first: 501) { nodes { id } }', 'first: expected 1 to 500, got 501'],
    ['persons(first: 2000000) { nodes { id } }', 'first: expected 1 to 500, got 2000000'],
    // Said before anything is computed, so also where the rest of the question is wrong.
    ['repeatDisembarkers(input: { station: "KENNA" }, first: 501) { totalCount }', 'first: expected 1 to 500, got 501'],
    ['sharedDocuments(after: "x") { totalCount }', 'after: expected a cursor of sharedDocuments, got "x"'],
    ['persons(after: "x") { nodes { id } }', 'after: expected a cursor of persons, got "x"'],
    ['node(id: "x") { id }', 'id: expected an id as it was given out, got "x"'],
    [`person(id: "${globalId('Station', 'KENA')}") { id }`, 'id: expected the id of a Person, got that of a Station'],
    [
      `node(id: "${globalId('__proto__', 'KENA')}") { id }`,
      'id: expected an id as it was given out, got "X19wcm90b19fOktFTkE"',
    ],
    [`nodes(ids: [${`"${globalId('Person', 'x')}" `.repeat(501)}]) { id }`, 'ids: expected at most 500, got 501'],
    ['trainRuns(filter: { from: "2023-02-30" }) { totalCount }', `DateTime: ${INSTANT}, got "2023-02-30"`],
    [
      'trainRuns(filter: { from: "2023-02-03T10:00:00" }) { totalCount }',
      `DateTime: ${INSTANT}, got "2023-02-03T10:00:00"`,
    ],
    ['trainRuns(filter: { from: 20230203 }) { totalCount }', `DateTime: ${INSTANT}, got 20230203`],
    ['trainRuns(filter: { from: { year: 2023 } }) { totalCount }', `DateTime: ${INSTANT}, got {year: 2023}`],
    [
      'documents(filter: { expiresAfter: "2023-02-30" }) { totalCount }',
      'Date: expected a day such as 2023-05-01, got "2023-02-30"',
    ],
    [
      'persons(filter: { dateOfBirth: 1984 }) { totalCount }',
      'PartialDate: expected YYYY, YYYY-MM or YYYY-MM-DD, got 1984',
    ],
    ['persons(orderBy: NAME) { totalCount }', 'Value "NAME" does not exist in "PersonOrder" enum.'],
    ['persons { nodes { shoeSize } }', 'Cannot query field "shoeSize" on type "Person".'],
  ])('%.70s', async (field, message) => {
    const error = refusal(await ask(`{ ${field} }`))
    expect(error).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } })
    expect(error.locations?.[0]?.line).toBe(1)
    expect(Object.keys(error.extensions)).toEqual(['code'])
  })

  test('in variables are named by their place', async () => {
    const query = 'query ($filter: TrainRunFilter) { trainRuns(filter: $filter) { totalCount } }'
    expect(refusal(await ask(query, { filter: { from: '2023-02-30' } })).message).toBe(
      `Variable "$filter" got invalid value "2023-02-30" at "filter.from"; DateTime: ${INSTANT}, got "2023-02-30"`,
    )
    expect(refusal(await ask(query, { filter: { toString: 'x' } })).message).toBe(
      'Variable "$filter" got invalid value { toString: "x" }; Field "toString" is not defined by type "TrainRunFilter".',
    )
  })

  test('that are long are quoted by their ends', async () => {
    const { message } = refusal(
      await ask('query ($orderBy: PersonOrder) { persons(orderBy: $orderBy) { totalCount } }', {
        orderBy: 'x'.repeat(100_000),
      }),
    )
    expect(message.length).toBeLessThan(600)
    expect(message).toMatch(/^Variable "\$orderBy" got invalid value "x+ … x+" does not exist in "PersonOrder" enum\.$/)
  })

  test('an unknown station is not found, and the nearest are named', async () => {
    const error = refusal(await ask('{ repeatDisembarkers(input: { station: "KENNA" }) { totalCount } }'))
    expect(error).toMatchObject({ path: ['repeatDisembarkers'], extensions: { code: 'NOT_FOUND' } })
    expect(error.message).toMatch(/^No station has the code KENNA: the nearest known codes are KENA\b/)
  })

  test('a cursor that was altered', async () => {
    const { data } = await service.ask('{ persons(first: 1) { pageInfo { endCursor } } }')
    const text = Buffer.from(data.persons.pageInfo.endCursor, 'base64url').toString()
    const altered = Buffer.from(text.replace(/,"[^"]*"\]$/, ',5]')).toString('base64url')
    expect(altered).not.toBe(data.persons.pageInfo.endCursor)
    const { message } = refusal(
      await service.ask('query ($after: String) { persons(after: $after) { totalCount } }', { after: altered }),
    )
    expect(message).toMatch('after: expected a cursor of persons, got')
  })

  test('a cursor of another list, of another order, of another answer', async () => {
    const { data } = await ask(
      '{ documents(first: 1) { pageInfo { endCursor } } persons(first: 1) { pageInfo { endCursor } } }',
    )
    const query =
      'query ($after: String, $orderBy: PersonOrder) { persons(after: $after, orderBy: $orderBy) { nodes { id } } }'
    expect(refusal(await ask(query, { after: data.documents.pageInfo.endCursor })).message).toBe(
      'after: expected a cursor of persons in the order NAME_ASC, got one of documents in KEY_ASC',
    )
    expect(refusal(await ask(query, { after: data.persons.pageInfo.endCursor, orderBy: 'NAME_DESC' })).message).toBe(
      'after: expected a cursor of persons in the order NAME_DESC, got one of persons in NAME_ASC',
    )
    const shared = 'query ($after: String) { sharedDocuments(after: $after) { nodes { because } } }'
    expect(refusal(await ask(shared, { after: writeCursor('sharedDocuments', 'DEFAULT', ['x']) })).message).toBe(
      'after: expected a cursor of this answer of sharedDocuments, got one of a row that it does not hold',
    )
  })

  test('a cursor that reads as another does once it is decoded', async () => {
    const { data } = await ask('{ persons(first: 1) { pageInfo { endCursor } } }')
    const { endCursor } = data.persons.pageInfo
    for (const after of [`${endCursor}=`, `${endCursor} `, `${endCursor.slice(0, 4)}\n${endCursor.slice(4)}`]) {
      const query = 'query ($after: String) { persons(after: $after) { totalCount } }'
      expect(refusal(await ask(query, { after })).message).toMatch('after: expected a cursor of persons, got')
    }
  })

  test('a journey is found only by a run and a ref that it has both', async () => {
    const { data } = await ask(`{
      listed: journey(run: "029/2023-05-01", ref: "P#1") { ref }
      cutElsewhere: journey(run: "029/2023-05-01#P", ref: "1") { ref }
      ofCheck: journey(run: "029/2023-05-01", ref: "check:c1") { ref }
      onAnotherRun: journey(run: "029/2023-05-02", ref: "check:c1") { ref }
      onNoRun: journey(run: "no run", ref: "check:c1") { ref }
    }`)
    expect(data).toEqual({
      listed: { ref: 'P#1' },
      cutElsewhere: null,
      ofCheck: { ref: 'check:c1' },
      onAnotherRun: null,
      onNoRun: null,
    })
  })

  test('Cypher in values stays a value', async () => {
    const { data, errors } = await ask(
      '{ persons(filter: { name: "x\\" }) DETACH DELETE n //" }) { totalCount } station(code: "KENA\\"}) RETURN 1 //") { code } }',
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({ persons: { totalCount: 0 }, station: null })
  })
})
