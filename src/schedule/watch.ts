import { setTimeout as sleep } from 'node:timers/promises'
import { type Log, messageOf } from '../base/index.ts'
import type { Dispatcher, Sweeper, SweepRequest } from '../finding/index.ts'
import { type Database, type Standpoint, standpoint } from '../graph/index.ts'
import type { PatternName } from '../pattern/index.ts'
import { type Due, periodOf } from './timetable.ts'

/** Milliseconds between two looks at whether anything was recorded. */
const LOOK_EVERY = 1_000
/** Nothing more recorded for one look: a delivery is over. One that goes on is not waited for longer than this. */
const LONGEST_WAIT = 30_000
/** Milliseconds that a service which stops waits for a sweep. */
const LONGEST_END = 3_000
/** Who has a sweep made that nobody asked for. */
const SERVICE = 'alight'

interface Parts {
  readonly database: Database
  readonly sweeper: Pick<Sweeper, 'sweep'>
  readonly dispatcher: Pick<Dispatcher, 'sendDue'>
  readonly log: Log
  readonly due: readonly Due[]
}

/** Has findings follow what is recorded: at the start, after each delivery or decision, and when their time has come. */
export class Watch {
  readonly #parts: Parts
  #looking: NodeJS.Timeout | undefined
  #busy: Promise<void> = Promise.resolve()
  #seen: Standpoint | undefined
  #moving: { readonly since: number; readonly at: Standpoint } | undefined
  #stopped = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  start(): void {
    this.#next(0)
    for (const { cron, patterns } of this.#parts.due) {
      cron.schedule(() => this.#queue({ trigger: 'SCHEDULE', by: SERVICE, patterns, refit: true }))
      cron.resume()
    }
  }

  /**
   * Begins nothing more, and lets what is under way come to its end if that is near: what a sweep leaves undone, the next
   * one takes up, and one whose Neo4j is gone has no end.
   */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#looking)
    for (const { cron } of this.#parts.due) cron.stop()
    await Promise.race([this.#busy, sleep(LONGEST_END, undefined, { ref: false })])
  }

  #next(wait: number): void {
    if (this.#stopped) return
    this.#looking = setTimeout(() => void this.#look().then(() => this.#next(LOOK_EVERY)), wait)
    this.#looking.unref()
  }

  async #look(): Promise<void> {
    const { database, dispatcher, log } = this.#parts
    try {
      const now = await standpoint(database)
      if (!this.#seen) this.#queue({ trigger: 'START', by: SERVICE })
      else if (this.#hasSettled(now)) this.#queue({ trigger: 'DELIVERY', by: SERVICE })
      this.#seen ??= now
      await this.#busy
      await dispatcher.sendDue()
    } catch (error) {
      if (!this.#stopped) log.warn(`Looking whether anything was recorded: ${messageOf(error)}`)
    }
  }

  /** Something was recorded, and nothing more since the last look, or for long enough. */
  #hasSettled(now: Standpoint): boolean {
    if (isSame(now, this.#seen as Standpoint)) return false
    const moving = this.#moving
    const goesOn = !moving || !isSame(moving.at, now)
    this.#moving = { since: moving?.since ?? Date.now(), at: now }
    if (goesOn && Date.now() - this.#moving.since < LONGEST_WAIT) return false
    this.#moving = undefined
    this.#seen = now
    return true
  }

  /** One sweep after the other. */
  #queue(request: SweepRequest): void {
    this.#busy = this.#busy.then(async () => {
      if (this.#stopped) return
      try {
        await this.#parts.sweeper.sweep(request)
      } catch (error) {
        if (!this.#stopped) this.#parts.log.error(`Sweep: ${messageOf(error)}`)
      }
    })
  }
}

const isSame = (a: Standpoint, b: Standpoint) => a.history === b.history && a.number === b.number

/** Tells whether a pattern has not been looked for in twice the time that its timetable leaves. */
export function latenessBy(due: readonly Due[], clock: () => number = Date.now) {
  const started = clock()
  return (pattern: PatternName, sweptAt: number | null): boolean => {
    const period = periodOf(pattern, due, new Date(clock()))
    return period !== undefined && clock() - (sweptAt ?? started) > 2 * period
  }
}
