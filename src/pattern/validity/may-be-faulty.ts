import { STATUSES } from '../projection/codes.ts'
import { NO_DAY } from '../projection/documents.ts'
import type { Projection } from '../projection/projection.ts'
import { issuedFor } from '../terms/kin.ts'
import { LONGEST_VALID } from './faults.ts'
import { mayBeRefused } from './refusals.ts'

const DAY = 86_400_000
/** A run is on its way for no longer, in days. */
const LONGEST = 7
const VALID = STATUSES.indexOf('VALID') + 1

/**
 * Whether anything stated of the documents of a journey may make one of them no good: a look at columns alone, which nearly
 * all journeys end with.
 */
export function mayBeFaulty({ rail, journeys, documents }: Projection, journey: number): boolean {
  const { presentations, run } = journeys.journeys.columns
  const { document } = journeys.presentations.columns
  const { stated } = documents.documents.columns
  const [from, until] = daysOf({ rail, journeys }, journey, run[journey] as number)
  for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++) {
    const shown = document[p] as number
    if (mayBeRefused({ rail, documents }, shown)) return true
    if ((stated[shown] as number) >= 0 && isDoubtful(documents, shown, from, until)) return true
  }
  return false
}

function isDoubtful(documents: Projection['documents'], document: number, from: number, until: number): boolean {
  const { issuedOn, validFrom, birth, status, slips } = documents.stated.columns
  const { type, expiresOn, stated } = documents.documents.columns
  const row = stated[document] as number
  const [issued, end] = [issuedOn[row] as number, expiresOn[document] as number]
  const start = validFrom[row] === NO_DAY ? issued : (validFrom[row] as number)
  if ((status[row] as number) > VALID || (slips[row] as number) !== 0 || start > from) return true
  if (issued !== NO_DAY && issued < (birth[row] as number)) return true
  if (end === NO_DAY) return false
  if (end < until) return true
  const longest = LONGEST_VALID.get(type[document] as number)
  if (longest === undefined) return false
  if (start !== NO_DAY && end - start > longest.days) return true
  const passport = issuedFor({ documents }, document)
  const outlived = passport < 0 ? NO_DAY : (expiresOn[passport] as number)
  return outlived !== NO_DAY && end > outlived
}

/** The first and the last day, UTC and one more either way, on which a journey showed anything. */
function daysOf(
  { rail, journeys }: Pick<Projection, 'rail' | 'journeys'>,
  journey: number,
  run: number,
): [from: number, until: number] {
  const { at } = journeys.checks.columns
  const { checks } = journeys.journeys.columns
  const departs = rail.runs.columns.departsAt[run] as number
  let [first, last] = [departs, departs + LONGEST * DAY]
  for (let k = checks[journey] as number; k < (checks[journey + 1] as number); k++) {
    first = Math.min(first, at[k] as number)
    last = Math.max(last, at[k] as number)
  }
  return [Math.floor(first / DAY) - 1, Math.floor(last / DAY) + 1]
}
