import type { ChildProcess } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from '@jest/globals'
import { startOf } from '../../src/base/index.ts'
import { Database, openGraphServer } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import { scratch, snapshot } from '../delivery.ts'
import { alight, end, newHome, ROOT, serverOf } from '../service.ts'
import { DISTRIBUTION, emptyGraph } from '../test-graph.ts'

const home = newHome()
const folder = scratch()
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Part of the small world, what names things before the things that are named: nearly all of it waits before it goes in. */
function writeDeliveries(): void {
  mkdirSync(folder, { recursive: true })
  const linesOf = (name: string) =>
    readFileSync(join(ROOT, 'seed/small', `${name}.ndjson`), 'utf8')
      .trim()
      .split('\n')
      .slice(0, 1_200)
  const write = (name: string, lines: readonly string[]) => writeFileSync(join(folder, name), lines.join('\n'))
  // One file of two kinds: it is recorded in two batches, and killed between them.
  const [checks, passengers] = [linesOf('70-checks'), linesOf('60-passengers')]
  write(
    '0-mixed.ndjson',
    checks.flatMap((line, i) => [line, passengers[i] as string]),
  )
  for (const [i, name] of ['50-documents', '40-runs', '20-trains', '10-stations', '30-regimes'].entries())
    write(`${i + 1}-${name}.ndjson`, linesOf(name))
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

async function killServer(): Promise<void> {
  const pid = serverOf(home)
  const start = startOf(pid)
  // The one killed before, where the loader has not started another yet.
  if (start === undefined) return
  process.kill(pid, 'SIGKILL')
  while (startOf(pid) === start) await sleep(20)
}

/** Loads and kills the loader, or Neo4j under it, after so many milliseconds; returns whether there was still work. */
async function loadAndKill(after: number, victim: 'loader' | 'Neo4j'): Promise<boolean> {
  const child = alight(home, ['load', folder])
  await sleep(after)
  const working = isRunning(child)
  if (victim === 'Neo4j') {
    await killServer()
    await end(child, 'SIGTERM')
  } else await end(child, 'SIGKILL')
  return working
}

test('a load killed at ten moments, its Neo4j too, ends in the graph of an undisturbed one', async () => {
  writeDeliveries()
  const undisturbed = await emptyGraph()
  await loadDelivery(undisturbed, scratch(), [folder])
  const expected = await snapshot(undisturbed)
  await undisturbed.close()

  const server = await openGraphServer({ home, database: 'neo4j', distribution: DISTRIBUTION })
  let interrupted = 0
  for (let kill = 0; kill < 10; kill++) {
    const after = 700 + Math.round(Math.random() * 1_200)
    const victim = kill % 4 === 3 ? 'Neo4j' : 'loader'
    process.stdout.write(`kill ${kill + 1}: ${victim} after ${after} ms\n`)
    if (await loadAndKill(after, victim)) interrupted++
  }
  expect(interrupted).toBeGreaterThan(4)

  const last = alight(home, ['load', folder])
  expect(await new Promise(resolve => last.once('exit', resolve))).toBe(0)
  const again = await openGraphServer({ home, database: 'neo4j', distribution: DISTRIBUTION })
  const database = await Database.open(again.address)
  const found = await snapshot(database)
  await database.close()
  await again.close()
  await server.close()
  expect(found.length).toBe(expected.length)
  expect(found).toEqual(expected)
}, 240_000)
