import { join } from 'node:path'
import type { Config } from '../base/index.ts'
import type { Summary } from '../intake/index.ts'
import { boundHeap } from './bound-heap.ts'
import type { Parts } from './index.ts'
import { openProgress } from './progress.ts'

/** The options of `alight load`. */
export interface LoadOptions {
  readonly bulk?: boolean
  readonly json?: boolean
}

/** `alight load`: exit code 0 when all was recorded, 2 when some lines were refused. */
export async function load(
  parts: Parts,
  paths: readonly string[],
  options: LoadOptions,
  say: (line: string) => void,
): Promise<number> {
  boundHeap(options.bulk ? 'tables' : 'flow')
  const config = parts.config()
  const summary = options.bulk ? await bulk(parts, config, paths, say) : await ordinary(parts, config, paths, say)
  const { recorded, unchanged, parked, refused, files } = summary
  if (options.json) process.stdout.write(`${JSON.stringify({ recorded, unchanged, parked, refused, files })}\n`)
  else
    process.stdout.write(
      `${recorded} recorded, ${unchanged} unchanged, ${parked} parked, ${refused} refused from ${files} files\n`,
    )
  if (refused > 0) say(`what was refused, and why: ${join(config.home, 'refused')}`)
  return refused > 0 ? 2 : 0
}

function ordinary(parts: Parts, config: Config, paths: readonly string[], say: (line: string) => void) {
  return parts.withGraph(config, say, async database => {
    const progress = openProgress('Loading')
    try {
      return await parts.loadDelivery(database, config.home, paths, {
        progress: ({ bytes, total, recorded }) => progress.update(bytes, total, `${recorded} recorded`),
        say,
      })
    } finally {
      progress.stop()
    }
  })
}

async function bulk(
  parts: Parts,
  config: Config,
  paths: readonly string[],
  say: (line: string) => void,
): Promise<Summary> {
  const progress = openProgress('Loading')
  try {
    return await parts.loadBulk(config, say, paths, {
      progress: (done, doing) => progress.update(Math.round(100 * done), 100, doing),
      say,
    })
  } finally {
    progress.stop()
  }
}
