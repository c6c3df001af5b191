import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf, instantText, MINUTE } from './base/calendar.ts'
import { FILE } from './base/file-names.ts'
import { writeRecords } from './base/record-file.ts'
import {
  type CoverageRecord,
  type DocumentRecord,
  type IdentityFields,
  keyOf,
  type MovementRecord,
} from './base/records.ts'
import { misspelt } from './people/misspelling.ts'
import { callAt, departure, type Run, runRecord } from './rail/timetable.ts'
import { copyWorldFiles } from './rail/world-files.ts'
import { type Journey, liveThrough, type Sighting, type World } from './stories/index.ts'

const SEED = 2023
const WHOLE_UNTIL = dayOf('2024-01-01')
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
  const coverages: CoverageRecord[] = []
  const state = (run: string, complete: boolean, station?: string) =>
    coverages.push({ record: 'coverage', run, ...(station ? { station } : {}), feed: 'CHECKS', complete })
  const byRun = [...Map.groupBy(journeys, ({ run }) => run.key)]
  const ordinary = byRun.filter(
    ([run, aboard]) => !world.complete.has(run) && aboard.every(({ scripted }) => !scripted),
  )
  const incomplete = new Set(
    random
      .shuffled(ordinary.map(([run]) => run))
      .slice(
        0,
        Math.round(byRun.length * (1 - COMPLETE)) - [...world.complete.values()].filter(whole => !whole).length,
      ),
  )
  for (const [run, aboard] of byRun) {
    if (incomplete.has(run)) {
      loseChecks(aboard, () => random.next())
      if (random.chance(0.3)) {
        state(run, true, 'KENA')
        state(run, false, 'KYBARTAI')
      } else state(run, false)
    } else if (world.complete.get(run) === false) state(run, false)
    else if (random.chance(0.1)) {
      state(run, true, 'KENA')
      state(run, true, 'KYBARTAI')
    } else state(run, true)
  }
  return coverages
}

/** Checks at Kybartai are lost: at least one, and each other with a probability of one in four. */
function loseChecks(aboard: readonly Journey[], next: () => number): void {
  const seen = aboard.flatMap(journey =>
    journey.checks.filter(({ station }) => station === 'KYBARTAI').map(check => ({ journey, check })),
  )
  const sure = Math.floor(next() * seen.length)
  for (const [i, { journey, check }] of seen.entries())
    if (i === sure || next() < 0.25) journey.checks = journey.checks.filter(other => other !== check)
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

/** Writes the small world as NDJSON, the truth beside it; the folder's names are in the order in which they must be read. */
export function writeSmallWorld(folder: string): SmallWorld {
  const small = makeSmallWorld()
  const { world, journeys } = small
  mkdirSync(folder, { recursive: true })
  copyWorldFiles(folder)
  writeRecords(
    folder,
    FILE.runs,
    timetable(small).map(run => runRecord(run, world.capacities.get(run.key))),
  )
  writeRecords(folder, FILE.documents, small.documents)
  writeRecords(folder, FILE.passengers, journeys.map(passengerRecord))
  writeRecords(folder, FILE.checks, checkRecords(journeys))
  writeRecords(folder, FILE.movements, small.movements)
  writeRecords(folder, FILE.coverage, small.coverages)
  writeFileSync(join(folder, FILE.truth), `${JSON.stringify(truthOf(small), null, 1)}\n`)
  return small
}

/** All runs of 2023, and of 2024 those that carry somebody: the whole of it would be half of the world's bytes. */
function timetable({ world, journeys }: SmallWorld): Run[] {
  const carrying = new Set(journeys.map(({ run }) => run.key))
  return world.runs.filter(({ key, day }) => day < WHOLE_UNTIL || carrying.has(key))
}

function passengerRecord({ run, ref, identity, documents, ticket, booking }: Journey): object {
  return { record: 'passenger', run: run.key, ref, stage: 'BOARDED', identity, documents, ticket, booking }
}

function checkRecords(journeys: readonly Journey[]): object[] {
  const seen = journeys.flatMap(journey => journey.checks.map(check => ({ journey, check })))
  seen.sort((a, b) => a.check.at - b.check.at)
  return seen.map(({ journey, check }, i) => checkRecord(`c-${String(i + 1).padStart(5, '0')}`, journey, check))
}

function checkRecord(id: string, { run, ref }: Journey, { at, loose, ...check }: Sighting): object {
  const passenger = loose ? {} : { passenger: ref }
  const capture = check.kind === 'ENTRY' || check.kind === 'EXIT' ? 'MRZ' : 'MANUAL'
  return { record: 'check', id, at: instantText(at), run: run.key, ...check, ...passenger, capture }
}

/** Who is who, and what is planted: never loaded. */
function truthOf({ world, journeys }: SmallWorld): object {
  const lines = Map.groupBy(journeys, ({ person }) => person.id)
  return {
    stories: world.planted,
    persons: world.persons.map(({ id, household, basis, region, identity }) => ({
      id,
      household,
      basis,
      region,
      identity,
      journeys: (lines.get(id) ?? []).map(({ run, ref }) => `${run.key}#${ref}`).join(' '),
    })),
  }
}
