import { CAPTURES } from '../../journey/index.ts'
import { oneEdit } from '../../person/index.ts'
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

/** A document's number as it is read (see `numberShape`). */
export function numberOf({ documents }: Projection, document: number): string {
  const { series, number, digits } = documents.documents.columns
  const before = documents.series.all[series[document] as number] as string
  const length = digits[document] as number
  return length === 0 ? before : before + String(number[document] as number).padStart(length, '0')
}

/**
 * Whether two documents of one type and issuer have numbers that are read alike, or but for one character: one may be the
 * other, misread.
 */
export function areOneCharacterApart(projection: Projection, one: number, other: number): boolean {
  const { type, issuer } = projection.documents.documents.columns
  if (one === other || type[one] !== type[other] || issuer[one] !== issuer[other]) return false
  const [left, right] = [numberOf(projection, one), numberOf(projection, other)]
  return left === right ? left !== '' : oneEdit(left, right)
}

/** Orders documents of one type by numbers and issuers, those read alike by their nodes, whatever rows they have. */
export const byNumber = (projection: Projection) => (a: number, b: number) => {
  const { issuers, documents } = projection.documents
  const { place } = documents.columns
  const [left, right] = [a, b].map(
    document => `${numberOf(projection, document)} ${issuers.all[documents.columns.issuer[document] as number]}`,
  ) as [string, string]
  return left < right ? -1 : left > right ? 1 : (place[a] as number) - (place[b] as number)
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
 * the journey, and shown by others. What somebody not known showed says neither.
 */
export function isLikelyMisread(projection: Projection, journey: number, document: number): boolean {
  const person = personOf(projection, journey)
  if (person < 0 || !projection.coShown.has(document) || !isReadOnce(projection, journey, document)) return false
  let others = false
  for (const other of journeysShowing(projection, document)) {
    if (other === journey) continue
    const by = personOf(projection, other)
    if (by === person) return false
    others ||= by >= 0
  }
  return others
}

/**
 * The journeys on which a document was shown, each once, but those on which it was most likely misread: read once, by no
 * chip, of a person who never else showed it though others did. Where three persons and more all showed it so, none is left
 * out: one misreading of a number is likely, two of the same are not. O(showings).
 */
export function journeysTrulyShowing(projection: Projection, document: number): number[] {
  const shown = journeysShowing(projection, document)
  if (!projection.coShown.has(document)) return shown
  const times = new Map<number, number>()
  for (const journey of shown) {
    const person = personOf(projection, journey)
    if (person >= 0) times.set(person, (times.get(person) ?? 0) + 1)
  }
  const sure = shown.filter(
    journey => times.get(personOf(projection, journey)) !== 1 || !isReadOnce(projection, journey, document),
  )
  const isAnybodys = sure.some(journey => personOf(projection, journey) >= 0)
  return isAnybodys || times.size === 2 ? sure : shown
}

/** And by no chip. */
function isReadOnce(projection: Projection, journey: number, document: number): boolean {
  const { onList, checks, byChip } = readingsOf(projection, journey, document)
  return !byChip && checks.length + (onList ? 1 : 0) === 1
}
