import { createPublicKey, hash, verify } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyBundle } from '../../src/evidence/index.ts'
import { Service } from '../api/service.ts'
import { deliver, scratch } from '../delivery.ts'
import { openWorld, world as records, type World } from '../link/export-world.ts'
import { plainCanonical } from './plain-canonical.ts'

let world: World
let finding: { id: string; state: string; because: unknown[] }
beforeAll(async () => {
  world = await openWorld()
  await world.ask('mutation { sweep(input: { patterns: [TICKET_MISMATCH] }) { userErrors { message } } }')
  const { findings } = await world.ask('{ findings { nodes { id state because { line text } } } }')
  finding = findings.nodes[0]
})
afterAll(() => world.close())

const FREEZE = `mutation Freeze($input: CreateEvidenceBundleInput!) {
  createEvidenceBundle(input: $input) {
    url
    expiresAt
    bundle { id sha256 madeAt madeBy purpose about key }
    things
    ties
    leftOut { what count }
    userErrors { message field code }
  }
}`
const LIST = `query List($run: String!) {
  trainRun(run: $run) { run journeys(first: 2) { totalCount nodes { ref person { name: displayName } documents { number } } } }
}`
const VARIABLES = { run: '029/2023-05-01' }
const ASKED = { query: LIST, variables: JSON.stringify(VARIABLES) }

const frozen = async (input: Record<string, unknown>, headers = {}) =>
  (await world.ask(FREEZE, { input }, headers)).createEvidenceBundle

async function fileOf(input: Record<string, unknown>, headers = {}) {
  const payload = await frozen(input, headers)
  expect(payload.userErrors).toEqual([])
  const { rawPayload, headers: sent } = await world.api.app.inject({ url: payload.url })
  return { payload, sent, file: rawPayload, ...JSON.parse(rawPayload.toString()) }
}

const kindsOf = (things: readonly { kind: string }[]) => [...new Set(things.map(({ kind }) => kind))].sort()

describe('an answer', () => {
  test('is frozen as it is given, with its question and who asked, what for', async () => {
    const { payload, sent, file, bundle } = await fileOf(ASKED, {
      'x-alight-user': 'anna',
      'x-alight-purpose': 'case 7',
    })
    expect(bundle.answer.data).toEqual(await world.ask(LIST, VARIABLES))
    expect(bundle.question).toMatchObject({ query: LIST, operationName: null, variables: VARIABLES })
    expect(bundle).toMatchObject({ madeBy: 'anna', purpose: 'case 7', about: 'a question', identity: 'REVIEWED' })
    expect([payload.things, payload.ties]).toEqual([bundle.things.length, bundle.ties.length])
    expect(sent).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    expect(verifyBundle(file).holds).toBe(true)
  })

  test('comes with everything that it tells of, asked for by id or not, and where that is written', async () => {
    const { bundle } = await fileOf(ASKED)
    expect(kindsOf(bundle.things)).toEqual(['DOCUMENT', 'JOURNEY', 'PERSON', 'TRAIN_RUN'])
    const onTheRun = records.flatMap((one, i) =>
      one.record === 'passenger' && 'run' in one && one.run === VARIABLES.run ? [i + 1] : [],
    )
    const [[delivery] = []] = await world.database.read('MATCH (d:Delivery) RETURN d.id', {})
    const journeys = bundle.things.filter(({ kind }: { kind: string }) => kind === 'JOURNEY')
    const lines = journeys.flatMap(({ sources }: { sources: { sha256: string; line: number }[] }) => sources)
    expect(lines.map(({ sha256, line }: { sha256: string; line: number }) => [sha256, line])).toEqual(
      onTheRun.map(line => [delivery, line]),
    )
  })

  test('is of the state of the graph that it names', async () => {
    const { bundle } = await fileOf(ASKED)
    const counters = await world.database.read('MATCH (c:Counter) RETURN c.name, c.value', {})
    expect(bundle.knownUpTo.counters).toEqual(Object.fromEntries(counters))
    expect(bundle.knownUpTo.lastDelivery).toMatchObject({ number: 1 })
    const { patterns } = await world.ask('{ patterns { name version parameters { name value } } }')
    expect(bundle.rules.patterns.map(({ pattern }: { pattern: string }) => pattern).sort()).toEqual(
      patterns.map(({ name }: { name: string }) => name).sort(),
    )
    const fitted = bundle.rules.patterns.filter((rule: { fitted: unknown }) => rule.fitted !== null)
    expect(fitted.map(({ pattern }: { pattern: string }) => pattern)).toContain('REPEAT_DISEMBARKER')
    expect(fitted.map(({ pattern }: { pattern: string }) => pattern)).not.toContain('TICKET_MISMATCH')
  })

  test('is sealed by what RFC 8785 and Ed25519 say, computed by other means', async () => {
    const { bundle, seal, file, payload } = await fileOf(ASKED)
    const text = plainCanonical(bundle)
    expect(file.toString()).toBe(`${plainCanonical({ bundle, seal })}\n`)
    expect([seal.sha256, payload.bundle.sha256]).toEqual(Array(2).fill(hash('sha256', text, 'hex')))
    expect(bundle.answer.sha256).toBe(hash('sha256', plainCanonical(bundle.answer.data), 'hex'))
    const der = Buffer.from(seal.publicKey, 'base64')
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' })
    expect(verify(null, Buffer.from(text), key, Buffer.from(seal.signature, 'base64'))).toBe(true)
    expect(payload.bundle.key).toBe(hash('sha256', der, 'hex'))
  })

  test('of several kinds of things in one list names each', async () => {
    const query = `query Several($ids: [ID!]!) { nodes(ids: $ids) { __typename } }`
    const ids = [await world.personOf('IUREVA'), finding.id, await world.identityOf('IUREVA')]
    const { bundle } = await fileOf({ query, variables: JSON.stringify({ ids }) })
    expect(bundle.answer.data.nodes).toEqual(['Person', 'Finding', 'Identity'].map(__typename => ({ __typename })))
    expect(kindsOf(bundle.things)).toEqual(expect.arrayContaining(['FINDING', 'IDENTITY', 'PERSON']))
  })

  test('holds under whatever names the question gives its parts', async () => {
    const query = '{ __proto__: census { runs } constructor: census { runs } toJSON: census { runs } }'
    const { file, bundle } = await fileOf({ query })
    expect(Object.keys(bundle.answer.data)).toEqual(['__proto__', 'constructor', 'toJSON'])
    expect(verifyBundle(file).holds).toBe(true)
  })

  test('tells of persons as strictly as the question takes them', async () => {
    const strict = await fileOf({ query: '{ persons(identity: STRICT) { nodes { id } } }' })
    expect(strict.bundle.identity).toBe('STRICT')
    expect(strict.bundle.things.map(({ id }: { id: string }) => id).sort()).toEqual(
      strict.bundle.answer.data.persons.nodes.map(({ id }: { id: string }) => id).sort(),
    )
    const query = `query Leavers($who: IdentityStrictness = PROBABLE) {
      repeatDisembarkers(input: { station: "KENA", identity: $who }) { totalCount }
    }`
    expect((await fileOf({ query })).bundle.identity).toBe('PROBABLE')
    expect((await fileOf({ query, variables: '{"who": "STRICT"}' })).bundle.identity).toBe('STRICT')
    const { userErrors } = await frozen({
      query: '{ a: persons(identity: STRICT) { totalCount } b: persons { totalCount } }',
    })
    expect(userErrors).toEqual([
      {
        field: 'input.query',
        code: 'BAD_USER_INPUT',
        message: 'query: expected a question that takes persons one way, got STRICT and REVIEWED; freeze two',
      },
    ])
  })

  test('that holds one operation of several is that one', async () => {
    const query = 'query One { census { persons } } query Other { census { runs } }'
    const { bundle } = await fileOf({ query, operationName: 'Other' })
    expect(bundle.answer.data).toEqual({ census: { runs: 2 } })
    expect(bundle.question.operationName).toBe('Other')
  })

  test('that tells of nothing in the graph is frozen too', async () => {
    const { bundle, file } = await fileOf({ query: '{ search(text: "NOBODYHERE") { totalCount } }' })
    expect([bundle.answer.data, bundle.things]).toEqual([{ search: { totalCount: 0 } }, []])
    expect(verifyBundle(file).holds).toBe(true)
  })
})

test('a finding is frozen with its reasons, what comes of testing it again, and all that it rests on', async () => {
  const { bundle, file, payload } = await fileOf({ finding: finding.id })
  expect(bundle.answer.data.finding).toMatchObject(finding)
  expect(bundle.answer.data.verifyFinding).toMatchObject({ holds: true, differences: [] })
  expect(payload.bundle.about).toBe(`finding ${finding.id} of TICKET_MISMATCH`)
  expect(kindsOf(bundle.things)).toEqual(expect.arrayContaining(['CHECK', 'FINDING', 'JOURNEY', 'PERSON']))
  expect(verifyBundle(file).holds).toBe(true)
})

test('what was handed out is kept: when, to whom, what for, under which hash', async () => {
  const { payload } = await fileOf(ASKED, { 'x-alight-user': 'olga', 'x-alight-purpose': 'case 8' })
  const { sha256 } = payload.bundle
  const one = 'id sha256 madeAt madeBy purpose about key'
  const { evidenceBundle, evidenceBundles, node } = await world.ask(
    `query ($sha256: String!, $id: ID!) { evidenceBundle(sha256: $sha256) { ${one} }
      evidenceBundles(first: 1) { totalCount nodes { ${one} } } node(id: $id) { ... on EvidenceBundle { ${one} } } }`,
    { sha256, id: payload.bundle.id },
  )
  expect(evidenceBundle).toEqual(payload.bundle)
  expect(evidenceBundle).toMatchObject({ madeBy: 'olga', purpose: 'case 8' })
  expect(evidenceBundles.nodes).toEqual([payload.bundle])
  expect(evidenceBundles.totalCount).toBeGreaterThan(0)
  expect(node).toEqual(payload.bundle)
  expect((await world.ask(`{ evidenceBundle(sha256: "${'0'.repeat(64)}") { id } }`)).evidenceBundle).toBeNull()
})

test.each(['zz', '', 'g'.repeat(64)])('%s is no hash', async sha256 => {
  await expect(world.ask(`{ evidenceBundle(sha256: "${sha256}") { id } }`)).rejects.toThrow(
    'sha256: expected 64 hexadecimal digits',
  )
})

test.each([
  [{}, 'query', 'query: expected a query or a finding, one of the two, got none'],
  [{ query: '{ census { runs } }', finding: 'x' }, 'query', 'one of the two, got both'],
  [{ query: '{ census' }, 'query', 'query: Syntax Error: Expected Name, found <EOF>.'],
  [{ query: '{ secrets }' }, 'query', 'query: Cannot query field "secrets" on type "Query".'],
  [{ query: 'mutation { sweep { userErrors { code } } }' }, 'query', 'query: expected one query, or'],
  [{ query: 'subscription { findingRaised { id } }' }, 'query', 'got a subscription'],
  [{ query: 'query A { __typename } query B { __typename }' }, 'query', 'got none of that name, or several'],
  [{ query: '{ _idOfEvidence: census { runs } }' }, 'query', 'query: expected an alias other than _idOfEvidence'],
  [{ query: LIST }, 'variables', 'variables: Variable "$run" of required type "String!" was not provided.'],
  [{ query: LIST, variables: '{"run": 1}' }, 'variables', 'variables: Variable "$run" got invalid value 1'],
  [{ query: LIST, variables: '{"run": "x", "who": 1}' }, 'variables', 'variables: expected run, got "who"'],
  [{ query: '{ __typename }', variables: '{"who": 1}' }, 'variables', 'variables: expected none, got "who"'],
  [
    { query: LIST, variables: '[]' },
    'variables',
    'variables: expected a JSON object such as {"id": "…"}, got other JSON',
  ],
  [
    { query: LIST, variables: '{"run": "\\ud800"}' },
    'variables',
    'variables: expected the text of a JSON object in Unicode',
  ],
  [{ query: LIST, variables: '{"__proto__": {}}' }, 'variables', 'variables: expected the text of a JSON object'],
  [{ query: LIST, variables: `{"run": ${'['.repeat(100_000)}` }, 'variables', 'variables: expected the text of a JSON'],
  [
    { query: '{ station(code: "\ud800") { id } }' },
    'query',
    'query: expected text in Unicode, got half a surrogate pair',
  ],
  [{ query: '{ node(id: "x") { id } }' }, 'query', 'query: id: expected an id as it was given out, got "x"'],
  [
    { query: '{ stations { code @include(if: 3) } }' },
    'query',
    'query: Boolean cannot represent a non boolean value: 3',
  ],
  [{ finding: 'x' }, 'finding', 'finding: expected the id of Finding, as it was given out, got "x"'],
])('what cannot be frozen is refused (%#)', async (input, field, message) => {
  const { url, bundle, userErrors } = await frozen(input)
  expect([url, bundle]).toEqual([null, null])
  expect(userErrors).toEqual([
    { field: `input.${field}`, code: 'BAD_USER_INPUT', message: expect.stringContaining(message) },
  ])
})

test('a question is bound as if it had been sent by itself, and one in each request', async () => {
  const wide =
    '{ trainRuns(first: 500) { nodes { journeys(first: 500) { nodes { documents { holders(first: 50) { nodes { id } } } } } } } }'
  await expect(frozen({ query: wide })).rejects.toThrow('Size: expected at most 250000 possible nodes')
  await expect(frozen({ query: `{${' a'.repeat(5_000)}}` })).rejects.toThrow('Text: expected at most 4000 tokens')
  const one = 'createEvidenceBundle(input: {query: "{ census { runs } }"}) { bundle { id } }'
  await expect(world.ask(`mutation { a: ${one} b: ${one} }`)).rejects.toThrow(
    'expected one evidence bundle in each request',
  )
})

test('a finding that is not there is not found', async () => {
  const id = Buffer.from('Finding:none').toString('base64url')
  expect((await frozen({ finding: id })).userErrors).toEqual([
    {
      field: 'input.finding',
      code: 'NOT_FOUND',
      message: 'finding: expected a finding that is there, got one that is not',
    },
  ])
})

test('what comes in meanwhile has the question asked again', async () => {
  const { freeze } = await import('../../src/evidence/index.ts')
  const folder = scratch()
  let asked = 0
  const bundle = (busyTimes: number) => {
    asked = 0
    return freeze(
      {
        database: world.database,
        idOf: (kind, key) => `${kind} ${key}`,
        whoIsWho: strictness => world.patterns.groupings.of(strictness),
      },
      {
        question: { query: '{ census { runs } }', operationName: null, variables: {} },
        about: 'a question',
        schema: '0'.repeat(64),
        identity: 'REVIEWED',
        by: 'local',
        purpose: null,
        answer: async () => {
          if (asked++ < busyTimes) await deliver(world.database, folder, [another(asked)])
          return { data: { asked }, things: [], findings: [] }
        },
      },
    )
  }
  expect((await bundle(2)).answer.data).toEqual({ asked: 3 })
  await expect(bundle(9)).rejects.toThrow('expected data that stand still while the question is answered')
  expect(asked).toBe(3)
})

let nth = 0
const another = (_: number) => ({ record: 'station', code: `NEW${++nth}`, names: { en: `New ${nth}` }, country: 'LTU' })

test('a service that answers known operations only freezes those alone, and findings', async () => {
  const folder = scratch()
  const { writeFileSync } = await import('node:fs')
  const { join } = await import('node:path')
  const known = 'query Runs { census { runs } }'
  writeFileSync(join(folder, 'freeze.graphql'), FREEZE)
  writeFileSync(join(folder, 'runs.graphql'), known)
  const service = await Service.open([], { folder, only: true })
  const ask = async (input: object) =>
    (await service.send({ payload: { query: FREEZE, variables: { input } } })).data.createEvidenceBundle
  try {
    expect((await ask({ query: known })).userErrors).toEqual([])
    expect((await ask({ query: '{ census { persons } }' })).userErrors).toEqual([
      {
        field: 'input.query',
        code: 'FORBIDDEN',
        message: 'query: expected one of the known operations, got another; this service answers no others',
      },
    ])
  } finally {
    await service.close()
  }
})

test('an answer as known before a correction comes with the line that said so', async () => {
  const corrected = await openWorld()
  try {
    const [[received] = []] = await corrected.database.read('MATCH (d:Delivery) RETURN d.receivedAt', {})
    await setTimeout(5)
    const [first] = records.filter(one => one.record === 'passenger')
    await deliver(corrected.database, scratch(), [
      { ...first, ticket: { from: 'MOSKVA', to: 'KALININGRAD', coach: '09' } },
    ])
    const query =
      'query Then($at: DateTime!) { journey(run: "029/2023-05-01", ref: "P1", asKnownAt: $at) { ref coach } }'
    const variables = JSON.stringify({ at: new Date(Number(received)).toISOString() })
    const payload = (await corrected.ask(FREEZE, { input: { query, variables } })).createEvidenceBundle
    expect(payload.userErrors).toEqual([])
    const { bundle } = (await corrected.api.app.inject({ url: payload.url })).json()
    expect(bundle.answer.data.journey).toEqual({ ref: 'P1', coach: null })
    const [journey] = bundle.things
    const line = records.indexOf(first as never) + 1
    expect(journey.sources.map((one: { line: number }) => one.line)).toEqual([1])
    expect(journey.earlier.map((one: { line: number }) => one.line)).toEqual([line])
    expect(bundle.handling).toContain('as they were known when the bundle was made')
  } finally {
    await corrected.close()
  }
})
