import type { CallRow, MovementRow } from '../runs.ts'

/** A call as it is timetabled today; `seq` null: nobody plans it. */
export type PlannedCall = readonly [
  id: string,
  station: string,
  seq: number | null,
  at: number | null,
  arrive: number | null,
  depart: number | null,
  boarding: boolean | null,
  alighting: boolean | null,
]

/** The id of a call that a ticket names, or a check with its instant; null where a ticket names none. */
export type Stop = readonly [call: string | null, at: number | null]

/** What put a run at stations. */
interface Known {
  readonly departsAt: number
  readonly movements: readonly MovementRow[]
  readonly stops: readonly Stop[]
}

/**
 * The calls of a run: those of today's timetable, and of others those where something known then puts the run, from when it
 * first does. Arrivals and departures are those of the movements known then.
 */
export function callsThen(calls: readonly PlannedCall[], { departsAt, movements, stops }: Known): CallRow[] {
  return calls.flatMap(([id, station, seq, planned, arrive, depart, boarding, alighting]): CallRow[] => {
    const moved = movements.filter(([, where]) => where === station)
    const named = stops.filter(([call]) => call === id)
    if (seq === null && moved.length === 0 && named.length === 0) return []
    const instants = [...named.flatMap(([, at]) => at ?? []), ...moved.map(([, , at]) => at)]
    const at = seq === null ? (least(instants) ?? departsAt) : planned
    const of = (kind: string) => moved.flatMap(([what, , when]) => (what === kind ? [when] : []))
    const departed = least(of('DEPARTED').map(when => -when))
    return [
      [
        station,
        seq,
        at,
        arrive,
        depart,
        least(of('ARRIVED')),
        departed === null ? null : -departed,
        boarding,
        alighting,
      ],
    ]
  })
}

const least = (instants: readonly number[]): number | null => (instants.length > 0 ? Math.min(...instants) : null)
