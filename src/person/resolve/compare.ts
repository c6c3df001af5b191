import type { Place, Transaction } from '../../graph/index.ts'
import type { Matcher } from '../match/matcher.ts'
import { type BlockTie, membersOf } from './blocks.ts'
import { withDocuments } from './kept-portrait.ts'
import {
  commonBlocks,
  forgetLikings,
  keepLikings,
  type Liking,
  likedWithin,
  type Pair,
  type Sat,
  tenths,
} from './likeness-store.ts'
import { portraitsOf } from './portrait-store.ts'

/**
 * Compares portraits that have come into blocks with all who are there, and keeps who is alike. A block that becomes too
 * large compares nobody any more: what it alone had brought together is forgotten, so that the order in which portraits
 * came makes no difference. Returns the portraits whose AUTO likenesses may have changed.
 */
export async function compareInBlocks(tx: Transaction, ties: readonly BlockTie[], matcher: Matcher): Promise<Place[]> {
  const byBlock = Map.groupBy(ties, ({ block }) => block.place)
  const { members, filled } = await membersOf(tx, [...byBlock.keys()])
  const pairs = new Map<string, Pair>()
  for (const [place, others] of members)
    for (const { portrait, block } of byBlock.get(place) ?? [])
      for (const other of others) addPair(pairs, portrait, other, block.key)
  const touched = await judgePairs(tx, [...pairs.values()], matcher)
  return [...touched, ...(await judgeAgain(tx, await likedWithin(tx, filled), matcher))]
}

/** Judges pairs that were found alike by the blocks that they now have in common, or forgets that they were. */
export async function judgeAgain(tx: Transaction, pairs: readonly Pair[], matcher: Matcher): Promise<Place[]> {
  const common = await commonBlocks(tx, pairs)
  for (const [i, { documents }] of pairs.entries())
    for (const key of common[i] ?? []) if (key.startsWith(DOCUMENT)) documents.add(key.slice(DOCUMENT.length))
  await forgetLikings(tx, pairs)
  await judgePairs(
    tx,
    pairs.filter((_, i) => (common[i] ?? []).length > 0),
    matcher,
  )
  return pairs.flatMap(({ left, right }) => [left.place, right.place])
}

const DOCUMENT = 'd:'

function addPair(pairs: Map<string, Pair>, one: Sat, other: Sat, block: string): void {
  if (one.id === other.id) return
  const [left, right] = one.id < other.id ? [one, other] : [other, one]
  const key = `${left.id}|${right.id}`
  let pair = pairs.get(key)
  if (!pair) {
    pair = { left, right, documents: new Set() }
    pairs.set(key, pair)
  }
  if (block.startsWith(DOCUMENT)) pair.documents.add(block.slice(DOCUMENT.length))
}

async function judgePairs(tx: Transaction, pairs: readonly Pair[], matcher: Matcher): Promise<Place[]> {
  const portraits = await portraitsOf(
    tx,
    pairs.flatMap(({ left, right }) => [left, right]),
  )
  const likings = pairs.flatMap((pair): Liking[] => {
    const documents = [...pair.documents]
    const left = withDocuments(portraits(pair.left.id), documents)
    const right = withDocuments(portraits(pair.right.id), documents)
    if (matcher.score(left, right).zone === 'NONE') return []
    const { levels, bits, p, zone } = matcher.weigh(left, right)
    return [{ pair, p, auto: zone === 'AUTO', levels, bits: bits.map(tenths) }]
  })
  await keepLikings(tx, likings)
  return likings.filter(({ auto }) => auto).flatMap(({ pair }) => [pair.left.place, pair.right.place])
}
