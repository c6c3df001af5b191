import type { Projection } from '../projection/projection.ts'
import { isAboard } from '../terms/aboard.ts'
import { isLikelyMisread, readingsOf } from '../terms/paper.ts'
import { type Fault, type FaultKind, faultsOf } from './faults.ts'
import { mayBeFaulty } from './may-be-faulty.ts'
import { type Showing, showingsOf } from './showings.ts'

/** A document that was not good when it was shown: of each kind of fault the first showing that had it. */
export interface Faulty {
  readonly showing: Showing
  readonly fault: Fault
}

/** Of a document that is declared, these do not count where another of its type, which is good, was shown. */
const OUT_OF_DATE: readonly FaultKind[] = ['EXPIRED', 'NOT_YET_VALID']

interface Given {
  readonly showings: readonly Showing[]
  readonly faulty: readonly Faulty[]
}

/** What a journey showed that was not good, in order of time; numbers that are most likely misread left out. */
export function faultyOf(projection: Projection, journey: number): Faulty[] {
  if (!mayBeFaulty(projection, journey) || !isAboard(projection, journey)) return []
  const run = projection.journeys.journeys.columns.run[journey] as number
  const showings = showingsOf(projection, journey)
  const faulty = showings.flatMap(showing => faultsOf(projection, run, showing).map(fault => ({ showing, fault })))
  if (faulty.length === 0) return []
  const first = new Map<string, Faulty>()
  for (const one of faulty) {
    const key = `${one.showing.document} ${one.fault.kind}`
    if (!first.has(key)) first.set(key, one)
  }
  return [...first.values()].filter(one => {
    if (isLikelyMisread(projection, journey, one.showing.document)) return false
    return (
      !OUT_OF_DATE.includes(one.fault.kind) || !hasGood(projection, journey, one.showing.document, { showings, faulty })
    )
  })
}

/** Whether a document that no check examined was declared beside a good one of its type. */
function hasGood(projection: Projection, journey: number, document: number, given: Given): boolean {
  const { type } = projection.documents.documents.columns
  if (readingsOf(projection, journey, document).checks.length > 0) return false
  const bad = new Set(given.faulty.map(({ showing }) => showing.document))
  return given.showings.some(other => type[other.document] === type[document] && !bad.has(other.document))
}
