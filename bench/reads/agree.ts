import { isDeepStrictEqual } from 'node:util'
import { normalOfOurs, normalOfPeer } from './normal-form.ts'
import type { Keys, Shape } from './shape.ts'
import type { Answer, Way } from './ways/way.ts'

/**
 * Asks every way everything that will be timed, and compares each answer with that of the hand-written statement.
 * @throws Error at the first difference: which way, which keys, and the place
 */
export async function agree(shape: Shape, drawn: readonly Keys[], ways: readonly Way[], raw: Way): Promise<void> {
  for (const keys of drawn) {
    const right = plain(dataOf(await raw.asking(shape, keys)(), `${shape.name}: ${raw.name}`))
    for (const way of ways) {
      const came = dataOf(await way.asking(shape, keys)(), `${shape.name}: ${way.name}`)
      const [expected, got] =
        way.speaks === 'ours' ? [right, plain(came)] : [normalOfOurs(right), normalOfPeer(plain(came))]
      if (isDeepStrictEqual(expected, got)) continue
      throw new Error(
        `${shape.name} ${JSON.stringify(keys)}: ${way.name} differs from the raw driver${difference(expected, got)}`,
      )
    }
  }
}

/** @throws Error where the answer holds errors */
function dataOf(answer: Answer, place: string): unknown {
  const { data, errors } = typeof answer === 'string' ? JSON.parse(answer) : answer
  if (errors) throw new Error(`${place}: expected an answer without errors, got ${shown(errors)}`)
  return data
}

const plain = (data: unknown): unknown => JSON.parse(JSON.stringify(data))

/** The first place where two values differ, and what is there. */
function difference(expected: unknown, got: unknown, place = ''): string {
  if (isObject(expected) && isObject(got)) {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(got)]))
      if (!isDeepStrictEqual(expected[name], got[name]))
        return difference(expected[name], got[name], `${place}.${name}`)
  }
  return ` at ${place || 'the root'}: expected ${shown(expected)}, got ${shown(got)}`
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 300)
