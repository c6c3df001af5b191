import { isDeepStrictEqual } from 'node:util'
import type { Reader } from '../store.ts'
import { type Claim, keyOf, type Verdict } from './claim.ts'
import type { Again, Breathe, Detector, Given } from './detector.ts'
import { falseDiscoveryRates, KEPT, LEVEL } from './multiplicity.ts'

/** Units that were tested together, and how many tests that made. */
export interface Batch {
  readonly units: ReadonlySet<number> | 'all'
  readonly tests: number
}

/** Claims that came, and that went, since somebody last asked: one that was tested again and says the same is among both. */
export interface Changes {
  readonly came: readonly Claim[]
  readonly gone: readonly Claim[]
}

/** So many more changes than claims are not kept apart: whoever asks looks at all. */
const MOST_CHANGES = 1_000

const FIRST_UNITS = 1_024

/**
 * What one detector says now: its claims, by the units that they rest on, and the units that wait to be tested. What stands
 * once nothing waits follows from the facts and from what was fitted, whatever order the facts came in.
 */
export class Standing {
  readonly detector: Detector
  readonly #claims = new Map<string, Claim>()
  readonly #byUnit = new Map<number, Set<string>>()
  readonly #unweighed = new Set<string>()
  /** By unit, how many tests were made of it. */
  #tests = new Uint32Array(FIRST_UNITS)
  #testsInAll = 0
  /** Units that were touched, and what is left of all of them where everything is tested. */
  readonly #touched = new Set<number>()
  /** How far these have been gone through: a set from which much was taken is slow to begin with again. */
  #goingOn = this.#touched.values()
  #rest: Iterator<number> | undefined
  /** What was made of all claims, as long as neither they nor the facts have changed. */
  #verdicts: Verdict[] | undefined
  /** Claims that judging made, by key, and units that were tested since: a claim on none of these stays the one that it was. */
  #made = new Map<string, Claim>()
  readonly #since = new Set<number>()
  /** Units that were tested since somebody last asked. */
  #batch: Set<number> | 'all' = new Set()
  readonly #came = new Set<Claim>()
  readonly #gone = new Set<Claim>()
  /** What came and went is not known apart from all. */
  #isAllOther = true

  constructor(detector: Detector) {
    this.detector = detector
  }

  /** One that goes on from here by itself; nothing may be left of all units. */
  copy(): Standing {
    const copy = new Standing(this.detector)
    for (const [key, claim] of this.#claims) copy.#claims.set(key, claim)
    for (const [unit, keys] of this.#byUnit) copy.#byUnit.set(unit, new Set(keys))
    for (const key of this.#unweighed) copy.#unweighed.add(key)
    for (const unit of this.#touched) copy.#touched.add(unit)
    copy.#tests = this.#tests.slice()
    copy.#testsInAll = this.#testsInAll
    return copy
  }

  /** Has everything tested, as if nothing had been before. */
  startAnew(units: Iterable<number>): void {
    for (const kept of [this.#claims, this.#byUnit, this.#unweighed, this.#touched, this.#made]) kept.clear()
    this.#tests.fill(0)
    this.#testsInAll = 0
    this.#rest = units[Symbol.iterator]()
    this.#batch = 'all'
    this.#forgetChanges()
    this.#verdicts = undefined
  }

  /** What was tested since this was last asked: the units, and how many tests they count. */
  takeBatch(): Batch {
    const units = this.#batch
    this.#batch = new Set()
    if (units === 'all') return { units, tests: this.#testsInAll }
    let tests = 0
    for (const unit of units) tests += this.#tests[unit] as number
    return { units, tests }
  }

  /** Whether each claim passes by itself, whatever the others are, so that what became of some says all that is new. */
  get isJudgedApart(): boolean {
    return !this.detector.judge && this.detector.rule.standard === 'HARD'
  }

  /** What came and went since this was last asked. */
  takeChanges(): Changes | 'all' {
    const changes = this.#isAllOther ? 'all' : { came: [...this.#came], gone: [...this.#gone] }
    this.#came.clear()
    this.#gone.clear()
    this.#isAllOther = false
    return changes
  }

  /** Whether claims rest on a unit. */
  has(unit: number): boolean {
    return this.#byUnit.has(unit)
  }

  /** Claims about some persons, by the numbers of their nodes. O(claims), unless there is none of these. */
  claimsAbout(persons: ReadonlySet<number>): Claim[] {
    if (persons.size === 0) return []
    const isAbout = ({ subjects }: Claim) =>
      subjects.some(([label, named]) => label === 'Person' && persons.has(Number(named)))
    return [...this.#claims.values().filter(isAbout)]
  }

  #forgetChanges(): void {
    this.#came.clear()
    this.#gone.clear()
    this.#isAllOther = true
  }

  #noteCame(claim: Claim): void {
    if (!this.#isAllOther && this.isJudgedApart) this.#came.add(claim)
  }

  #noteGone(claim: Claim): void {
    if (this.#isAllOther || this.#came.delete(claim)) return
    if (this.isJudgedApart) this.#gone.add(claim)
    if (this.#gone.size > this.#claims.size + MOST_CHANGES) this.#forgetChanges()
  }

  /** Takes in that rows were touched. */
  touch(again: Again, all: () => Iterable<number>): void {
    if (again === 'all') {
      this.startAnew(all())
      return
    }
    for (const unit of again) this.#touched.add(unit)
    // What stands beside what is judged by the facts too, of which any may have changed.
    if (this.detector.judge) this.#verdicts = undefined
  }

  /** Whether claims are weighed by what the graph alone holds. */
  get isWeighed(): boolean {
    return this.detector.weigh !== undefined
  }

  /** Whether anything waits to be tested or weighed. */
  get waits(): boolean {
    return this.#touched.size > 0 || this.#rest !== undefined || this.#unweighed.size > 0
  }

  /** Tests all that waits, and what comes to wait meanwhile. `given` is asked anew for each unit: columns may have moved. */
  async test(given: () => Given, breathe: Breathe): Promise<void> {
    for (let unit = this.#next(); unit !== undefined; unit = this.#next()) {
      this.#testWaiting(unit, given())
      const pause = breathe()
      if (pause) await pause
    }
  }

  /** Tests a unit, which waits still if that does not come to its end. */
  #testWaiting(unit: number, given: Given): void {
    try {
      this.#test(unit, given)
      this.#touched.delete(unit)
    } catch (error) {
      this.#touched.add(unit)
      throw error
    }
  }

  #next(): number | undefined {
    if (this.#touched.size > 0) return this.#nextTouched()
    const { done, value } = this.#rest?.next() ?? { done: true, value: undefined }
    if (done) this.#rest = undefined
    return value
  }

  /** One of those that were touched, of which there are some. */
  #nextTouched(): number | undefined {
    const { done, value } = this.#goingOn.next()
    if (!done) return value
    this.#goingOn = this.#touched.values()
    return this.#goingOn.next().value
  }

  /** Every claim beside all others. */
  verdicts(given: Given): Verdict[] {
    this.#verdicts ??= this.#judge(given)
    return this.#verdicts
  }

  /** How many tests there are in all, also where no claim came of them. */
  tests(given: Given): number {
    return this.detector.countedTests?.(this.#testsInAll, given) ?? this.#testsInAll
  }

  #judge(given: Given): Verdict[] {
    const claims = [...this.#claims.values()]
    const tests = this.tests(given)
    if (this.detector.judge) return this.#asBefore(this.detector.judge(claims, tests, given))
    if (this.detector.rule.standard === 'STATISTICAL') return judgedByRate(claims, tests)
    return claims.map(claim => ({ claim, q: null, tests, passes: true }))
  }

  /** How many claims there are. */
  get size(): number {
    return this.#claims.size
  }

  /** Verdicts with the claims that were made before where these say the same, so that they are known again. */
  #asBefore(verdicts: readonly Verdict[]): Verdict[] {
    const made = new Map<string, Claim>()
    const known = verdicts.map(verdict => {
      if (!verdict.isJoint) return verdict
      const key = keyOf(verdict.claim)
      const before = this.#made.get(key)
      const stays = before && saysTheSame(before, verdict.claim) && !before.units.some(unit => this.#since.has(unit))
      const claim = stays ? before : verdict.claim
      made.set(key, claim)
      return { ...verdict, claim }
    })
    this.#made = made
    this.#since.clear()
    return known
  }

  #test(unit: number, given: Given): void {
    this.#verdicts = undefined
    if (this.#made.size > 0) this.#since.add(unit)
    for (const key of this.#byUnit.get(unit) ?? []) this.#retract(key)
    const { tests, claims } = this.detector.test(unit, given)
    this.#count(unit, tests)
    if (this.#batch !== 'all') this.#batch.add(unit)
    for (const claim of claims) if (claim.p === null || claim.p <= KEPT) this.#enter(claim)
  }

  #count(unit: number, tests: number): void {
    if (unit >= this.#tests.length) {
      const before = this.#tests
      this.#tests = new Uint32Array(2 * (unit + 1))
      this.#tests.set(before)
    }
    this.#testsInAll += tests - (this.#tests[unit] as number)
    this.#tests[unit] = tests
  }

  #enter(claim: Claim): void {
    const key = keyOf(claim)
    this.#retract(key)
    this.#claims.set(key, claim)
    this.#noteCame(claim)
    if (this.detector.weigh) this.#unweighed.add(key)
    for (const unit of claim.units) {
      const own = this.#byUnit.get(unit) ?? new Set()
      this.#byUnit.set(unit, own.add(key))
    }
  }

  #retract(key: string): void {
    const claim = this.#claims.get(key)
    if (!claim) return
    this.#claims.delete(key)
    this.#noteGone(claim)
    this.#unweighed.delete(key)
    for (const unit of claim.units) {
      const own = this.#byUnit.get(unit)
      own?.delete(key)
      if (own?.size === 0) this.#byUnit.delete(unit)
    }
  }

  /** Goes on with claims by what the graph alone holds; those that were touched meanwhile wait again. */
  async weigh(given: Given, reader: Reader): Promise<void> {
    const { weigh } = this.detector
    if (!weigh || this.#unweighed.size === 0) return
    const asked = [...this.#unweighed].map(key => [key, this.#claims.get(key) as Claim] as const)
    const weighed = await weigh.call(
      this.detector,
      asked.map(([, claim]) => claim),
      given,
      reader,
    )
    this.#verdicts = undefined
    for (const [i, [key, claim]] of asked.entries()) {
      // Another claim took its place while it was weighed, which waits for its own turn.
      if (this.#claims.get(key) !== claim) continue
      this.#unweighed.delete(key)
      const answer = weighed[i]
      if (!answer) this.#retract(key)
      else {
        this.#noteGone(claim)
        this.#claims.set(key, answer)
        this.#noteCame(answer)
      }
    }
  }
}

/** Whether two claims about the same rest on the same, in the same figures. */
const saysTheSame = (one: Claim, other: Claim): boolean =>
  one.p === other.p &&
  one.score === other.score &&
  isDeepStrictEqual([one.units, one.figures], [other.units, other.figures])

/** What passes of a STATISTICAL pattern by its rate of false discoveries alone. */
export function judgedByRate(claims: readonly Claim[], tests: number): Verdict[] {
  const rates = falseDiscoveryRates(
    claims.map(({ p }) => p ?? 1),
    tests,
  )
  return claims.map((claim, i) => {
    const q = rates[i] as number
    return { claim, q, tests, passes: q <= LEVEL }
  })
}
