import { Lease } from '../graph/index.ts'
import { refitMatcher } from '../person/index.ts'
import type { Parts } from './index.ts'

/** `alight refit`: has the matcher learn from what the graph holds now, and judge everybody again. Loads wait meanwhile. */
export async function refit(parts: Parts, options: { json?: boolean }, say: (line: string) => void): Promise<number> {
  const { version, identities } = await parts.withGraph(parts.config(), say, async database => {
    const lease = await Lease.take(database, 'load', () => say('Waiting: a load of this graph is under way'))
    try {
      return await refitMatcher(database, tx => lease.renewIn(tx))
    } finally {
      await lease.giveBack()
    }
  })
  if (options.json) process.stdout.write(`${JSON.stringify({ version, identities })}\n`)
  else say(`matcher version ${version}, learnt from ${identities} distinct identities`)
  return 0
}
