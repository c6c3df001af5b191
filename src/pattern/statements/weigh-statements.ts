import { pieces } from '../../base/index.ts'
import {
  COMPARED,
  contradictionOf,
  familyKey,
  type IdentityFields,
  type NamesAndBirth,
  type Portrait,
  portraitOf,
  slipOf,
} from '../../person/index.ts'
import type { Projection } from '../projection/projection.ts'
import type { Reader } from '../store.ts'
import { askedIdentity, keptOfIdentities } from '../terms/kept-of-identities.ts'
import { isReplaced } from '../terms/kin.ts'
import { presentationsOn } from '../terms/presentations.ts'
import { journeysOf } from '../terms/units.ts'
import { type Counted, countedOf } from './stated-by.ts'

/**
 * In what the statements about somebody agree at no level; a value counts when a document states it, or two presentations do
 * and it is no slip of one that twice as many state.
 */
export interface Contradicting {
  /** How many pairs of dates of birth. */
  readonly births: number
  /** The first of those pairs, as they were written. */
  readonly birth: readonly [Value, Value] | undefined
  /** How many pairs of surname and given names, both of which differ. */
  readonly names: number
  /** How many of those are of one birth and a paper under the one replaces a paper under the other: it may be a change of name. */
  readonly changes: number
}

export interface Value {
  readonly written: string
  /** Journeys and checks that state it. */
  readonly presentations: number
  /** An issuer states it of a holder. */
  readonly isIssuers: boolean
}

/** Identities of a person that say the same, how often they were stated, and what they say. */
interface Said extends Counted {
  readonly stated: Stated
  readonly isIssuers: boolean
}

const IDENTITIES_AT_ONCE = 5_000
/** Presentations that make a value more than a slip. */
const ENOUGH = 2

/** One person; or two, of whom those of one family are not compared where they may be entered in one passport. */
export interface Asked {
  readonly persons: readonly number[]
  readonly families: boolean
}

/**
 * What the statements about each of some persons contradict; of two persons, what the one's contradict of the other's. All
 * that is asked of the projection is asked before the graph is.
 */
export async function contradictionsAmong(
  projection: Projection,
  asked: readonly Asked[],
  reader: Reader,
): Promise<Contradicting[]> {
  const statements = asked.map(({ persons }) => persons.map(person => countedOf(projection, person)))
  const all = new Map(statements.flat(2).map(({ identities: [one = -1] }) => [one, askedIdentity(projection, one)]))
  const stated = new Map<number, Stated>()
  for (const some of pieces([...all.values()], IDENTITIES_AT_ONCE))
    for (const [place, own] of await statedAt(reader, some)) stated.set(place, own)
  const said = statements.map(persons => persons.map(some => saidBy(some, stated)))
  // As if issuers had stated all of it: nearly always nothing contradicts even so, and nobody need be asked.
  const doubtful = said.map((persons, i) => {
    const { births, names } = contradicting(projection, persons, asked[i]?.families)
    return births + names > 0
  })
  const issuers = await holdersAmong(
    reader,
    said.filter((_, i) => doubtful[i]).flatMap(persons => persons.flat().flatMap(({ places }) => places)),
  )
  return said.map((persons, i) => {
    if (!doubtful[i]) return NOTHING
    const known = persons.map(own =>
      own.map(one => ({ ...one, isIssuers: one.places.some(place => issuers.has(place)) })),
    )
    return contradicting(projection, known, asked[i]?.families)
  })
}

function saidBy(counted: readonly Counted[], stated: ReadonlyMap<number, Stated>): Said[] {
  return counted.flatMap(one => {
    const own = stated.get(one.places[0] as number)
    return own ? [{ ...one, stated: own, isIssuers: true }] : []
  })
}

/** Documents that were shown with some identities on the journeys that these made. Identities keep their rows. */
const documentsOf = (projection: Projection, { identities }: Counted): Set<number> =>
  new Set(
    identities.flatMap(identity =>
      journeysOf(projection, identity).flatMap(journey =>
        presentationsOn(projection, journey).flatMap(shown => (shown.identity === identity ? [shown.document] : [])),
      ),
    ),
  )

/** What an identity states; its portrait is made when it is asked for first: of most it never is. */
class Stated {
  readonly fields: IdentityFields
  #portrait: Portrait | undefined

  constructor(fields: IdentityFields) {
    this.fields = fields
  }

  get portrait(): Portrait {
    this.#portrait ??= portraitOf('', this.fields)
    return this.#portrait
  }
}

const STATED_KEPT = 50_000
const statedAt = keptOfIdentities(readStated, { most: STATED_KEPT })

async function readStated(reader: Reader, places: readonly number[]): Promise<ReadonlyMap<number, Stated>> {
  const rows = (await reader.read(
    `// statedAt
UNWIND $places AS place
MATCH (i:Identity|RetiredIdentity) WHERE id(i) = place
RETURN place, ${COMPARED.map(name => `i.${name}`).join(', ')}`,
    { places: [...places] },
  )) as [number, ...(string | null)[]][]
  const stated = rows.map(([place, ...values]) => {
    const fields = Object.fromEntries(
      COMPARED.flatMap((name, i) => (values[i] === null ? [] : [[name, values[i]]])),
    ) as unknown as IdentityFields
    return [place, new Stated(fields)] as const
  })
  return new Map(stated)
}

/** Which of some identities an issuer states of a holder: that may be said of one that was there before. */
async function holdersAmong(reader: Reader, places: readonly number[]): Promise<ReadonlySet<number>> {
  const holders = new Set<number>()
  for (const some of pieces([...new Set(places)], IDENTITIES_AT_ONCE))
    for (const [place] of await reader.read(
      `// holdersAmong
UNWIND $places AS place
MATCH (i:Identity|RetiredIdentity) WHERE id(i) = place AND i.holder
RETURN place`,
      { places: [...some] },
    ))
      holders.add(place as number)
  return holders
}

const NOTHING: Contradicting = { births: 0, birth: undefined, names: 0, changes: 0 }

/** Of one family name and another given name: a parent and a child, or two children, entered in one passport. */
function isOfFamily({ stated: { portrait: left } }: Said, { stated: { portrait: right } }: Said): boolean {
  const [ours, theirs] = [left, right].map(({ surname }) => familyKey(surname?.text ?? ''))
  return ours !== '' && ours === theirs && left.given?.text !== right.given?.text
}

/** @param persons one, whose statements are compared with each other; or two, of one family only where families count */
function contradicting(
  projection: Projection,
  [own = [], others]: readonly (readonly Said[])[],
  families = false,
): Contradicting {
  if (others && !families && own.some(a => others.some(b => isOfFamily(a, b)))) return NOTHING
  const births = pairsOf(own, others, 'birth', ({ stated }) => stated.fields.dateOfBirth).filter(([left, right]) =>
    left.said.every(a => right.said.every(b => contradictionOf(a.stated.portrait, b.stated.portrait).birth)),
  )
  const names = pairsOf(
    own,
    others,
    'names',
    ({ stated: { fields } }) => fields.givenNames && `${fields.surname}\n${fields.givenNames}`,
  )
  const apart = names.filter(([left, right]) =>
    left.said.every(a => right.said.every(b => contradictionOf(a.stated.portrait, b.stated.portrait).names)),
  )
  const changes = apart.filter(([left, right]) =>
    left.said.some(a => right.said.some(b => isReplacing(projection, a, b))),
  )
  const [first] = births
    .map(([left, right]) => [left, right].sort(byWritten) as [Group, Group])
    .sort(([a], [b]) => byWritten(a, b))
  return { births: births.length, birth: first, names: apart.length, changes: changes.length }
}

interface Group extends Value {
  readonly said: readonly Said[]
}

const byWritten = (a: Value, b: Value) => (a.written < b.written ? -1 : 1)

/** Any two values that count, of one person or of one and the other. */
function pairsOf(
  own: readonly Said[],
  others: readonly Said[] | undefined,
  of: keyof NamesAndBirth,
  value: (said: Said) => string | undefined,
): (readonly [Group, Group])[] {
  const left = countedValues(own, of, value)
  if (others) return left.flatMap(one => countedValues(others, of, value).map(other => [one, other] as const))
  return left.flatMap((one, i) => left.slice(i + 1).map(other => [one, other] as const))
}

function countedValues(
  said: readonly Said[],
  of: keyof NamesAndBirth,
  value: (said: Said) => string | undefined,
): Group[] {
  const groups = [...Map.groupBy(said, value)].flatMap(([written, own]): Group[] => {
    if (!written) return []
    const presentations = own.reduce((sum, { presentations }) => sum + presentations, 0)
    return [{ written, presentations, isIssuers: own.some(one => one.isIssuers), said: own }]
  })
  return groups
    .filter(group => group.isIssuers || (group.presentations >= ENOUGH && !isSlipOfAnother(group, groups, of)))
    .sort(byWritten)
}

/** Whether a value may be one with a slip that is stated at least twice as often: two slips of one value may contradict each other. */
function isSlipOfAnother(group: Group, groups: readonly Group[], of: keyof NamesAndBirth): boolean {
  const { portrait } = (group.said[0] as Said).stated
  return groups.some(
    other =>
      other !== group &&
      other.presentations >= 2 * group.presentations &&
      slipOf((other.said[0] as Said).stated.portrait, portrait)[of],
  )
}

/** Whether an issuer recorded that a paper under the one name replaces one under the other, of one date of birth. */
function isReplacing(projection: Projection, left: Said, right: Said): boolean {
  const [birth, other] = [left, right].map(({ stated }) => stated.portrait.birth)
  if (!birth || birth.text !== other?.text) return false
  const documents = [...documentsOf(projection, right)]
  return [...documentsOf(projection, left)].some(one => documents.some(other => isReplaced(projection, one, other)))
}
