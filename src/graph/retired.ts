import type { Transaction } from './database.ts'
import type { Place } from './write.ts'

/** What may lose all that named it when statements are corrected. */
export type RetiringLabel = 'Call' | 'Document' | 'Identity' | 'Booking' | 'Contact'

/** The label of things that no statement in force names: kept for what earlier statements say. */
export const retiredLabel = (label: RetiringLabel) => `Retired${label}`

/** Takes over the ties of `old` and deletes it: of one id there is one node in force and one retired, or one of the two. */
const TAKE_OVER = `CALL (old, n) { MATCH (old)-[t]->(o) MERGE (n)-[:$(type(t))]->(o) }
CALL (old, n) { MATCH (old)<-[t]-(o) MERGE (n)<-[:$(type(t))]-(o) }
DETACH DELETE old`

/** Takes nodes out of force; `labels` are all that they bear. */
export async function retire(
  tx: Transaction,
  label: RetiringLabel,
  places: readonly Place[],
  labels: readonly string[] = [label],
): Promise<void> {
  if (places.length === 0) return
  await tx.run(
    `// retire${label}
UNWIND $places AS place
MATCH (n) WHERE elementId(n) = place
SET n:${retiredLabel(label)}
REMOVE n:${labels.join(':')}
WITH n
MATCH (old:${retiredLabel(label)} {id: n.id}) WHERE old <> n
${TAKE_OVER}`,
    { places },
  )
}

/** Gives nodes that were made anew, and tied, what earlier statements said of them before they were retired: no tie twice. */
export async function revive(tx: Transaction, label: RetiringLabel, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.run(
    `// revive${label}
UNWIND $ids AS id
MATCH (old:${retiredLabel(label)} {id: id})
MATCH (n:${label} {id: id})
${TAKE_OVER}`,
    { ids },
  )
}
