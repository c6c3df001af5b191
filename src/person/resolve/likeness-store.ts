import type { Place, Transaction } from '../../graph/index.ts'

/** A portrait in the graph. */
export interface Sat {
  readonly place: Place
  readonly id: string
}

export const asLiked = ([place, id]: readonly [Place, string]): Sat => ({ place, id })

/** Two portraits, the smaller id first, and the documents that identities of both state. */
export interface Pair {
  readonly left: Sat
  readonly right: Sat
  readonly documents: Set<string>
}

/** What is kept of a pair that the matcher finds alike. */
export interface Liking {
  readonly pair: Pair
  readonly p: number
  readonly auto: boolean
  readonly levels: readonly number[]
  /** Tenths of a bit. */
  readonly bits: readonly number[]
}

/** Bits as they are kept: enough to show, and small. */
export const tenths = (bits: number) => Math.round(bits * 10)

/** Keeps how alike two portraits are, in place of what was kept of them. `made`: portraits of which nothing is kept yet. */
export async function keepLikings(
  tx: Transaction,
  likings: readonly Liking[],
  made: ReadonlySet<Place>,
): Promise<void> {
  const isNew = ({ pair: { left, right } }: Liking) => made.has(left.place) || made.has(right.place)
  await keep(tx, likings.filter(isNew), 'CREATE')
  // Of two who meet again in another block mostly the same is kept already.
  const known = likings.filter(liking => !isNew(liking))
  await keep(
    tx,
    known,
    `WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[l:LIKE]->(b)
  WHERE l.p = row[2] AND l.auto = row[3] AND l.levels = row[4] AND l.bits = row[5] }
MERGE`,
  )
}

async function keep(tx: Transaction, likings: readonly Liking[], create: string): Promise<void> {
  if (likings.length === 0) return
  await tx.run(
    `// keepLikings
UNWIND $rows AS row
MATCH (a) WHERE elementId(a) = row[0]
MATCH (b) WHERE elementId(b) = row[1]
${create} (a)-[l:LIKE]->(b)
SET l.p = row[2], l.auto = row[3], l.levels = row[4], l.bits = row[5]`,
    {
      rows: likings.map(({ pair: { left, right }, p, auto, levels, bits }) => [
        left.place,
        right.place,
        p,
        auto,
        levels,
        bits,
      ]),
    },
  )
}

export async function forgetLikings(tx: Transaction, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.run(
    `// forgetLikings
UNWIND $rows AS row
MATCH (a)-[l:LIKE]->(b) WHERE elementId(a) = row[0] AND elementId(b) = row[1]
DELETE l`,
    { rows: pairs.map(({ left, right }) => [left.place, right.place]) },
  )
}

/** The pairs that are found alike and are in one of these blocks together. */
export async function likedWithin(tx: Transaction, blocks: readonly Place[]): Promise<Pair[]> {
  if (blocks.length === 0) return []
  const rows = await tx.run(
    `// likedWithin
UNWIND $blocks AS place
MATCH (b)<-[:BLOCKED_BY]-(x)-[:LIKE]->(y) WHERE elementId(b) = place AND EXISTS { (y)-[:BLOCKED_BY]->(b) }
RETURN DISTINCT elementId(x), x.id, elementId(y), y.id`,
    { blocks },
  )
  return rows.map(asPair)
}

/** The pairs that are found alike of which one is among these portraits. */
export async function likedWith(tx: Transaction, portraits: readonly Place[]): Promise<Pair[]> {
  if (portraits.length === 0) return []
  const rows = await tx.run(
    `// likedWith
UNWIND $portraits AS place
MATCH (q) WHERE elementId(q) = place
MATCH (q)-[l:LIKE]-()
WITH DISTINCT startNode(l) AS x, endNode(l) AS y
RETURN elementId(x), x.id, elementId(y), y.id`,
    { portraits },
  )
  return rows.map(asPair)
}

function asPair(row: unknown[]): Pair {
  const [left, leftId, right, rightId] = row as [Place, string, Place, string]
  return { left: asLiked([left, leftId]), right: asLiked([right, rightId]), documents: new Set() }
}

/** For each pair the keys of the blocks, none too large, in which both are. */
export async function commonBlocks(tx: Transaction, pairs: readonly Pair[]): Promise<string[][]> {
  if (pairs.length === 0) return []
  const rows = (await tx.run(
    `// commonBlocks
UNWIND range(0, size($rows) - 1) AS i
MATCH (x) WHERE elementId(x) = $rows[i][0]
MATCH (y) WHERE elementId(y) = $rows[i][1]
RETURN COLLECT { MATCH (x)-[:BLOCKED_BY]->(b)<-[:BLOCKED_BY]-(y) WHERE NOT coalesce(b.full, false) RETURN b.id }
ORDER BY i`,
    { rows: pairs.map(({ left, right }) => [left.place, right.place]) },
  )) as [string[]][]
  return rows.map(([keys]) => keys)
}
