import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expectedOf } from './expected/index.ts'
import { writeSmallWorld } from './small-files.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const small = writeSmallWorld(here('small'))
writeFileSync(here('expected.json'), `${JSON.stringify(expectedOf(small), null, 1)}\n`)
