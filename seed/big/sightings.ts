import type { Basis, CheckException, CheckKind, DocumentKey } from '../base/records.ts'
import type { Run } from '../rail/timetable.ts'
import { ALIGHTS_AT_KENA, ALIGHTS_AT_KYBARTAI, BOARDS_AT_KENA, BOARDS_AT_KYBARTAI } from './journeys.ts'
import type { Traveller } from './population.ts'
import type { Script } from './script.ts'

/** Somebody's journey on the run that is being written. */
export interface Rider {
  /** Its place among all journeys. */
  readonly journey: number
  readonly traveller: Traveller
  readonly trip: number
  readonly booking: number
  readonly flags: number
  readonly script?: Script | undefined
}

/** What an officer sees of a rider at a border stop, so many minutes after the train came. */
export interface Sighting {
  readonly station: 'KENA' | 'KYBARTAI'
  readonly kind: CheckKind
  readonly minute: number
  readonly basis?: Basis
  readonly document?: DocumentKey | undefined
  readonly exception?: CheckException
}

/** ENTRY and EXIT at the border stops passed aboard, BOARD and ALIGHT on top; an officer takes ten seconds for each rider. */
export function sightings(run: Run, rider: Rider, place: number): Sighting[] {
  const { traveller, flags, script } = rider
  const [first, last] = run.plan.westbound ? (['KENA', 'KYBARTAI'] as const) : (['KYBARTAI', 'KENA'] as const)
  const basis = script?.basis ?? (lenderOf(run, traveller) ?? traveller).basis
  const minute = 2 + (place % 100) * 0.17
  const left = flags & ALIGHTS_AT_KENA ? 'KENA' : flags & ALIGHTS_AT_KYBARTAI ? 'KYBARTAI' : undefined
  const boarded = flags & BOARDS_AT_KENA ? 'KENA' : flags & BOARDS_AT_KYBARTAI ? 'KYBARTAI' : undefined
  const seen: [Sighting, Sighting] = [
    boarded
      ? { station: boarded, kind: 'BOARD', minute: minute / 3, basis }
      : { station: first, kind: 'ENTRY', minute, basis },
    left
      ? { station: left, kind: 'ALIGHT', minute: 22 + minute / 4, basis }
      : { station: last, kind: 'EXIT', minute: minute + 6 },
  ]
  return script ? scripted(seen, script) : seen
}

function scripted([start, end]: readonly [Sighting, Sighting], script: Script): Sighting[] {
  const { first, last, firstMinute, lastMinute, exception, lately, noEnd } = script
  const excused = (kind: CheckKind) =>
    exception && !lately && (kind === 'ALIGHT' || kind === 'BOARD') ? { exception } : {}
  const begins = { ...start, minute: firstMinute ?? start.minute, document: first, ...excused(start.kind) }
  const ends = { ...end, minute: lastMinute ?? end.minute, document: last, ...excused(end.kind) }
  return noEnd ? [begins] : [begins, ends]
}

/** Whose permit the traveller shows on the way west, where it is not the own one. */
export function lenderOf(run: Run, { borrowsFrom }: Traveller): Traveller | undefined {
  return run.plan.westbound ? borrowsFrom : undefined
}
