import type { PatternName } from '../pattern-name.ts'
import type { Projection } from '../projection/projection.ts'
import type { Touched } from '../projection/update.ts'
import type { Reader } from '../store.ts'
import type { Claim, Verdict } from './claim.ts'
import type { Breathe, Detector, Given } from './detector.ts'
import type { Explanation } from './explanation.ts'
import { defaultsOf, type Values } from './rule.ts'
import { type Batch, Standing } from './standing.ts'

/** What a detector was given beside facts: the values of its parameters, and what was fitted to all facts at the last sweep. */
export interface Epoch {
  readonly parameters: Values
  /** Plain JSON; null where nothing is fitted. */
  readonly fitted: unknown
}
export type Epochs = ReadonlyMap<PatternName, Epoch>

/** Told which pattern is being looked for, and how many of its units have been tested. */
export type Progress = (pattern: PatternName, tested: number) => void

/** Milliseconds that a piece of work may take before others have their turn. */
const BREATH = 10

/** What all detectors say of a projection: what they said before, and what an update has them say again. */
export class Detection {
  readonly #standings: Map<PatternName, Standing>
  readonly #reader: Reader
  readonly #epochs = new Map<PatternName, Epoch>()
  /** What each detector is given, as long as neither the projection nor its epoch is another. */
  readonly #givens = new Map<PatternName, Given>()
  /** How often persons had come to be called otherwise when changes of a pattern were taken last. */
  readonly #renamed = new Map<PatternName, number>()
  #projection: Projection | undefined

  constructor(detectors: readonly Detector[], reader: Reader) {
    this.#standings = new Map(detectors.map(detector => [detector.rule.pattern, new Standing(detector)]))
    this.#reader = reader
  }

  /**
   * Detectors that go on from here over another projection, of which nothing else is otherwise than what is said to be
   * touched. All must be settled.
   */
  beside(projection: Projection, touched: Touched, reader: Reader): Detection {
    const other = new Detection([], reader)
    for (const [pattern, standing] of this.#standings) other.#standings.set(pattern, standing.copy())
    for (const [pattern, epoch] of this.#epochs) other.#epochs.set(pattern, epoch)
    other.#projection = projection
    other.touch(projection, touched)
    return other
  }

  get patterns(): PatternName[] {
    return [...this.#standings.keys()]
  }

  get epochs(): Epochs {
    return this.#epochs
  }

  /** How many journeys it sees. */
  get journeys(): number {
    return this.#known.journeyCount
  }

  /** What the person of a node is called; undefined for nobody. */
  personId(place: number): string | undefined {
    const { people } = this.#known
    return people.ids[people.findPerson(place)]
  }

  /** Takes in an update of the projection. */
  touch(projection: Projection, touched: Touched | 'all'): void {
    const isAnother = projection !== this.#projection
    const anew = touched === 'all' || isAnother
    this.#projection = projection
    if (isAnother) for (const kept of [this.#givens, this.#renamed]) kept.clear()
    for (const standing of this.#standings.values()) {
      const units = () => standing.detector.units(projection)
      const again = anew ? 'all' : standing.detector.touchedBy(touched, projection, unit => standing.has(unit))
      standing.touch(again, units)
    }
  }

  /** Has detectors go by other parameters or by what was fitted earlier; all is tested anew. */
  goBy(epochs: Epochs): void {
    for (const [pattern, epoch] of epochs) {
      const standing = this.#standings.get(pattern)
      if (!standing) continue
      this.#epochs.set(pattern, epoch)
      this.#givens.delete(pattern)
      standing.startAnew(this.#projection ? standing.detector.units(this.#projection) : [])
    }
  }

  /** Fits detectors to the facts of now, and has all tested anew; those that fit nothing go on by their parameters. */
  async refit(patterns: Iterable<PatternName>, breathe: Breathe = taken()): Promise<void> {
    for (const pattern of patterns) {
      const { detector } = this.#standing(pattern)
      const known = this.#epochs.get(pattern)
      if (known && !detector.fit) continue
      const parameters = known?.parameters ?? defaultsOf(detector.rule)
      const given = { projection: this.#known, parameters }
      const fitted = (await detector.fit?.(given, breathe)) ?? null
      this.goBy(new Map([[pattern, { parameters, fitted }]]))
    }
  }

  /** Tests all that waits, of some patterns or of all. While the graph is asked for one, the next is tested. */
  async settle(progress: Progress = () => {}, patterns: readonly PatternName[] = this.patterns): Promise<void> {
    const asked = [...this.#standings].filter(([pattern]) => patterns.includes(pattern))
    // Those first that ask the graph: it answers while the others are tested.
    asked.sort(([, a], [, b]) => Number(b.isWeighed) - Number(a.isWeighed))
    await this.#known.coShown.makeOut(taken())
    do {
      const weighing: Promise<void>[] = []
      for (const [pattern, standing] of asked) {
        await this.#test(pattern, standing, progress)
        const weighed = standing.weigh(this.#given(pattern), this.#reader)
        // Where the next fails first, nobody hears how this ended.
        weighed.catch(() => {})
        weighing.push(weighed)
      }
      await Promise.all(weighing)
    } while (asked.some(([, { waits }]) => waits))
  }

  async #test(pattern: PatternName, standing: Standing, progress: Progress): Promise<void> {
    const breathe = taken()
    if (!this.#epochs.has(pattern)) await this.refit([pattern], breathe)
    let tested = 0
    await standing.test(
      () => this.#given(pattern),
      () => {
        progress(pattern, ++tested)
        return breathe()
      },
    )
  }

  /** What a pattern says now of each of its claims; settled before. */
  verdicts(pattern: PatternName): Verdict[] {
    return this.#standing(pattern).verdicts(this.#given(pattern))
  }

  /** How many tests of a pattern there are. */
  tests(pattern: PatternName): number {
    return this.#standing(pattern).tests(this.#given(pattern))
  }

  /** What was tested of a pattern since this was last asked. */
  takeBatch(pattern: PatternName): Batch {
    return this.#standing(pattern).takeBatch()
  }

  /**
   * What came of a pattern and went since this was last asked, what is about persons who are called otherwise since among
   * both; `all`: that is not known, or what one comes to turns on all others.
   */
  takeChanges(pattern: PatternName): { readonly came: Verdict[]; readonly gone: readonly Claim[] } | 'all' {
    const standing = this.#standing(pattern)
    const changes = standing.takeChanges()
    const renamed = this.#takeRenamed(pattern)
    if (changes === 'all' || !standing.isJudgedApart) return 'all'
    const came = new Set(changes.came)
    const others = standing.claimsAbout(renamed).filter(claim => !came.has(claim))
    const tests = standing.tests(this.#given(pattern))
    return {
      came: [...came, ...others].map(claim => ({ claim, q: null, tests, passes: true })),
      gone: [...changes.gone, ...others],
    }
  }

  /** Who came to be called otherwise since changes of a pattern were taken last: a name tests nothing again. */
  #takeRenamed(pattern: PatternName): ReadonlySet<number> {
    const { people } = this.#known
    const since = this.#renamed.get(pattern) ?? people.renamed
    this.#renamed.set(pattern, people.renamed)
    return people.renamedSince(since)
  }

  /** How many claims of a pattern there are, those that do not pass among them. */
  size(pattern: PatternName): number {
    return this.#standing(pattern).size
  }

  explain(pattern: PatternName, verdict: Verdict): Explanation {
    return this.#standing(pattern).detector.explain(verdict, this.#given(pattern))
  }

  #given(pattern: PatternName): Given {
    const known = this.#givens.get(pattern)
    if (known) return known
    const epoch = this.#epochs.get(pattern)
    if (!epoch) throw new Error(`Detection: ${pattern} was asked before it was settled`)
    const given = { projection: this.#known, ...epoch }
    this.#givens.set(pattern, given)
    return given
  }

  get #known(): Projection {
    if (!this.#projection) throw new Error('Detection: asked before a projection was given')
    return this.#projection
  }

  #standing(pattern: PatternName): Standing {
    const standing = this.#standings.get(pattern)
    if (!standing) throw new Error(`Detection: no detector of ${pattern} was given`)
    return standing
  }
}

/** Lets others have their turn whenever a breath is over. */
export function taken(): Breathe {
  let since = performance.now()
  return () => {
    if (performance.now() - since < BREATH) return undefined
    return new Promise(resolve =>
      setImmediate(() => {
        since = performance.now()
        resolve()
      }),
    )
  }
}
