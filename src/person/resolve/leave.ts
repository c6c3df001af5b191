import { noteChange, type Place, retire, type Transaction } from '../../graph/index.ts'
import { bindDecisions } from '../decided/bind.ts'
import { openAgain, takeOutOfBlocks } from './blocks.ts'
import { compareInBlocks, judgeAgain, touchedBy } from './compare.ts'
import { portraitsOfIdentities, portraitsOfPersons } from './component.ts'
import { closeDocumentBlocks } from './document-blocks.ts'
import { asEntered } from './enter-blocks.ts'
import { documentKeys } from './kept-portrait.ts'
import { likedWith, type Sat } from './likeness-store.ts'
import { forgetPersons, nameAfresh } from './persons.ts'
import { judge } from './resolve.ts'
import { currentMatcher } from './version/matcher-store.ts'

/** An identity that facts named before they were corrected. */
interface Named {
  readonly place: Place
  /** Nothing in force names it any more. */
  readonly needless: boolean
  readonly portrait: Sat
  readonly documents: readonly string[]
  readonly person: Place
}

/**
 * Retires identities that no fact in force names any more, because a correction took them away, and judges the persons
 * they belonged to again: what they alone held together falls apart. What a document's issuer stated of its holders
 * stays (holders accumulate). Those that stay are judged again too: what was corrected may have kept persons apart.
 * Returns the ids of the persons concerned.
 */
export async function retireIdentities(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const named = await namedBefore(tx, [...new Set(ids)])
  const needless = named.filter(one => one.needless)
  const persons = [...new Set(needless.map(({ person }) => person))]
  const near = await portraitsOfPersons(tx, persons)
  await leave(
    tx,
    needless.map(({ place }) => place),
  )
  const { changed: bound } = await bindDecisions(
    tx,
    needless.map(({ place }) => place),
  )
  const matcher = await currentMatcher(tx.run)
  const { gone, stay, keys } = await sittersLeft(tx, needless)
  const liked = await likedWith(tx, [...gone, ...stay])
  await takeOutOfBlocks(tx, keys)
  await closeDocumentBlocks(
    tx,
    needless.flatMap(({ documents }) => documents),
  )
  const lost = new Set(gone)
  await judgeAgain(
    tx,
    liked.filter(({ left, right }) => !lost.has(left.place) && !lost.has(right.place)),
    matcher,
  )
  await forgetPortraits(tx, gone)
  const opened = await openAgain(
    tx,
    keys.map(([, key]) => key),
  )
  const compared = await compareInBlocks(tx, await asEntered(tx, opened), matcher)
  await forgetPersons(tx, persons)
  const touched = [
    ...near,
    ...touchedBy(compared),
    ...liked.flatMap(({ left, right }) => [left.place, right.place]),
    ...named.filter(one => !one.needless).map(({ portrait }) => portrait.place),
    ...(await portraitsOfIdentities(tx, bound)),
  ]
  const changed = await judge(
    tx,
    touched.filter(portrait => !lost.has(portrait)),
  )
  await nameAfresh(tx, persons)
  return [...new Set([...changed, ...(await idsOf(tx, persons))])]
}

async function namedBefore(tx: Transaction, ids: readonly string[]): Promise<Named[]> {
  const rows = (await tx.run(
    `// identitiesNamedBefore
UNWIND $ids AS id
MATCH (i:Identity {id: id})-[:COMPARED_AS]->(q)
MATCH (i)-[:IS]->(p)
RETURN elementId(i), i.holder IS NULL AND NOT EXISTS { (i)-[:MADE]->(:Journey) } AND NOT EXISTS { (i)<-[:READ]-(:Check) },
  elementId(q), q.id, COLLECT { MATCH (i)-[:STATED_ON]->(d) RETURN d.id }, elementId(p)`,
    { ids },
  )) as [Place, boolean, Place, string, string[], Place][]
  return rows.map(([place, needless, portrait, id, documents, person]) => ({
    place,
    needless,
    portrait: { place: portrait, id },
    documents,
    person,
  }))
}

async function leave(tx: Transaction, identities: readonly Place[]): Promise<void> {
  if (identities.length === 0) return
  noteChange(tx, { identities })
  await tx.run(
    `// leave
UNWIND $identities AS place
MATCH (i)-[t:IS|COMPARED_AS]->() WHERE elementId(i) = place
DELETE t`,
    { identities },
  )
  await retire(tx, 'Identity', identities)
}

/** Of the portraits of those who left: which nobody sits for now, which somebody does, and the blocks that each is in no more. */
async function sittersLeft(tx: Transaction, left: readonly Named[]) {
  const byPortrait = Map.groupBy(left, ({ portrait }) => portrait.place)
  const rows = (await tx.run(
    `// sittersLeft
UNWIND $portraits AS place
MATCH (q) WHERE elementId(q) = place
RETURN place, EXISTS { (q)<-[:COMPARED_AS]-() }, COLLECT { MATCH (q)<-[:COMPARED_AS]-()-[:STATED_ON]->(d) RETURN DISTINCT d.id },
  COLLECT { MATCH (q)-[:BLOCKED_BY]->(b) RETURN b.id }`,
    { portraits: [...byPortrait.keys()] },
  )) as [Place, boolean, string[], string[]][]
  return {
    gone: rows.filter(([, sat]) => !sat).map(([place]) => place),
    stay: rows.filter(([, sat]) => sat).map(([place]) => place),
    keys: rows.flatMap(([place, sat, stated, blocks]): [Place, string][] => {
      const documents = (byPortrait.get(place) ?? []).flatMap(one => one.documents)
      const lost = sat ? documentKeys([...new Set(documents)].filter(id => !stated.includes(id))) : blocks
      return lost.map(key => [place, key])
    }),
  }
}

async function forgetPortraits(tx: Transaction, portraits: readonly Place[]): Promise<void> {
  if (portraits.length === 0) return
  await tx.run(
    '// forgetPortraits\nUNWIND $portraits AS place\nMATCH (q) WHERE elementId(q) = place\nDETACH DELETE q',
    { portraits },
  )
}

async function idsOf(tx: Transaction, persons: readonly Place[]): Promise<string[]> {
  if (persons.length === 0) return []
  const rows = (await tx.run(
    '// idsOfPersons\nUNWIND $persons AS place\nMATCH (p:Person) WHERE elementId(p) = place\nRETURN p.id',
    { persons },
  )) as [string][]
  return rows.map(([id]) => id)
}
