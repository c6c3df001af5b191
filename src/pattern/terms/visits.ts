import { ENTRY, EXIT, kindOf } from '../projection/codes.ts'
import type { Projection } from '../projection/projection.ts'
import { type Seen, seenOf } from './seen.ts'

/** An ENTRY check and the EXIT check that closes it. */
export interface Visit {
  readonly entry: Seen
  readonly exit: Seen
  /** Rows of the journeys on which they were made. */
  readonly entered: number
  readonly left: number
}

/** An ENTRY or EXIT check. */
interface Sighting extends Seen {
  readonly journey: number
  readonly run: number
}

/**
 * The visits that some journeys tell of, in order of their ends. An EXIT closes the last ENTRY still open: of its own
 * journey where there is one, else of another, if checks were complete on both runs; where they were not, an EXIT or an
 * ENTRY of another visit may be missing between the two, unless it is sure otherwise. What was open before is closed with it, on other runs. Where two
 * at one instant could be meant, none is: nothing tells which.
 */
export function visitsOf(
  projection: Projection,
  journeys: Iterable<number>,
  isSure: (entered: number, left: number) => boolean = () => false,
): Visit[] {
  const visits: Visit[] = []
  let open: Sighting[] = []
  const all = sightings(projection, journeys)
  for (const seen of all) {
    if (kindOf(seen.code) === ENTRY) {
      open.push(seen)
      continue
    }
    const entry = open.findLast(({ journey }) => journey === seen.journey) ?? open.at(-1)
    if (!entry) continue
    const isOwn = entry.journey === seen.journey
    const isClear = isOwn || (isAlone(entry, open) && isAlone(seen, all))
    const areComplete = isComplete(projection, entry) && isComplete(projection, seen)
    open = open.filter(other => other !== entry && (other.run === entry.run || other.at > entry.at))
    if (isOwn || (isClear && (areComplete || isSure(entry.journey, seen.journey))))
      visits.push({ entry, exit: seen, entered: entry.journey, left: seen.journey })
  }
  return visits
}

/** Whether no other journey has a check of its kind at the instant. */
const isAlone = (one: Sighting, among: readonly Sighting[]) =>
  !among.some(({ at, code, journey }) => at === one.at && kindOf(code) === kindOf(one.code) && journey !== one.journey)

/** ENTRY and EXIT checks in order of time. */
function sightings(projection: Projection, journeys: Iterable<number>): Sighting[] {
  const { run } = projection.journeys.journeys.columns
  const id = ({ run }: Sighting) => projection.rail.ids.all[run] as string
  return [...new Set(journeys)]
    .flatMap(journey =>
      seenOf(projection, journey)
        .filter(({ code }) => kindOf(code) === ENTRY || kindOf(code) === EXIT)
        .map(seen => ({ ...seen, journey, run: run[journey] as number })),
    )
    .sort((a, b) => a.at - b.at || kindOf(a.code) - kindOf(b.code) || (id(a) < id(b) ? -1 : id(a) > id(b) ? 1 : 0))
}

/** Whether all checks of a run were delivered, those at that call among them. */
function isComplete({ rail }: Projection, { run, call }: Sighting): boolean {
  return rail.runs.columns.complete[run] === 1 && (call < 0 || rail.calls.columns.incomplete[call] === 0)
}
