import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Projection } from '../projection/projection.ts'
import { areOneCharacterApart } from '../terms/paper.ts'
import { type Presentation, presentationsBy } from '../terms/presentations.ts'
import { documentsShownOn, journeysMadeBy, journeysShowing, personOf } from '../terms/units.ts'

const FRTD = DOCUMENT_TYPES.indexOf('FRTD')

/**
 * Whether a person's showings of a document are their own paper misread: no machine read them, and they showed as often
 * one whose number is one character off, or may have.
 * @param shown all showings of the document by the person
 */
export function isOwnMisread(projection: Projection, shown: readonly Presentation[]): boolean {
  const [first] = shown
  if (!first || first.person < 0 || shown.some(({ machine }) => machine)) return false
  const slips = presentationsBy(projection, first.person).filter(({ document }) =>
    areOneCharacterApart(projection, document, first.document),
  )
  const journeys = (some: readonly Presentation[]) => new Set(some.map(({ journey }) => journey)).size
  if ([...Map.groupBy(slips, ({ document }) => document).values()].some(own => journeys(own) >= journeys(shown)))
    return true
  return shown.length === 1 && isOfTripUntold(projection, first)
}

/**
 * Whether a list alone names an FRTD, on a trip whose other journey names none or another once. An FRTD is for one journey
 * there and one back, and offices number them in sequence: any character misread makes another's, and of two that are told
 * of one trip one at least is misread.
 */
function isOfTripUntold(projection: Projection, { document, check, journey, person }: Presentation): boolean {
  if (!isFrtd(projection, document) || check >= 0) return false
  return beside(projection, journey, person).some(other => {
    const shown = [...documentsShownOn(projection, other)]
    const frtds = shown.filter(one => isFrtd(projection, one))
    return (shown.length === 0 || frtds.length > 0) && frtds.every(one => isShownOnceBy(projection, one, person))
  })
}

const isFrtd = ({ documents }: Projection, document: number) => documents.documents.columns.type[document] === FRTD

const isShownOnceBy = (projection: Projection, document: number, person: number) =>
  new Set([...journeysShowing(projection, document)].filter(one => personOf(projection, one) === person)).size === 1

/** A person's journeys next before and next after one of theirs; of those at one instant all. */
function beside(projection: Projection, journey: number, person: number): number[] {
  const { run } = projection.journeys.journeys.columns
  const departsAt = (one: number) => projection.rail.runs.columns.departsAt[run[one] as number] as number
  const at = departsAt(journey)
  const others = [...journeysMadeBy(projection, person)].filter(other => other !== journey)
  const last = Math.max(...others.map(departsAt).filter(other => other <= at))
  const next = Math.min(...others.map(departsAt).filter(other => other >= at))
  return others.filter(other => departsAt(other) === last || departsAt(other) === next)
}
