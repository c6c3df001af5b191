import type { Claim, Tested } from '../detection/claim.ts'
import type { Breathe, Detector, Given } from '../detection/detector.ts'
import type { Evidence, Explanation, Guard } from '../detection/explanation.ts'
import type { Rule } from '../detection/rule.ts'
import { PlainPersons } from '../presence/at-a-glance.ts'
import { type Contradicted, type Contradiction, contradictionsOf, type Telling } from '../presence/contradictions.ts'
import { type Sighting, sightingsOfDocument, sightingsOfPerson } from '../presence/sightings.ts'
import { distance, type Fastest, fastestRuns } from '../presence/travel-time.ts'
import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import { documentsAround } from '../sharing/around.ts'
import { isOfFew, isOfMany, isPersonal } from '../sharing/holders.ts'
import { paperOf } from '../sharing/showings.ts'
import { evidence } from '../terms/cite.ts'
import { keptBeside } from '../terms/kept-beside.ts'
import { checkThing, documentThing, journeyThing, personThing } from '../terms/seen.ts'
import { rows } from '../terms/units.ts'
import { counted, instant, stationName } from '../terms/words.ts'

type Names = 'allowance'

const rule: Rule<Names> = {
  pattern: 'IMPOSSIBLE_PRESENCE',
  title: 'Impossible presence',
  question: 'Was a document or person at two places too close in time?',
  version: 2,
  standard: 'HARD',
  legalBasis: 'Border checks of persons and documents; that nobody is in two places at once is physics.',
  parameters: {
    allowance: {
      value: 30,
      unit: 'minutes',
      meaning: 'Allowed for clocks, and for what is faster than the great circle says.',
      from: 0,
      to: 240,
    },
  },
}

const MINUTE = 60_000

/**
 * A person or a document seen at two stations sooner than one can travel, or aboard two runs at once. One finding for each
 * person; one for each document that different persons, or somebody not known, had at the two places: what contradicts one
 * person's own sightings is found of the person. A document is where whoever's list names it was seen, and where a check
 * examined it. Units: persons and documents (see {@link unitOf}). `margin`: minutes by which the worst contradiction that
 * rests on that fact is beyond what is allowed for.
 */
export const impossiblePresence: Detector<Names, Fastest> = {
  rule,
  units: ({ people, documents }) => rows(2 * Math.max(people.persons.length, documents.documents.length)),
  touchedBy,
  fit,
  test: testUnit,
  explain,
}

/** Persons are the even units, documents the odd ones. */
const unitOf = { person: (row: number) => 2 * row, document: (row: number) => 2 * row + 1 }
const isDocument = (unit: number) => unit % 2 === 1
const rowOf = (unit: number) => Math.floor(unit / 2)

function touchedBy(touched: Touched, projection: Projection) {
  if (touched.kinds.has('Station')) return 'all'
  return [...[...touched.persons].map(unitOf.person), ...[...documentsAround(touched, projection)].map(unitOf.document)]
}

async function fit({ projection }: { readonly projection: Projection }, breathe: Breathe): Promise<Fastest> {
  await breathe()
  return fastestRuns(projection)
}

function testUnit(unit: number, given: Given<Names, Fastest>): Tested {
  const { projection } = given
  const plain = isSomebody(unit, projection) ? plainPersons(given) : undefined
  if (plain?.has(projection, rowOf(unit))) return { tests: 1, claims: [] }
  const telling = tellingOf(unit, given)
  const sightings = sightingsOf(projection, unit)
  if (!sightings) return { tests: 0, claims: [] }
  const { contradictions, trusted } = contradictionsOf(projection, sightings, telling)
  if (contradictions.length === 0) {
    plain?.keep(projection, rowOf(unit), sightings, trusted)
    return { tests: 1, claims: [] }
  }
  const instants = contradictions.flatMap(({ sightings }) => sightings.map(({ at }) => at))
  const figures = {
    apart: contradictions.filter(({ kind }) => kind === 'APART').length,
    aboard: contradictions.filter(({ kind }) => kind === 'ABOARD').length,
    first: Math.min(...instants),
    last: Math.max(...instants),
    beyond: Math.max(...contradictions.map(({ beyond }) => beyond)) / MINUTE,
  }
  const subjects = [isDocument(unit) ? documentThing(projection, rowOf(unit)) : personThing(projection, rowOf(unit))]
  return { tests: 1, claims: [{ subjects, anchor: '', units: [unit], score: 1, p: null, figures }] }
}

const plainPersons = keptBeside(
  ({ parameters, fitted }: Given<Names, Fastest>) =>
    new PlainPersons({ fastest: fitted, allowance: parameters.allowance * MINUTE }),
)

/** Whether a unit is a person that somebody is. */
function isSomebody(unit: number, { people: { persons } }: Projection): boolean {
  const row = rowOf(unit)
  return !isDocument(unit) && row < persons.length && (persons.columns.identities[row] as number) > 0
}

/** Where a unit was seen; undefined where it is nobody, or a document that only one person had, or many did. */
function sightingsOf(projection: Projection, unit: number): Sighting[] | undefined {
  const row = rowOf(unit)
  if (!isDocument(unit)) return isSomebody(unit, projection) ? sightingsOfPerson(projection, row) : undefined
  if (row >= projection.documents.documents.length || !isPersonal(projection, row)) return undefined
  return isOfMany(projection, row, true) && isOfFew(projection, row) ? sightingsOfDocument(projection, row) : undefined
}

const tellingOf = (unit: number, { parameters, fitted }: Given<Names, Fastest>): Telling => ({
  fastest: fitted,
  allowance: parameters.allowance * MINUTE,
  ofTwo: isDocument(unit),
})

function explain({ claim }: { claim: Claim }, given: Given<Names, Fastest>): Explanation {
  const { projection, parameters } = given
  const unit = claim.units[0] as number
  const sightings = sightingsOf(projection, unit) ?? []
  const told = contradictionsOf(projection, sightings, tellingOf(unit, given))
  const who = isDocument(unit) ? `${paperOf(projection, rowOf(unit))}: ` : ''
  return {
    whatHappened: `${who}${told.contradictions.map(one => worded(projection, one)).join('; ')}.`,
    comparedWith: `From one station to another it takes the lesser of d/130 km/h and 2 h + d/800 km/h, d the great circle (where a station has no coordinates, 0.8 of the fastest planned run); nobody is aboard two runs at once; ${parameters.allowance} min are allowed for.`,
    howUnusual: 'Not left to chance: it cannot be.',
    guards: guardsOf(told),
    uncertain: [],
    evidence: evidenceOf(unit, sightings, told, given),
  }
}

function worded(projection: Projection, { kind, sightings, took, least }: Contradiction): string {
  const at = ({ station, at, run }: Sighting) =>
    `${stationName(projection, station)} ${instant(at)} (${projection.rail.ids.all[run]})`
  const minutes = (time: number) => `${Math.round(time / MINUTE)} min`
  const [first, second, third, fourth] = sightings as [Sighting, Sighting, Sighting, Sighting]
  if (kind === 'ABOARD')
    return `aboard two runs for ${minutes(took)}: ${at(first)} to ${at(second)}, and ${at(third)} to ${at(fourth)}`
  const km = distance(projection, first.station, second.station)
  const far = km === undefined ? '' : `, ${Math.round(km)} km`
  return `${at(first)} and ${at(second)}${far}: ${minutes(took)} apart, at least ${minutes(least)} away`
}

function guardsOf({ leftOut }: Contradicted): Guard[] {
  const left = (error: string) => {
    const count = leftOut.filter(one => one === error).length
    return count > 0 ? `${counted(count, 'check')} left out` : 'none'
  }
  return [
    { name: 'CLOCK_ZONE', holds: false, says: `Clocks one to three hours off the run's stop: ${left('ZONE')}.` },
    { name: 'DATE_SLIP', holds: false, says: `Dates one digit off the run's stop: ${left('DATE')}.` },
    { name: 'BATCH_STAMPED', holds: false, says: `Ten or more checks of a run in one second: ${left('BATCH')}.` },
    { name: 'PLANNED_TIMES', holds: false, says: 'Only instants of checks are compared, never planned times.' },
  ]
}

/** Each check of a contradiction, the journeys that they are of, and of a person the fact falls without it. */
function evidenceOf(
  unit: number,
  sightings: readonly Sighting[],
  { contradictions }: Contradicted,
  given: Given<Names, Fastest>,
): Evidence[] {
  const { projection } = given
  const falls = (without: (sighting: Sighting) => boolean) => {
    const left = sightings.filter(sighting => !without(sighting))
    return contradictionsOf(projection, left, tellingOf(unit, given)).contradictions.length === 0
  }
  const worst = (of: (sighting: Sighting) => boolean) =>
    Math.max(...contradictions.filter(({ sightings }) => sightings.some(of)).map(({ beyond }) => beyond)) / MINUTE
  const said = (fact: Evidence['fact'], of: (sighting: Sighting) => boolean) =>
    evidence('WHAT_HAPPENED', fact, falls(of), worst(of))
  const involved = [...new Set(contradictions.flatMap(({ sightings }) => sightings))]
  const journeys = new Set(involved.map(({ journey }) => journey))
  return [
    ...involved.map(one => said(checkThing(projection, one.check), other => other.check === one.check)),
    ...[...journeys].map(row => said(journeyThing(projection, row), ({ journey }) => journey === row)),
  ]
}
