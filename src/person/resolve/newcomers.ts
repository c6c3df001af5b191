import { createNodes, noteChange, type Place, type Transaction } from '../../graph/index.ts'
import { DisjointSets } from '../cluster/disjoint.ts'
import type { Pair } from './likeness-store.ts'
import { AUTO, nameAfresh, PERSON, renamePersons } from './persons.ts'

/** An identity that has just sat for a portrait, and is of nobody yet. */
export interface Newcomer {
  readonly place: Place
  readonly id: string
  /** As a person is shown. */
  readonly name: string
  readonly portrait: Place
  /** A check names it, or read it: that may keep it apart from others. */
  readonly seen: boolean
}

/** Newcomers, and what has just been learnt of whom they are like. */
export interface Arrival {
  readonly newcomers: readonly Newcomer[]
  /** Portraits that were made for them: nobody else sits for these. */
  readonly made: ReadonlySet<Place>
  /** Pairs that have been found to be one person just now. */
  readonly sure: readonly Pair[]
  /** Portraits about which something else has changed. */
  readonly unsettled: readonly Place[]
}

/** A person to whom those who sit for a portrait belong. */
interface Home {
  readonly portrait: Place
  readonly place: Place
  readonly id: string
  readonly name: string
  readonly whole: boolean
}

/** Newcomers who are one person by themselves, or with one that is there. */
interface Party {
  readonly newcomers: readonly Newcomer[]
  readonly home: Home | undefined
}

/**
 * Gives newcomers their persons where that takes no look at who else is of them: a newcomer that is like nobody, or like
 * those of one person only, is of that person, if nothing can keep it apart from any of them and that person is whole
 * (see `Resolved`). Returns the portraits by which the others are to be judged.
 */
export async function settleNewcomers(tx: Transaction, arrival: Arrival): Promise<Place[]> {
  const { newcomers, made, sure, unsettled } = arrival
  const portraits = new Set([
    ...newcomers.map(({ portrait }) => portrait),
    ...sure.flatMap(({ left, right }) => [left.place, right.place]),
    ...unsettled,
  ])
  const homes = await homesOf(
    tx,
    [...portraits].filter(portrait => !made.has(portrait)),
  )
  const sets = new DisjointSets()
  for (const { left, right } of sure) sets.join(left.place, right.place)
  for (const { portrait, home } of homes) if (home) sets.join(portrait, home.place)
  const homesBy = Map.groupBy(
    homes.flatMap(({ home }) => home ?? []),
    ({ place }) => sets.root(place),
  )
  const intricate = new Set(unsettled.map(portrait => sets.root(portrait)))
  for (const { portrait, home } of homes) if (!home?.whole) intricate.add(sets.root(portrait))
  for (const { portrait, seen } of newcomers) if (seen) intricate.add(sets.root(portrait))
  for (const [root, own] of homesBy) if (new Set(own.map(({ place }) => place)).size > 1) intricate.add(root)
  const plain = Map.groupBy(
    newcomers.filter(({ portrait }) => !intricate.has(sets.root(portrait))),
    ({ portrait }) => sets.root(portrait),
  )
  await settle(
    tx,
    [...plain].map(([root, own]) => ({ newcomers: own, home: homesBy.get(root)?.[0] })),
  )
  return [...portraits].filter(portrait => intricate.has(sets.root(portrait)))
}

async function homesOf(
  tx: Transaction,
  portraits: readonly Place[],
): Promise<{ portrait: Place; home: Home | null }[]> {
  if (portraits.length === 0) return []
  const rows = (await tx.run(
    `// homesOf
UNWIND $portraits AS place
MATCH (q) WHERE elementId(q) = place
RETURN place, head(COLLECT { MATCH (q)<-[:COMPARED_AS]-()-[:IS]->(p)
  RETURN [elementId(p), p.id, p.displayName, coalesce(p.whole, false)] LIMIT 1 })`,
    { portraits },
  )) as [Place, [Place, string, string, boolean] | null][]
  return rows.map(([portrait, row]) => {
    if (!row) return { portrait, home: null }
    const [place, id, name, whole] = row
    return { portrait, home: { portrait, place, id, name, whole } }
  })
}

async function settle(tx: Transaction, parties: readonly Party[]): Promise<void> {
  const leastOf = ({ newcomers, home }: Party) =>
    [...(home ? [home.id] : []), ...newcomers.map(({ id }) => id)].sort()[0] as string
  const [known, fresh] = [parties.filter(({ home }) => home), parties.filter(({ home }) => !home)]
  const renamed = known.filter(party => leastOf(party) !== party.home?.id)
  await renamePersons(
    tx,
    renamed.map(party => [party.home?.place as Place, leastOf(party)]),
  )
  const made = await createNodes(
    tx,
    'createPersons',
    'Person',
    PERSON,
    fresh.map(party => [leastOf(party), true, party.newcomers[0]?.name]),
  )
  const placed = [
    ...known.map(({ newcomers, home }) => ({ newcomers, person: home?.place as Place, name: home?.name })),
    ...fresh.map(({ newcomers }, i) => ({ newcomers, person: made[i] as Place, name: newcomers[0]?.name })),
  ]
  noteChange(tx, {
    identities: placed.flatMap(({ newcomers }) => newcomers.map(({ place }) => place)),
    persons: [...made, ...renamed.map(({ home }) => home?.place as Place)],
  })
  await welcome(
    tx,
    placed.flatMap(({ newcomers, person }) => newcomers.map(({ place }) => [place, person] as const)),
  )
  await nameAfresh(
    tx,
    placed.filter(({ newcomers, name }) => newcomers.some(one => one.name !== name)).map(({ person }) => person),
  )
}

/** Ties newcomers to their persons. */
async function welcome(tx: Transaction, pairs: readonly (readonly [Place, Place])[]): Promise<void> {
  if (pairs.length === 0) return
  await tx.run(
    `// welcome
UNWIND $pairs AS pair
MATCH (i) WHERE elementId(i) = pair[0]
MATCH (p) WHERE elementId(p) = pair[1]
CREATE (i)-[:IS {status: '${AUTO}'}]->(p)`,
    { pairs },
  )
}
