import type { Random } from '../../seed/base/random.ts'
import type { Read } from './driver.ts'

/** So many different keys of a label, the same for the same seed and graph. */
export async function drawn(read: Read, random: Random, label: string, count: number): Promise<string[]> {
  const rows = await read(`MATCH (n:${label}) RETURN n.id ORDER BY n.id`)
  return random.shuffled(rows.map(([id]) => String(id))).slice(0, count)
}

/** The key of a label with the most of what `count`, an expression over `n`, counts. */
export async function hub(read: Read, label: string, count: string): Promise<string> {
  const [row] = await read(`MATCH (n:${label}) RETURN n.id ORDER BY ${count} DESC, n.id LIMIT 1`)
  return String(row?.[0])
}

/** The drawn keys, the hub in the midst of them. */
export function withHub(keys: readonly string[], hubKey: string): string[] {
  const others = keys.filter(key => key !== hubKey)
  const middle = Math.floor(others.length / 2)
  return [...others.slice(0, middle), hubKey, ...others.slice(middle)]
}
