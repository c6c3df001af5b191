import type { Config } from '../base/index.ts'
import { examine } from '../graph/index.ts'

/** `alight doctor`: exit code 1 when something is missing. */
export async function doctor(config: Config, options: { json?: boolean }): Promise<number> {
  const found = await examine(config)
  if (options.json) process.stdout.write(`${JSON.stringify(found)}\n`)
  else
    for (const { what, state, detail } of found)
      process.stdout.write(`${state === 'ok' ? '✓' : '✗'} ${what}: ${detail}\n`)
  return found.every(({ state }) => state === 'ok') ? 0 : 1
}
