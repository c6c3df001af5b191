import { hash } from 'node:crypto'

/** One text for one content, whatever the order of fields: JSON with sorted keys; absent fields are left out. */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = value as Record<string, unknown>
  let text = ''
  for (const key of inOrder(Object.keys(fields))) {
    const inner = fields[key]
    if (inner !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(inner)}`
  }
  return `{${text}}`
}

/** Sorts in place by insertion: for the few fields of a record that takes a third of the time of `sort`. */
function inOrder(keys: string[]): string[] {
  if (keys.length > 50) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] as string
    let at = i
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string
    keys[at] = key
  }
  return keys
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/

const quoted = (text: string) => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`)

/** Fifty-two bits of SHA-256 that tell contents apart, as a number that JavaScript holds exactly. */
export function digestOf(text: string): number {
  return Number.parseInt(hash('sha256', text, 'hex').slice(0, 13), 16)
}
