import type { Place, Transaction } from '../../graph/index.ts'
import { finerKey } from '../key/blocking.ts'
import type { Matcher } from '../match/matcher.ts'
import { documentOf, LASTING } from '../portrait/paper.ts'
import type { Portrait } from '../portrait/portrait.ts'
import { type Block, type BlockTie, blocksOf, type Entry, tiesOf } from './blocks.ts'
import { sittersStating } from './document-blocks.ts'
import { withFacts } from './document-facts.ts'
import { asEntered, type Entered, enterBlocks } from './enter-blocks.ts'
import { withDocuments } from './kept-portrait.ts'
import {
  commonBlocks,
  forgetLikings,
  keepLikings,
  type Liking,
  likedWith,
  likedWithin,
  type Pair,
  type Sat,
  tenths,
} from './likeness-store.ts'
import { portraitsOf } from './portrait-store.ts'
import { currentMatcher } from './version/matcher-store.ts'

/**
 * Compares portraits that have come into blocks with all who are there, and keeps who is alike. Of a block that is too
 * large everybody is in a finer one, and what it alone had brought together is forgotten, so that the order in which
 * portraits came makes no difference. `heeds`: with whom of its block a portrait is compared, with everybody unless told.
 */
export async function compareInBlocks(
  tx: Transaction,
  entered: Entered,
  matcher: Matcher,
  heeds: (portrait: Sat, other: Sat) => boolean = () => true,
): Promise<Compared> {
  const pairs = new Map<string, Pair>()
  const filled: Block[] = []
  for (let coming = entered; coming.ties.length > 0; ) {
    await meet(tx, coming, matcher, (portrait, other, key) => {
      if (heeds(portrait, other)) addPair(pairs, portrait, other, key)
    })
    filled.push(...coming.filled)
    const inFull = coming.ties.filter(({ block }) => coming.full.has(block.place))
    coming = await putIntoFiner(tx, [...inFull, ...(await tiesOf(tx, coming.filled))])
  }
  const sure = await judgePairs(tx, [...pairs.values()], matcher, entered.made)
  const before = await likedWithin(
    tx,
    filled.map(({ place }) => place),
  )
  return { sure, rejudged: await judgeAgain(tx, before, matcher) }
}

/** Tells which of those who came into blocks have met there whom they may be alike with: whoever states one document may. */
async function meet(
  tx: Transaction,
  { ties, members }: Entered,
  matcher: Matcher,
  met: (portrait: Sat, other: Sat, key: string) => void,
): Promise<void> {
  const meeting = ties.filter(({ block }) => members.has(block.place))
  const portraits = await portraitsOf(
    tx,
    meeting.map(({ portrait }) => portrait),
  )
  for (const [id, own] of Map.groupBy(meeting, ({ portrait }) => portrait.id)) {
    const isStranger = matcher.strangersTo(portraits(id))
    for (const { portrait, block } of own)
      for (const other of members.get(block.place) ?? [])
        if (block.key.startsWith(DOCUMENT) || !isStranger(other.glimpse ?? portraits(other.id)))
          met(portrait, other, block.key)
  }
}

/** What has come of comparing. */
export interface Compared {
  /** Pairs that are AUTO now, and may not have been. */
  readonly sure: readonly Pair[]
  /** Portraits whose AUTO likenesses may have changed otherwise. */
  readonly rejudged: readonly Place[]
}

/** The portraits whose AUTO likenesses may have changed. */
export const touchedBy = ({ sure, rejudged }: Compared): Place[] => [
  ...sure.flatMap(({ left, right }) => [left.place, right.place]),
  ...rejudged,
]

/** Puts portraits of blocks that are too large into finer ones. */
async function putIntoFiner(tx: Transaction, ties: readonly BlockTie[]): Promise<Entered> {
  const portraits = await portraitsOf(
    tx,
    ties.map(({ portrait }) => portrait),
  )
  const finer = new Map<string, Entry>()
  for (const { portrait, block } of ties) {
    const key = finerKey(block.key, portraits(portrait.id))
    if (key !== null) finer.set(`${portrait.id}|${key}`, { portrait, key })
  }
  return enterBlocks(tx, [...finer.values()])
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

/** Judges pairs; returns those that are AUTO. */
async function judgePairs(
  tx: Transaction,
  pairs: readonly Pair[],
  matcher: Matcher,
  made: ReadonlySet<Place> = new Set(),
): Promise<Pair[]> {
  const portraits = await portraitsOf(
    tx,
    pairs.flatMap(({ left, right }) => [left, right]),
  )
  const sides = pairs.map(({ left, right, documents }) => {
    const common = [...documents]
    return [withDocuments(portraits(left.id), common), withDocuments(portraits(right.id), common)] as const
  })
  const doubtful = sides.filter(([left, right]) => matcher.mayBeRenewed(left, right))
  const known = await withFacts(tx.run, doubtful)
  const likings = pairs.flatMap((pair, i): Liking[] => {
    const [left, right] = (sides[i] as readonly [Portrait, Portrait]).map(known) as [Portrait, Portrait]
    const { levels, bits, p, zone } = matcher.weigh(left, right)
    if (zone === 'NONE') return []
    return [{ pair, p, auto: zone === 'AUTO', levels, bits: bits.map(tenths) }]
  })
  await keepLikings(tx, likings, made)
  return likings.filter(({ auto }) => auto).map(({ pair }) => pair)
}

/**
 * Judges those again who state documents of which the issuer has just spoken: whether two passports were good at once, or
 * the one replaces the other, is told by their records, which may come after whoever showed them. Returns the portraits
 * whose AUTO likenesses may have changed.
 */
export async function judgeByDocuments(tx: Transaction, ids: readonly string[]): Promise<Place[]> {
  const matcher = await currentMatcher(tx.run)
  const portraits = await sittersStating(
    tx,
    ids.filter(id => LASTING.has(documentOf(id).type)),
  )
  const liked = await likedWith(
    tx,
    portraits.map(({ place }) => place),
  )
  const touched = await judgeAgain(tx, liked, matcher)
  return [
    ...touched,
    ...touchedBy(await compareInBlocks(tx, await asEntered(tx, await blocksOf(tx, portraits)), matcher)),
  ]
}
