import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Unavailable } from '../../base/index.ts'
import { checkMaven } from './java.ts'

const execute = promisify(execFile)

export const NEO4J_VERSION = '5.26.30'
const POM = fileURLToPath(new URL('./pom.xml', import.meta.url))
const NEEDED_BYTES = 600_000_000

/**
 * Fetches the server's jars by Maven, once, into `distribution`. They come into a folder beside it that is renamed
 * at the end, so that a killed fetch leaves nothing half done.
 * @throws Unavailable: no Maven, too little disk, or Maven's own last words
 */
export async function provision(distribution: string, say: (line: string) => void): Promise<void> {
  if (existsSync(join(distribution, 'lib'))) return
  await checkMaven()
  const parent = dirname(distribution)
  await mkdir(parent, { recursive: true })
  const { bavail, bsize } = await statfs(parent)
  if (bavail * bsize < NEEDED_BYTES)
    throw new Unavailable(
      `Disk full: expected ${NEEDED_BYTES / 1e6} MB free at ${parent}, found ${Math.floor((bavail * bsize) / 1e6)}; free some or set ALIGHT_HOME`,
    )
  say(`Fetching Neo4j ${NEO4J_VERSION} by Maven, once (about 130 MB)`)
  const fetched = await mkdtemp(join(parent, `.${basename(distribution)}-`))
  try {
    await execute(
      'mvn',
      ['-B', '-q', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${join(fetched, 'lib')}`],
      { maxBuffer: 1e8 },
    )
    await rename(fetched, distribution)
  } catch (error) {
    await rm(fetched, { recursive: true, force: true })
    // Another process may have been first: then its folder serves as well.
    if (existsSync(join(distribution, 'lib'))) return
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    const words = `${stdout}\n${stderr}`.split('\n').find(line => line.includes('[ERROR]'))
    throw new Unavailable(`Maven could not fetch Neo4j: ${words?.trim() ?? String(error)}`, { cause: error })
  }
}
