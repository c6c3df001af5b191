import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createClient } from 'graphql-ws'
import { Webhook } from 'standardwebhooks'
import WebSocket from 'ws'
import { openLog } from '../../src/base/index.ts'
import { Dispatcher } from '../../src/finding/index.ts'
import { check, identity, line, passenger, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { globalId, Service } from './service.ts'

const DAY = '2024-04-08'
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const closed = { record: 'regime', id: 'closed', from: '2024-03-01', alighting: false, basis: 'a decree' }
const world = [...line, run(DAY), passenger(DAY, '1', anna), check('left', DAY, 'ALIGHT', { passenger: '1' }), closed]
const SWEEP = `mutation Sweep($input: SweepInput) { sweep(input: $input) {
  swept { pattern raised withdrawn } changes { pattern kind finding subjects { id __typename } says }
  userErrors { message field code } } }`
const PATTERNS = ['UNPERMITTED_ALIGHTING']

let service: Service
beforeAll(async () => {
  service = await Service.open(world)
})
afterAll(() => service.close())

const sweep = async (input: object = {}) =>
  (await service.ask(SWEEP, { input: { patterns: PATTERNS, ...input } })).data.sweep
const first = async () => {
  const { data } = await service.ask(
    '{ findings(filter: { patterns: [UNPERMITTED_ALIGHTING] }) { nodes { id state } } }',
  )
  return data.findings.nodes[0]
}

test('a dry run tells what would be raised, and raises nothing', async () => {
  const { changes, swept, userErrors } = await sweep({ dryRun: true })
  expect({ swept, userErrors }).toEqual({ swept: [], userErrors: [] })
  expect(changes).toMatchObject([
    {
      pattern: 'UNPERMITTED_ALIGHTING',
      kind: 'RAISED',
      subjects: [{ __typename: 'Person' }, { id: globalId('Journey', `029/${DAY}#1`), __typename: 'Journey' }],
      says: 'Left 029/2024-04-08 at KENA, 9 Apr 2024 07:30Z.',
    },
  ])
  expect(await first()).toBeUndefined()
})

test('a finding says why, on what, and where that is written', async () => {
  expect(await sweep()).toMatchObject({ swept: [{ pattern: 'UNPERMITTED_ALIGHTING', raised: 1, withdrawn: 0 }] })
  const { data, errors } = await service.ask(`{ findings { totalCount nodes {
    state score pValue qValue tests ruleVersion anchor pattern { name question lastSweep { trigger by raised } late }
    subjects { __typename ... on Journey { ref } ... on Person { displayName findings { totalCount } } }
    because { line text } figures { name value }
    evidence { line witness margin source { line delivery { name } } fact { __typename ... on Check { checkId } ... on Regime { basis stations } } }
    history { kind state says by } } } }`)
  expect(errors).toBeUndefined()
  expect(data.findings.totalCount).toBe(1)
  expect(data.findings.nodes[0]).toMatchObject({
    state: 'PENDING_REVIEW',
    score: 1,
    pValue: null,
    qValue: null,
    tests: 1,
    ruleVersion: 1,
    anchor: null,
    pattern: { name: 'UNPERMITTED_ALIGHTING', lastSweep: { trigger: 'ASKED', by: 'local', raised: 1 }, late: false },
    subjects: [
      { __typename: 'Person', displayName: 'IVANOVA ANNA', findings: { totalCount: 1 } },
      { __typename: 'Journey', ref: '1' },
    ],
    evidence: [
      { line: 'WHAT_HAPPENED', witness: true, source: { line: 9 }, fact: { __typename: 'Check', checkId: 'left' } },
      { line: 'WHAT_HAPPENED', witness: true, source: { line: 8 }, fact: { __typename: 'Journey' } },
      { line: 'COMPARED_WITH', source: { line: 10 }, fact: { __typename: 'Regime', basis: 'a decree', stations: [] } },
    ],
    history: [{ kind: 'RAISED', state: 'PENDING_REVIEW', says: null, by: null }],
  })
  expect(data.findings.nodes[0].because.map(({ line }: { line: string }) => line)).toEqual([
    'WHAT_HAPPENED',
    'COMPARED_WITH',
    'HOW_UNUSUAL',
    'INNOCENT_EXPLANATIONS',
    'UNCERTAIN',
    'RULE',
  ])
})

test('findings are narrowed by what they are about, and are found by their id', async () => {
  const count = async (filter: string) =>
    (await service.ask(`{ findings(filter: { ${filter} }) { totalCount } }`)).data.findings.totalCount
  expect(await count(`subject: "${globalId('Journey', `029/${DAY}#1`)}"`)).toBe(1)
  expect(await count(`subject: "${globalId('Station', 'KENA')}"`)).toBe(0)
  expect(await count('states: [WITHDRAWN, DISMISSED]')).toBe(0)
  expect(await count('happenedAfter: "2024-04-09", minScore: 0.5')).toBe(1)
  expect(await count('happenedAfter: "2024-04-10"')).toBe(0)
  const { id } = await first()
  expect((await service.ask(`{ finding(id: "${id}") { id state } }`)).data.finding).toEqual({
    id,
    state: 'PENDING_REVIEW',
  })
  const { errors } = await service.ask(
    `{ findings(filter: { subject: "${globalId('Train', '029')}" }) { totalCount } }`,
  )
  expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
})

test('a finding is verified, witness by witness', async () => {
  const verify = async (id: string) =>
    service.ask(
      `query Verify($id: ID!) { verifyFinding(id: $id) { finding { id state } basis holds missing withdrawn
        differences { name kept now }
        witnesses { line falls fact { __typename ... on Check { checkId } ... on Journey { ref } } } } }`,
      { id },
    )
  const { id } = await first()
  expect((await verify(id)).data.verifyFinding).toEqual({
    finding: { id, state: 'PENDING_REVIEW' },
    basis: 'EVIDENCE',
    holds: true,
    missing: [],
    withdrawn: null,
    differences: [],
    witnesses: [
      { line: 'WHAT_HAPPENED', falls: true, fact: { __typename: 'Check', checkId: 'left' } },
      { line: 'WHAT_HAPPENED', falls: true, fact: { __typename: 'Journey', ref: '1' } },
    ],
  })
  expect((await verify(globalId('Finding', 'none'))).data).toEqual({ verifyFinding: null })
  const { errors } = await verify(globalId('Journey', `029/${DAY}#1`))
  expect(errors[0]).toMatchObject({
    message: 'id: expected the id of Finding, as it was given out, got that of a Journey',
    extensions: { code: 'BAD_USER_INPUT' },
  })
})

describe('a review', () => {
  const REVIEW = `mutation Review($input: ReviewFindingInput!) { reviewFinding(input: $input) {
    finding { state reviewedBy history { kind by note } } userErrors { message field code } } }`
  const review = async (input: object) => (await service.ask(REVIEW, { input })).data.reviewFinding

  test('is kept with who and why', async () => {
    const { id } = await first()
    expect(await review({ id, state: 'CONFIRMED', note: ' looked at the camera ' })).toEqual({
      finding: {
        state: 'CONFIRMED',
        reviewedBy: 'local',
        history: [
          { kind: 'RAISED', by: null, note: null },
          { kind: 'REVIEWED', by: 'local', note: 'looked at the camera' },
        ],
      },
      userErrors: [],
    })
  })

  test.each([
    [{ state: 'WITHDRAWN' }, 'input.state', 'BAD_USER_INPUT'],
    [{ note: ' ' }, 'input.note', 'BAD_USER_INPUT'],
    [{ id: 'nonsense' }, 'input.id', 'BAD_USER_INPUT'],
    [{ id: globalId('Finding', 'none') }, 'input.id', 'NOT_FOUND'],
  ])('is refused: %j', async (other, field, code) => {
    const { id } = await first()
    const { finding, userErrors } = await review({ id, state: 'CONFIRMED', note: 'n', ...other })
    expect(finding).toBeNull()
    expect(userErrors).toMatchObject([{ field, code }])
  })
})

test('other parameters are for dry runs, and within their bounds', async () => {
  const other = (fields: object) => ({
    parameters: [{ pattern: 'REPEAT_DISEMBARKER', name: 'windowDays', value: 30, ...fields }],
  })
  const refused = async (input: object) => (await sweep({ patterns: ['REPEAT_DISEMBARKER'], ...input })).userErrors
  expect(await refused(other({}))).toMatchObject([{ field: 'input.parameters', code: 'BAD_USER_INPUT' }])
  expect(await refused({ dryRun: true, ...other({}) })).toEqual([])
  expect(await refused({ dryRun: true, ...other({ value: 0 }) })).toMatchObject([{ field: 'input.parameters.0.value' }])
  expect(await refused({ dryRun: true, ...other({ name: '__proto__' }) })).toMatchObject([
    { field: 'input.parameters.0.name', message: 'name: expected windowDays, atLeast, got "__proto__"' },
  ])
})

test('a dry run as known at an instant tells what would have been raised then', async () => {
  const [row] = await service.database.read('MATCH (d:Delivery) RETURN min(d.receivedAt)', {})
  const first = Number(row?.[0])
  const at = (instant: number) => sweep({ dryRun: true, asKnownAt: new Date(instant).toISOString() })
  expect(await at(first - 1)).toEqual({ swept: [], changes: [], userErrors: [] })
  expect(await at(first)).toMatchObject({
    changes: [{ kind: 'RAISED', subjects: [{ __typename: 'Person' }, { id: globalId('Journey', `029/${DAY}#1`) }] }],
    userErrors: [],
  })
  expect(await sweep({ asKnownAt: new Date(first).toISOString() })).toMatchObject({
    swept: [],
    userErrors: [
      {
        message: 'asKnownAt: expected with dryRun only, got without',
        field: 'input.asKnownAt',
        code: 'BAD_USER_INPUT',
      },
    ],
  })
})

describe('a finding that is raised', () => {
  let received: { request: IncomingMessage; body: string }[]
  let answer: number
  let receiver: Server
  let hook: string
  const secret = Buffer.alloc(32, 7).toString('base64')
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = ''
      request.on('data', chunk => {
        body += chunk
      })
      request.on('end', () => {
        received.push({ request, body })
        response.writeHead(answer).end()
      })
    })
    await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
    received = []
    answer = 204
  })
  afterAll(() => new Promise(resolve => receiver.close(resolve)))

  const address = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/findings`
  const rules = () => ({ hosts: [`127.0.0.1:${(receiver.address() as AddressInfo).port}`] })
  const send = async () => {
    const dispatcher = new Dispatcher(service.database, rules(), openLog('silent'), key => globalId('Finding', key))
    try {
      return await dispatcher.sendDue()
    } finally {
      await dispatcher.close()
    }
  }
  const raiseAnother = async (day: string) => {
    await deliver(service.database, scratch(), [
      run(day),
      passenger(day, '1', anna),
      check(`left-${day}`, day, 'ALIGHT', { passenger: '1' }),
    ])
    await sweep()
  }

  test('is told to whoever subscribed', async () => {
    await service.api.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = service.api.app.server.address() as AddressInfo
    const client = createClient({ url: `ws://127.0.0.1:${port}/graphql`, webSocketImpl: WebSocket })
    const told = client.iterate({
      query: 'subscription { findingRaised { state subjects { ... on Journey { run { run } } } } }',
    })
    const next = told.next()
    await new Promise(resolve => setTimeout(resolve, 500))
    await raiseAnother('2024-04-09')
    expect((await next).value).toEqual({
      data: { findingRaised: { state: 'PENDING_REVIEW', subjects: [{}, { run: { run: '029/2024-04-09' } }] } },
    })
    const refused = client.iterate({ query: '{ census { persons } }' })
    await expect(refused.next()).rejects.toMatchObject([
      { message: expect.stringContaining('expected a subscription') },
    ])
    await told.return?.()
    await client.dispose()
  })

  test('is not told to pages of other sites', async () => {
    const { port } = service.api.app.server.address() as AddressInfo
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
      origin: 'https://evil.example',
    })
    const status = await new Promise(resolve => {
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode))
      socket.on('error', () => {})
      socket.on('open', () => resolve('open'))
    })
    expect(status).toBe(401)
  })

  test('is sent where a webhook says, signed, with ids and figures only', async () => {
    const made = await service.database.write(tx =>
      tx.run('CREATE (w:Webhook {id: "w", url: $url, secret: $secret, createdBy: "olga", createdAt: 1}) RETURN w.id', {
        url: address(),
        secret,
      }),
    )
    hook = made[0]?.[0] as string
    await raiseAnother('2024-04-10')
    expect(await send()).toBe(1)
    const { request, body } = received.at(-1) as { request: IncomingMessage; body: string }
    expect(new Webhook(secret).verify(body, request.headers as Record<string, string>)).toMatchObject({
      type: 'finding.raised',
      data: { pattern: 'UNPERMITTED_ALIGHTING', state: 'PENDING_REVIEW', score: 1 },
    })
    expect(body).not.toContain('IVANOVA')
    const { data } = await service.ask(
      '{ webhooks { url createdBy patterns deliveries { state attempts answer finding { state } } } }',
    )
    expect(data.webhooks).toEqual([
      {
        url: address(),
        createdBy: 'olga',
        patterns: [],
        deliveries: [{ state: 'DELIVERED', attempts: 1, answer: '204', finding: { state: 'PENDING_REVIEW' } }],
      },
    ])
    expect(await send()).toBe(0)
  })

  test('is sent again where nobody took it', async () => {
    answer = 500
    await raiseAnother('2024-04-11')
    expect(await send()).toBe(1)
    const [row] = await service.database.read(
      "MATCH (d:Dispatch {state: 'DUE'}) RETURN d.attempts, d.answer, d.dueAt - d.triedAt",
      {},
    )
    expect(row).toEqual([1, '500', 5_000])
    answer = 204
    await service.database.write(tx => tx.run("MATCH (d:Dispatch {state: 'DUE'}) SET d.dueAt = 0"))
    expect(await send()).toBe(1)
    expect(received).toHaveLength(3)
  })

  test('is sent nowhere once its webhook is gone', async () => {
    const remove = `mutation { deleteWebhook(input: { id: "${globalId('Webhook', hook)}" }) { deleted userErrors { code } } }`
    expect((await service.ask(remove)).data.deleteWebhook).toEqual({
      deleted: globalId('Webhook', hook),
      userErrors: [],
    })
    await raiseAnother('2024-04-12')
    expect(await send()).toBe(0)
    expect((await service.ask(remove)).data.deleteWebhook).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] })
  })
})

test.each([
  ['http://example.org/x', 'BAD_USER_INPUT'],
  ['https://localhost/x', 'FORBIDDEN'],
  ['https://127.0.0.1/x', 'FORBIDDEN'],
  ['https://[::1]/x', 'FORBIDDEN'],
  ['https://[::ffff:10.0.0.1]/x', 'FORBIDDEN'],
  ['https://169.254.169.254/latest', 'FORBIDDEN'],
  ['https://neo4j.internal/x', 'FORBIDDEN'],
  ['https://user:pass@example.org/x', 'BAD_USER_INPUT'],
  ['file:///etc/passwd', 'BAD_USER_INPUT'],
  ['nonsense', 'BAD_USER_INPUT'],
])('a webhook to %s is refused', async (url, code) => {
  const input = { url, secret: Buffer.alloc(32).toString('base64') }
  const { data } = await service.ask(
    'mutation Create($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } userErrors { code field } } }',
    { input },
  )
  expect(data.createWebhook).toEqual({ webhook: null, userErrors: [{ code, field: 'input.url' }] })
})

test('a webhook needs a secret of some length', async () => {
  const made = async (secret: string) =>
    (
      await service.ask(
        'mutation Create($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { url } userErrors { field } } }',
        { input: { url: 'https://example.org/findings', secret } },
      )
    ).data.createWebhook
  expect(await made('short')).toEqual({ webhook: null, userErrors: [{ field: 'input.secret' }] })
  expect(await made(`whsec_${Buffer.alloc(24).toString('base64')}`)).toEqual({
    webhook: { url: 'https://example.org/findings' },
    userErrors: [],
  })
})
