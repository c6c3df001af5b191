import { createNodes, type Place, placesOf, type Transaction } from '../../graph/index.ts'
import { LARGEST } from '../key/candidates.ts'
import { asLiked, type Sat } from './likeness-store.ts'

/** That a portrait is in a block. */
export interface BlockTie {
  readonly portrait: Sat
  readonly block: Block
}

export interface Block {
  readonly place: Place
  readonly key: string
}

/** The blocks of these keys, made where they are not there. */
export async function ensureBlocks(tx: Transaction, keys: Iterable<string>): Promise<ReadonlyMap<string, Block>> {
  const asked = [...new Set(keys)]
  const places = await placesOf(tx, 'Block', asked)
  const missing = asked.filter(key => !places.has(key))
  const created = await createNodes(
    tx,
    'ensureBlocks',
    'Block',
    ['id'],
    missing.map(key => [key]),
  )
  for (const [i, key] of missing.entries()) places.set(key, created[i] as Place)
  return new Map([...places].map(([key, place]) => [key, { place, key }]))
}

/** Puts portraits into blocks; returns the ties that were not there before. Each pair once. */
export async function putIntoBlocks(tx: Transaction, ties: readonly BlockTie[]): Promise<BlockTie[]> {
  if (ties.length === 0) return []
  const rows = (await tx.run(
    `// putIntoBlocks
UNWIND range(0, size($rows) - 1) AS i
MATCH (q) WHERE elementId(q) = $rows[i][0]
MATCH (b) WHERE elementId(b) = $rows[i][1]
WITH i, q, b WHERE NOT EXISTS { (q)-[:BLOCKED_BY]->(b) }
CREATE (q)-[:BLOCKED_BY]->(b)
RETURN i`,
    { rows: ties.map(({ portrait, block }) => [portrait.place, block.place]) },
  )) as [number][]
  return rows.map(([i]) => ties[i] as BlockTie)
}

export interface Members {
  /** Of each block that is not too large: who is in it. Blocks of one are left out. */
  readonly members: ReadonlyMap<Place, readonly Sat[]>
  /** Blocks that have just become too large. */
  readonly filled: readonly Place[]
}

/** Who is in these blocks; a block that has become too large is marked so. */
export async function membersOf(tx: Transaction, blocks: readonly Place[]): Promise<Members> {
  if (blocks.length === 0) return { members: new Map(), filled: [] }
  const rows = (await tx.run(
    `// membersOf
UNWIND $blocks AS place
MATCH (b) WHERE elementId(b) = place
WITH place, b, COUNT { (b)<-[:BLOCKED_BY]-() } AS size WHERE size > 1 AND NOT coalesce(b.full, false)
RETURN place, CASE WHEN size > $largest THEN [] ELSE COLLECT { MATCH (b)<-[:BLOCKED_BY]-(q) RETURN [elementId(q), q.id] } END`,
    { blocks, largest: LARGEST },
  )) as [Place, [Place, string][]][]
  const filled = rows.filter(([, members]) => members.length === 0).map(([place]) => place)
  if (filled.length > 0)
    await tx.run('// markFull\nUNWIND $blocks AS place\nMATCH (b) WHERE elementId(b) = place\nSET b.full = true', {
      blocks: filled,
    })
  const members = rows.filter(([, own]) => own.length > 0)
  return { members: new Map(members.map(([place, own]) => [place, own.map(asLiked)])), filled }
}

/** Takes portraits out of blocks of these keys; blocks that are left empty are forgotten. */
export async function takeOutOfBlocks(tx: Transaction, rows: readonly (readonly [Place, string])[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `// takeOutOfBlocks
UNWIND $rows AS row
MATCH (q)-[t:BLOCKED_BY]->(b:Block {id: row[1]}) WHERE elementId(q) = row[0]
DELETE t
WITH DISTINCT b WHERE NOT EXISTS { (b)<-[:BLOCKED_BY]-() }
DELETE b`,
    { rows },
  )
}

/** Of blocks that were too large the ones that are so no more, with all who are in them. */
export async function openAgain(tx: Transaction, keys: readonly string[]): Promise<BlockTie[]> {
  if (keys.length === 0) return []
  const rows = (await tx.run(
    `// openAgain
UNWIND $keys AS key
MATCH (b:Block {id: key}) WHERE b.full AND COUNT { (b)<-[:BLOCKED_BY]-() } <= $largest
REMOVE b.full
WITH b, key
MATCH (b)<-[:BLOCKED_BY]-(q)
RETURN elementId(b), key, elementId(q), q.id`,
    { keys, largest: LARGEST },
  )) as [Place, string, Place, string][]
  return rows.map(([block, key, place, id]) => ({ portrait: { place, id }, block: { place: block, key } }))
}
