import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Evidence } from '../detection/explanation.ts'
import type { Projection } from '../projection/projection.ts'
import { judgePresentations, type Presentation as Showing } from '../shared-document.ts'
import { identityThing, type Presentation } from '../terms/presentations.ts'
import { checkThing, journeyThing } from '../terms/seen.ts'
import type { Holder } from './holders.ts'

/** A holder's showings as the answer about shared documents takes them, without names. */
export function showingsOf({ rail, people, journeys }: Projection, { person, shown }: Holder): Showing[] {
  return shown.map(({ journey }) => {
    const run = journeys.journeys.columns.run[journey] as number
    return {
      person: people.ids[person] as string,
      name: null,
      journey: String(journeys.journeys.columns.place[journey]),
      run: rail.ids.all[run] as string,
      departsAt: rail.runs.columns.departsAt[run] as number,
    }
  })
}

/** What that answer says of showings, in figures and in a sentence. */
export function saidOf(showings: readonly Showing[]) {
  const said = judgePresentations('', showings, 1, false)
  if (!said) throw new Error('Expected showings of a document by somebody, there are none')
  return said
}

/** The fact of a showing: a check, or the journey whose line names the document. */
export const showingThing = (projection: Projection, { check, journey }: Presentation): Evidence['fact'] =>
  check < 0 ? journeyThing(projection, journey) : checkThing(projection, check)

/** What holders state, each once. */
export const statements = (projection: Projection, { shown }: Holder): Evidence['fact'][] =>
  [...new Set(shown.map(({ identity }) => identity))].map(identity => identityThing(projection, identity))

/** What a document is: its type and issuer. Its number is told by the fact itself. */
export function paperOf({ documents }: Projection, document: number): string {
  const { type, issuer } = documents.documents.columns
  return `${DOCUMENT_TYPES[type[document] as number]} of ${documents.issuers.all[issuer[document] as number]}`
}
