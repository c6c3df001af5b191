import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Projection } from '../projection/projection.ts'
import { isReplaced } from '../terms/kin.ts'
import { areOneCharacterApart } from '../terms/paper.ts'
import { documentsShownBy, type Presentation, showingsBy } from '../terms/presentations.ts'
import { documentsShownOn, journeysMadeBy, journeysShowing, personOf } from '../terms/units.ts'

/** An FRTD is good for three months at most (Reg. 693/2003 Art 3). */
const GOOD_FOR = 92 * 86_400_000
const FRTD = DOCUMENT_TYPES.indexOf('FRTD')

/**
 * Whether a person's showings of a document are their own paper misread: no machine read them, and they showed as often
 * one whose number is one character off, or may have. Offices number FRTDs in sequence, so that any character misread makes
 * another's: of one that a list alone names, once, it takes little to say so.
 * @param shown all showings of the document by the person
 */
export function isOwnMisread(projection: Projection, shown: readonly Presentation[]): boolean {
  const [first] = shown
  if (!first || first.person < 0 || shown.some(({ machine }) => machine)) return false
  const slips = showingsApart(projection, first)
  const journeys = (some: readonly Presentation[]) => new Set(some.map(({ journey }) => journey)).size
  if ([...Map.groupBy(slips, ({ document }) => document).values()].some(own => journeys(own) >= journeys(shown)))
    return true
  if (shown.length > 1 || first.check >= 0 || !isFrtd(projection, first.document)) return false
  return isOfTripUntold(projection, first) || isUsedUp(projection, first)
}

/** Whether somebody else made both journeys that an FRTD is good for: one there and one back (Reg. 693/2003 Art 2). */
function isUsedUp(projection: Projection, { document, person }: Presentation): boolean {
  const others = journeysShowing(projection, document).flatMap(journey => {
    const other = personOf(projection, journey)
    return other < 0 || other === person ? [] : other
  })
  return new Set(others).size < others.length
}

/**
 * What a person showed whose numbers are one character off a document that they showed, and that are not its renewal; most
 * showed nothing of the kind.
 */
function showingsApart(projection: Projection, { person, document }: Presentation): Presentation[] {
  const apart = documentsShownBy(projection, person).filter(
    one => areOneCharacterApart(projection, one, document) && !isReplaced(projection, one, document),
  )
  return apart.flatMap(one => showingsBy(projection, person, one))
}

/**
 * Whether the trip's other journey shows nothing at all, or another FRTD once: of two that are told of one trip one at least
 * is misread.
 */
function isOfTripUntold(projection: Projection, { journey, person }: Presentation): boolean {
  return beside(projection, journey, person).some(other => {
    const shown = [...documentsShownOn(projection, other)]
    const frtds = shown.filter(one => isFrtd(projection, one))
    return (shown.length === 0 || frtds.length > 0) && frtds.every(one => isShownOnceBy(projection, one, person))
  })
}

const isFrtd = ({ documents }: Projection, document: number) => documents.documents.columns.type[document] === FRTD

const isShownOnceBy = (projection: Projection, document: number, person: number) =>
  journeysShowing(projection, document).filter(one => personOf(projection, one) === person).length === 1

/** A person's journeys that may be the other one of the trip: the next before and after, the other way, while an FRTD is good. */
function beside(projection: Projection, journey: number, person: number): number[] {
  const { run } = projection.journeys.journeys.columns
  const { departsAt, direction } = projection.rail.runs.columns
  const apart = (one: number) =>
    (departsAt[run[one] as number] as number) - (departsAt[run[journey] as number] as number)
  const wayOf = (one: number) => direction[run[one] as number] as number
  const others = journeysMadeBy(projection, person).filter(other => other !== journey)
  const last = Math.max(...others.map(apart).filter(gap => gap <= 0))
  const next = Math.min(...others.map(apart).filter(gap => gap >= 0))
  return others.filter(
    other =>
      [last, next].includes(apart(other)) &&
      Math.abs(apart(other)) <= GOOD_FOR &&
      (wayOf(other) === 0 || wayOf(other) !== wayOf(journey)),
  )
}
