import { DAY } from '../base/calendar.ts'
import type { Basis, DocumentType } from '../base/records.ts'
import { callAt } from '../rail/timetable.ts'
import { regimes, stations } from '../rail/world-files.ts'
import type { SmallWorld } from '../small-world.ts'
import type { Journey } from '../stories/index.ts'
import { fitted, type Model, tail } from './beta-binomial.ts'
import { identitiesByPerson, type Named } from './identities.ts'
import { changes, spanOf } from './regime-spans.ts'

export interface RepeatDisembarkerRow {
  readonly person: { readonly identities: readonly Named[] }
  readonly times: number
  readonly journeys: number
  readonly rate: number
  readonly expected: number
  readonly pValue: number
  readonly calls: readonly string[]
  readonly first: string
  readonly last: string
}

const CLASS_OF_BASIS: Record<Basis, string> = {
  RESIDENCE_PERMIT: 'RESIDENCE',
  RESIDENCE_CARD: 'RESIDENCE',
  LONG_STAY_VISA: 'LONG_STAY',
  SHORT_STAY_VISA: 'SHORT_STAY',
  EU_CITIZEN: 'EU',
  FTD: 'FTD',
  FRTD: 'FRTD',
}

const BEST_DOCUMENT: readonly (readonly [DocumentType, string])[] = [
  ['RESIDENCE_PERMIT', 'RESIDENCE'],
  ['RESIDENCE_CARD', 'RESIDENCE'],
  ['LONG_STAY_VISA', 'LONG_STAY'],
  ['SHORT_STAY_VISA', 'SHORT_STAY'],
  ['FTD', 'FTD'],
  ['FRTD', 'FRTD'],
]

function classOf({ checks, documents }: Journey): string {
  const basis = (checks.find(({ kind }) => kind === 'ENTRY') ?? checks.find(({ kind }) => kind === 'BOARD'))?.basis
  if (basis) return CLASS_OF_BASIS[basis]
  return BEST_DOCUMENT.find(([type]) => documents.some(document => document.type === type))?.[1] ?? 'NONE'
}

function directionOf({ run }: Journey, longitudes: ReadonlyMap<string, number>): string {
  const placed = run.plan.calls.flatMap(([station]) => longitudes.get(station) ?? [])
  return (placed[0] as number) < (placed.at(-1) as number) ? 'EASTBOUND' : 'WESTBOUND'
}

/** A journey that counts: whether it ended at the station, and when the train was to call there. */
interface Passage {
  readonly person: string
  readonly stratum: string
  readonly planned: number
  readonly run: string
  /** When the leaving was seen. */
  readonly left: number | undefined
}

function passages({ journeys, coverages }: SmallWorld, station: string): Passage[] {
  const longitudes = new Map(
    stations().flatMap(({ code, longitude }) => (longitude === undefined ? [] : [[code, longitude] as const])),
  )
  const changed = changes(regimes(), station)
  const said = (run: string, at: string | undefined) =>
    coverages.some(c => c.run === run && c.station === at && c.complete)
  const complete = (run: string) => said(run, undefined) || (said(run, 'KENA') && said(run, 'KYBARTAI'))
  return journeys.flatMap(journey => {
    const { checks, run, person } = journey
    const call = callAt(run, station)
    if (!call) return []
    const seen = checks.some(({ kind }) => kind === 'ALIGHT' || kind === 'EXIT')
    if (!seen && !complete(run.key)) return []
    const alightings = checks.filter(check => check.kind === 'ALIGHT' && check.station === station)
    if (alightings.some(({ exception }) => exception)) return []
    const leaving = alightings.find(
      ({ at }) => !checks.some(other => (other.kind === 'EXIT' || other.kind === 'TRANSIT') && other.at > at),
    )
    return {
      person: person.id,
      stratum: `${classOf(journey)} ${directionOf(journey, longitudes)} ${spanOf(call.depart, changed)}`,
      planned: call.depart,
      run: run.key,
      left: leaving?.at,
    }
  })
}

const leavings = (list: readonly Passage[]) => list.filter(({ left }) => left !== undefined)

/** The smallest tail over windows of 365 days that end at a leaving, times the number of windows. */
function pValueOf(own: ReadonlyMap<string, readonly Passage[]>, models: ReadonlyMap<string, Model>): number {
  const tails = [...own].flatMap(([stratum, list]) =>
    leavings(list).map(({ planned: end }) => {
      const window = list.filter(({ planned }) => planned > end - 365 * DAY && planned <= end)
      return tail(leavings(window).length, window.length, models.get(stratum) as Model)
    }),
  )
  return Math.min(1, Math.min(...tails) * tails.length)
}

/** The answer to `repeatDisembarkers`, from what is true of the small world. */
export function repeatDisembarkers(small: SmallWorld, station: string, atLeast: number): RepeatDisembarkerRow[] {
  const all = passages(small, station)
  const identities = identitiesByPerson(small)
  const models = new Map(
    [...Map.groupBy(all, ({ stratum }) => stratum)].map(([stratum, list]) => {
      const rows = [...Map.groupBy(list, ({ person }) => person).values()]
      return [stratum, fitted(rows.map(own => ({ n: own.length, x: leavings(own).length })))]
    }),
  )
  const found = [...Map.groupBy(all, ({ person }) => person)].flatMap(([person, list]) => {
    const left = leavings(list).sort((a, b) => a.planned - b.planned)
    if (left.length < atLeast) return []
    const own = Map.groupBy(list, ({ stratum }) => stratum)
    let expected = 0
    let shrunken = 0
    for (const [stratum, passed] of own) {
      const { alpha, beta } = models.get(stratum) as Model
      const n = passed.length
      expected += (n * alpha) / (alpha + beta)
      shrunken += (n * (leavings(passed).length + alpha)) / (n + alpha + beta)
    }
    const seen = left.map(passage => passage.left as number)
    const row: RepeatDisembarkerRow = {
      person: { identities: identities.get(person) as Named[] },
      times: left.length,
      journeys: list.length,
      rate: left.length / list.length,
      expected,
      pValue: pValueOf(own, models),
      calls: left.map(({ run }) => `${run}@${station}`),
      first: new Date(Math.min(...seen)).toISOString(),
      last: new Date(Math.max(...seen)).toISOString(),
    }
    return [{ row, shrunken: shrunken / list.length }]
  })
  found.sort(
    (a, b) =>
      a.row.pValue - b.row.pValue ||
      b.shrunken - a.shrunken ||
      ((a.row.calls[0] as string) < (b.row.calls[0] as string) ? -1 : 1),
  )
  return found.map(({ row }) => row)
}
