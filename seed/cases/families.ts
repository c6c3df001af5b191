import type { Traveller } from '../big/population.ts'
import type { Stage } from './stage.ts'

/** Years between a parent and a child. */
const GENERATION = { least: 18, most: 45 }
const YEAR = 365.25 * 86_400_000
/** Whoever was born before has a passport of their own. */
const CHILD = '2007'

/** Whether one may be the other's parent, and that one is small enough to be in a parent's passport. */
export function isParentOf(parent: Traveller, child: Traveller): boolean {
  const years = (Date.parse(child.dateOfBirth) - Date.parse(parent.dateOfBirth)) / YEAR
  return child.dateOfBirth >= CHILD && years >= GENERATION.least && years <= GENERATION.most
}

/** Untouched journeys of a child on trains that the parent rides too: no border lets it pass alone on the parent's passport. */
export function journeysBeside(stage: Stage, child: Traveller, parent: Traveller): number[] {
  const runs = new Set(stage.rides.of(parent).map(journey => stage.runOf(journey)))
  return stage.untouched(child).filter(journey => runs.has(stage.runOf(journey)))
}

/** Has a child show a parent's passport on these journeys, beside its own paper. */
export function showParents(stage: Stage, child: Traveller, parent: Traveller, journeys: readonly number[]): void {
  const passport = stage.wallet.passport(parent, 0)
  for (const journey of journeys) {
    const paper = stage.wallet.paper(child, stage.rides.run(journey).day, stage.trip(journey))
    stage.script(journey, { documents: [passport, ...(paper ? [paper] : [])] })
  }
}
