import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import type { OperationSettings } from '../../src/api/index.ts'
import { line } from '../builders.ts'
import { scratch } from '../delivery.ts'
import { refusal, Service } from './service.ts'

const opened: Service[] = []
afterEach(() => Promise.all(opened.splice(0).map(service => service.close())))

const STATION = 'query Station($code: String!) { station(code: $code) { code calls(first: 3) { totalCount } } }'
const PERSONS = 'query Persons($filter: PersonFilter) { persons(first: 2, filter: $filter) { nodes { displayName } } }'
const sha256 = (text: string) => hash('sha256', text, 'hex')

const open = async (operations?: OperationSettings) => {
  const service = await Service.open(line, operations)
  opened.push(service)
  return service
}

function folder(files: Record<string, string>): string {
  const path = scratch()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}

const byHash = (text: string, more: object = {}) => ({
  payload: { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } }, ...more },
})

describe('stored operations', () => {
  test('are sent once with their text, and by their hash from then on', async () => {
    const service = await open()
    const send = service.send.bind(service)
    expect(refusal(await send(byHash(STATION))).message).toBe('PersistedQueryNotFound')
    const variables = { code: 'KENA' }
    const stored = await send(byHash(STATION, { query: STATION, variables }))
    expect(await send(byHash(STATION, { variables }))).toEqual(stored)
    expect(stored.data).toEqual({ station: { code: 'KENA', calls: { totalCount: 0 } } })
  })

  test('are not stored under a hash of another text', async () => {
    const service = await open()
    const send = service.send.bind(service)
    const answer = await send(byHash(PERSONS, { query: STATION, variables: { code: 'KENA' } }))
    expect(refusal(answer)).toMatchObject({
      message: 'provided sha does not match query',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(refusal(await send(byHash(PERSONS))).message).toBe('PersistedQueryNotFound')
  })
})

describe('known operations', () => {
  test('are planned before anybody asks them, with a filter and without, and answer to their hash', async () => {
    const path = folder({ 'station.graphql': STATION, 'persons.graphql': PERSONS, 'notes.txt': 'no operation' })
    const service = await open({ folder: path, only: false })
    const { api } = service
    const send = service.send.bind(service)
    await api.reads.warmth.settled()
    await send(byHash(STATION, { variables: { code: 'KENA' } }))
    await send(byHash(PERSONS))
    await send(byHash(PERSONS, { variables: { filter: { name: 'x', dateOfBirth: '1984', minJourneys: 1 } } }))
    expect(api.reads.statements).toEqual({ whole: 3, cut: 0 })
  })

  test('may be the only ones', async () => {
    const path = folder({ 'station.graphql': STATION })
    const service = await open({ folder: path, only: true })
    const send = service.send.bind(service)
    const ask = service.ask.bind(service)
    const variables = { code: 'KENA' }
    expect((await ask(STATION, variables)).data.station.code).toBe('KENA')
    expect((await send(byHash(STATION, { variables }))).data.station.code).toBe('KENA')
    for (const other of [PERSONS, `${STATION} `, '{ __typename }']) {
      const answer = await ask(other, variables)
      expect(answer.status).toBe(403)
      expect(refusal(answer).extensions.code).toBe('FORBIDDEN')
    }
    expect(refusal(await send(byHash(PERSONS, { query: PERSONS }))).extensions.code).toBe('FORBIDDEN')
    expect(refusal(await send(byHash(PERSONS))).message).toBe('PersistedQueryNotFound')
  })

  test('that are no operations of this schema are named, each with what is wrong', async () => {
    const path = folder({
      'a.graphql': '{ station(',
      'b.graphql': '{ nobody\n  nothing }',
      'c.graphql': STATION,
      'd.graphql': ' \n',
      'e.graphql': 'fragment F on Station { code }',
    })
    await expect(open({ folder: path, only: false })).rejects.toThrow(
      'ALIGHT_OPERATIONS: a.graphql:1:11: Syntax Error: Expected Name, found <EOF>.; ' +
        'b.graphql:1:3: Cannot query field "nobody" on type "Query". Did you mean "node"?; ' +
        'b.graphql:2:3: Cannot query field "nothing" on type "Query".; ' +
        'd.graphql: expected an operation, got an empty file; ' +
        'e.graphql: expected an operation, got fragments alone: a file is one text that is asked as it stands',
    )
    const large = folder({
      'large.graphql': '{ persons(first: 500) { nodes { journeys(first: 500) { nodes { ref } } } } }',
    })
    await expect(open({ folder: large, only: false })).rejects.toThrow(
      'ALIGHT_OPERATIONS: large.graphql: Size: expected at most 250000 possible nodes, got 250500',
    )
    const zero = folder({ 'zero.graphql': '{ persons(first: 0) { nodes { id } } }' })
    await expect(open({ folder: zero, only: false })).rejects.toThrow(
      'ALIGHT_OPERATIONS: zero.graphql: first: expected 1 to 500, got 0',
    )
    const none = folder({ 'notes.txt': STATION })
    await expect(open({ folder: none, only: true })).rejects.toThrow(
      `ALIGHT_OPERATIONS: expected files *.graphql, as ALIGHT_OPERATIONS_ONLY is set; ${none} holds none`,
    )
    await expect(open({ folder: join(path, 'none'), only: false })).rejects.toThrow(
      'ALIGHT_OPERATIONS: expected a folder that can be read',
    )
  })
})
