import type { Database, Place, Transaction } from '../../graph/index.ts'
import { bindDecisions, markConfirmed } from '../decided/bind.ts'
import { blocksOf } from './blocks.ts'
import { cannotLinksOf } from './cannot-links.ts'
import { compareInBlocks, judgeByDocuments } from './compare.ts'
import { componentOf, portraitsOfIdentities } from './component.ts'
import { asEntered } from './enter-blocks.ts'
import { groupsOf, type Move, movesOf, resolved } from './group.ts'
import { asLiked } from './likeness-store.ts'
import { settleNewcomers } from './newcomers.ts'
import { settlePersons } from './persons.ts'
import { sitForPortraits, unsat } from './portrait-store.ts'
import { currentMatcher } from './version/matcher-store.ts'
import { startOverWhereDue } from './version/start-over.ts'

/**
 * Resolves who is who among identities that are new, and with all who are alike; `again` are identities about which the
 * facts have changed that keep persons apart. The persons are those that resolving everything from scratch would make, in
 * whatever order identities came. Returns the ids of persons that others' identities have come to, or gone from.
 */
export async function resolveIdentities(
  tx: Transaction,
  identities: Iterable<Place>,
  again: Iterable<Place> = [],
): Promise<readonly string[]> {
  const sitters = await unsat(tx, [...new Set(identities)])
  const matcher = await currentMatcher(tx.run)
  const { newcomers, made, entered } = await sitForPortraits(tx, sitters, matcher)
  const { sure, rejudged } = await compareInBlocks(tx, entered, matcher)
  const { changed } = await bindDecisions(
    tx,
    sitters.map(({ place }) => place),
  )
  const unsettled = [...rejudged, ...(await portraitsOfIdentities(tx, [...again, ...changed]))]
  return judge(tx, await settleNewcomers(tx, { newcomers, made, sure, unsettled }))
}

/** Resolves those again who state documents of which the issuer has just spoken; returns as {@link resolveIdentities} does. */
export async function resolveByDocuments(tx: Transaction, documents: readonly string[]): Promise<readonly string[]> {
  return judge(tx, await judgeByDocuments(tx, documents))
}

/** Decides who is one person with those who sat for these portraits; returns as {@link resolveIdentities} does. */
export async function judge(tx: Transaction, portraits: readonly Place[]): Promise<readonly string[]> {
  return portraits.length === 0 ? [] : (await rehome(tx, portraits)).changed
}

/** What has come of judging: as {@link judge} returns it, and which identities are of a person with another id now. */
export interface Rehomed {
  readonly changed: readonly string[]
  readonly moved: readonly Move[]
}

/** Decides who is one person with those who sat for these portraits, and tells identity by identity what that changed. */
export async function rehome(tx: Transaction, portraits: readonly Place[]): Promise<Rehomed> {
  const component = await componentOf(tx, portraits)
  const groups = groupsOf(component)
  const persons = resolved(component, groups, await cannotLinksOf(tx, groups))
  const changed = await settlePersons(tx, persons)
  await markConfirmed(
    tx,
    component.members.filter(({ decided }) => decided).map(({ place }) => place),
  )
  return { changed, moved: movesOf(persons) }
}

/** Identities that are compared, and portraits that are judged, as one transaction. */
const AT_ONCE = 2_000

/**
 * Resolves the identities that wait for it: those that a bulk load has brought, that stood in the graph before there was
 * a matcher, or that a new version is to judge. Killed, it goes on where it stopped. `within` runs in every transaction.
 */
export async function resolveWaiting(database: Database, within: (tx: Transaction) => Promise<void>): Promise<void> {
  await startOverWhereDue(database)
  while (await step(database, within, compareSome));
  while (await step(database, within, compareImported));
  while (await step(database, within, judgeSome));
}

async function step(
  database: Database,
  within: (tx: Transaction) => Promise<void>,
  some: (tx: Transaction) => Promise<number>,
): Promise<boolean> {
  const done = await database.write(async tx => {
    await within(tx)
    return some(tx)
  })
  return done > 0
}

async function compareSome(tx: Transaction): Promise<number> {
  const rows = (await tx.run('// unresolved\nMATCH (i:Unresolved) RETURN elementId(i) LIMIT $atOnce', {
    atOnce: AT_ONCE,
  })) as [Place][]
  if (rows.length === 0) return 0
  const matcher = await currentMatcher(tx.run)
  const sitters = await unsat(
    tx,
    rows.map(([place]) => place),
  )
  const { newcomers, entered } = await sitForPortraits(tx, sitters, matcher)
  await compareInBlocks(tx, entered, matcher)
  const { changed } = await bindDecisions(
    tx,
    sitters.map(({ place }) => place),
  )
  await tx.run('// compared\nUNWIND $places AS place\nMATCH (i) WHERE elementId(i) = place\nREMOVE i:Unresolved', {
    places: rows.flat(),
  })
  await tx.run('// unjudge\nUNWIND $portraits AS place\nMATCH (q) WHERE elementId(q) = place\nSET q:Unjudged', {
    portraits: [...newcomers.map(({ portrait }) => portrait), ...(await portraitsOfIdentities(tx, changed))],
  })
  return rows.length
}

/** Compares portraits that a bulk load has put into their blocks: all at once, so each pair is met from both sides and judged from one. */
async function compareImported(tx: Transaction): Promise<number> {
  const rows = (await tx.run('// uncompared\nMATCH (q:Uncompared) RETURN elementId(q), q.id LIMIT $atOnce', {
    atOnce: AT_ONCE,
  })) as [Place, string][]
  if (rows.length === 0) return 0
  const entered = await asEntered(tx, await blocksOf(tx, rows.map(asLiked)))
  await compareInBlocks(tx, entered, await currentMatcher(tx.run), (portrait, other) => other.id < portrait.id)
  await tx.run(
    '// comparedImported\nUNWIND $places AS place\nMATCH (q) WHERE elementId(q) = place\nREMOVE q:Uncompared SET q:Unjudged',
    { places: rows.map(([place]) => place) },
  )
  return rows.length
}

async function judgeSome(tx: Transaction): Promise<number> {
  const rows = (await tx.run('// unjudged\nMATCH (q:Unjudged) RETURN elementId(q) LIMIT $atOnce', {
    atOnce: AT_ONCE,
  })) as [Place][]
  const portraits = rows.map(([place]) => place)
  await judge(tx, portraits)
  await tx.run('// judged\nUNWIND $portraits AS place\nMATCH (q) WHERE elementId(q) = place\nREMOVE q:Unjudged', {
    portraits,
  })
  return rows.length
}
