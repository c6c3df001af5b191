import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayOf, instantText } from './base/calendar.ts'
import { FILE } from './base/file-names.ts'
import { writeRecords } from './base/record-file.ts'
import { type Run, runRecord } from './rail/timetable.ts'
import { copyWorldFiles } from './rail/world-files.ts'
import { makeSmallWorld, type SmallWorld } from './small-world.ts'
import type { Journey, Sighting } from './stories/index.ts'

const WHOLE_UNTIL = dayOf('2024-01-01')

/** Writes the small world as NDJSON, the truth beside it. */
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
