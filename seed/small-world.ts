import { instantText, MINUTE } from './base/calendar.ts'
import type { Random } from './base/random.ts'
import {
  type CoverageRecord,
  type DocumentRecord,
  type IdentityFields,
  keyOf,
  type MovementRecord,
} from './base/records.ts'
import { misspelt } from './people/misspelling.ts'
import { callAt, departure } from './rail/timetable.ts'
import { type Journey, liveThrough, type World } from './stories/index.ts'

const SEED = 2023
/** One line or document in fifty has its holder's name misspelt. */
const MISSPELT = 0.02
/** Share of runs whose checks are complete. */
const COMPLETE = 0.95
/** Movements are stated of this train and its return only, to keep the world small. */
const MEASURED = new Set(['029', '030'])

/** The small world, complete: what is delivered, and what is true. */
export interface SmallWorld {
  readonly world: World
  /** By departure of the run, then ref. */
  readonly journeys: readonly Journey[]
  readonly documents: readonly DocumentRecord[]
  readonly movements: readonly MovementRecord[]
  readonly coverages: readonly CoverageRecord[]
}

/** Makes the small world; always the same one. */
export function makeSmallWorld(): SmallWorld {
  const world = liveThrough(SEED)
  giveRefs(world)
  const journeys = inOrder(world.journeys)
  const coverages = cover(world, journeys)
  const documents = [...world.documents.values()]
  misspell(world, journeys, documents)
  return { world, journeys, documents, movements: movementsOf(world, journeys), coverages }
}

function giveRefs(world: World): void {
  const counts = new Map<string, number>()
  for (const journey of world.journeys) {
    const place = (counts.get(journey.run.key) ?? 0) + 1
    counts.set(journey.run.key, place)
    journey.ref = `P${String(place).padStart(3, '0')}`
  }
}

const inOrder = (journeys: readonly Journey[]) =>
  journeys.toSorted(
    (a, b) =>
      departure(a.run) - departure(b.run) ||
      (a.run.key < b.run.key ? -1 : a.run.key > b.run.key ? 1 : 0) ||
      (a.ref < b.ref ? -1 : 1),
  )

/** States where checks are complete; elsewhere one or more checks of each run's ordinary travellers are missing. */
function cover(world: World, journeys: readonly Journey[]): CoverageRecord[] {
  const random = world.random('coverage')
  const byRun = Map.groupBy(journeys, ({ run }) => run.key)
  const incomplete = incompleteRuns(world, byRun, random)
  return [...byRun].flatMap(([run, aboard]) => {
    const said = (complete: boolean, station?: string): CoverageRecord => ({
      record: 'coverage',
      run,
      ...(station ? { station } : {}),
      feed: 'CHECKS',
      complete,
    })
    if (world.complete.get(run) === false) return [said(false)]
    const lost = incomplete.has(run)
    if (lost) loseChecks(aboard, random)
    // Some sources speak of the whole run, some of each border stop.
    return random.chance(lost ? 0.3 : 0.1) ? [said(true, 'KENA'), said(!lost, 'KYBARTAI')] : [said(!lost)]
  })
}

/** Ordinary runs whose checks are not complete: as many as make one in twenty, with those of the stories. */
function incompleteRuns(world: World, byRun: ReadonlyMap<string, readonly Journey[]>, random: Random): Set<string> {
  const ordinary = [...byRun]
    .filter(([run, aboard]) => !world.complete.has(run) && aboard.every(({ scripted }) => !scripted))
    .map(([run]) => run)
  const inStories = [...world.complete.values()].filter(complete => !complete).length
  return new Set(random.shuffled(ordinary).slice(0, Math.round(byRun.size * (1 - COMPLETE)) - inStories))
}

/** Checks at Kybartai are lost: at least one, and each other with a probability of one in four. */
function loseChecks(aboard: readonly Journey[], random: Random): void {
  const seen = aboard.flatMap(journey =>
    journey.checks.filter(({ station }) => station === 'KYBARTAI').map(check => ({ journey, check })),
  )
  const sure = random.below(seen.length)
  for (const [i, { journey, check }] of seen.entries())
    if (i === sure || random.chance(0.25)) journey.checks = journey.checks.filter(other => other !== check)
}

/** Misspells a few names on ordinary lines and documents: never on a person's first two lines, so that the right name stands beside the same passport. */
function misspell(world: World, journeys: readonly Journey[], documents: DocumentRecord[]): void {
  const random = world.random('misspelling')
  const slip = (identity: IdentityFields): IdentityFields => {
    const field = random.chance(0.6) ? 'surname' : 'givenNames'
    return { ...identity, [field]: misspelt(identity[field], random) }
  }
  const lines = new Map<string, number>()
  const eligible = journeys.filter(({ person, scripted }) => {
    lines.set(person.id, (lines.get(person.id) ?? 0) + 1)
    return !scripted && (lines.get(person.id) as number) > 2
  })
  for (const journey of random.shuffled(eligible).slice(0, Math.round(journeys.length * MISSPELT)))
    journey.identity = slip(journey.identity)
  const inStories = new Set(journeys.filter(({ scripted }) => scripted).map(({ person }) => person))
  for (const [i, document] of documents.entries()) {
    const holder = world.holders.get(keyOf(document))
    if (holder && !inStories.has(holder) && random.chance(MISSPELT))
      documents[i] = { ...document, holder: slip(document.holder) }
  }
}

/** When 029 and 030 came and went at Kena: mostly on time. */
function movementsOf(world: World, journeys: readonly Journey[]): MovementRecord[] {
  const random = world.random('movements')
  const told = new Set(world.movements.map(({ run }) => run))
  const movements = [...world.movements]
  for (const run of new Set(journeys.map(journey => journey.run))) {
    if (!MEASURED.has(run.plan.train) || told.has(run.key)) continue
    const { arrive, depart } = callAt(run, 'KENA') as { arrive: number; depart: number }
    const [late, later] = [random.below(3), random.below(5)]
    const at = (instant: number, minutes: number) => instantText(instant + minutes * MINUTE)
    const fields = { record: 'movement', run: run.key, station: 'KENA' } as const
    movements.push({ ...fields, kind: 'ARRIVED', at: at(arrive, late) })
    movements.push({ ...fields, kind: 'DEPARTED', at: at(depart, later) })
  }
  return movements.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
