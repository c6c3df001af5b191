import type { Database } from '../graph/index.ts'

/** The number of the last delivery received by an instant (epoch milliseconds): what was known then is what these said. */
export async function asOf(database: Database, asKnownAt: number): Promise<number> {
  const [row] = await database.read(
    '// asOf\nMATCH (d:Delivery) WHERE d.receivedAt <= $asKnownAt RETURN coalesce(max(d.number), 0)',
    { asKnownAt },
  )
  return Number(row?.[0])
}
