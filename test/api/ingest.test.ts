import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Api } from '../../src/api/index.ts'
import { startOf } from '../../src/base/index.ts'
import { type Database, Lease } from '../../src/graph/index.ts'
import { identity, line, passenger, run } from '../builders.ts'
import { deliver, scratch, snapshot } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'
import { type Answer, refusal, testApi } from './service.ts'

let database: Database
let api: Api
let home: string
let address: string

beforeEach(async () => {
  database = await emptyGraph()
  home = scratch()
  api = await testApi(database, home)
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
})

afterEach(async () => {
  expect(await left()).toEqual([])
  await api.close()
  await database.close()
})

const INGEST = `mutation ($files: [Upload!]!) {
  ingest(input: { files: $files }) {
    recorded unchanged parked refused files messages userErrors { message field code }
  }
}`
const PREFLIGHT = { 'apollo-require-preflight': 'true' }

const ndjson = (records: readonly unknown[]) => records.map(record => JSON.stringify(record)).join('\n')
const world = [...line, run('2023-05-01')]
const list = [passenger('2023-05-01', 'P1', identity('IVANOV', 'SERGEI', '1980-01-02'))]

type Part = [name: string, value: string | Buffer, fileName?: string]

const form = (parts: readonly Part[]) => {
  const data = new FormData()
  for (const [name, value, fileName] of parts)
    if (fileName === undefined) data.append(name, String(value))
    else data.append(name, new Blob([value as string]), fileName)
  return data
}

/** The parts that a client makes of files, with the operation that loads them. */
const partsOf = (files: readonly [name: string, content: string | Buffer][], query = INGEST): Part[] => [
  ['operations', JSON.stringify({ query, variables: { files: files.map(() => null) } })],
  ['map', JSON.stringify(Object.fromEntries(files.map((_, i) => [i, [`variables.files.${i}`]])))],
  ...files.map(([name, content], i): Part => [String(i), content, name]),
]

async function post(parts: readonly Part[], headers: Record<string, string> = PREFLIGHT): Promise<Answer> {
  const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body: form(parts) })
  const { data, errors } = (await response.json()) as Answer
  return { status: response.status, data, errors }
}

const upload = async (...files: [name: string, content: string | Buffer][]) => {
  const { data, errors } = await post(partsOf(files))
  expect(errors).toBeUndefined()
  return data.ingest
}

/** What of uploads lies on the disk; a request that broke off is noticed a moment later. */
async function left(expected = 0): Promise<string[]> {
  const uploads = join(home, 'uploads')
  const found = () => (existsSync(uploads) ? readdirSync(uploads, { recursive: true, encoding: 'utf8' }) : [])
  for (let tries = 0; tries < 100 && found().length !== expected; tries++) await sleep(20)
  return found()
}

const nothing = { recorded: 0, unchanged: 0, parked: 0, refused: 0, files: 0, messages: [], userErrors: [] }

describe('files that are sent', () => {
  test('are loaded as by the command, in their order, and a second time change nothing', async () => {
    const files: [string, string][] = [
      ['10-line.ndjson', ndjson(world)],
      ['20-list.ndjson', ndjson(list)],
    ]
    expect(await upload(...files)).toEqual({ ...nothing, recorded: world.length + 1, files: 2 })
    const once = await snapshot(database)
    expect(await upload(...files)).toEqual({ ...nothing, unchanged: world.length + 1, files: 2 })
    expect(await snapshot(database)).toEqual(once)
    await database.close()
    database = await emptyGraph()
    await deliver(database, home, world)
    await deliver(database, home, list)
    expect(await snapshot(database)).toEqual(once)
  })

  test('may be gzipped, CSV, and called by Cyrillic names', async () => {
    const csv = 'run,ref,identity.surname\n029/2023-05-01,P1,IVANOV\n'
    const files: [string, string | Buffer][] = [
      ['линия.ndjson.gz', gzipSync(ndjson(world))],
      ['passenger-май.csv', csv],
    ]
    expect(await upload(...files)).toMatchObject({ recorded: world.length + 1, refused: 0 })
    expect(await database.read('MATCH (d:Delivery) RETURN d.name ORDER BY d.number', {})).toEqual([
      ['линия.ndjson.gz'],
      ['passenger-май.csv'],
    ])
  })

  test('have their wrong lines refused one by one', async () => {
    const bad = [...world, { record: 'train' }, 'nonsense']
    expect(await upload(['line.ndjson', ndjson(bad)])).toEqual({
      ...nothing,
      recorded: world.length,
      refused: 2,
      files: 1,
    })
  })

  test('that cannot be read at all, or are of no known kind, are named and the rest goes in', async () => {
    const payload = await upload(
      ['latin1.ndjson', Buffer.from('{"record":"train","number":"\xe9"}', 'latin1')],
      ['notes.txt', 'read me'],
      ['line.ndjson', ndjson(world)],
    )
    expect(payload).toMatchObject({ recorded: world.length, refused: 1, files: 2 })
    const skipped = expect.stringMatching(/^notes\.txt was skipped: expected .*ndjson/)
    const refused = 'latin1.ndjson was refused: expected UTF-8, got bytes that are none'
    expect(payload.messages).toEqual([skipped, refused])
    expect(payload.userErrors).toEqual([
      { message: skipped, field: 'input.files.1', code: 'BAD_USER_INPUT' },
      { message: refused, field: 'input.files.0', code: 'BAD_USER_INPUT' },
    ])
  })

  test('go by their base names, whatever path comes with them', async () => {
    for (const name of ['../../line.ndjson', '/etc/line.ndjson', 'C:\\secret\\line.ndjson']) {
      expect(await upload([name, `${ndjson(world)}\n${name.length}`])).toMatchObject({ refused: 1, files: 1 })
    }
    expect(await database.read('MATCH (d:Delivery) RETURN DISTINCT d.name', {})).toEqual([['line.ndjson']])
    expect(readdirSync(home).sort()).toEqual(['refused', 'uploads'])
  })

  test('are kept with who sent them first', async () => {
    const parts = partsOf([['line.ndjson', ndjson(world)]])
    const from = () => database.read('MATCH (d:Delivery) RETURN d.receivedFrom ORDER BY d.number', {})
    await post(parts, { ...PREFLIGHT, 'x-alight-user': Buffer.from('Živilė').toString('latin1') })
    expect(await from()).toEqual([['upload by Živilė']])
    await post(parts)
    expect(await from()).toEqual([['upload by Živilė']])
    await upload(['list.ndjson', ndjson(list)])
    expect(await from()).toEqual([['upload by Živilė'], ['upload by local']])
  })

  test('lie in a private folder until they are loaded, and two uploads wait for each other', async () => {
    const lease = await Lease.take(database, 'load')
    const both = Promise.all([upload(['a.ndjson', ndjson(world)]), upload(['b.ndjson', `${ndjson(world)}\n`])])
    // Two folders of requests, in each one of a file, in that the file.
    const lying = await left(6)
    expect(
      lying
        .filter(name => name.endsWith('.ndjson'))
        .map(name => name.split('/')[2])
        .sort(),
    ).toEqual(['a.ndjson', 'b.ndjson'])
    for (const name of lying) expect(statSync(join(home, 'uploads', name)).mode & 0o077).toBe(0)
    await lease.giveBack()
    const outcomes = (await both).map(({ recorded, unchanged }) => [recorded, unchanged])
    expect(outcomes.sort()).toEqual([
      [0, world.length],
      [world.length, 0],
    ])
  })

  test('are at most eight uploads at one time', async () => {
    const lease = await Lease.take(database, 'load')
    const eight = Array.from({ length: 8 }, () => upload(['line.ndjson', ndjson(world)]))
    await left(24)
    const answer = await post(partsOf([['line.ndjson', ndjson(world)]]))
    expect(answer.status).toBe(503)
    expect(refusal(answer)).toEqual({
      message: 'Uploads: expected at most 8 at one time; send it again later',
      extensions: { code: 'UNAVAILABLE' },
    })
    await lease.giveBack()
    expect((await Promise.all(eight)).map(({ files }) => files)).toEqual(Array(8).fill(1))
  })
})

describe('what is no upload', () => {
  const [operations, map, file] = partsOf([['line.ndjson', ndjson(world)]]) as [Part, Part, Part]
  const large = Buffer.alloc(2 ** 20 + 1, ' ')
  const mapOf = (value: unknown): Part => ['map', JSON.stringify(value)]
  const place = 'map: expected places such as "variables.input.files.0" that hold null, got'
  const order = 'Body: expected `operations`, then `map`, then files, got a part'
  const operation = (query: string, rest: object = {}): Part => ['operations', JSON.stringify({ query, ...rest })]

  test.each<[string, Part[], string]>([
    ['no parts', [], 'Body: expected parts `operations` and `map`, got none'],
    ['no map', [operations], 'Body: expected parts `operations` and `map`, got no `map`'],
    ['a file without a map', [operations, file], `${order} "0"`],
    ['a map first', [map, operations, file], `${order} "map"`],
    ['a field of another name', [operations, ['extra', '1'], map, file], `${order} "extra"`],
    ['two maps', [operations, map, map, file], `${order} "map"`],
    ['no file', [operations, map], 'Body: expected a file "0" as `map` says, got none'],
    ['a file twice', [operations, map, file, file], 'Body: expected the files of `map`, got a part "0" again'],
    [
      'a file that the map does not name',
      [operations, map, ['1', 'x', 'x.ndjson']],
      'Body: expected the files of `map`, got a part "1" which it does not name',
    ],
    [
      'a place that is not there',
      [operations, mapOf({ 0: ['variables.files.1'] }), file],
      `${place} "variables.files.1"`,
    ],
    ['a place beside the variables', [operations, mapOf({ 0: ['query'] }), file], `${place} "query"`],
    ['a place that is taken', [operations, mapOf({ 0: ['variables.files'] }), file], `${place} "variables.files"`],
    [
      'a place in every object',
      [operations, mapOf({ 0: ['variables.__proto__.x'] }), file],
      `${place} "variables.__proto__.x"`,
    ],
    [
      'one place for two files',
      [operations, mapOf({ 0: ['variables.files.0'], 1: ['variables.files.0'] }), file],
      'map: expected one file for each place, got two for "variables.files.0"',
    ],
    ['a place that is no text', [operations, mapOf({ 0: [0] }), file], `${place} something else`],
    [
      'no places',
      [operations, mapOf({ 0: 'variables.files.0' }), file],
      'map: expected a list of places for "0", got something else',
    ],
    [
      'a list for a map',
      [operations, mapOf([])],
      'map: expected a JSON object such as {"0": ["variables.input.files.0"]}, got something else',
    ],
    [
      'a map that is no JSON',
      [operations, ['map', '{']],
      'map: expected JSON that holds no key `__proto__` or `constructor.prototype`, got something else',
    ],
    [
      'a key that would change every object',
      [['operations', '{"query":"{a}","__proto__":{"x":1}}']],
      'operations: expected JSON that holds no key `__proto__` or `constructor.prototype`, got something else',
    ],
    [
      'several operations at once',
      [['operations', `[${operations[1]}]`], map, file],
      'Body: expected one JSON object with `query`, got a list of 1',
    ],
    ['no query', [['operations', '{}'], map, file], 'query: expected the text of an operation, got nothing'],
    [
      'a name of control characters',
      [operations, map, ['0', 'x', 'line\u0001.ndjson']],
      'File name: expected one without control characters, got some',
    ],
    [
      'a long name',
      [operations, map, ['0', 'x', `${'я'.repeat(150)}.ndjson`]],
      'File name: expected at most 200 bytes, got 307',
    ],
    ['no name', [operations, map, ['0', 'x', '..']], 'File name: expected one such as passenger.csv, got none'],
    [
      'an empty list of files',
      [operation(INGEST, { variables: { files: [] } }), mapOf({})],
      'input.files: expected 1 to 100 files, got none',
    ],
    [
      'too many files',
      partsOf(Array.from({ length: 101 }, (_, i) => [`${i}.ndjson`, 'x'])),
      'map: expected at most 100 files, got 101',
    ],
  ])('%s', async (_, parts, message) => {
    const answer = await post(parts)
    expect(refusal(answer)).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } })
    expect(await database.read('MATCH (d:Delivery) RETURN count(d)', {})).toEqual([[0]])
  })

  test('one file for two loads', async () => {
    const twice = INGEST.replace('{\n', '{ again: ingest(input: { files: $files }) { files }\n')
    const { data, errors } = await post([operation(twice, { variables: { files: [null] } }), map, file])
    expect(data).toBeNull()
    expect(errors.map(({ message }) => message)).toEqual(['files: expected each file once, got line.ndjson again'])
  })

  test('a text for a file', async () => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: INGEST, variables: { files: ['line.ndjson'] } }),
    })
    expect(await response.text()).toContain(
      'Upload: expected a file that came with the request as multipart/form-data, got \\"line.ndjson\\"',
    )
  })

  test.each<[string, Part[]]>([
    ['a file over the limit', partsOf([['line.ndjson', large]])],
    [
      'files that are over it together',
      partsOf([
        ['a.ndjson', large.subarray(2 ** 19)],
        ['b.ndjson', large.subarray(2 ** 19)],
      ]),
    ],
    ['a body that says so itself', partsOf([['line.ndjson', Buffer.alloc(4 * 2 ** 20)]])],
  ])('%s', async (_, parts) => {
    const answer = await post(parts)
    expect(answer.status).toBe(413)
    expect(refusal(answer)).toEqual({
      message: 'Files: expected at most 1 MiB together (ALIGHT_UPLOAD_LIMIT), got more',
      extensions: { code: 'LIMIT_EXCEEDED' },
    })
  })

  test('an operation over a limit, before its file is received', async () => {
    const answer = await post([operation(`{ ${'a '.repeat(5_000)} }`), map, file])
    expect(answer.status).toBe(400)
    expect(refusal(answer).message).toBe('Text: expected at most 4000 tokens, got more')
  })

  test('an operation of more than 1 MiB', async () => {
    const answer = await post([operation(`{ ${' '.repeat(2 ** 20)} }`), map, file])
    expect(answer.status).toBe(413)
    expect(refusal(answer).message).toBe('operations: expected at most 1048576 bytes, got more')
  })

  test('a form without the preflight header', async () => {
    const answer = await post([operations, map, file], {})
    expect(answer.status).toBe(400)
    expect(refusal(answer)).toEqual({
      message: 'Headers: expected `apollo-require-preflight: true` with multipart/form-data, got none',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  test('a user of control characters or endless name', async () => {
    const name = (user: string) => post([operations, map, file], { ...PREFLIGHT, 'x-alight-user': user })
    expect(refusal(await name('a'.repeat(101))).message).toBe('x-alight-user: expected at most 100 characters, got 101')
    expect(refusal(await name('a\tb')).message).toBe(
      'x-alight-user: expected UTF-8 without control characters, got other',
    )
  })

  test('a mutation by GET', async () => {
    const url = `${address}/graphql?query=${encodeURIComponent('mutation { ingest(input: { files: [] }) { files } }')}`
    const response = await fetch(url, { headers: PREFLIGHT })
    expect(response.status).toBe(405)
  })
})

/** A request as it is on the wire. */
class Wire {
  readonly socket: Socket
  answer = ''

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', chunk => {
      this.answer += chunk
    })
    socket.on('error', () => {})
  }

  static async open(): Promise<Wire> {
    const socket = connect((api.app.server.address() as AddressInfo).port, '127.0.0.1')
    await once(socket, 'connect')
    return new Wire(socket)
  }

  /** Sends a form of which `length` bytes are announced, as far as it is given. */
  async send(body: string, type = 'multipart/form-data; boundary=b', length = body.length): Promise<void> {
    this.socket.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\napollo-require-preflight: true\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n${body}`,
    )
  }

  async said(): Promise<string> {
    for (let tries = 0; tries < 200 && !this.answer.includes('\r\n\r\n{'); tries++) await sleep(20)
    return this.answer
  }
}

const part = (name: string, value: string, more = '') =>
  `--b\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
const [operationsPart, mapPart] = partsOf([['line.ndjson', '']]) as [Part, Part, Part]
const head = part('operations', String(operationsPart[1])) + part('map', String(mapPart[1]))
const filePart = part('0', ndjson(world), '; filename="line.ndjson"')

describe('a form that is broken', () => {
  test.each([
    ['without a boundary', head, 'multipart/form-data'],
    ['that ends in the middle', head + filePart, 'multipart/form-data; boundary=b'],
    ['that is none', 'nonsense', 'multipart/form-data; boundary=b'],
  ])('%s is refused', async (_, body, type) => {
    const wire = await Wire.open()
    await wire.send(body, type)
    expect(await wire.said()).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*"Body: expected multipart\/form-data that can be read, got another; [^"]+","extensions":\{"code":"BAD_USER_INPUT"\}/,
    )
    wire.socket.destroy()
  })
})

describe('a client that hangs up', () => {
  const descriptors = () => readdirSync('/proc/self/fd').length

  test('while its file is received leaves nothing behind', async () => {
    const before = descriptors()
    for (const sent of [head, head + filePart.slice(0, -20)]) {
      const wire = await Wire.open()
      await wire.send(sent, undefined, 100_000)
      // The folder, and with a file its own and the file.
      await left(sent === head ? 1 : 3)
      wire.socket.destroy()
      expect(await left()).toEqual([])
    }
    for (let tries = 0; tries < 50 && descriptors() > before; tries++) await sleep(20)
    expect(descriptors()).toBe(before)
    expect(await database.read('MATCH (d:Delivery) RETURN count(d)', {})).toEqual([[0]])
  })

  test('without saying so, is taken for gone', async () => {
    const wire = await Wire.open()
    const closed = once(wire.socket, 'close')
    await wire.send(head + filePart.slice(0, -20), undefined, 100_000)
    await left(3)
    await closed
    expect(await left()).toEqual([])
  })

  test('once its file is received has it loaded to the end', async () => {
    const lease = await Lease.take(database, 'load')
    const wire = await Wire.open()
    await wire.send(`${head}${filePart}--b--\r\n`)
    await left(3)
    // Longer than a stall: whoever has sent all may wait for as long as it takes.
    await sleep(2_500)
    expect(wire.socket.closed).toBe(false)
    wire.socket.destroy()
    await sleep(200)
    expect(await left(3)).toHaveLength(3)
    await lease.giveBack()
    expect(await left()).toEqual([])
    expect(await database.read('MATCH (d:Delivery) RETURN d.recorded, d.complete', {})).toEqual([[world.length, true]])
  })
})

test('a service that stops ends the waiting of an upload, and leaves nothing behind', async () => {
  const lease = await Lease.take(database, 'load')
  const answer = post(partsOf([['line.ndjson', ndjson(world)]]))
  answer.catch(() => {})
  await left(3)
  await sleep(200)
  await api.close()
  expect(await left()).toEqual([])
  await lease.giveBack()
  expect(await database.read('MATCH (d:Delivery) RETURN count(d)', {})).toEqual([[0]])
  api = await testApi(database, home)
})

test('what a crash left is removed at the next start, what others are at work on is not', async () => {
  const uploads = join(home, 'uploads')
  const living = `${process.pid}-${startOf(process.pid)}-other`
  for (const name of ['999999999-1-gone', `${process.pid}-1-before`, living]) {
    mkdirSync(join(uploads, name), { recursive: true })
    writeFileSync(join(uploads, name, 'line.ndjson'), 'x')
  }
  await (await testApi(database, home)).close()
  expect(readdirSync(uploads)).toEqual([living])
  rmSync(join(uploads, living), { recursive: true })
})
