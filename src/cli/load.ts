import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Config, NotFound } from '../base/index.ts'
import type { LoadOptions, Summary } from '../intake/index.ts'
import { boundHeap } from './bound-heap.ts'
import type { Parts } from './index.ts'
import { openProgress } from './progress.ts'
import { receive } from './standard-input.ts'

type Say = (line: string) => void

/**
 * `alight load`: exit code 0 when all was recorded, 2 when some lines were refused.
 * @throws NotFound where a path is not there, before Neo4j is started
 */
export async function load(parts: Parts, paths: readonly string[], options: { json?: boolean }, say: Say) {
  boundHeap('flow')
  const config = parts.config()
  for (const path of paths) await checkThere(path)
  return conclude(config, await loadPaths(parts, config, paths, { say }), options, say)
}

/**
 * `alight load --bulk`: a first load through an offline import; exit codes as for `alight load`.
 * @throws NotFound where a path is not there; Conflict where the graph is not empty or not the managed server's
 */
export async function loadBulk(parts: Parts, paths: readonly string[], options: { json?: boolean }, say: Say) {
  boundHeap('tables')
  const config = parts.config()
  for (const path of paths) await checkThere(path)
  const progress = openProgress('Loading')
  try {
    const summary = await parts.loadBulk(config, say, paths, {
      progress: (done, doing) => progress.update(Math.round(100 * done), 100, doing),
      say,
    })
    return conclude(config, summary, options, say)
  } finally {
    progress.stop()
  }
}

async function checkThere(path: string): Promise<void> {
  await stat(path).catch(() => {
    throw new NotFound(`Nothing at ${path}: expected a file or a folder`)
  })
}

/**
 * `alight load -`: loads what comes on standard input, as the file `name` or as what its first bytes tell.
 * @throws Invalid where nothing comes or it cannot be told what it is, before Neo4j is started
 */
export async function loadStandardInput(
  parts: Parts,
  options: { json?: boolean; name?: string },
  say: Say,
): Promise<number> {
  boundHeap('flow')
  const config = parts.config()
  const spool = parts.openSpool(config.home)
  try {
    const { path, cutShort } = await receive(process.stdin, spool, options.name)
    const summary = await loadPaths(parts, config, [path], {
      say,
      unread: ({ path, what, reason }) => say(`${what} ${basename(path)}: ${reason}`),
    })
    if (cutShort && summary.refused > 0)
      say('Standard input ended within a line: see whether its sender broke off, and send it again whole')
    return conclude(config, summary, options, say)
  } finally {
    await spool.remove()
  }
}

async function loadPaths(
  parts: Parts,
  config: Config,
  paths: readonly string[],
  options: LoadOptions,
): Promise<Summary> {
  return parts.withGraph(config, options.say ?? (() => {}), async database => {
    const progress = openProgress('Loading')
    try {
      return await parts.loadDelivery(database, config.home, paths, {
        progress: ({ bytes, total, recorded }) => progress.update(bytes, total, `${recorded} recorded`),
        ...options,
      })
    } finally {
      progress.stop()
    }
  })
}

function conclude(config: Config, summary: Summary, options: { json?: boolean }, say: Say): number {
  const { recorded, unchanged, parked, refused, files } = summary
  if (options.json) process.stdout.write(`${JSON.stringify({ recorded, unchanged, parked, refused, files })}\n`)
  else process.stdout.write(`${counted(summary)} from ${files} files\n`)
  if (refused > 0) say(`what was refused, and why: ${join(config.home, 'refused')}`)
  return refused > 0 ? 2 : 0
}

/** What became of lines, in one sentence. */
export function counted({ recorded, unchanged, parked, refused }: Omit<Summary, 'files'>): string {
  return `${recorded} recorded, ${unchanged} unchanged, ${parked} parked, ${refused} refused`
}
