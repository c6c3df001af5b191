import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DISTRIBUTION } from './test-graph.ts'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** A home as a newcomer has it, but for the server's jars, which are those of the project. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'alight-home-'))
  mkdirSync(home, { recursive: true })
  symlinkSync(DISTRIBUTION, join(home, basename(DISTRIBUTION)))
  return home
}

/** The process of the managed Neo4j of a home. */
export const serverOf = (home: string): number => JSON.parse(readFileSync(join(home, 'neo4j.json'), 'utf8')).pid

export interface Service {
  readonly process: ChildProcess
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>
}

/** Runs the command line as a user does. */
export function alight(
  home: string,
  args: readonly string[],
  env: Record<string, string> = {},
  stdin: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...args], {
    // As a user's: some packages behave otherwise where NODE_ENV is `test`.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      NODE_OPTIONS: '',
      ALIGHT_HOME: home,
      PORT: '0',
      LOG_LEVEL: 'fatal',
      ...env,
    },
    stdio: [stdin, 'pipe', 'pipe'],
  })
}

/** Starts the service and waits for the line that says where it listens. */
export async function startService(home: string, env: Record<string, string> = {}): Promise<Service> {
  const child = alight(home, ['serve'], env)
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', chunk => {
      said += String(chunk)
    })
    child.stdout?.on('data', chunk => {
      const [, found] = /listening on (\S+)/.exec(String(chunk)) ?? []
      if (found) resolve(found)
    })
    child.once('exit', code => reject(new Error(`the service ended with ${code}: ${said}`)))
  })
  return {
    process: child,
    async ask<T>(query: string, variables: Record<string, unknown> = {}) {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      })
      const { data, errors } = (await response.json()) as { data: T; errors?: unknown }
      if (errors) throw new Error(JSON.stringify(errors))
      return data
    },
  }
}

/** Ends a process and waits until it has ended; resolves to its exit code. */
export function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise(resolve => {
    child.once('exit', code => resolve(code))
    child.kill(signal)
  })
}
