import type { Log } from '../base/index.ts'
import { type Database, Lease } from '../graph/index.ts'
import { type Detection, PATTERN_NAMES, type PatternName, type Patterns } from '../pattern/index.ts'
import { comparePattern, type Settlement, type Written } from './compare-pattern.ts'
import type { Kept } from './kept.ts'
import { occasionOf } from './occasion.ts'
import { goByKept, keptEpochs, recordEpochs, recordPatterns } from './pattern-store.ts'
import { settle } from './settle-pattern.ts'
import { findingEvents, keptAgain, keptFindings } from './store.ts'
import { beginSweep, endSweep, lastReceived, type Swept, type Trigger } from './sweep-store.ts'
import { keepLedgers, type Telling, tellingOf, tellTheRest } from './telling.ts'
import type { Occasion } from './wording.ts'

/** What has findings brought up to date, and for whom. */
export interface SweepRequest {
  readonly trigger: Trigger
  readonly by: string
  /** Absent: all. */
  readonly patterns?: readonly PatternName[]
  /** Only findings of which something happened at or after this instant (epoch milliseconds). */
  readonly since?: number | undefined
  /** Have patterns fitted to the facts of now. */
  readonly refit?: boolean
  /** Told how many units of a pattern have been tested, and then that its findings are being written. */
  readonly progress?: (pattern: PatternName, tested: number | 'WRITING') => void
}

export interface SweepResult {
  readonly number: number
  readonly swept: readonly Swept[]
}

/** Of what a sweep speaks, epoch milliseconds. */
type Bounds = Pick<Occasion, 'asOf' | 'since'>

/** Journeys beyond which what was fitted to fewer is fitted anew: a tenth more, and enough to fit anything at all. */
const outgrown = (journeys: number, fittedTo: number) => journeys > 1.1 * fittedTo + 100

/**
 * Brings findings up to what is recorded: one sweep at a time in a graph, whoever asks. What a detector says follows from
 * the facts, so that a sweep which was killed is taken up by the next.
 */
export class Sweeper {
  readonly #database: Database
  readonly #patterns: Patterns
  readonly #log: Log
  readonly #written: Written = new WeakMap()
  /** Findings as they were read or written last, and how often anything had been written of any by then. */
  #kept: { events: number; readonly byPattern: Map<PatternName, Map<string, Kept>> } | undefined

  constructor(database: Database, patterns: Patterns, log: Log) {
    this.#database = database
    this.#patterns = patterns
    this.#log = log
  }

  /** Tests what has changed since it was last asked, everything the first time, and has findings follow. */
  async sweep({
    trigger,
    by,
    patterns = PATTERN_NAMES,
    since,
    refit = false,
    progress,
  }: SweepRequest): Promise<SweepResult> {
    const lease = await Lease.take(this.#database, 'sweep')
    try {
      const within = (tx: Parameters<Lease['renewIn']>[0]) => lease.renewIn(tx)
      await this.#database.write(async tx => {
        await within(tx)
        await recordPatterns(tx)
      })
      const asOf = await lastReceived(this.#database)
      const detection = await this.#patterns.detection()
      const asked = detection.patterns.filter(pattern => patterns.includes(pattern))
      const number = await this.#database.write(tx => beginSweep(tx, { trigger, by, patterns: asked, asOf }))
      await this.#fit(detection, refit ? asked : [])
      await detection.settle(progress)
      const swept: Swept[] = []
      const tellings = new Map<PatternName, Telling>()
      for (const pattern of asked) {
        progress?.(pattern, 'WRITING')
        const telling = await tellingOf(this.#database, pattern, { detection, trigger })
        tellings.set(pattern, telling)
        swept.push(await this.#settle(pattern, detection, { asOf, since }, { tells: telling.tells, within }))
        if (telling.ofAll) await tellTheRest(this.#database, pattern, within)
      }
      await this.#database.write(async tx => {
        await within(tx)
        await keepLedgers(tx, tellings)
        await endSweep(tx, number, swept)
      })
      return { number, swept }
    } finally {
      await lease.giveBack()
    }
  }

  /** Has every pattern go by what the graph keeps of it, and fits those that are asked for, were never, or have outgrown it. */
  async #fit(detection: Detection, refit: readonly PatternName[]): Promise<void> {
    const kept = await keptEpochs(this.#database)
    const { journeys } = detection
    const anew = detection.patterns.filter(pattern => {
      const epoch = kept.get(pattern)
      return refit.includes(pattern) || !epoch || outgrown(journeys, epoch.journeys)
    })
    goByKept(detection, new Map([...kept].filter(([pattern]) => !anew.includes(pattern))))
    if (anew.length === 0) return
    await detection.refit(anew)
    const fitted = new Map([...detection.epochs].filter(([pattern]) => anew.includes(pattern)))
    await this.#database.write(tx => recordEpochs(tx, fitted, journeys))
  }

  async #settle(
    pattern: PatternName,
    detection: Detection,
    bounds: Bounds,
    settling: Pick<Parameters<typeof settle>[2], 'tells' | 'within'>,
  ): Promise<Swept> {
    const started = performance.now()
    const settlement = await this.#compare(pattern, detection, bounds)
    const swept = await settle(this.#database, settlement, { written: this.#written, ...settling })
    await this.#keepUp(settlement)
    if (swept.raised + swept.withdrawn > 0)
      this.#log.info({ pattern, raised: swept.raised, withdrawn: swept.withdrawn }, 'Findings follow the facts')
    return { ...swept, took: Math.round(performance.now() - started) }
  }

  async #compare(pattern: PatternName, detection: Detection, bounds: Bounds): Promise<Settlement> {
    const kept = await this.#keptOf(pattern)
    return comparePattern(this.#database, detection, kept, this.#written, occasionOf(pattern, detection, bounds))
  }

  /** Reads again what was written just now; of all else nothing has changed by it. */
  async #keepUp({ pattern, moves }: Settlement): Promise<void> {
    const known = this.#kept?.byPattern.get(pattern)
    if (!this.#kept || !known || moves.length === 0) return
    const written = await keptAgain(
      this.#database,
      moves.map(({ id }) => id),
    )
    for (const [id, kept] of written) known.set(id, kept)
    this.#kept.events += moves.filter(({ kind }) => kind !== 'RATED').length
  }

  /** The findings of a pattern; read again where anything was written of any by somebody else. */
  async #keptOf(pattern: PatternName): Promise<ReadonlyMap<string, Kept>> {
    const events = await findingEvents(this.#database)
    if (this.#kept?.events !== events) this.#kept = { events, byPattern: new Map() }
    const known = this.#kept.byPattern.get(pattern) ?? (await keptFindings(this.#database, pattern))
    this.#kept.byPattern.set(pattern, known)
    return known
  }
}
