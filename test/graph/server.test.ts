import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startOf } from '../../src/base/index.ts'
import { Database } from '../../src/graph/index.ts'
import { type GraphServer, openGraphServer } from '../../src/graph/server/index.ts'
import { checkJava } from '../../src/graph/server/java.ts'
import { DISTRIBUTION, testAddress } from '../test-graph.ts'

let home: string
let open: GraphServer[]

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'alight-home-'))
  open = []
})
afterEach(async () => {
  for (const server of open) await server.close()
  rmSync(home, { recursive: true, force: true })
})

async function start(): Promise<GraphServer> {
  const server = await openGraphServer({ home, database: 'neo4j', distribution: DISTRIBUTION })
  open.push(server)
  return server
}

const note = () =>
  JSON.parse(readFileSync(join(home, 'neo4j.json'), 'utf8')) as { pid: number; start: string; uri: string }
const runs = ({ pid, start: begun }: { pid: number; start: string }) => startOf(pid) === begun

async function ended(process: { pid: number; start: string }): Promise<void> {
  while (runs(process)) await sleep(20)
}

describe('the managed server', () => {
  test('is shared by all who ask for it and stopped by the last; its address is for the owner only', async () => {
    const [first, second] = await Promise.all([start(), start()])
    expect(second.address).toEqual(first.address)
    expect(statSync(join(home, 'neo4j.json')).mode & 0o777).toBe(0o600)
    expect(statSync(home).mode & 0o777).toBe(0o700)
    const server = note()
    await open.shift()?.close()
    expect(runs(server)).toBe(true)
    await open.shift()?.close()
    expect(runs(server)).toBe(false)
  })

  test('killed hard, it is started again with all that was acknowledged', async () => {
    const database = await Database.open((await start()).address)
    await database.write(tx => tx.run('CREATE (:Station {id: "KENA"})'))
    await database.close()
    const killed = note()
    process.kill(killed.pid, 'SIGKILL')
    await ended(killed)
    const again = await Database.open((await start()).address)
    expect(await again.read('MATCH (s:Station) RETURN s.id', {})).toEqual([['KENA']])
    await again.close()
  })

  test('left behind by an owner that was killed, it is taken over', async () => {
    const script = `
import { openGraphServer } from ${JSON.stringify(new URL('../../src/graph/server/index.ts', import.meta.url).href)}
      await openGraphServer({ home: ${JSON.stringify(home)}, database: 'neo4j', distribution: ${JSON.stringify(DISTRIBUTION)} })
      console.log('open')
      setInterval(() => {}, 1000)`
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise(resolve => owner.stdout.once('data', resolve))
    const left = note()
    owner.kill('SIGKILL')
    await new Promise(resolve => owner.once('exit', resolve))
    await start()
    expect(note()).toEqual(left)
    await open.shift()?.close()
    expect(runs(left)).toBe(false)
  })

  test('reads no file and fetches no address for a statement', async () => {
    const database = await Database.open((await start()).address)
    await expect(database.read("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", {})).rejects.toThrow()
    await expect(database.read("LOAD CSV FROM 'http://127.0.0.1:1/x' AS row RETURN row", {})).rejects.toThrow()
    await database.close()
  })

  test('says what to do when its password is lost', async () => {
    await start()
    await open.shift()?.close()
    rmSync(join(home, 'neo4j.json'))
    await expect(start()).rejects.toThrow('The password is lost')
  })
})

describe('what is missing is said in one line', () => {
  test('no Java', async () => {
    await expect(checkJava({ JAVA_HOME: home })).rejects.toThrow(/^No Java: .* does not run; install JDK 17/)
  })

  test('a wrong password', async () => {
    const { uri, username } = testAddress()
    const wrong = Database.open({ uri, username, password: 'wrong-password', database: 'neo4j' })
    await expect(wrong).rejects.toThrow('Neo4j refused the user name or password')
  })

  test('no Neo4j at the address', async () => {
    const nobody = Database.open({ uri: 'bolt://127.0.0.1:1', username: 'neo4j', password: 'x', database: 'neo4j' })
    await expect(nobody).rejects.toThrow('Neo4j does not answer')
  })
})
