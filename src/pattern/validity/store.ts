import { statedThen } from '../../graph/index.ts'
import type { Reader } from '../store.ts'

/**
 * When what issuers state of documents came in, epoch milliseconds, by the numbers of the documents' nodes.
 * @param asOf number of the delivery by which something else may have been stated than now; absent: what is stated now
 */
export async function receiptsOf(
  reader: Reader,
  documents: readonly number[],
  asOf = Number.MAX_SAFE_INTEGER,
): Promise<Map<number, number>> {
  if (documents.length === 0) return new Map()
  const rows = await reader.read(
    `// receiptsOfDocuments
UNWIND $documents AS place
MATCH (x:Document) WHERE id(x) = place
${statedThen('x')}
MATCH (d:Delivery {number: v.delivery})
RETURN place, d.receivedAt`,
    { documents: [...documents], asOf },
  )
  return new Map(rows as [number, number][])
}
