import type { Place, Transaction } from '../../graph/index.ts'
import { inForce, type Ruling, type Verdict } from './ruling.ts'
import { rulingsAround, type StandingRuling } from './ruling-store.ts'

/** The ties that say between identities what rulings in force say, from the smaller id to the greater. */
const TIES = { CONFIRMED: 'CONFIRMED_WITH', REJECTED: 'REJECTED_WITH' } as const satisfies Record<Verdict, string>
const verdictOf = (type: string): Verdict => (type === TIES.CONFIRMED ? 'CONFIRMED' : 'REJECTED')

/** What has come of binding. */
export interface Binding {
  /** The identities of whom other ties speak than before. */
  readonly changed: readonly Place[]
  /** Numbers of decisions of which a ruling was in force and is no more, nor another that says the same. */
  readonly released: readonly number[]
}

/**
 * Lays down between these identities, and all who are concerned with them, what decisions say now: after a decision, and
 * when identities come or go.
 */
export async function bindDecisions(tx: Transaction, identities: readonly Place[]): Promise<Binding> {
  const decided = await decidedAmong(tx, identities)
  if (decided.length === 0) return { changed: [], released: [] }
  const { identities: concerned, rulings } = await rulingsAround(tx, decided)
  const wanted = inForce(rulings.filter(({ present }) => present))
  const bound = await tiesAmong(tx, concerned)
  const [kept, said] = [new Set(wanted.map(keyOf)), new Set(wanted.map(textOf))]
  const needless = bound.filter(tie => !kept.has(keyOf(tie)))
  const there = new Set(bound.map(keyOf))
  const missing = wanted.filter(ruling => !there.has(keyOf(ruling)))
  await untie(
    tx,
    needless.map(({ tie }) => tie),
  )
  for (const verdict of ['CONFIRMED', 'REJECTED'] as const)
    await bind(
      tx,
      verdict,
      missing.filter(ruling => ruling.verdict === verdict),
    )
  return {
    changed: [...new Set([...needless, ...missing].flatMap(({ places }) => places))],
    released: [...new Set(needless.filter(tie => !said.has(textOf(tie))).map(({ decision }) => decision))],
  }
}

const textOf = ({ left, right, verdict }: Ruling) => `${verdict} ${left} ${right}`
const keyOf = (ruling: Ruling) => `${ruling.decision} ${textOf(ruling)}`

/** Of identities, few, those that any decision ever concerned. */
async function decidedAmong(tx: Transaction, identities: readonly Place[]): Promise<Place[]> {
  if (identities.length === 0) return []
  const rows = (await tx.run(
    `// decidedAmong
UNWIND $identities AS place
MATCH (i) WHERE elementId(i) = place AND EXISTS { (i)<-[:BETWEEN]-() }
RETURN place`,
    { identities },
  )) as [Place][]
  return rows.map(([place]) => place)
}

interface Bound extends Ruling {
  /** Where the tie is. */
  readonly tie: string
  readonly places: readonly [Place, Place]
}

async function tiesAmong(tx: Transaction, identities: readonly Place[]): Promise<Bound[]> {
  const rows = (await tx.run(
    `// decidedTies
UNWIND $identities AS place
MATCH (i)-[t:${TIES.CONFIRMED}|${TIES.REJECTED}]->(o) WHERE elementId(i) = place
RETURN elementId(t), t.decision, type(t), i.id, o.id, place, elementId(o)`,
    { identities },
  )) as [string, number, string, string, string, Place, Place][]
  return rows.map(([tie, decision, type, left, right, ofLeft, ofRight]) => ({
    tie,
    decision,
    left,
    right,
    verdict: verdictOf(type),
    places: [ofLeft, ofRight],
  }))
}

async function untie(tx: Transaction, ties: readonly string[]): Promise<void> {
  if (ties.length === 0) return
  await tx.run('// untieDecided\nUNWIND $ties AS tie\nMATCH ()-[t]->() WHERE elementId(t) = tie\nDELETE t', { ties })
}

async function bind(tx: Transaction, verdict: Verdict, rulings: readonly StandingRuling[]): Promise<void> {
  if (rulings.length === 0) return
  await tx.run(
    `// bind ${verdict}
UNWIND $rows AS row
MATCH (l) WHERE elementId(l) = row[0]
MATCH (r) WHERE elementId(r) = row[1]
CREATE (l)-[:${TIES[verdict]} {decision: row[2], by: row[3], at: row[4]}]->(r)`,
    { rows: rulings.map(({ places, decision, by, at }) => [...places, decision, by, at]) },
  )
}

/** Shows on the links of these identities who confirmed them: the human who last said that they are one with another. */
export async function markConfirmed(tx: Transaction, identities: readonly Place[]): Promise<void> {
  if (identities.length === 0) return
  await tx.run(
    `// markConfirmed
UNWIND $identities AS place
MATCH (i)-[l:IS]->() WHERE elementId(i) = place
OPTIONAL MATCH (i)-[t:${TIES.CONFIRMED}]-()
WITH l, t ORDER BY t.decision DESC
WITH l, head(collect(t)) AS last
SET l.status = CASE WHEN last IS NULL THEN 'AUTO' ELSE 'CONFIRMED' END, l.decidedBy = last.by, l.decidedAt = last.at`,
    { identities },
  )
}

/** What is in force between two identities. */
export interface Decided extends Ruling {
  readonly places: readonly [left: Place, right: Place]
}

/** What is in force about these identities, each of them once on the left. */
export async function decidedWith(tx: Transaction, identities: readonly Place[]): Promise<Decided[]> {
  if (identities.length === 0) return []
  const rows = (await tx.run(
    `// decidedWith
UNWIND $identities AS place
MATCH (i)-[t:${TIES.CONFIRMED}|${TIES.REJECTED}]-(o) WHERE elementId(i) = place
RETURN i.id, o.id, type(t), t.decision, place, elementId(o)`,
    { identities },
  )) as [string, string, string, number, Place, Place][]
  return rows.map(([left, right, type, decision, place, other]) => ({
    left,
    right,
    verdict: verdictOf(type),
    decision,
    places: [place, other],
  }))
}
