import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Conflict, startOf } from '../../base/index.ts'

/**
 * Who uses the managed server: one file per process under `<home>/leases`, so that the last one out stops it.
 * A process is known by pid and start time, because pids come again.
 */

const lives = ({ pid, start }: { pid: number; start: string }) => startOf(pid) === start

let taken = 0

/** Takes a lease; the returned function gives it back and says how many others are left. */
export function takeLease(home: string): () => number {
  const folder = join(home, 'leases')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${process.pid}-${++taken}.json`)
  writeFileSync(file, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }))
  return () => {
    rmSync(file, { force: true })
    return livingLeases(folder)
  }
}

function livingLeases(folder: string): number {
  let living = 0
  for (const name of readdirSync(folder)) {
    const lease = read(join(folder, name))
    if (lease && lives(lease)) living++
    else rmSync(join(folder, name), { force: true })
  }
  return living
}

function read(file: string): { pid: number; start: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

const WAIT = 180_000

/** Runs `act` while no other process starts or stops the server of this home; a lock whose owner is dead is taken over. */
export async function alone<T>(home: string, act: () => Promise<T>): Promise<T> {
  const file = join(home, 'start.lock')
  const deadline = Date.now() + WAIT
  while (!tryLock(file)) {
    const owner = read(file)
    if (owner && !lives(owner)) rmSync(file, { force: true })
    if (Date.now() > deadline)
      throw new Conflict(
        `Home already in use: process ${owner?.pid} has had ${home} to itself for ${WAIT / 1000} s, to start or stop Neo4j or to fill it by load --bulk`,
      )
    await sleep(100)
  }
  try {
    return await act()
  } finally {
    rmSync(file, { force: true })
  }
}

function tryLock(file: string): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600)
    writeFileSync(descriptor, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }))
    closeSync(descriptor)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
}
