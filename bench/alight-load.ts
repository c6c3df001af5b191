import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** What one load took. */
export interface Measured {
  readonly seconds: number
  /** Largest resident size of the loading process, megabytes; 0 where the system does not tell. */
  readonly resident: number
  /** The same of the importer that it started, if it did. */
  readonly importer: number
  /** What it said on stderr. */
  readonly said: string
}

/** Loads with the command line as its user does; starting the process counts, and so does Neo4j where it does not run. */
export async function alightLoad(home: string, args: readonly string[]): Promise<Measured> {
  const started = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'load', ...args], {
    env: { ...process.env, ALIGHT_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', chunk => {
    said += String(chunk)
    process.stderr.write(chunk)
  })
  let resident = 0
  let importer = 0
  const watch = setInterval(() => {
    resident = Math.max(resident, residentOf(child.pid))
    importer = Math.max(importer, ...childrenOf(child.pid).filter(isImporter).map(residentOf))
  }, 200)
  const code = await new Promise<number | null>(resolve => child.once('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`alight load ${args.join(' ')}: expected exit code 0, got ${code}`)
  return { seconds: (performance.now() - started) / 1000, resident, importer, said }
}

const procOf = (pid: number | undefined, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** Megabytes that a process had resident at most, as Linux tells it. */
const residentOf = (pid: number | undefined) =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(procOf(pid, 'status'))?.[1] ?? 0) / 1000)

const childrenOf = (pid: number | undefined) =>
  procOf(pid, `task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number)

const isImporter = (pid: number) => procOf(pid, 'cmdline').includes('AdminTool')
