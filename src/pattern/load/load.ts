import type { Projection } from '../projection/projection.ts'
import { isSeen } from '../terms/aboard.ts'
import { personOf } from '../terms/units.ts'

/** Who is aboard between two calls. */
export interface Load {
  /** Rows of the journeys, in their order on the run. */
  readonly journeys: readonly number[]
  /** Lines of the list, and whoever a check alone saw. */
  readonly lines: number
  /** By the links that count; of whom nobody is known is none. */
  readonly persons: number
  /** Persons, those as one who showed one document: they may be. */
  readonly distinct: number
  /** Lines that say they boarded, and that no check saw. */
  readonly unseen: number
}

/** Counts journeys. O(journeys and what they showed). */
export function loadOf(projection: Projection, journeys: readonly number[]): Load {
  const persons = new Set(journeys.map(journey => personOf(projection, journey)).filter(person => person >= 0))
  return {
    journeys,
    lines: journeys.length,
    persons: persons.size,
    distinct: persons.size - joinsBySharedDocuments(projection, journeys),
    unseen: journeys.filter(journey => !isSeen(projection, journey)).length,
  }
}

/** How many persons fewer there are if those who showed one document are one. */
function joinsBySharedDocuments(projection: Projection, journeys: readonly number[]): number {
  const { presentations } = projection.journeys.journeys.columns
  const { document } = projection.journeys.presentations.columns
  const before = new Map<number, number>()
  const first = (person: number): number => {
    const one = before.get(person)
    return one === undefined ? person : first(one)
  }
  const shownBy = new Map<number, number>()
  for (const journey of journeys) {
    const person = personOf(projection, journey)
    if (person < 0) continue
    for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++) {
      const other = shownBy.get(document[p] as number)
      if (other === undefined) shownBy.set(document[p] as number, person)
      else if (first(other) !== first(person)) before.set(first(person), first(other))
    }
  }
  return before.size
}
