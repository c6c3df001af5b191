import { LRUCache } from 'lru-cache'
import { createNodes, type Place, placesOf, type Transaction } from '../../graph/index.ts'
import type { IdentityFields, StatedIdentity } from '../identity.ts'
import { COMPARED, displayName } from '../identity.ts'
import { blockingKeys } from '../key/blocking.ts'
import { searchKeys } from '../key/search-keys.ts'
import type { Matcher } from '../match/matcher.ts'
import type { Portrait } from '../portrait/portrait.ts'
import type { Entry } from './blocks.ts'
import { firstEntries } from './document-blocks.ts'
import { type Entered, enterBlocks, NOBODY_ENTERED } from './enter-blocks.ts'
import { documentKeys, type KeptPortrait, keptPortrait, type Portrayed, portraitFrom } from './kept-portrait.ts'
import { type Sat, tenths } from './likeness-store.ts'
import type { Newcomer } from './newcomers.ts'
import type { Run } from './version/matcher-store.ts'

/** A portrait is what its id says, so one that was made ready stays so; some 2 kB each. */
const ready = new LRUCache<string, Portrait>({ max: 20_000 })

const COLUMNS = ['id', ...COMPARED, 'papers'] as const
/** The columns of {@link portraitRow}; the last say how alike two are who sit for it: of a portrait that is shared. */
export const PORTRAIT = [...COLUMNS, 'searchKeys', 'p', 'levels', 'bits'] as const

/** An identity in the graph that sits for no portrait yet. */
export interface Sitter {
  readonly place: Place
  readonly stated: StatedIdentity
  /** Ids of those documents beside it that others state too. */
  readonly shared: readonly string[]
  /** A check names it, or read it. */
  readonly seen: boolean
}

/** What has come of identities that sat. */
export interface Sitting {
  readonly newcomers: readonly Newcomer[]
  /** The portraits that were made for them. */
  readonly made: ReadonlySet<Place>
  readonly entered: Entered
}

/** Gives identities their portraits, and puts these into their blocks. */
export async function sitForPortraits(tx: Transaction, sitters: readonly Sitter[], matcher: Matcher): Promise<Sitting> {
  if (sitters.length === 0) return { newcomers: [], made: new Set(), entered: NOBODY_ENTERED }
  const sat = sitters.map(sitter => ({ ...sitter, ...keptPortrait(sitter.stated, matcher) }))
  const places = await placesOf(
    tx,
    'Portrait',
    sat.map(({ kept }) => kept.id),
  )
  const made = new Map(sat.filter(({ kept }) => !places.has(kept.id)).map(one => [one.kept.id, one]))
  const created = await createNodes(tx, 'makePortraits', 'Portrait', PORTRAIT, [...made.values()].map(portraitRow))
  for (const [i, id] of [...made.keys()].entries()) places.set(id, created[i] as Place)
  await sit(
    tx,
    sat.map(({ place, kept }) => [place, places.get(kept.id) as Place]),
  )
  const keys = sat.map(({ shared, kept, portrait }) => [
    ...documentKeys(shared),
    ...(made.has(kept.id) ? blockingKeys(portrait) : []),
  ])
  const entries = new Map<string, Entry>()
  for (const [i, { kept }] of sat.entries())
    for (const key of keys[i] ?? [])
      entries.set(`${kept.id}|${key}`, { portrait: { place: places.get(kept.id) as Place, id: kept.id }, key })
  const documents = sat.flatMap(({ shared }) => shared)
  for (const entry of await firstEntries(tx, documents)) entries.set(`${entry.portrait.id}|${entry.key}`, entry)
  for (const { kept, portrait } of made.values()) ready.set(kept.id, portrait)
  const newcomers = sat.map(({ place, stated, seen, kept }) => {
    const { id, fields } = stated
    return { place, id, name: displayName(fields), portrait: places.get(kept.id) as Place, seen }
  })
  const madeNow = new Set(created)
  return { newcomers, made: madeNow, entered: await enterBlocks(tx, [...entries.values()], madeNow) }
}

/** What a portrait's node says. */
export const portraitRow = ({ kept: { id, fields, papers }, itself }: Portrayed) => [
  id,
  ...COMPARED.map(name => fields[name] ?? null),
  papers.length > 0 ? papers : null,
  searchKeys(fields),
  ...(itself.zone === 'AUTO' ? [itself.p, itself.levels, itself.bits.map(tenths)] : [null, null, null]),
]

async function sit(tx: Transaction, rows: readonly (readonly [Place, Place])[]): Promise<void> {
  await tx.run(
    `// sit
UNWIND $rows AS row
MATCH (i) WHERE elementId(i) = row[0]
MATCH (q) WHERE elementId(q) = row[1]
CREATE (i)-[:COMPARED_AS]->(q)
REMOVE i:Unresolved`,
    { rows },
  )
}

/** The portraits, made ready to be compared, by id. */
export async function portraitsOf(tx: Transaction, sat: readonly Sat[]): Promise<(id: string) => Portrait> {
  const found = new Map<string, Portrait>()
  const missing = new Map<string, Place>()
  for (const { id, place } of sat) {
    const portrait = found.get(id) ?? ready.get(id)
    if (portrait) found.set(id, portrait)
    else missing.set(id, place)
  }
  for (const kept of await readPortraits(tx, [...missing.values()])) {
    const portrait = portraitFrom(kept)
    found.set(kept.id, portrait)
    ready.set(kept.id, portrait)
  }
  return id => found.get(id) as Portrait
}

/** The same of those of some ids that are there. */
export async function portraitsById(run: Run, ids: Iterable<string>): Promise<ReadonlyMap<string, Portrait>> {
  const found = new Map<string, Portrait>()
  const missing: string[] = []
  for (const id of ids) {
    const portrait = ready.get(id)
    if (portrait) found.set(id, portrait)
    else missing.push(id)
  }
  if (missing.length === 0) return found
  const rows = await run(
    `// portraitsById
UNWIND $ids AS id
MATCH (q:Portrait {id: id})
RETURN ${COLUMNS.map(name => `q.${name}`).join(', ')}`,
    { ids: missing },
  )
  for (const kept of rows.map(row => keptFrom(row))) {
    const portrait = portraitFrom(kept)
    found.set(kept.id, portrait)
    ready.set(kept.id, portrait)
  }
  return found
}

async function readPortraits(tx: Transaction, places: readonly Place[]): Promise<KeptPortrait[]> {
  if (places.length === 0) return []
  const rows = (await tx.run(
    `// readPortraits
UNWIND $places AS place
MATCH (q) WHERE elementId(q) = place
RETURN ${COLUMNS.map(name => `q.${name}`).join(', ')}`,
    { places },
  )) as unknown[][]
  return rows.map(keptFrom)
}

/** A portrait from its columns. */
export function keptFrom([id, ...values]: readonly unknown[]): KeptPortrait {
  const fields = Object.fromEntries(COMPARED.map((name, i) => [name, values[i] ?? undefined]))
  return {
    id: id as string,
    fields: fields as unknown as IdentityFields,
    papers: (values[COMPARED.length] ?? []) as string[],
  }
}

/** Of these identities the ones without a portrait, as they were stated. */
export async function unsat(tx: Transaction, identities: readonly Place[]): Promise<Sitter[]> {
  if (identities.length === 0) return []
  const rows = (await tx.run(
    `// unsat
UNWIND $identities AS place
MATCH (i) WHERE elementId(i) = place AND NOT EXISTS { (i)-[:COMPARED_AS]->() }
RETURN place, i.id, ${COMPARED.map(name => `i.${name}`).join(', ')}, COLLECT { MATCH (i)-[:STATED_ON]->(d)
    RETURN [d.id, EXISTS { (d)<-[:STATED_ON]-(o:Identity) WHERE o <> i }] },
  EXISTS { (i)-[:MADE]->()<-[:OF]-() } OR EXISTS { (i)<-[:READ]-() }`,
    { identities: [...new Set(identities)] },
  )) as [Place, string, ...unknown[]][]
  return rows.map(([place, ...columns]) => {
    const [documents, seen] = columns.slice(-2) as [[id: string, shared: boolean][], boolean]
    const { id, fields } = keptFrom(columns)
    const shared = documents.flatMap(([document, others]) => (others ? [document] : []))
    return { place, stated: { id, fields, documents: documents.map(([document]) => document) }, shared, seen }
  })
}
