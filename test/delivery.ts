import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../src/graph/index.ts'
import { loadDelivery, readLines, type Summary } from '../src/intake/index.ts'

/** A folder of its own for a suite: a home, and a place for its deliveries. */
export const scratch = () => mkdtempSync(join(tmpdir(), 'alight-'))

/** What a delivery said on a line, as it came. */
export async function readLine(database: Database, delivery: number, line: number): Promise<string | undefined> {
  const [said] = await database.write(tx => readLines(tx.run, [{ delivery, line }]))
  return said
}

let deliveries = 0

/** Writes records (or lines as they are) to a file of their own and loads it. */
export async function deliver(database: Database, folder: string, records: readonly unknown[]): Promise<Summary> {
  const path = join(folder, `delivery-${++deliveries}.ndjson`)
  writeFileSync(path, records.map(record => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n'))
  return loadDelivery(database, folder, [path])
}

/** The whole graph as text, node for node and tie for tie; when and from which file a thing is known is left out. */
export async function snapshot(database: Database): Promise<string[]> {
  const hidden = ['delivery', 'line']
  const nodes = await database.read(
    `MATCH (n) WHERE NOT n:Delivery|Excerpt|Refusal|Counter|Change|Filling|Lease|Migration
RETURN labels(n), [k IN keys(n) WHERE NOT k IN $hidden AND NOT (n:ParkedRecord AND k IN ['id', 'since']) AND NOT (n:Decision AND k = 'at') | k + '=' + toString(CASE WHEN n[k] IS :: LIST<ANY> THEN size(n[k]) ELSE n[k] END)]`,
    { hidden },
  )
  const ties = await database.read(
    'MATCH (a)-[r]->(b) WHERE NOT a:Excerpt|Refusal|ParkedRecord RETURN type(r), coalesce(a.id, a.key), coalesce(b.id, b.key), r.p, r.auto, r.status, r.decidedBy, r.decision',
    {},
  )
  return [...nodes, ...ties]
    .map(row => JSON.stringify(row.map(cell => (Array.isArray(cell) ? [...cell].sort() : cell))))
    .sort()
}
