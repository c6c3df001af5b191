import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Answer, refusal, Service, testApi } from './service.ts'

let service: Service

beforeAll(async () => {
  service = await Service.open([])
})

afterAll(() => service.close())

const ask = (query: string, variables?: Record<string, unknown>) => service.ask(query, variables)

const json = (payload: string) => service.send({ payload, headers: { 'content-type': 'application/json' } })

describe('what is no question', () => {
  const preflight = { 'apollo-require-preflight': 'true' }
  const query = '{ __typename }'

  test.each<[string, () => Promise<Answer>, number, string]>([
    [
      'no JSON',
      () => json('{'),
      400,
      'Body: expected JSON that holds no key `__proto__` or `constructor.prototype`, got something else',
    ],
    [
      'a key that would change every object',
      () => json('{ "query": "{ __typename }", "variables": { "__proto__": { "a": 1 } } }'),
      400,
      'Body: expected JSON that holds no key `__proto__` or `constructor.prototype`, got something else',
    ],
    ['no body', () => json(''), 400, 'Body: expected a JSON object with `query`, got nothing'],
    ['null', () => json('null'), 400, 'Body: expected one JSON object with `query`, got nothing'],
    ['a text', () => json('"{ __typename }"'), 400, 'Body: expected one JSON object with `query`, got text'],
    [
      'several at once',
      () => service.send({ payload: [{ query }, { query }] }),
      400,
      'Body: expected one JSON object with `query`, got a list of 2',
    ],
    ['no query', () => service.send({ payload: {} }), 400, 'query: expected the text of an operation, got nothing'],
    ['a query of blanks', () => ask(' '), 400, 'query: expected the text of an operation, got text'],
    [
      'a number',
      () => service.send({ payload: { query: 1 } }),
      400,
      'query: expected the text of an operation, got a number',
    ],
    ['half a query', () => ask('{ persons {'), 400, 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'a subscription',
      () => service.ask('subscription { findingRaised { id } }'),
      400,
      'Operation: expected a query or a mutation, got a subscription; subscribe over a WebSocket of the protocol graphql-transport-ws at this address',
    ],
    [
      'an operation that is not there',
      () => service.send({ payload: { query: 'query A { __typename }', operationName: 'B' } }),
      400,
      'Unknown operation named "B".',
    ],
    [
      'a stored operation that nobody stored',
      () => service.send({ payload: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } } }),
      200,
      'PersistedQueryNotFound',
    ],
    [
      'another content type',
      () => service.send({ payload: '<a/>', headers: { 'content-type': 'application/xml' } }),
      415,
      'Content-Type: expected application/json, or multipart/form-data for files, got application/xml',
    ],
    [
      'text that a foreign page can send',
      () => service.send({ payload: `{"query":"${query}"}`, headers: { 'content-type': 'text/plain' } }),
      400,
      'Body: expected one JSON object with `query`, got text',
    ],
    [
      'a query given twice',
      () => service.send({ method: 'GET', url: '/graphql?query=%7Ba%7D&query=b', headers: preflight }),
      400,
      'query: expected the text of an operation, got a list of 2',
    ],
    [
      'another method',
      () => service.send({ method: 'PUT', payload: { query } }),
      404,
      'Address: expected POST or GET /graphql, or GET /export/<token>, /healthz, /readyz or /metrics, got PUT /graphql',
    ],
    [
      'another address',
      () => service.send({ method: 'GET', url: '/nowhere' }),
      404,
      'Address: expected POST or GET /graphql, or GET /export/<token>, /healthz, /readyz or /metrics, got GET /nowhere',
    ],
    [
      'an address that is none',
      () => service.send({ method: 'GET', url: '/%ff' }),
      400,
      "Request: expected one that can be read; '/%ff' is not a valid url component",
    ],
  ])('%s', async (_, asked, status, message) => {
    const answer = await asked()
    expect(answer.status).toBe(status)
    const code =
      status === 404
        ? 'NOT_FOUND'
        : message === 'PersistedQueryNotFound'
          ? 'PERSISTED_QUERY_NOT_FOUND'
          : 'BAD_USER_INPUT'
    expect(refusal(answer)).toMatchObject({ message, extensions: { code } })
  })

  test('GET is answered with the preflight header and refused without', async () => {
    const url = '/graphql?query=%7B__typename%7D'
    expect(await service.send({ method: 'GET', url, headers: preflight })).toMatchObject({
      status: 200,
      data: { __typename: 'Query' },
    })
    const refused = await service.send({ method: 'GET', url })
    expect(refused.status).toBe(400)
    expect(refusal(refused).extensions).toEqual({ code: 'BAD_USER_INPUT' })
    expect(refusal(refused).message).toMatch(
      /provide a non-empty value for .*: x-apollo-operation-name, apollo-require-preflight$/,
    )
  })
})

test('what breaks inside is masked under an incident id, also outside an operation', async () => {
  const { database } = service
  const { app } = await testApi(database)
  app.get('/broken', async () => {
    throw new Error('secret')
  })
  const response = await app.inject('/broken')
  await app.close()
  const [error] = response.json().errors
  expect(response.statusCode).toBe(500)
  expect(error.extensions).toEqual({ code: 'INTERNAL', incident: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  expect(error.message).toBe(`Internal error: name the incident ${error.extensions.incident} when you report it`)
  expect(response.body).not.toContain('secret')
})
