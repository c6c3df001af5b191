import type { Reader } from '../store.ts'

/** When what issuers state of documents came in, epoch milliseconds, by the numbers of the documents' nodes. */
export async function receiptsOf(reader: Reader, documents: readonly number[]): Promise<Map<number, number>> {
  if (documents.length === 0) return new Map()
  const rows = await reader.read(
    `// receiptsOfDocuments
UNWIND $documents AS place
MATCH (x:Document) WHERE id(x) = place
MATCH (v:Delivery {number: x.delivery})
RETURN place, v.receivedAt`,
    { documents: [...documents] },
  )
  return new Map(rows as [number, number][])
}
