import { DOCUMENT_TYPES } from '../../document/index.ts'
import { CLASSES, ENTRY, EXIT, kindOf, REFUSAL } from '../projection/codes.ts'
import { UNLISTED } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { isOfFew } from '../sharing/holders.ts'
import { byNumber, journeysTrulyShowing } from '../terms/paper.ts'
import { seenOf } from '../terms/seen.ts'
import { documentsOfTypeOn } from '../terms/units.ts'
import { visitsOf } from '../terms/visits.ts'

/** Hours that one transit may take where the paper does not say. */
export interface Limits {
  readonly frtdHours: number
  readonly ftdHours: number
}

/** A paper for transit alone, FRTD or FTD, on which a journey was made. */
export interface TransitPaper {
  /** Row of the document. */
  readonly document: number
  readonly type: 'FRTD' | 'FTD'
  /** Hours that one transit may take. */
  readonly hours: number
  /** Its number is most likely another's, and says nothing of what else was done with it. */
  readonly isMisread: boolean
}

const NONE = -1

const FOR_TRANSIT: ReadonlySet<number> = new Set([DOCUMENT_TYPES.indexOf('FRTD'), DOCUMENT_TYPES.indexOf('FTD')])

/** Whether a document is for transit alone. */
export const isForTransit = ({ documents }: Projection, document: number): boolean =>
  FOR_TRANSIT.has(documents.documents.columns.type[document] as number)

/** The papers on which a journey was made in transit, nobody's left out: none where it was made on something better. */
export function transitPapersOf(projection: Projection, journey: number, limits: Limits): TransitPaper[] {
  const type = classOf(projection, journey)
  if (type !== 'FRTD' && type !== 'FTD') return []
  const code = DOCUMENT_TYPES.indexOf(type)
  const { stated } = projection.documents.documents.columns
  const { transitHours } = projection.documents.stated.columns
  const byRule = type === 'FRTD' ? limits.frtdHours : limits.ftdHours
  const papers = documentsOfTypeOn(projection, journey, code).filter(document => isOfFew(projection, document))
  if (papers.length > 1) papers.sort(byNumber(projection))
  return papers.map(document => {
    const isMisread = !journeysTrulyShowing(projection, document).includes(journey)
    const row = isMisread ? NONE : (stated[document] as number)
    const own = row < 0 ? Number.NaN : (transitHours[row] as number)
    return { document, type, hours: Number.isNaN(own) ? byRule : own, isMisread }
  })
}

const classOf = ({ journeys }: Projection, journey: number) =>
  CLASSES[journeys.journeys.columns.class[journey] as number]

/** Seen by a check that let it pass. */
export const isUsed = (projection: Projection, journey: number) =>
  seenOf(projection, journey).some(({ code }) => kindOf(code) !== REFUSAL)

/** A run on which a paper was used. */
export interface Use {
  readonly run: number
  /** Rows of the journeys that showed it there. */
  readonly journeys: readonly number[]
}

/**
 * The runs on which a paper was used up to that of a journey, which is the last, in order of time. One that only ends a
 * transit which another train began is no use of its own.
 * @param journey one made on the paper
 */
export function usesUpTo(projection: Projection, document: number, journey: number): Use[] {
  const { run } = projection.journeys.journeys.columns
  const { departsAt } = projection.rail.runs.columns
  const ids = projection.rail.ids.all
  const order = (a: number, b: number) =>
    (departsAt[a] as number) - (departsAt[b] as number) || ((ids[a] as string) < (ids[b] as string) ? -1 : 1)
  const last = run[journey] as number
  const type = DOCUMENT_TYPES[projection.documents.documents.columns.type[document] as number]
  const shown = journeysTrulyShowing(projection, document)
  const ends = endsOfTransits(projection, shown)
  if (ends.has(journey)) return []
  const made = shown.filter(other => {
    const on = run[other] as number
    if (other === journey) return true
    if (ends.has(other) || (on !== last && order(on, last) > 0)) return false
    return classOf(projection, other) === type && isUsed(projection, other)
  })
  return [...Map.groupBy(made, other => run[other] as number)]
    .sort(([a], [b]) => order(a, b))
    .map(([on, journeys]) => ({ run: on, journeys: journeys.sort((a, b) => a - b) }))
}

/**
 * Journeys that no ENTRY check saw begin, and of which an EXIT check closes the transit that another began; and those that
 * an EXIT check alone tells of, on no list: where checks are not complete nothing says what it ends.
 */
function endsOfTransits(projection: Projection, journeys: readonly number[]): Set<number> {
  const { flags } = projection.journeys.journeys.columns
  const kindsOn = (journey: number) => seenOf(projection, journey).map(({ code }) => kindOf(code))
  const ended = visitsOf(projection, journeys)
    .filter(({ entered, left }) => entered !== left)
    .map(({ left }) => left)
    .filter(journey => !kindsOn(journey).includes(ENTRY))
  const exits = journeys.filter(
    journey => (flags[journey] as number) & UNLISTED && kindsOn(journey).every(kind => kind === EXIT),
  )
  return new Set([...ended, ...exits])
}
