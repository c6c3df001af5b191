import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { nameOf } from '../../src/cli/standard-input.ts'
import { type Database, Lease } from '../../src/graph/index.ts'
import { identity, line, passenger, run } from '../builders.ts'
import { scratch } from '../delivery.ts'
import { alight, end } from '../service.ts'
import { emptyGraph, testAddress } from '../test-graph.ts'

let database: Database
let home: string

beforeEach(async () => {
  database = await emptyGraph()
  home = scratch()
})
afterEach(() => database.close())

const world = [...line, run('2023-05-01')]
const ndjson = (records: readonly unknown[]) => `${records.map(record => JSON.stringify(record)).join('\n')}\n`
const traveller = (ref: string) => passenger('2023-05-01', ref, identity('IVANOV', 'SERGEI', '1980-01-02'))

/** The real command beside the Neo4j of the tests, and what it said. */
class Command {
  readonly process: ChildProcess
  stdout = ''
  stderr = ''
  readonly ended: Promise<unknown>

  constructor(args: readonly string[], env: Record<string, string> = neo4j()) {
    this.process = alight(home, args, env, 'pipe')
    this.ended = once(this.process, 'close')
    this.process.stdout?.on('data', chunk => {
      this.stdout += chunk
    })
    this.process.stderr?.on('data', chunk => {
      this.stderr += chunk
    })
    // It may have ended before all was sent.
    this.process.stdin?.on('error', () => {})
  }

  async result(input: string | Buffer = '') {
    this.process.stdin?.end(input)
    await this.ended
    return { code: this.process.exitCode, stdout: this.stdout, stderr: this.stderr }
  }

  /** Waits until all of it has been said. */
  async until(where: 'stdout' | 'stderr', said: string): Promise<void> {
    for (let tries = 0; tries < 2_400 && !this[where].includes(said); tries++) await sleep(50)
    expect(this[where]).toContain(said)
  }
}

function neo4j(uri = testAddress().uri): Record<string, string> {
  return { NEO4J_URI: uri, NEO4J_USERNAME: testAddress().username, NEO4J_PASSWORD: testAddress().password }
}

const names = () => database.read('MATCH (d:Delivery) RETURN d.name, d.receivedFrom ORDER BY d.number', {})
const counted = (recorded: number, unchanged = 0, refused = 0) =>
  `${recorded} recorded, ${unchanged} unchanged, 0 parked, ${refused} refused`

describe('load -', () => {
  const load = (input: string | Buffer, ...args: string[]) => new Command(['load', '-', ...args]).result(input)

  test('loads what a pipe brings, under the name that its first bytes tell, and leaves nothing on the disk', async () => {
    expect(await load(ndjson(world))).toEqual({
      code: 0,
      stdout: `${counted(world.length)} from 1 files\n`,
      // The first load of a cold server takes long enough for a line of progress.
      stderr: expect.stringMatching(/^(Loading \d+ % \| \d+ recorded\n)*$/),
    })
    expect(await load(gzipSync(ndjson(world)), '--json')).toEqual({
      code: 0,
      stdout: `${JSON.stringify({ recorded: 0, unchanged: world.length, parked: 0, refused: 0, files: 1 })}\n`,
      stderr: expect.stringMatching(/^(Loading \d+ % \| \d+ recorded\n)*$/),
    })
    expect(await names()).toEqual([
      ['stdin.ndjson', 'load'],
      ['stdin.ndjson.gz', 'load'],
    ])
    expect(readdirSync(join(home, 'uploads'))).toEqual([])
  })

  test('loads a CSV that is named', async () => {
    await load(ndjson(world))
    const csv = 'run,ref,identity.surname\n029/2023-05-01,P1,IVANOV\n'
    expect(await load(csv, '--name', 'passenger-may.csv')).toMatchObject({ code: 0 })
    expect(await names()).toContainEqual(['passenger-may.csv', 'load'])
  })

  test('says that a pipe which ends within a line may have broken off', async () => {
    const { code, stdout, stderr } = await load(ndjson(world).slice(0, -20))
    expect({ code, stdout }).toEqual({ code: 2, stdout: `${counted(world.length - 1, 0, 1)} from 1 files\n` })
    expect(stderr).toContain('Standard input ended within a line: see whether its sender broke off')
  })

  test.each<[string, string, string[], string]>([
    ['nothing', '', [], 'Standard input: expected a delivery, got nothing'],
    [
      'a CSV without a name',
      'number\n029\n',
      [],
      'Standard input: expected NDJSON, EDIFACT, one of them gzipped, or a zip; say what it is with --name, such as --name passenger.csv',
    ],
    ['a name that is none', '{}', ['--name', 'a/..'], 'File name: expected one such as passenger.csv, got none'],
    [
      'other paths beside it',
      '{}',
      ['other.ndjson'],
      'load: expected files and folders, or - alone, or --watch <folder> alone; came several',
    ],
  ])('refuses %s before it starts Neo4j', async (_, input, args, message) => {
    expect(await new Command(['load', '-', ...args], {}).result(input)).toEqual({
      code: 1,
      stdout: '',
      stderr: `alight: ${message}\n`,
    })
    expect(existsSync(join(home, 'neo4j.json'))).toBe(false)
    expect(existsSync(join(home, 'uploads')) ? readdirSync(join(home, 'uploads')) : []).toEqual([])
  })

  test.each<[string, Buffer, string]>([
    ['NDJSON', Buffer.from('{"record"'), 'stdin.ndjson'],
    ['NDJSON behind a byte order mark', Buffer.from('\ufeff\n {"record"'), 'stdin.ndjson'],
    ['EDIFACT', Buffer.from("UNA:+.? 'UNB"), 'stdin.edi'],
    ['EDIFACT without UNA', Buffer.from('UNB+UNOA'), 'stdin.edi'],
    ['a zip', Buffer.from('PK\u0003\u0004'), 'stdin.zip'],
    ['the head of a gzip', gzipSync(ndjson(world)).subarray(0, 200), 'stdin.ndjson.gz'],
    ['gzipped EDIFACT', gzipSync('UNB+UNOA'), 'stdin.edi.gz'],
  ])('knows %s', (_, head, name) => {
    expect(nameOf(head)).toBe(name)
  })

  test.each([Buffer.from([0x1f, 0x8b, 0, 0]), Buffer.from('record=train'), Buffer.from('[{}]')])(
    'does not guess at %p',
    head => {
      expect(() => nameOf(head)).toThrow('--name')
    },
  )
})

describe('what cannot be loaded at all is said before Neo4j is started', () => {
  test.each<[string, string[], string]>([
    ['a path where nothing is', ['absent'], 'Nothing at absent: expected a file or a folder'],
    ['no path', [], 'load: expected a file or folder, - or --watch <folder>; came nothing'],
    ['a name without standard input', ['.', '--name', 'x.csv'], '--name: expected with - alone, came without'],
    ['a folder to watch that is not there', ['--watch', 'absent'], 'Nothing at absent: expected a folder to watch'],
    ['a file to watch', ['--watch', 'package.json'], '--watch: expected a folder, came the file package.json'],
  ])('%s', async (_, args, message) => {
    expect(await new Command(['load', ...args], {}).result()).toEqual({
      code: 1,
      stdout: '',
      stderr: `alight: ${message}\n`,
    })
    expect(existsSync(join(home, 'neo4j.json'))).toBe(false)
  })
})

describe('load --watch', () => {
  let folder: string
  let command: Command

  beforeEach(() => {
    folder = join(home, 'in')
    mkdirSync(folder)
  })
  afterEach(() => end(command.process, 'SIGKILL'))

  const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content)

  test('takes what is there in name order, then what comes once it is complete, and ends with 0 when told to', async () => {
    put('20-list.ndjson', ndjson([traveller('P1')]))
    put('10-line.ndjson', ndjson(world))
    put('30-half.ndjson.part', ndjson(world))
    put('.hidden.ndjson', ndjson(world))
    command = new Command(['load', '--watch', folder])
    const first = `10-line.ndjson: ${counted(world.length)}\n20-list.ndjson: ${counted(1)}\n`
    await command.until('stdout', first)

    // A file that grows for longer than a file must be still.
    for (let n = 1; n <= 8; n++) {
      appendFileSync(join(folder, 'growing.ndjson'), ndjson([traveller(`G${n}`)]))
      await sleep(500)
    }
    expect(command.stdout).toBe(first)
    await command.until('stdout', `growing.ndjson: ${counted(8)}\n`)

    // Bad files: not UTF-8, of no known kind, with a wrong line. The watch goes on.
    put('a.ndjson', Buffer.from('{"record":"train","number":"\xe9"}', 'latin1'))
    put('b.txt', 'read me')
    put('c.ndjson', `${ndjson([traveller('P2')])}nonsense\n`)
    await command.until('stdout', `a.ndjson: ${counted(0, 0, 1)}\nc.ndjson: ${counted(1, 0, 1)}\n`)
    await command.until('stderr', 'refused a.ndjson: expected UTF-8, got bytes that are none\nskipped b.txt: expected')

    // Moved into place, replaced by other content, deleted.
    renameSync(join(folder, '30-half.ndjson.part'), join(folder, '30-half.ndjson'))
    await command.until('stdout', `30-half.ndjson: ${counted(0, world.length)}\n`)
    put('20-list.ndjson', ndjson([traveller('P1'), traveller('P3')]))
    await command.until('stdout', `20-list.ndjson: ${counted(1, 1)}\n`)
    rmSync(join(folder, '20-list.ndjson'))
    await sleep(1_000)

    expect(await end(command.process, 'SIGTERM')).toBe(0)
    expect(await database.read('MATCH (j:Journey) RETURN count(j)', {})).toEqual([[11]])
  })

  test('waits while another load is under way, and can be told to stop meanwhile; for machines: a line of JSON a file', async () => {
    const lease = await Lease.take(database, 'load')
    put('line.ndjson', ndjson(world))
    command = new Command(['load', '--watch', folder, '--json'])
    await command.until('stderr', 'Waiting: another load of this graph is under way')
    expect(await end(command.process, 'SIGINT')).toBe(0)
    expect(command.stdout).toBe('')
    command = new Command(['load', '--watch', folder, '--json'])
    await command.until('stderr', 'Waiting: another load of this graph is under way')
    await lease.giveBack()
    const counts = { recorded: world.length, unchanged: 0, parked: 0, refused: 0 }
    await command.until('stdout', `${JSON.stringify({ file: 'line.ndjson', ...counts })}\n`)
    expect(await end(command.process, 'SIGINT')).toBe(0)
  })

  test('told to stop, records the batch in hand; started again, it goes on behind it', async () => {
    const people = Array.from({ length: 8_000 }, (_, n) => traveller(`P${n}`))
    put('10-line.ndjson', ndjson(world))
    put('20-list.ndjson', ndjson(people))
    command = new Command(['load', '--watch', folder])
    const through = async () =>
      (await database.read('MATCH (d:Delivery {name: "20-list.ndjson"}) RETURN d.through', {}))[0]?.[0] ?? 0
    while ((await through()) === 0) await sleep(20)
    expect(await end(command.process, 'SIGTERM')).toBe(0)
    const noted = Number(await through())
    expect(noted).toBeLessThan(people.length)
    expect(await database.read('MATCH (j:Journey) RETURN count(j)', {})).toEqual([[noted]])
    command = new Command(['load', '--watch', folder])
    await command.until('stdout', `20-list.ndjson: ${counted(people.length - noted, noted)}\n`)
    expect(await end(command.process, 'SIGTERM')).toBe(0)
  }, 120_000)

  test('goes on when Neo4j was away', async () => {
    const way = new Way()
    command = new Command(['load', '--watch', folder], neo4j(await way.open()))
    await command.until('stderr', `Watching ${folder}\n`)
    await way.close()
    put('line.ndjson', ndjson(world))
    // The driver itself tries again for half a minute and more.
    await command.until(
      'stderr',
      'Neo4j does not answer: see whether it runs (alight doctor); trying again every 5 s\n',
    )
    expect(command.process.exitCode).toBeNull()
    await way.open()
    await command.until('stdout', `line.ndjson: ${counted(world.length)}\n`)
    expect(command.stderr).toContain('Neo4j answers again\n')
    expect(await end(command.process, 'SIGTERM')).toBe(0)
    await way.close()
  }, 240_000)
})

/** A way to the Neo4j of the tests that can be cut. */
class Way {
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  #port = 0

  async open(): Promise<string> {
    const port = Number(new URL(testAddress().uri).port)
    this.#server = createServer(client => {
      const server = connect(port, '127.0.0.1')
      for (const socket of [client, server]) this.#sockets.add(socket.on('error', () => {}))
      client.pipe(server).pipe(client)
    }).listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as { port: number }).port
    return `bolt://127.0.0.1:${this.#port}`
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
    await new Promise(resolve => this.#server?.close(resolve))
  }
}
