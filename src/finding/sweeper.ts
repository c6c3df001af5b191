import type { Log } from '../base/index.ts'
import { type Database, Lease } from '../graph/index.ts'
import { type Detection, PATTERN_NAMES, type PatternName, type Patterns } from '../pattern/index.ts'
import { comparePattern, type Settlement, type Written } from './compare-pattern.ts'
import type { Kept } from './kept.ts'
import { occasionOf } from './occasion.ts'
import { goByKept, type KeptEpoch, keptEpochs, recordEpochs, recordPatterns } from './pattern-store.ts'
import { settle } from './settle-pattern.ts'
import { findingEvents, keptAgain, keptFindings, keptOfEvents } from './store.ts'
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

interface KeptFindings {
  /** Number of the last event by then. */
  events: number
  /** Numbers of events that this sweeper wrote since: from after one up to another. */
  readonly own: (readonly [after: number, upTo: number])[]
  readonly byPattern: Map<PatternName, Map<string, Kept>>
}

/** What findings of a pattern follow: these detectors, beside these findings. */
interface Followed {
  readonly detection: Detection
  readonly kept: ReadonlyMap<string, Kept>
}

/** Where others have written so much of findings, all are read again. */
const READ_AGAIN = 10_000

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
  #kept: KeptFindings | undefined
  /** What patterns go by, as it was read last. */
  #epochs: ReadonlyMap<PatternName, KeptEpoch> | undefined
  /** As of what findings follow each pattern, so that the next time only what has changed is looked at. */
  readonly #followed = new Map<PatternName, Followed>()

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
    const kept = await keptEpochs(this.#database, this.#epochs)
    this.#epochs = kept
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
    const kept = await this.#keptOf(pattern)
    const followed = this.#takeFollowed(pattern, detection, { kept, since: bounds.since })
    const occasion = occasionOf(pattern, detection, bounds)
    const { changes, ...now } = followed
    const settlement = await comparePattern(this.#database, detection, kept, this.#written, occasion, { changes })
    const wrote = (after: number, upTo: number) => this.#kept?.own.push([after, upTo])
    const swept = await settle(this.#database, settlement, { written: this.#written, wrote, ...settling })
    await this.#keepUp(settlement)
    // What was left out waits for the next sweep, which looks at all.
    if (swept.skipped === 0 && bounds.since === undefined) this.#followed.set(pattern, now)
    if (swept.raised + swept.withdrawn > 0)
      this.#log.info({ pattern, raised: swept.raised, withdrawn: swept.withdrawn }, 'Findings follow the facts')
    return { ...swept, took: Math.round(performance.now() - started) }
  }

  /**
   * As of what findings follow a pattern from here on; and, where they did up to the last time, what has changed since.
   * Whoever fails in between begins anew.
   */
  #takeFollowed(
    pattern: PatternName,
    detection: Detection,
    { kept, since }: { readonly kept: Followed['kept']; readonly since: number | undefined },
  ) {
    const before = this.#followed.get(pattern)
    this.#followed.delete(pattern)
    const changes = detection.takeChanges(pattern)
    const isKnown = before?.detection === detection && before.kept === kept
    return {
      detection,
      kept,
      changes: isKnown && since === undefined && changes !== 'all' ? changes : undefined,
    }
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
  }

  /** The findings of a pattern; those of which somebody else wrote something are read again. */
  async #keptOf(pattern: PatternName): Promise<ReadonlyMap<string, Kept>> {
    const byPattern = await this.#heardOfOthers()
    const known = byPattern.get(pattern) ?? (await keptFindings(this.#database, pattern))
    byPattern.set(pattern, known)
    return known
  }

  async #heardOfOthers(): Promise<KeptFindings['byPattern']> {
    const events = await findingEvents(this.#database)
    const before = this.#kept
    const others = before && othersUpTo(events, before)
    if (!others || others.length > READ_AGAIN) {
      const anew: KeptFindings = { events, own: [], byPattern: new Map() }
      this.#kept = anew
      return anew.byPattern
    }
    for (const [pattern, kept] of await keptOfEvents(this.#database, others))
      before.byPattern.get(pattern)?.set(kept.id, kept)
    before.events = events
    before.own.length = 0
    return before.byPattern
  }
}

/** Numbers of the events up to one that others wrote; undefined where the events are not those that went on. */
function othersUpTo(last: number, { events, own }: KeptFindings): number[] | undefined {
  if (last < events) return undefined
  const others: number[] = []
  let heard = events
  for (const [after, upTo] of [...own, [last, last] as const].sort(([a], [b]) => a - b)) {
    for (let number = heard + 1; number <= after; number++) others.push(number)
    heard = Math.max(heard, upTo)
  }
  return others
}
