import { isDeepStrictEqual } from 'node:util'
import { normalOfOurs, normalOfPeer } from './normal-form.ts'
import type { Keys, Shape } from './shape.ts'
import type { Way } from './ways/way.ts'

/** Of the shapes never seen there are not many: so many are compared. */
const NEVER_SEEN = 8

/**
 * Asks every way everything that will be timed, and compares each answer with that of the hand-written statement.
 * @throws Error at the first difference: which way, which keys, and the place
 */
export async function agree(shape: Shape, drawn: readonly Keys[], ways: readonly Way[], raw: Way): Promise<void> {
  for (const [nth, keys] of drawn.entries()) {
    const right = await dataOf(raw, shape, keys)
    for (const way of ways) {
      if (way.speaks === 'ours and more' && nth >= NEVER_SEEN) continue
      const [expected, got] = comparable(way, right, await dataOf(way, shape, keys))
      if (isDeepStrictEqual(expected, got)) continue
      const place = `${shape.name} ${JSON.stringify(keys).slice(0, 200)}`
      throw new Error(`${place}: ${way.name} differs from the hand-written statement${difference(expected, got)}`)
    }
  }
}

function comparable({ speaks }: Way, right: unknown, came: unknown): [expected: unknown, got: unknown] {
  if (speaks === 'peer') return [normalOfOurs(right), normalOfPeer(came)]
  return [right, speaks === 'ours' ? came : onlyAsIn(right, came)]
}

/** A value without the fields that the example has not. */
function onlyAsIn(example: unknown, value: unknown): unknown {
  if (Array.isArray(example) && Array.isArray(value)) return value.map((item, i) => onlyAsIn(example[i], item))
  if (!isObject(example) || !isObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => name in example)
  return Object.fromEntries(kept.map(([name, item]) => [name, onlyAsIn(example[name], item)]))
}

/** @throws Error where the answer holds errors */
async function dataOf(way: Way, shape: Shape, keys: Keys): Promise<unknown> {
  const answer = await way.asking(shape, keys)()
  const { data, errors } = JSON.parse(typeof answer === 'string' ? answer : JSON.stringify(answer))
  if (errors) throw new Error(`${shape.name}: ${way.name}: expected an answer without errors, got ${shown(errors)}`)
  return data
}

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
