import { CAPTURES } from '../../journey/index.ts'
import { captureOf, STATUSES } from '../projection/codes.ts'
import { NO_DAY } from '../projection/documents.ts'
import type { Projection } from '../projection/projection.ts'
import { journeysShowing, personOf } from './units.ts'

const DAY = 86_400_000
const CHIP = CAPTURES.indexOf('CHIP')
const GONE = ['LOST', 'STOLEN'].map(status => STATUSES.indexOf(status as (typeof STATUSES)[number]) + 1)

/** What a document's issuer states, instants in epoch milliseconds, days as the instant (UTC) at which they begin. */
export interface Stated {
  /** Undefined: not stated. */
  readonly issuedOn: number | undefined
  readonly validFrom: number | undefined
  /** Code in STATUSES, 0 not stated. */
  readonly status: number
  readonly statusAt: number
}

/** What is stated of a document by its issuer; undefined where it has no record of its own. */
export function statedOf({ documents }: Projection, document: number): Stated | undefined {
  const row = documents.documents.columns.stated[document] as number
  if (row < 0) return undefined
  const { issuedOn, validFrom, status, statusAt } = documents.stated.columns
  return {
    issuedOn: dayOf(issuedOn[row] as number),
    validFrom: dayOf(validFrom[row] as number),
    status: status[row] as number,
    statusAt: statusAt[row] as number,
  }
}

/** The instant (UTC) at which a day of a projection begins; undefined where none is stated. */
export const dayOf = (day: number) => (day === NO_DAY ? undefined : day * DAY)

/** Whether a document had been reported lost or stolen by an instant. */
export function isGone(projection: Projection, document: number, by: number): boolean {
  const stated = statedOf(projection, document)
  return stated !== undefined && GONE.includes(stated.status) && stated.statusAt <= by
}

/** Whether two documents of one type and issuer have numbers that differ in one character: one may be the other, misread. */
export function areOneCharacterApart({ documents }: Projection, one: number, other: number): boolean {
  const { type, issuer, number } = documents.documents.columns
  if (one === other || type[one] !== type[other] || issuer[one] !== issuer[other]) return false
  if (Number.isNaN(number[one]) || Number.isNaN(number[other])) return false
  const digits = Math.max(...[one, other].map(document => String(number[document] as number).length))
  const [left, right] = [one, other].map(document => numberOf({ documents }, document, digits)) as [string, string]
  return left.length === right.length && [...left].filter((character, i) => character !== right[i]).length === 1
}

/** A document's number, its last digits filled up with zeros to so many. */
function numberOf({ documents }: Pick<Projection, 'documents'>, document: number, digits = 0): string {
  const { series, number } = documents.documents.columns
  const written = String(number[document] as number)
  return `${documents.series.all[series[document] as number]}${written.padStart(digits, '0')}`
}

/** Orders documents of one type by numbers and issuers, whatever rows they have. */
export const byNumber = (projection: Projection) => (a: number, b: number) => {
  const { issuers, documents } = projection.documents
  const [left, right] = [a, b].map(
    document => `${numberOf(projection, document)} ${issuers.all[documents.columns.issuer[document] as number]}`,
  ) as [string, string]
  return left < right ? -1 : left > right ? 1 : 0
}

/** How often a document was read on a journey: on its list, and at each check that examined it. */
export interface Readings {
  readonly onList: boolean
  /** Rows of the checks. */
  readonly checks: readonly number[]
  /** A check read it from its chip: no character of it is misread. */
  readonly byChip: boolean
}

export function readingsOf({ journeys }: Projection, journey: number, document: number): Readings {
  const { presentations } = journeys.journeys.columns
  const { document: shown, check } = journeys.presentations.columns
  const checks: number[] = []
  let onList = false
  for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++) {
    if (shown[p] !== document) continue
    if ((check[p] as number) < 0) onList = true
    else checks.push(check[p] as number)
  }
  const byChip = checks.some(row => captureOf(journeys.checks.columns.code[row] as number) === CHIP)
  return { onList, checks, byChip }
}

/**
 * Whether a document was most likely misread on a journey: read there once, by no chip, never else shown by whoever made
 * the journey, and shown by others.
 */
export function isLikelyMisread(projection: Projection, journey: number, document: number): boolean {
  const { onList, checks, byChip } = readingsOf(projection, journey, document)
  if (byChip || checks.length + (onList ? 1 : 0) > 1) return false
  const person = personOf(projection, journey)
  let others = false
  for (const other of journeysShowing(projection, document)) {
    if (other === journey) continue
    if (person >= 0 && personOf(projection, other) === person) return false
    others = true
  }
  return others
}
