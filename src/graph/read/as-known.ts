import type { Layout } from './registry.ts'

/**
 * Reading as known on a day. A statement holds from the delivery that brought it until a later one took its place: the
 * node itself bears the current one, `(:Record)-[:STATES]->(node)` the earlier ones with their own properties and ties.
 */

/** Binds `v` to what was stated of a node when `$asOf` had been received: itself, an earlier record of it, or null. */
export const statedThen = (node: string) => `CALL (${node}) {
    WITH ${node} WHERE ${node}.digest IS NULL OR ${node}.delivery <= $asOf RETURN ${node} AS v
    UNION
    WITH ${node} WHERE ${node}.delivery > $asOf
    OPTIONAL MATCH (r:Record)-[:STATES]->(${node}) WHERE r.delivery <= $asOf
    RETURN r AS v ORDER BY r.delivery DESC, r.line DESC LIMIT 1
  }`

/** Whether a statement `t` (a fact, or an earlier record of it) was the current one when `$asOf` had been received. */
export const heldAt = (t: string) =>
  `${t}.delivery <= $asOf AND NOT EXISTS { (${t})-[:STATES]->(s) WHERE s.delivery <= $asOf }
    AND NOT EXISTS { (${t})-[:STATES]->()<-[:STATES]-(o:Record)
      WHERE o.delivery <= $asOf AND (o.delivery > ${t}.delivery OR o.delivery = ${t}.delivery AND o.line > ${t}.line) }`

/** Goes on with those `y` that were known, and `v`, what was stated of them, where they are statements. */
export function asKnown({ asKnown: rule }: Layout): string {
  if (!rule) return ''
  return `${rule.stated ? statedThen('y') : ''}\n  WITH * WHERE ${rule.known}\n  `
}

/** Finds also what a correction retired since. */
export const findThen = ({ label, find, asKnown: rule }: Layout) =>
  rule?.retires ? find.replace(`:${label} {`, `:${label}|Retired${label} {`) : find

/** Binds the node that has a field: `n`, one that a correction retired too, and `x`, what was stated of it then. */
export function bindThen({ label, asKnown: rule }: Layout): string {
  const node = `MATCH (n:${rule?.retires ? `${label}|Retired${label}` : label} {id: key})\n`
  return rule?.stated ? `${node}${statedThen('n')}\nWITH key, n, v AS x\n` : `${node}WITH key, n, n AS x\n`
}

const isKey = ({ asKnown: rule }: Layout, column: string) => column === 'id' || rule?.key?.includes(column) === true

/** How a column of a node is read: in the past from what was stated of it then (`v`), but for what names it. */
export const columnsOf = (layout: Layout, node: string, past: boolean) => (column: string) =>
  past && layout.asKnown?.stated && !isKey(layout, column) ? `v.${column}` : `${node}.${column}`

/** A text about `y` as it is now, made one about what was stated of it then. */
export function spokenOf(layout: Layout, text: string): string {
  if (!layout.asKnown?.stated) return text
  return text.replace(/\by\.(\w+)/g, (whole, column) => (isKey(layout, column) ? whole : `v.${column}`))
}
