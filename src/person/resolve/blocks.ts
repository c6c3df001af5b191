import { createNodes, type Place, placesOf, type Transaction } from '../../graph/index.ts'

import { largest } from '../key/blocking.ts'

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
  readonly filled: readonly Block[]
  /** Blocks that are too large, those among them. */
  readonly full: ReadonlySet<Place>
}

/** Who is in these blocks; a block that has become too large is marked so. */
export async function membersOf(tx: Transaction, blocks: readonly Block[]): Promise<Members> {
  if (blocks.length === 0) return { members: new Map(), filled: [], full: new Set() }
  const rows = (await tx.run(
    `// membersOf
UNWIND range(0, size($rows) - 1) AS i
MATCH (b) WHERE elementId(b) = $rows[i][0]
WITH i, b, coalesce(b.full, false) AS full, COUNT { (b)<-[:BLOCKED_BY]-() } AS size WHERE size > 1
RETURN i, full, CASE WHEN full OR size > $rows[i][1] THEN null
  ELSE COLLECT { MATCH (b)<-[:BLOCKED_BY]-(q) RETURN [elementId(q), q.id] } END`,
    { rows: blocks.map(({ place, key }) => [place, largest(key)]) },
  )) as [number, boolean, [Place, string][] | null][]
  const tooLarge = rows.filter(([, , own]) => own === null).map(([i, was]) => ({ block: blocks[i] as Block, was }))
  const filled = tooLarge.filter(({ was }) => !was).map(({ block }) => block)
  if (filled.length > 0)
    await tx.run('// markFull\nUNWIND $blocks AS place\nMATCH (b) WHERE elementId(b) = place\nSET b.full = true', {
      blocks: filled.map(({ place }) => place),
    })
  const members = rows.flatMap(([i, , own]) => (own ? [[(blocks[i] as Block).place, own.map(asLiked)] as const] : []))
  return { members: new Map(members), filled, full: new Set(tooLarge.map(({ block }) => block.place)) }
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

/** Who is in the blocks of these keys. */
export async function sittersFor(tx: Transaction, keys: readonly string[]): Promise<Sat[]> {
  if (keys.length === 0) return []
  const rows = (await tx.run(
    `// sittersFor
UNWIND $keys AS key
MATCH (:Block {id: key})<-[:BLOCKED_BY]-(q)
RETURN DISTINCT elementId(q), q.id`,
    { keys },
  )) as [Place, string][]
  return rows.map(asLiked)
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
