import type { CaseLine, Check, Delivered, Passenger } from './delivered.ts'

export const TIERS = ['easy', 'real', 'limit'] as const
/** Nobody is let leave at the border stops from here on, nor board from here on. */
export const BAN = '2024-02-29T22:00:00Z'
export const NOT_BOARDING = '2024-03-14T22:00:00Z'

const DISTANCE = 184
/** Minutes sooner than which nobody can have come from Kena to Kybartai, with the margin of half an hour. */
export const SOONEST = Math.min((DISTANCE / 130) * 60, 120 + (DISTANCE / 800) * 60) - 30

const dates = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Vilnius' })
/** The day by the calendar of Lithuania. */
export const localDay = (at: string) => dates.format(Date.parse(at))

/** What is asked of a delivered world again and again. */
export function asked(world: Delivered) {
  /** The list of each run. */
  const lists = Map.groupBy(world.passengers.values(), ({ run }) => run)
  const of = (pattern: string, ...tiers: CaseLine['tier'][]) =>
    world.cases.filter(told => told.pattern === pattern && (tiers.length === 0 || tiers.includes(told.tier)))
  const checks = (journey: string) => world.checksOf.get(journey) ?? []
  const kinds = (journey: string, ...wanted: Check['kind'][]) =>
    checks(journey).filter(({ kind }) => wanted.includes(kind))
  return {
    lists,
    of,
    checks,
    kinds,
    planted: (pattern: string) => of(pattern, ...TIERS),
    decoys: (pattern: string, like: string) => of(pattern, 'decoy').filter(({ decoy }) => decoy?.includes(like)),
    line: (journey: string) => world.passengers.get(journey) as Passenger,
    /** Where somebody left or boarded. */
    stop: (journey: string) => kinds(journey, 'ALIGHT', 'BOARD')[0] as Check,
    aboard,
  }

  /** Most persons aboard between two calls: who boards at a border stop or leaves there is not aboard all the way. */
  function aboard(run: string): number {
    const stations = world.runs.get(run)?.calls.map(({ station }) => station) as string[]
    const counts = stations.map(() => new Set<string>())
    for (const { role, stage, ticket, ref } of lists.get(run) ?? []) {
      if (role === 'CREW' || stage === 'DECLARED') continue
      const journey = `${run}#${ref}`
      const first = kinds(journey, 'BOARD')[0]?.station ?? ticket.from
      const last = kinds(journey, 'ALIGHT')[0]?.station ?? ticket.to
      for (let i = stations.indexOf(first); i < stations.indexOf(last); i++)
        counts[i]?.add(world.personOf.get(journey) as string)
    }
    return Math.max(...counts.map(({ size }) => size))
  }
}
