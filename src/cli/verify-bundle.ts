import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { Invalid, messageOf } from '../base/index.ts'
import { type BundleCheck, verifyBundle } from '../evidence/index.ts'
import { hashesOf } from '../intake/index.ts'
import { openProgress } from './progress.ts'

export interface VerifyBundleOptions {
  readonly key?: string
  readonly deliveries?: readonly string[]
  readonly json?: boolean
}

/** Bytes of a bundle: many times what the largest answer takes. */
const LARGEST = 512 * 2 ** 20

/**
 * `alight verify-bundle`: checks a file by itself, without a graph; exit code 1 where something is otherwise than it should.
 * @throws Invalid where there is no file that can be read, or the key is no fingerprint
 */
export async function verifyBundleFile(path: string, { key, deliveries, json }: VerifyBundleOptions): Promise<number> {
  if (key !== undefined && !/^[0-9a-f]{64}$/i.test(key))
    throw new Invalid(
      `--key: expected a fingerprint of 64 hexadecimal digits, came ${JSON.stringify(key.slice(0, 80))}`,
    )
  const file = await contentOf(path)
  const { holds, checks, bundle } = verifyBundle(file, { key, deliveries: await atHand(deliveries) })
  if (json) {
    const { madeAt = null, madeBy = null, purpose = null, about = null } = bundle ?? {}
    process.stdout.write(`${JSON.stringify({ holds, madeAt, madeBy, purpose, about, checks })}\n`)
  } else process.stdout.write(`${[...checks.map(shown), verdict(holds, checks)].join('\n')}\n`)
  return holds ? 0 : 1
}

async function atHand(paths: readonly string[] | undefined): Promise<Set<string> | undefined> {
  if (!paths) return undefined
  const progress = openProgress('Reading deliveries')
  try {
    return await hashesOf(paths, progress.update)
  } finally {
    progress.stop()
  }
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    // A pipe that nobody writes to would be waited for.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const there = await file.stat()
    if (!there.isFile()) throw new Invalid('expected a file, came something else')
    const { size } = there
    if (size > LARGEST) throw new Invalid(`expected at most ${LARGEST} bytes, came ${size}`)
    return await file.readFile()
  } catch (error) {
    throw new Invalid(`verify-bundle: expected a bundle that can be read at ${path}; ${messageOf(error)}`)
  }
}

const MARK = new Map([
  [true, '✓'],
  [false, '✗'],
  [null, '·'],
])

const shown = ({ name, holds, says }: BundleCheck) =>
  `${MARK.get(holds)} ${name.toLowerCase().padEnd(9)} ${printable(says)}`

/** What stands in the file is shown as text: nothing in it moves a terminal's cursor or paints it. */
const printable = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd')

function verdict(holds: boolean, checks: readonly BundleCheck[]): string {
  if (!holds) return 'not to be relied on'
  const open = checks.filter(check => check.holds === null).map(({ name }) => name.toLowerCase())
  return open.length > 0 ? `not looked at: ${open.join(', ')}; else as it was sealed` : 'as it was sealed'
}
