import type { Place, Transaction } from '../../graph/index.ts'
import { largest } from '../key/blocking.ts'
import type { Sat } from './likeness-store.ts'

/** That a portrait is in a block. */
export interface BlockTie {
  readonly portrait: Sat
  readonly block: Block
}

export interface Block {
  readonly place: Place
  readonly key: string
}

/** A portrait that comes into the block of a key. */
export interface Entry {
  readonly portrait: Sat
  readonly key: string
}

/** All who are in these blocks, too large or not. */
export async function tiesOf(tx: Transaction, blocks: readonly Block[]): Promise<BlockTie[]> {
  if (blocks.length === 0) return []
  const rows = (await tx.run(
    `// tiesOf
UNWIND range(0, size($blocks) - 1) AS i
MATCH (b)<-[:BLOCKED_BY]-(q) WHERE elementId(b) = $blocks[i]
RETURN i, elementId(q), q.id`,
    { blocks: blocks.map(({ place }) => place) },
  )) as [number, Place, string][]
  return rows.map(([i, place, id]) => ({ portrait: { place, id }, block: blocks[i] as Block }))
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

/** Of blocks that were too large the ones that are so no more, with all who are in them; finer ones are forgotten. */
export async function openAgain(tx: Transaction, keys: readonly string[]): Promise<BlockTie[]> {
  if (keys.length === 0) return []
  const rows = (await tx.run(
    `// openAgain
UNWIND $rows AS row
MATCH (b:Block {id: row[0]}) WHERE b.full AND COUNT { (b)<-[:BLOCKED_BY]-() } <= row[1]
REMOVE b.full
RETURN elementId(b), row[0]`,
    { rows: [...new Set(keys)].map(key => [key, largest(key)]) },
  )) as [Place, string][]
  const opened = rows.filter(([, key]) => !rows.some(([, coarser]) => key.startsWith(`${coarser}/`)))
  if (opened.length === 0) return []
  await tx.run(
    `// forgetFiner
UNWIND $keys AS key
MATCH (b:Block) WHERE b.id STARTS WITH key + '/'
DETACH DELETE b`,
    { keys: opened.map(([, key]) => key) },
  )
  return tiesOf(
    tx,
    opened.map(([place, key]) => ({ place, key })),
  )
}

/** The blocks that each of these portraits is in. */
export async function blocksOf(tx: Transaction, portraits: readonly Sat[]): Promise<BlockTie[]> {
  if (portraits.length === 0) return []
  const rows = (await tx.run(
    `// blocksOf
UNWIND range(0, size($places) - 1) AS i
MATCH (q)-[:BLOCKED_BY]->(b) WHERE elementId(q) = $places[i]
RETURN i, elementId(b), b.id`,
    { places: portraits.map(({ place }) => place) },
  )) as [number, Place, string][]
  return rows.map(([i, place, key]) => ({ portrait: portraits[i] as Sat, block: { place, key } }))
}
