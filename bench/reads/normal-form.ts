/** Fields that lead to one thing at most, which `@neo4j/graphql` answers as a list. */
const TO_ONE: ReadonlySet<string> = new Set(
  'person document trainRun station run train identity boardedAt alightedAt'.split(' '),
)
/** Instants that are stored as epoch milliseconds, which it answers as the text of a number. */
const INSTANTS: ReadonlySet<string> = new Set(['departsAt', 'arrive', 'depart'])

/** Our answer without what only our schema has: connections, global ids, written instants, names by language. */
export function normalOfOurs(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map(item => normalOfOurs(item))
  if (typeof value === 'string') return ofText(value, name)
  if (!isObject(value)) return value
  if ('nodes' in value) return normalOfOurs(value.nodes)
  return mapped(value, (item, field) =>
    field === 'names' ? ['nameEn', (item as Record<string, unknown>).en] : [field, normalOfOurs(item, field)],
  )
}

function ofText(text: string, name: string): unknown {
  if (name === 'id')
    return Buffer.from(text, 'base64url')
      .toString()
      .replace(/^[A-Za-z]+:/, '')
  return INSTANTS.has(name) ? Date.parse(text) : text
}

/** The peer's answer in the same form. */
export function normalOfPeer(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    if (TO_ONE.has(name)) return value.length > 0 ? normalOfPeer(value[0]) : null
    return value.map(item => normalOfPeer(item))
  }
  if (typeof value === 'string') return INSTANTS.has(name) ? Number(value) : value
  if (!isObject(value)) return value
  if ('nodes' in value) return normalOfPeer(value.nodes)
  return mapped(value, (item, field) => [field, normalOfPeer(item, field)])
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const mapped = (
  object: Record<string, unknown>,
  entry: (value: unknown, field: string) => [string, unknown],
): Record<string, unknown> => Object.fromEntries(Object.entries(object).map(([field, value]) => entry(value, field)))
