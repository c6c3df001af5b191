import type { Place, Transaction } from '../../graph/index.ts'
import type { Entry } from './blocks.ts'
import { documentKeys } from './kept-portrait.ts'
import { asLiked, type Sat } from './likeness-store.ts'

/**
 * A document has a block from when a second identity states it: before, nobody could be compared because of it, and most
 * documents (an FRTD is new for every trip) are stated once only. Then all who state it are in its block.
 */

/** Who comes into blocks that documents do not have yet, though they are stated by several by now. */
export async function firstEntries(tx: Transaction, documents: Iterable<string>): Promise<Entry[]> {
  const asked = [...new Set(documents)].filter(id => documentKeys([id]).length > 0)
  if (asked.length === 0) return []
  const rows = (await tx.run(
    `// firstEntries
UNWIND $asked AS id
MATCH (d:Document {id: id}) WHERE NOT EXISTS { MATCH (:Block {id: 'd:' + id}) }
MATCH (d)<-[:STATED_ON]-(:Identity)-[:COMPARED_AS]->(q)
RETURN DISTINCT id, elementId(q), q.id`,
    { asked },
  )) as [string, Place, string][]
  return rows.flatMap(([document, place, id]) =>
    documentKeys([document]).map(key => ({ portrait: { place, id }, key })),
  )
}

/** Takes blocks from documents that one identity states, or none. */
export async function closeDocumentBlocks(tx: Transaction, documents: Iterable<string>): Promise<void> {
  const asked = [...new Set(documents)]
  if (asked.length === 0) return
  await tx.run(
    `// closeDocumentBlocks
UNWIND $asked AS id
MATCH (b:Block {id: 'd:' + id}) WHERE COUNT { (:Document {id: id})<-[:STATED_ON]-(:Identity) } < 2
DETACH DELETE b`,
    { asked },
  )
}

/** Those who sat for portraits and state one of these documents. */
export async function sittersStating(tx: Transaction, documents: readonly string[]): Promise<Sat[]> {
  if (documents.length === 0) return []
  const rows = (await tx.run(
    `// sittersStating
UNWIND $documents AS id
MATCH (:Document {id: id})<-[:STATED_ON]-(:Identity)-[:COMPARED_AS]->(q)
RETURN DISTINCT elementId(q), q.id`,
    { documents },
  )) as [Place, string][]
  return rows.map(asLiked)
}
