import { DOCUMENT_TYPES } from '../../document/index.ts'
import { clockAt, zoneOf } from '../../rail/index.ts'
import { STATUSES } from '../projection/codes.ts'
import { NO_DAY } from '../projection/documents.ts'
import type { Projection } from '../projection/projection.ts'
import type { Regime } from '../projection/rail.ts'
import { issuedFor } from '../terms/kin.ts'
import { regimesOf } from '../terms/regime.ts'
import { refuses } from './refusals.ts'
import type { Showing } from './showings.ts'

const DAY = 86_400_000

/** Why a document was not good. */
export type FaultKind =
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'LOST'
  | 'STOLEN'
  | 'REVOKED'
  | 'REFUSED'
  | 'ISSUED_BEFORE_BIRTH'
  | 'VALID_TOO_LONG'
  | 'OUTLIVES_PASSPORT'
  | 'CHECK_DIGIT'

export interface Fault {
  readonly kind: FaultKind
  /** How far beyond what is allowed, in days begun; null where that has no measure. */
  readonly days: number | null
  /** The dated rule that refuses it. */
  readonly regime?: Regime
  /** The passport that it outlives. */
  readonly passport?: number
}

/** For how many months papers are given at most (Reg. 693/2003 Art 3), and how many days these are at least. */
export const LONGEST_VALID: ReadonlyMap<number, { readonly months: number; readonly days: number }> = new Map([
  [DOCUMENT_TYPES.indexOf('FTD'), { months: 36, days: 1_095 }],
  [DOCUMENT_TYPES.indexOf('FRTD'), { months: 3, days: 89 }],
])

/** The faults of a document as it was shown. What its issuer did not state itself is no ground: a list may be misread. */
export function faultsOf(projection: Projection, run: number, showing: Showing): Fault[] {
  const { documents } = projection
  const { stated } = documents.documents.columns
  const row = stated[showing.document] as number
  const refused = refusal(projection, run, showing)
  return row < 0 ? refused : [...ofTheDay(projection, row, showing), ...refused, ...ofItself(projection, row, showing)]
}

function ofTheDay(projection: Projection, row: number, { document, at, station }: Showing): Fault[] {
  const { stated, documents } = projection.documents
  const { validFrom, issuedOn, status, statusAt } = stated.columns
  const start = validFrom[row] === NO_DAY ? (issuedOn[row] as number) : (validFrom[row] as number)
  const end = documents.columns.expiresOn[document] as number
  const faults: Fault[] = []
  // No clock is more than a day from UTC: the calendar need not be asked long before the end.
  const day = Math.floor(at / DAY)
  if (start > day - 1 || (end !== NO_DAY && end < day + 1)) {
    const today = dayAt(projection, station, at)
    if (start !== NO_DAY && today < start) faults.push({ kind: 'NOT_YET_VALID', days: start - today })
    if (end !== NO_DAY && today > end) faults.push({ kind: 'EXPIRED', days: today - end })
  }
  const said = STATUSES[(status[row] as number) - 1]
  if (said !== undefined && said !== 'VALID' && (statusAt[row] as number) <= at)
    faults.push({ kind: said, days: Math.ceil((at - (statusAt[row] as number)) / DAY) })
  return faults
}

/** The day that a station's calendar shows, in days since 1970; a listed stop's where none is known. */
function dayAt({ rail }: Projection, station: number, at: number): number {
  const about = rail.about[station]
  const zone = zoneOf(about?.timeZone ?? null, about?.country ?? 'LTU') ?? 'Europe/Vilnius'
  return Date.parse(clockAt(zone, at).slice(0, 10)) / DAY
}

/** The dated rule in force that refuses it, if there is one. */
function refusal(projection: Projection, run: number, { document, at, station }: Showing): Fault[] {
  const { rail } = projection
  const inForce = regimesOf(projection).inForce('refused', {
    station: station < 0 ? null : (rail.stations.all[station] as string),
    train: rail.trains.all[rail.runs.columns.train[run] as number] as string,
    at,
  })
  const regime = inForce.find(rule => refuses(rule, projection, document))
  return regime ? [{ kind: 'REFUSED', days: null, regime }] : []
}

/** What a document's record contradicts by itself, whenever it is shown. */
function ofItself(projection: Projection, row: number, { document }: Showing): Fault[] {
  const { stated, documents } = projection.documents
  const { issuedOn, validFrom, birth, slips } = stated.columns
  const { type, expiresOn, stated: records } = documents.columns
  const faults: Fault[] = []
  const [issued, born, end] = [issuedOn[row] as number, birth[row] as number, expiresOn[document] as number]
  if (issued !== NO_DAY && born !== NO_DAY && issued < born && !mendsByOneDigit(issued, born))
    faults.push({ kind: 'ISSUED_BEFORE_BIRTH', days: born - issued })
  const start = validFrom[row] === NO_DAY ? issued : (validFrom[row] as number)
  const longest = LONGEST_VALID.get(type[document] as number)
  if (longest && end !== NO_DAY) {
    const last = start === NO_DAY ? end : monthsAfter(start, longest.months)
    if (end > last) faults.push({ kind: 'VALID_TOO_LONG', days: end - last })
    const passport = issuedFor(projection, document)
    const outlived = passport < 0 || (records[passport] as number) < 0 ? NO_DAY : (expiresOn[passport] as number)
    if (outlived !== NO_DAY && end > outlived)
      faults.push({ kind: 'OUTLIVES_PASSPORT', days: end - outlived, passport })
  }
  if ((slips[row] as number) !== 0) faults.push({ kind: 'CHECK_DIGIT', days: null })
  return faults
}

/** The same day of the month so many months later; of a shorter month the day after its end. */
function monthsAfter(day: number, months: number): number {
  const date = new Date(day * DAY)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, date.getUTCDate()) / DAY
}

/** Whether another digit of either date would put the earlier after the later. */
function mendsByOneDigit(earlier: number, later: number): boolean {
  return variantsOf(earlier).some(day => day >= later) || variantsOf(later).some(day => earlier >= day)
}

/** All days of these centuries that are written like a day but for one digit. */
function variantsOf(day: number): number[] {
  const text = new Date(day * DAY).toISOString().slice(0, 10)
  return [...text].flatMap((character, i) =>
    character === '-'
      ? []
      : [...'0123456789'].flatMap(digit => {
          const written = `${text.slice(0, i)}${digit}${text.slice(i + 1)}`
          const instant = Date.parse(written)
          const isDay =
            /^(19|20)/.test(written) && !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(written)
          return isDay ? [instant / DAY] : []
        }),
  )
}
