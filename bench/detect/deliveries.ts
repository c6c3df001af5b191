import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import { type Detection, type PatternName, type Patterns, RULES } from '../../src/pattern/index.ts'
import type { Relief } from './relief-trains.ts'
import { sum, type Times, timed } from './times.ts'

/** What stands between a list that was delivered and its findings, milliseconds. */
interface Followed {
  readonly late: boolean
  readonly recorded: number
  /** The projection took it in, and every detector was told. */
  readonly updated: number
  readonly tested: number
  /** Pattern by pattern, one after the other; of the others they are tested as the service does, and not told apart. */
  readonly byPattern: ReadonlyMap<PatternName, number> | undefined
  /** Patterns whose claims are judged beside each other. */
  readonly judged: number
  /** Findings compared with what is said now, judged once more for that, and written. */
  readonly written: number
  readonly raised: number
  /** There were a tenth more journeys than patterns were fitted to, so that all was tested anew. */
  readonly refitted: boolean
}

/** The service's own parts. */
export interface Service {
  readonly database: Database
  readonly patterns: Patterns
  readonly sweeper: Sweeper
  /** Where files lie that are delivered. */
  readonly folder: string
}

/** Statements are planned, and code is compiled, while these are followed. */
const COLD = 10
/** Of every so many lists one is tested pattern by pattern. */
const APART_EVERY = 4
const TOGETHER = RULES.filter(({ standard }) => standard !== 'HARD').map(({ pattern }) => pattern)

/** Delivers lists one after the other, and times what the service does about each. */
export async function followLists(service: Service, reliefs: Iterable<Relief>): Promise<Followed[]> {
  const followed: Followed[] = []
  for (const { nth, late, timetable, list } of Iterator.from(reliefs).map((relief, nth) => ({ nth, ...relief }))) {
    await deliver(service, `${nth}-timetable`, timetable)
    await service.sweeper.sweep({ trigger: 'DELIVERY', by: 'bench' })
    const recording = await timed(() => deliver(service, `${nth}-list`, list))
    const isApart = nth % APART_EVERY === APART_EVERY - 2
    followed.push({ late, recorded: recording.took, ...(await follow(service, isApart)) })
  }
  return followed
}

async function deliver({ database, folder }: Service, name: string, lines: readonly object[]): Promise<void> {
  const path = join(folder, `${name}.ndjson`)
  writeFileSync(path, lines.map(line => JSON.stringify(line)).join('\n'))
  const { parked, refused } = await loadDelivery(database, folder, [path])
  if (parked + refused > 0) throw new Error(`${name}: expected all recorded, got ${parked} parked, ${refused} refused`)
}

/** As a sweep goes, but step by step; what it would find to do itself is done by then, but for the writing. */
async function follow({ patterns, sweeper }: Service, isApart: boolean): Promise<Omit<Followed, 'late' | 'recorded'>> {
  const updating = await timed(() => patterns.detection())
  const detection = updating.value
  const byPattern = isApart ? await testedApart(detection) : undefined
  const testing = await timed(() => detection.settle())
  const judging = await timed(() => TOGETHER.forEach(pattern => void detection.verdicts(pattern)))
  const before = fittedIn(detection)
  const writing = await timed(() => sweeper.sweep({ trigger: 'DELIVERY', by: 'bench' }))
  return {
    updated: updating.took,
    tested: testing.took,
    byPattern,
    judged: judging.took,
    written: writing.took,
    raised: sum(writing.value.swept.map(({ raised }) => raised)),
    refitted: fittedIn(detection).some((fitted, i) => fitted !== before[i]),
  }
}

async function testedApart(detection: Detection): Promise<ReadonlyMap<PatternName, number>> {
  const tested = new Map<PatternName, number>()
  for (const pattern of detection.patterns)
    tested.set(pattern, (await timed(() => detection.settle(undefined, [pattern]))).took)
  return tested
}

const fittedIn = ({ epochs, patterns }: Detection) => patterns.map(pattern => epochs.get(pattern)?.fitted)

export const throughDetectors = ({ updated, tested, judged }: Followed): number => updated + tested + judged

/** What lists took once everything was warm, step by step, and pattern by pattern. */
export function stepsOf(followed: readonly Followed[]): Times[] {
  const apart = followed.slice(COLD).filter(({ byPattern }) => byPattern)
  const warm = followed.slice(COLD).filter(({ byPattern }) => !byPattern)
  const ordinary = warm.filter(({ refitted }) => !refitted)
  const of = (what: string, some: readonly Followed[], took: (one: Followed) => number) => ({
    what,
    took: some.map(took),
  })
  const patterns = [...(apart[0]?.byPattern?.keys() ?? [])]
  const toFindings = (one: Followed) => throughDetectors(one) + one.written
  return [
    of('recorded: the list and its checks', warm, one => one.recorded),
    of('projection updated', warm, one => one.updated),
    of('tested', warm, one => one.tested),
    of('judged', warm, one => one.judged),
    of('**through all detectors**: updated, tested, judged', warm, throughDetectors),
    of('findings compared and written', ordinary, one => one.written),
    of('**from recorded to findings written**', ordinary, toFindings),
    of(
      'the same where all was fitted anew',
      warm.filter(({ refitted }) => refitted),
      toFindings,
    ),
    of(
      'through all detectors, the day after',
      warm.filter(({ late }) => !late),
      throughDetectors,
    ),
    of(
      'through all detectors, months late',
      warm.filter(({ late }) => late),
      throughDetectors,
    ),
    of(
      `through all detectors, the first ${COLD}, cold`,
      followed.slice(0, COLD).filter(({ byPattern }) => !byPattern),
      throughDetectors,
    ),
    ...patterns.map(pattern => of(`tested apart: ${pattern}`, apart, one => one.byPattern?.get(pattern) ?? 0)),
  ]
}
