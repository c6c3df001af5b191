import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { SCHEMAS } from './schemas.ts'

export type RecordKind = keyof typeof SCHEMAS
export type RecordOf<K extends RecordKind> = z.infer<(typeof SCHEMAS)[K]>
export type AnyRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind]

/** Why a line does not go in: where, what was expected, what came. */
export interface Problem {
  readonly field: string
  readonly expected: string
  readonly came: string
}

export type Parsed = { readonly record: AnyRecord } | { readonly problems: readonly Problem[] }

const CAME_LIMIT = 60
const MOST_PROBLEMS = 10

/** What came, short enough to read. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  return text.length > CAME_LIMIT ? `${text.slice(0, CAME_LIMIT)}…` : text
}

export const isKind = (kind: unknown): kind is RecordKind => typeof kind === 'string' && Object.hasOwn(SCHEMAS, kind)

/** Checks one value against the contract of its kind. Never throws, whatever the value. */
export function parseRecord(value: unknown): Parsed {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { problems: [{ field: '', expected: 'a JSON object', came: shown(value) }] }
  const kind = (value as { record?: unknown }).record
  if (!isKind(kind))
    return { problems: [{ field: 'record', expected: `one of ${Object.keys(SCHEMAS).join(', ')}`, came: shown(kind) }] }
  const odd = oddity(value)
  if (odd) return { problems: [odd] }
  const parsed = SCHEMAS[kind].safeParse(value)
  if (parsed.success) return { record: parsed.data as AnyRecord }
  return { problems: parsed.error.issues.slice(0, MOST_PROBLEMS).map(issue => problemOf(issue, value)) }
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): Problem {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys')
    return { field: [...path, issue.keys[0] ?? ''].join('.'), expected: 'no such field', came: shown(issue.keys[0]) }
  const came = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value)
  const expected = issue.code === 'invalid_value' ? `one of ${issue.values.join(', ')}` : issue.message
  return { field: path.join('.'), expected, came: shown(came) }
}

const DEEPEST = 16

/** What zod would pass over or fall into: a key `__proto__`, which to us is an unknown field, and endless nesting. */
function oddity(value: object, path = '', depth = 1): Problem | undefined {
  if (depth > DEEPEST)
    return { field: path.slice(0, CAME_LIMIT), expected: `at most ${DEEPEST} levels of nesting`, came: 'more' }
  for (const key of Object.keys(value)) {
    const here = path ? `${path}.${key}` : key
    if (key === '__proto__') return { field: here, expected: 'no such field', came: key }
    const inner = (value as Record<string, unknown>)[key]
    const found = inner !== null && typeof inner === 'object' ? oddity(inner, here, depth + 1) : undefined
    if (found) return found
  }
  return undefined
}

/** One text for one content, whatever the order of fields. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, inner]) => inner !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** Sixty-four bits that tell contents apart. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
