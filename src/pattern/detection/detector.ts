import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import type { Reader } from '../store.ts'
import type { Claim, Tested, Verdict } from './claim.ts'
import type { Explanation } from './explanation.ts'
import type { Rule, Values } from './rule.ts'

/** What a detector sees. All of it is a pure function of facts; nothing in it reads the clock. */
export interface Given<P extends string = string, Fitted = unknown> {
  readonly projection: Projection
  readonly parameters: Values<P>
  /** What was fitted to all facts at the last sweep. */
  readonly fitted: Fitted
}

/** Lets others have their turn; called between the pieces of a long computation. Undefined: it need not be waited for. */
export type Breathe = () => Promise<void> | undefined

/** Rows to test again; `all`: everything. */
export type Again = Iterable<number> | 'all'

/**
 * One pattern: a question, and how it is answered unit by unit (a person, a document, a run: rows of the projection).
 * A unit is tested without waiting for anything and from facts alone, so that testing again what an update touched gives
 * what testing everything does.
 */
export interface Detector<P extends string = string, Fitted = unknown> {
  readonly rule: Rule<P>
  /** All units there are. */
  units(projection: Projection): Iterable<number>
  /**
   * Which units must be tested again after an update; nothing else may change what a test says.
   * @param isSaid whether claims rest on a unit, as of when it was tested last
   */
  touchedBy(touched: Touched, projection: Projection, isSaid: (unit: number) => boolean): Again
  /** What is fitted to all facts, and then holds until the next sweep. Plain JSON. */
  fit?(given: Omit<Given<P>, 'fitted'>, breathe: Breathe): Promise<Fitted>
  /** What it tests turns on facts that it does not cite, such as what else its persons did: its findings do not follow from what they cite. */
  readonly turnsOnMore?: true
  test(unit: number, given: Given<P, Fitted>): Tested
  /** Goes on with claims that rest on what the graph alone holds, such as how names are spelt; undefined for what does not hold. */
  weigh?(claims: readonly Claim[], given: Given<P, Fitted>, reader: Reader): Promise<(Claim | undefined)[]>
  /** How many tests there are in all; absent: as many as the units counted together, which this is given. */
  countedTests?(tests: number, given: Given<P, Fitted>): number
  /**
   * Which claims pass, of all that stand; absent: all of a HARD pattern, those of a STATISTICAL one at q ≤ 0.05 of all tests.
   * @param tests how many there are in all
   */
  judge?(claims: readonly Claim[], tests: number, given: Given<P, Fitted>): Verdict[]
  explain(verdict: Verdict, given: Given<P, Fitted>): Explanation
}
