import { join } from 'node:path'
import { boundHeap } from './bound-heap.ts'
import type { Parts } from './index.ts'
import { openProgress } from './progress.ts'

/** `alight load`: exit code 0 when all was recorded, 2 when some lines were refused. */
export async function load(
  parts: Parts,
  paths: readonly string[],
  options: { json?: boolean },
  say: (line: string) => void,
): Promise<number> {
  boundHeap()
  const config = parts.config()
  const summary = await parts.withGraph(config, say, async database => {
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
  const { recorded, unchanged, parked, refused, files } = summary
  if (options.json) process.stdout.write(`${JSON.stringify({ recorded, unchanged, parked, refused, files })}\n`)
  else
    process.stdout.write(
      `${recorded} recorded, ${unchanged} unchanged, ${parked} parked, ${refused} refused from ${files} files\n`,
    )
  if (refused > 0) say(`what was refused, and why: ${join(config.home, 'refused')}`)
  return refused > 0 ? 2 : 0
}
