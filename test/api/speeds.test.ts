import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { line, passenger, passport, run } from '../builders.ts'
import { globalId, refusal, Service } from './service.ts'

let service: Service
beforeAll(async () => {
  const people = ['IVANOV', 'PETROV', 'SIDOROV'].map((surname, i) => ({ surname, dateOfBirth: `198${i}-01-02` }))
  const lists = ['2023-05-01', '2023-05-02'].flatMap(date => [
    run(date),
    ...people.map((who, i) => passenger(date, `P${i}`, who, { documents: [passport(`10000000${i}`)] })),
  ])
  service = await Service.open([...line, ...lists])
})
afterAll(() => service.close())

/** How many statements of each speed a question takes; what it warms is warm when this returns. */
async function speeds(query: string, variables: Record<string, unknown> = {}) {
  const { reads } = service.api
  const before = { ...reads.statements }
  const answer = await service.ask(query, variables)
  const { whole, cut } = reads.statements
  await reads.warmth.settled()
  return { ...answer, whole: whole - before.whole, cut: cut - before.cut }
}

describe('a question', () => {
  test('is answered cut when its shape is new, then whole: one statement, and the same answer', async () => {
    const query = `query ($run: String!) { trainRun(run: $run) { run calls { station { code } }
      journeys(first: 10) { totalCount nodes { ref person { displayName } documents { number holders { totalCount } } } } } }`
    const cold = await speeds(query, { run: '029/2023-05-01' })
    const warm = await speeds(query, { run: '029/2023-05-01' })
    const other = await speeds(query, { run: '029/2023-05-02' })
    // The run, its calls, their stations, its journeys, their count, persons, documents, the count of holders.
    expect([cold.whole, cold.cut]).toEqual([0, 8])
    expect([warm.whole, warm.cut]).toEqual([1, 0])
    expect([other.whole, other.cut]).toEqual([1, 0])
    expect(warm.data).toEqual(cold.data)
    expect(other.data.trainRun.journeys.nodes.map(({ ref }: { ref: string }) => ref)).toEqual(['P0', 'P1', 'P2'])
  })

  test('is the same shape under other names and in another order', async () => {
    await speeds('{ station(code: "KENA") { names { en } calls { totalCount } } }')
    const renamed = await speeds('{ s: station(code: "KENA") { c: calls { t: totalCount } n: names { e: en } } }')
    expect([renamed.whole, renamed.cut]).toEqual([1, 0])
    expect(renamed.data).toEqual({ s: { c: { t: 2 }, n: { e: 'KENA' } } })
  })

  test('takes one statement for each of its root fields', async () => {
    const query = '{ a: station(code: "KENA") { country } persons(first: 2) { nodes { displayName } } }'
    await speeds(query)
    const warm = await speeds(query)
    expect([warm.whole, warm.cut]).toEqual([2, 0])
  })

  test('may ask the same field twice with other arguments, and through fragments of one type', async () => {
    const query = `{ trainRun(run: "029/2023-05-01") { ...Up down: journeys(orderBy: REF_DESC, first: 1) { nodes { ref } } } }
      fragment Up on TrainRun { up: journeys(first: 2) { nodes { ...on Journey { ref } } pageInfo { hasNextPage } } }`
    const cold = await speeds(query)
    const warm = await speeds(query)
    expect([warm.whole, warm.cut]).toEqual([1, 0])
    expect(warm.data.trainRun).toEqual({
      up: { nodes: [{ ref: 'P0' }, { ref: 'P1' }], pageInfo: { hasNextPage: true } },
      down: { nodes: [{ ref: 'P2' }] },
    })
    expect(cold.data).toEqual(warm.data)
  })

  test('with arguments that are not of a page is refused at that page, the rest of it answered whole', async () => {
    const query = `{ trainRun(run: "029/2023-05-01") { run calls { seq } document: journeys(first: 1) { nodes { documents { number } } }
      journeys(first: 501) { totalCount } } }`
    await speeds(query)
    const { data, errors, whole, cut } = await speeds(query)
    expect(data).toEqual({ trainRun: null })
    expect(errors).toMatchObject([
      {
        message: 'first: expected 1 to 500, got 501',
        path: ['trainRun', 'journeys'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ])
    expect([whole, cut]).toEqual([1, 0])
  })

  test('too heavy for one statement is cut where it grows heavy', async () => {
    const query = `{ persons(first: 200) { nodes { journeys(first: 400) { nodes { ref run { run } } } } } }`
    await speeds(query)
    const half = await speeds(query)
    const { data, whole, cut } = await speeds(query)
    expect([half.whole, half.cut]).toEqual([1, 1])
    // The persons with their journeys would be one; with 80,000 journeys, their runs are another.
    expect([whole, cut]).toEqual([2, 0])
    expect(data.persons.nodes[0].journeys.nodes).toEqual([
      { ref: 'P0', run: { run: '029/2023-05-01' } },
      { ref: 'P0', run: { run: '029/2023-05-02' } },
    ])
  })

  test('is planned for one key, as it will be asked, and for one that nothing has: a plan is of one size of a list', async () => {
    const { database } = service
    const read = database.read.bind(database)
    const planned: [keys: unknown, rows: number][] = []
    database.read = async (text, parameters, options) => {
      const rows = await read(text, parameters, options)
      if (text.split('\n')[0]?.endsWith(' whole')) planned.push([parameters.keys, rows.length])
      return rows
    }
    await speeds(
      '{ trainRun(run: "029/2023-05-01") { train { number } } persons(first: 1) { nodes { displayName documents { totalCount } } } }',
    )
    database.read = read
    expect(planned).toEqual([
      [['\u0000'], 0],
      [['\u0000'], 0],
    ])
  })

  test('whose plan Neo4j may have lost is answered cut again', async () => {
    const query = '{ trainRun(run: "029/2023-05-01") { train { name } } }'
    await speeds(query)
    expect((await speeds(query)).whole).toBe(1)
    service.api.reads.warmth.forget()
    const cold = await speeds(query)
    expect([cold.whole, cold.cut]).toEqual([0, 2])
  })

  test('says in extensions what it may have brought', async () => {
    const response = await service.api.app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ persons(first: 3) { nodes { documents(first: 2) { nodes { number } } } } }' },
    })
    expect(response.json().extensions).toEqual({ cost: { depth: 5, nodes: 9, lists: 2, answers: 0 } })
    expect(refusal(await service.ask('{ persons(first: 0) { totalCount } }')).message).toBe(
      'first: expected 1 to 500, got 0',
    )
  })
})

describe('asked again, by rows at once or not, is answered as at first', () => {
  const kena = globalId('Station', 'KENA')
  const double = Array.from(
    { length: 10 },
    (_, i) => `fragment F${i} on Document { a: replaces { ...F${i + 1} } b: issuedFor { ...F${i + 1} } }`,
  )
  test.each<[what: string, query: string, variables?: Record<string, unknown>]>([
    ['nulls at the end of a list', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [kena, kena, 'x', 'x'] }],
    [
      'a default of a variable that may not be null',
      'query ($n: Int! = 2) { persons(first: $n) { nodes { displayName } } }',
    ],
    [
      'a variable named like a member of every object',
      'query ($toString: Int) { persons(first: $toString) { totalCount } }',
    ],
    ['an alias that is no name of its own', '{ station(code: "KENA") { __proto__: code constructor: country } }'],
    [
      'a condition on a fragment',
      '{ station(code: "KENA") { ...F @skip(if: true) ...F } } fragment F on Station { code }',
    ],
    [
      'a condition that is null',
      'query ($a: Boolean = true) { station(code: "KENA") { code @include(if: $a) } }',
      { a: null },
    ],
    [
      'fragments in fragments that double',
      `{ document(type: PASSPORT, issuer: "RUS", number: "100000000") { ...F0 } } ${double.join(' ')} fragment F10 on Document { number }`,
    ],
  ])('%s', async (_, query, variables = {}) => {
    const first = await service.send({ payload: { query, variables } })
    await service.api.reads.warmth.settled()
    const again = [
      await service.send({ payload: { query, variables } }),
      await service.send({ payload: { query, variables } }),
    ]
    expect(again).toEqual([first, first])
    expect(first.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL')
  })
})
