import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PLANTED_PATTERNS, writeWorld } from '../../seed/index.ts'
import { openProgress } from '../../src/cli/index.ts'
import { alightLoad } from '../alight-load.ts'
import { furnished, WORLDS } from '../world.ts'

/**
 * The home of a graph that holds a world of so many persons and years in which cases of every pattern are planted: made and
 * loaded by `alight load --bulk` once, then kept. What benches record on top of it stays.
 */
export async function plantedHome(persons: number, years: number, say: (line: string) => void): Promise<string> {
  const world = join(WORLDS, `${persons}x${years}-planted`)
  const home = `${world}-home`
  const complete = join(home, 'complete')
  if (existsSync(complete)) return home
  await write(world, persons, years)
  rmSync(home, { recursive: true, force: true })
  const { seconds } = await alightLoad(furnished(home), ['--bulk', world])
  writeFileSync(complete, '')
  say(`loaded into ${home} in ${seconds.toFixed(0)} s`)
  return home
}

async function write(out: string, persons: number, years: number): Promise<void> {
  if (existsSync(join(out, 'truth.json'))) return
  const progress = openProgress('Writing')
  try {
    await writeWorld({
      persons,
      years,
      seed: 1,
      cases: PLANTED_PATTERNS,
      out,
      progress: (done, total) => progress.update(done, total, `${done} of ${total} days`),
    })
  } finally {
    progress.stop()
  }
}
