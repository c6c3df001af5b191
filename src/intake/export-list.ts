import { NotFound } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { passengerList } from '../journey/index.ts'
import { timetableOf } from '../rail/index.ts'
import { notCarried, writtenList } from './paxlst/index.ts'

export interface ExportedList {
  /** One PAXLST interchange. */
  readonly text: string
  readonly passengers: number
  /** Whether the graph knows that the list names everybody; one that may not is written as unfinished. */
  readonly isComplete: boolean
  /** What the list cannot say, by what it is, with how often the graph has it. */
  readonly left: ReadonlyMap<string, number>
}

/**
 * Writes the passenger list of a run as PAXLST, so that loading it gives the same journeys, identities, documents,
 * tickets and booking references.
 * @throws NotFound where there is no such run or nobody on its list; Invalid where the run has no planned times
 */
export async function exportList(
  database: Database,
  run: string,
  preparedAt: number = Date.now(),
): Promise<ExportedList> {
  const timetable = await timetableOf(database, run)
  if (!timetable) throw new NotFound(`expected a run that is known such as 029/2023-05-01, got ${run.slice(0, 60)}`)
  const passengers = await passengerList(database, run)
  if (passengers.length === 0) throw new NotFound(`expected a run with a passenger list, got ${run}, which has none`)
  const left = new Map<string, number>()
  for (const passenger of passengers)
    for (const [what, count] of Object.entries(notCarried(passenger)))
      if (count > 0) left.set(what, (left.get(what) ?? 0) + count)
  const text = writtenList(run, timetable, passengers, preparedAt)
  return { text, passengers: passengers.length, isComplete: timetable.isListComplete, left }
}
