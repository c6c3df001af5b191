import type { z } from 'zod'
import { SCHEMAS } from './schemas.ts'
import { clipped, shown } from './shown.ts'

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

const MOST_PROBLEMS = 10
const KINDS = Object.keys(SCHEMAS).join(', ')

/** Whether this is the name of a kind of record. */
export const isKind = (kind: unknown): kind is RecordKind => typeof kind === 'string' && Object.hasOwn(SCHEMAS, kind)

/** Checks one value against the contract of its kind. Never throws, whatever the value. */
export function parseRecord(value: unknown): Parsed {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { problems: [{ field: '', expected: 'a JSON object', came: shown(value) }] }
  const kind = Object.hasOwn(value, 'record') ? (value as { record: unknown }).record : undefined
  if (!isKind(kind)) return { problems: [{ field: 'record', expected: `one of ${KINDS}`, came: shown(kind) }] }
  const odd = oddity(value, '', 1)
  if (odd) return { problems: [odd] }
  const parsed = SCHEMAS[kind].safeParse(value)
  if (parsed.success) return { record: parsed.data as AnyRecord }
  return { problems: parsed.error.issues.flatMap(issue => problemsOf(issue, value)).slice(0, MOST_PROBLEMS) }
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): Problem[] {
  const path = issue.path.map(String)
  const came = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], value)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MOST_PROBLEMS).map(key => ({
      field: clipped([...path, key].join('.')),
      expected: 'no such field',
      came: shown(key),
    }))
  const expected = issue.code === 'invalid_value' ? `one of ${issue.values.join(', ')}` : issue.message
  return [{ field: clipped(path.join('.')), expected, came: shown(came) }]
}

const DEEPEST = 64
const LONGEST_LIST = 1_000

/**
 * What zod would pass over (a key `__proto__`, to us an unknown field), fall into (endless nesting) or spend minutes on
 * (a problem for each of a million items).
 */
function oddity(value: object, path: string, depth: number): Problem | undefined {
  if (depth > DEEPEST)
    return { field: clipped(path.slice(1)), expected: `at most ${DEEPEST} levels of nesting`, came: 'more' }
  if (Array.isArray(value) && value.length > LONGEST_LIST)
    return { field: clipped(path.slice(1)), expected: `at most ${LONGEST_LIST} items`, came: String(value.length) }
  for (const key of Object.keys(value)) {
    const inner = (value as Record<string, unknown>)[key]
    if (key === '__proto__') return { field: clipped(`${path}.${key}`.slice(1)), expected: 'no such field', came: key }
    if (inner === null || typeof inner !== 'object') continue
    const found = oddity(inner, `${path}.${key}`, depth + 1)
    if (found) return found
  }
  return undefined
}
