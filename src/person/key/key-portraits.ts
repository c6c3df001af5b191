import type { Database } from '../../graph/index.ts'
import { SEARCHED, type SearchedFields, searchKeys } from './search-keys.ts'

const BATCH = 5_000

/**
 * Gives the portraits of an older graph the keys by which they are searched. Each batch stays, so it goes on where it
 * was ended; a graph without such portraits costs one statement.
 */
export async function keyPortraits(database: Database): Promise<void> {
  for (;;) {
    const rows = await database.read(
      `// unkeyedPortraits
MATCH (q:Unkeyed) WITH q LIMIT $most
RETURN elementId(q), ${SEARCHED.map(field => `q.${field}`).join(', ')}`,
      { most: BATCH },
    )
    if (rows.length === 0) return
    const keyed = rows.map(([place, ...values]) => [place, searchKeys(fieldsOf(values))])
    await database.write(tx =>
      tx.run(
        `// keyPortraits
UNWIND $keyed AS row
MATCH (q:Unkeyed) WHERE elementId(q) = row[0]
SET q.searchKeys = row[1]
REMOVE q:Unkeyed`,
        { keyed },
      ),
    )
  }
}

/** What is searched of a portrait from its columns, in the order of {@link SEARCHED}. */
export const fieldsOf = (values: readonly unknown[]): SearchedFields =>
  Object.fromEntries(SEARCHED.map((field, i) => [field, values[i] ?? undefined])) as unknown as SearchedFields
