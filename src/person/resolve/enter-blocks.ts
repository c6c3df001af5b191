import { createNodes, type Place, type Transaction } from '../../graph/index.ts'
import { largest } from '../key/blocking.ts'
import type { Glimpse } from '../match/matcher.ts'
import { birthOf } from '../portrait/birth.ts'
import type { Block, BlockTie, Entry } from './blocks.ts'
import { papersOf } from './kept-portrait.ts'
import type { Sat } from './likeness-store.ts'

/** Who is in a block. Most who meet there are strangers, which a glimpse tells: it is there unless they came just now. */
export interface Inside extends Sat {
  readonly glimpse?: Glimpse
}

export interface Members {
  /** Of each block that is not too large: who is in it. Blocks of one are left out. */
  readonly members: ReadonlyMap<Place, readonly Inside[]>
  /** Blocks that have just become too large. */
  readonly filled: readonly Block[]
  /** Blocks that are too large, those among them. */
  readonly full: ReadonlySet<Place>
}

/** Ties that are to be compared, and who is in their blocks. */
export interface Entered extends Members {
  readonly ties: readonly BlockTie[]
  /** Portraits that were in no block before. */
  readonly made: ReadonlySet<Place>
}

export const NOBODY_ENTERED: Entered = { ties: [], made: new Set(), members: new Map(), filled: [], full: new Set() }

/**
 * Puts portraits into blocks, which are made where they are not there; a block that becomes too large thereby is marked so.
 * Each pair of portrait and key once. Ties that were there before are left out. `made`: portraits that are in no block yet.
 */
export async function enterBlocks(
  tx: Transaction,
  entries: readonly Entry[],
  made: ReadonlySet<Place> = new Set(),
): Promise<Entered> {
  if (entries.length === 0) return NOBODY_ENTERED
  const keys = [...new Set(entries.map(({ key }) => key))]
  const found = await occupied(tx, keys)
  const missing = keys.filter(key => !found.has(key))
  const places = await createNodes(
    tx,
    'makeBlocks',
    'Block',
    ['id'],
    missing.map(key => [key]),
  )
  const placeOf = new Map(missing.map((key, i) => [key, places[i] as Place]))
  const wanted = entries.map(({ portrait, key }) => {
    return { portrait, block: { key, place: found.get(key)?.place ?? (placeOf.get(key) as Place) } }
  })
  const [fresh, known] = [wanted.filter(isOf(made)), wanted.filter(tie => !isOf(made)(tie))]
  await putIntoBlocks(tx, fresh)
  const ties = [...fresh, ...(await putWhereMissing(tx, known))]
  const occupants = [...Map.groupBy(ties, ({ block }) => block.key).values()].map(own => {
    const { block } = own[0] as BlockTie
    const before = found.get(block.key)
    const inside = before?.inside === null ? null : [...(before?.inside ?? []), ...own.map(({ portrait }) => portrait)]
    return { block, wasFull: before?.inside === null, inside }
  })
  return { ties, made, ...(await judgedBySize(tx, occupants)) }
}

const isOf =
  (made: ReadonlySet<Place>) =>
  ({ portrait }: BlockTie) =>
    made.has(portrait.place)

/** The blocks of these keys that are there, and who is in them: null for one that is too large. */
async function occupied(
  tx: Transaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { readonly place: Place; readonly inside: readonly Inside[] | null }>> {
  const rows = (await tx.run(
    `// occupied
UNWIND range(0, size($keys) - 1) AS i
MATCH (b:Block {id: $keys[i]})
RETURN i, elementId(b), CASE WHEN b.full THEN null ELSE COLLECT { MATCH (b)<-[:BLOCKED_BY]-(q) RETURN ${INSIDE} } END`,
    { keys },
  )) as [number, Place, InsideRow[] | null][]
  return new Map(
    rows.map(([i, place, inside]) => [keys[i] as string, { place, inside: inside?.map(asInside) ?? null }]),
  )
}

const INSIDE = '[elementId(q), q.id, q.dateOfBirth, q.papers]'
type InsideRow = readonly [place: Place, id: string, dateOfBirth: string | null, papers: readonly string[] | null]

const asInside = ([place, id, dateOfBirth, papers]: InsideRow): Inside => ({
  place,
  id,
  glimpse: new KeptGlimpse(dateOfBirth, papers ?? []),
})

/** Papers are made out of their ids when they are asked for: of most, the date of birth says enough. */
class KeptGlimpse implements Glimpse {
  readonly birth: Glimpse['birth']
  readonly #papers: readonly string[]

  constructor(dateOfBirth: string | null, papers: readonly string[]) {
    this.birth = birthOf(dateOfBirth ?? undefined)
    this.#papers = papers
  }

  get papers() {
    return papersOf(this.#papers)
  }
}

async function putIntoBlocks(tx: Transaction, ties: readonly BlockTie[]): Promise<void> {
  if (ties.length === 0) return
  const byPortrait = Map.groupBy(ties, ({ portrait }) => portrait.place)
  await tx.run(
    `// putIntoBlocks
UNWIND $rows AS row
MATCH (q) WHERE elementId(q) = row[0]
UNWIND row[1] AS block
MATCH (b) WHERE elementId(b) = block
CREATE (q)-[:BLOCKED_BY]->(b)`,
    { rows: [...byPortrait].map(([place, own]) => [place, own.map(({ block }) => block.place)]) },
  )
}

/** Returns the ties that were not there before. */
async function putWhereMissing(tx: Transaction, ties: readonly BlockTie[]): Promise<BlockTie[]> {
  if (ties.length === 0) return []
  const rows = (await tx.run(
    `// putWhereMissing
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

interface Occupied {
  readonly block: Block
  readonly wasFull: boolean
  /** Who is in it now; null where it is too large to say. */
  readonly inside: readonly Inside[] | null
}

/** Tells blocks that are too large from the others, and marks those that have just become so. */
async function judgedBySize(tx: Transaction, blocks: readonly Occupied[]): Promise<Members> {
  const tooLarge = blocks.filter(({ block, inside }) => inside === null || inside.length > largest(block.key))
  const full = new Set(tooLarge.map(({ block }) => block.place))
  const filled = tooLarge.filter(({ wasFull }) => !wasFull).map(({ block }) => block)
  if (filled.length > 0)
    await tx.run('// markFull\nUNWIND $blocks AS place\nMATCH (b) WHERE elementId(b) = place\nSET b.full = true', {
      blocks: filled.map(({ place }) => place),
    })
  const several = blocks.filter(({ block, inside }) => !full.has(block.place) && inside !== null && inside.length > 1)
  return { members: new Map(several.map(({ block, inside }) => [block.place, inside as Inside[]])), filled, full }
}

/** These ties, and who is in their blocks; a block that has become too large is marked so. */
export async function asEntered(tx: Transaction, ties: readonly BlockTie[]): Promise<Entered> {
  if (ties.length === 0) return NOBODY_ENTERED
  const blocks = [...new Map(ties.map(({ block }) => [block.place, block])).values()]
  const rows = (await tx.run(
    `// membersOf
UNWIND range(0, size($rows) - 1) AS i
MATCH (b) WHERE elementId(b) = $rows[i][0]
WITH i, b, coalesce(b.full, false) AS full, COUNT { (b)<-[:BLOCKED_BY]-() } AS size WHERE size > 1
RETURN i, full, CASE WHEN full OR size > $rows[i][1] THEN null
  ELSE COLLECT { MATCH (b)<-[:BLOCKED_BY]-(q) RETURN ${INSIDE} } END`,
    { rows: blocks.map(({ place, key }) => [place, largest(key)]) },
  )) as [number, boolean, InsideRow[] | null][]
  const occupants = rows.map(([i, wasFull, inside]) => {
    return { block: blocks[i] as Block, wasFull, inside: inside?.map(asInside) ?? null }
  })
  return { ties, made: new Set(), ...(await judgedBySize(tx, occupants)) }
}
