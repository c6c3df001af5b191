import type { Basis, DocumentKey } from '../base/records.ts'
import { frtdOf } from '../big/papers.ts'
import type { Traveller } from '../big/population.ts'
import type { Stage } from './stage.ts'

/** How a document that is another's is shown. */
export type Way = 'passport' | 'permit' | 'permit beside own passport'
export const WAYS: readonly Way[] = ['passport', 'permit', 'permit beside own passport']

export interface Lent {
  readonly key: DocumentKey
  readonly way: Way
  /** What the officer writes down where the permit is shown. */
  readonly basis: Basis
  /** Journeys on which its holder shows it. */
  readonly own: readonly number[]
  /** Days from which and to which it is good, where its issuer says so. */
  readonly from: number
  readonly until: number
}

/** Whether the person has a document to lend that way, and shows it so often. */
export function lends(stage: Stage, person: Traveller, way: Way, times = 1): boolean {
  return lent(stage, person, way).own.length >= times && (way === 'passport' || person.basis !== 'EU_CITIZEN')
}

/** The holder's document, and the journeys on which it is shown, which are to be left as they are. */
export function lent(stage: Stage, person: Traveller, way: Way): Lent {
  const journeys = stage.untouched(person)
  const keyOn = (journey: number): DocumentKey | undefined => {
    const { day } = stage.rides.run(journey)
    return way === 'passport'
      ? stage.wallet.passport(person, day)
      : stage.wallet.paper(person, day, stage.trip(journey))
  }
  const key = journeys[0] === undefined ? undefined : keyOn(journeys[0])
  const { basis } = person
  if (!key || key.type === 'FRTD')
    return { key: stage.wallet.passport(person, 0), way, basis, own: [], from: 0, until: 0 }
  const paper = stage.wallet.papers(person).find(({ number }) => number === key.number)
  const own = journeys.filter(journey => keyOn(journey)?.number === key.number)
  return { key, way, basis, own, from: paper?.issuedOn ?? 0, until: paper?.expiresOn ?? Number.POSITIVE_INFINITY }
}

/** Journeys on which somebody may show it instead of the own papers: while the holder does, or half a year around. */
export function occasions(stage: Stage, borrower: Traveller, { own, from, until }: Lent): number[] {
  const days = own.map(journey => stage.rides.run(journey).day)
  const first = Math.max(Math.min(...days) - 180, from)
  const last = Math.min(Math.max(...days) + 180, until - 4)
  return stage.untouched(borrower).filter(journey => {
    const { day } = stage.rides.run(journey)
    return day >= first && day <= last
  })
}

/** Has the borrower show the document on these journeys. */
export function borrow(
  stage: Stage,
  borrower: Traveller,
  { key, way, basis }: Lent,
  journeys: readonly number[],
): void {
  for (const journey of journeys) {
    const { day } = stage.rides.run(journey)
    const own = stage.wallet.passport(borrower, day)
    if (way === 'passport') {
      const paper = stage.wallet.paper(borrower, day, stage.trip(journey)) ?? frtdOf(stage.trip(journey))
      stage.script(journey, { documents: [key, paper] })
    } else stage.script(journey, { documents: way === 'permit' ? [key] : [own, key], basis })
    // A permit goes with the passport that it was issued for.
    if (way === 'permit beside own passport')
      stage.tell({
        pattern: 'DOCUMENT_SWITCH',
        tier: 'incidental',
        persons: [borrower],
        documents: [own, key],
        journeys: [journey],
      })
  }
}
