import type { Thing } from '../detection/claim.ts'
import { isMachineRead } from '../projection/codes.ts'
import { MACHINE_READ } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { checksReading, journeysMadeBy, journeysOf } from './units.ts'
import { untilTouched } from './until-touched.ts'

/** One showing of a document: at a check, or on the list. */
export interface Presentation {
  readonly document: number
  readonly journey: number
  /** Row of the check; −1: on the list. */
  readonly check: number
  /** Row of whom the check read, else of who made the journey; −1 not known. */
  readonly identity: number
  /** Whose that identity is; −1 not known. */
  readonly person: number
  /** Instant of the check, else at which the run sets out, epoch milliseconds. */
  readonly at: number
  /** Where the check was made; −1: on the list, or not known. */
  readonly station: number
  /** Read from a chip or a machine-readable zone. */
  readonly machine: boolean
}

/** The showings of a document in the order of their instants, of one instant by run and by whom. */
export function presentationsOf(projection: Projection, document: number): Presentation[] {
  return showingsOf(projection, document).sort(inOrder(projection))
}

/** Those by one person, in no order. */
export const showingsBy = (projection: Projection, person: number, document: number): Presentation[] =>
  showingsOf(projection, document).filter(shown => shown.person === person)

function showingsOf(projection: Projection, document: number): Presentation[] {
  const { next } = projection.journeys.presentations.columns
  const found: Presentation[] = []
  for (let p = projection.documents.documents.columns.first[document] as number; p >= 0; p = next[p] as number)
    found.push(presentationAt(projection, p))
  return found
}

/** The showings on a journey, in no order. */
export function presentationsOn(projection: Projection, journey: number): Presentation[] {
  const { presentations } = projection.journeys.journeys.columns
  const found: Presentation[] = []
  for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++)
    found.push(presentationAt(projection, p))
  return found
}

/** What a person's identities showed, in no order: on journeys that they made, and where a check read them. */
export function presentationsBy(projection: Projection, person: number): Presentation[] {
  const { checks } = projection.journeys
  const found: Presentation[] = []
  for (const identity of projection.people.identitiesOf(person)) {
    for (const journey of journeysOf(projection, identity))
      found.push(...presentationsOn(projection, journey).filter(shown => shown.identity === identity))
    for (const check of checksReading(projection, identity))
      for (const shown of presentationsOn(projection, checks.columns.journey[check] as number))
        if (shown.check === check && makerOf(projection, shown.journey) !== identity) found.push(shown)
  }
  return found
}

/** The documents of {@link presentationsBy}, each once, in no order: most persons show few, again and again. */
export const documentsShownBy: (projection: Projection, person: number) => readonly number[] = untilTouched(
  'person',
  (projection, person): number[] => {
    const { people, journeys } = projection
    const { identity: maker, presentations } = journeys.journeys.columns
    const { document, check } = journeys.presentations.columns
    const found = addShown([], projection, journeysMadeBy(projection, person))
    for (const identity of people.identitiesOf(person))
      for (const row of checksReading(projection, identity)) {
        const journey = journeys.checks.columns.journey[row] as number
        if (maker[journey] === identity) continue
        for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++)
          if (check[p] === row && !found.includes(document[p] as number)) found.push(document[p] as number)
      }
    return found
  },
  addShown,
)

/** Adds what was shown of whoever made some journeys. */
function addShown(found: number[], { journeys }: Projection, made: readonly number[]): number[] {
  const { presentations, identity: maker } = journeys.journeys.columns
  const { document, check } = journeys.presentations.columns
  const { read } = journeys.checks.columns
  for (const journey of made) {
    // What is shown on a journey is shown there several times: those that came with it are looked at first.
    const here = found.length
    for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++) {
      const by = (check[p] as number) < 0 ? -1 : (read[check[p] as number] as number)
      if (by >= 0 && by !== maker[journey]) continue
      const shown = document[p] as number
      if (!found.includes(shown, here) && !found.includes(shown)) found.push(shown)
    }
  }
  return found
}

/** The identity that a check shows on its journey: whom it read, else who made the journey; −1 not known. */
export function identityAt({ journeys }: Projection, check: number): number {
  const { read, journey } = journeys.checks.columns
  const seen = read[check] as number
  return seen >= 0 ? seen : (journeys.journeys.columns.identity[journey[check] as number] as number)
}

export const identityThing = ({ people }: Projection, identity: number): Thing => [
  'Identity',
  people.identities.columns.place[identity] as number,
]

const makerOf = ({ journeys }: Projection, journey: number) => journeys.journeys.columns.identity[journey] as number

function presentationAt(projection: Projection, p: number): Presentation {
  const { rail, people, journeys } = projection
  const { document, journey: of, check: at } = journeys.presentations.columns
  const journey = of[p] as number
  const check = at[p] as number
  const run = journeys.journeys.columns.run[journey] as number
  const identity = check < 0 ? makerOf(projection, journey) : identityAt(projection, check)
  const call = check < 0 ? -1 : (journeys.checks.columns.call[check] as number)
  return {
    document: document[p] as number,
    journey,
    check,
    identity,
    person: identity < 0 ? -1 : (people.identities.columns.person[identity] as number),
    at: (check < 0 ? rail.runs.columns.departsAt[run] : journeys.checks.columns.at[check]) as number,
    station: call < 0 ? -1 : (rail.calls.columns.station[(rail.runs.columns.calls[run] as number) + call] as number),
    machine:
      check < 0
        ? ((journeys.journeys.columns.flags[journey] as number) & MACHINE_READ) !== 0
        : isMachineRead(journeys.checks.columns.code[check] as number),
  }
}

/**
 * By instant, then by run, person and station: rows are numbered as facts came, and decide nothing. Of those alike in all
 * of this the one comes first whose node has the lesser number, so that all who read one graph say the same.
 */
function inOrder({ rail, people, journeys }: Projection): (a: Presentation, b: Presentation) => number {
  const { run } = journeys.journeys.columns
  const named = ({ journey, person, station, check }: Presentation) =>
    [
      rail.ids.all[run[journey] as number],
      people.ids[person] ?? '',
      rail.stations.all[station] ?? '',
      check < 0 ? 0 : (journeys.checks.columns.code[check] as number),
    ].join('\t')
  const place = ({ journey, check }: Presentation) =>
    (check < 0 ? journeys.journeys.columns.place[journey] : journeys.checks.columns.place[check]) as number
  return (a, b) => a.at - b.at || compareText(named(a), named(b)) || place(a) - place(b)
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
