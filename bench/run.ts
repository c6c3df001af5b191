import { boundHeap } from '../src/cli/index.ts'
import { benchDetect } from './detect/index.ts'
import { makeFirstVersion } from './identity/first-version.ts'
import { benchIdentity } from './identity/index.ts'
import { benchLinks } from './links/index.ts'
import { benchList } from './list.ts'
import { benchLoad } from './load.ts'
import { benchProjection } from './projection.ts'
import { benchReads } from './reads/index.ts'

/**
 * `npm run bench -- load [persons]`, `… -- list <home> <world>`, `… -- identity [--seeds n …]`,
 * `… -- projection <home> [world]`, `… -- detect [home] [options]`, `… -- reads [persons] [options]`, `… -- links [home] [options]`: every bench prints what it
 * measured, on what, and what stands beside it. It runs as the service does.
 * `… -- first-version` writes what the matcher starts with.
 */
const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  load: benchLoad,
  list: benchList,
  identity: benchIdentity,
  projection: benchProjection,
  detect: benchDetect,
  reads: benchReads,
  links: benchLinks,
  'first-version': makeFirstVersion,
}

boundHeap('service')
const [name = '', ...args] = process.argv.slice(2)
const bench = BENCHES[name]
if (bench) await bench(args)
else {
  process.stderr.write(`bench: expected one of ${Object.keys(BENCHES).join(', ')}, got ${name || 'nothing'}\n`)
  process.exitCode = 1
}
