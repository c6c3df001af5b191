import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { loadDelivery } from '../../src/intake/index.ts'
import type { Detection, PatternName, Patterns } from '../../src/pattern/index.ts'
import type { Relief } from './relief-trains.ts'
import { sum, type Times, timed } from './times.ts'

/** What stands between a list that was delivered and its findings, milliseconds. */
interface Followed {
  readonly late: boolean
  readonly recorded: number
  /** The projection took it in, and every detector was told. */
  readonly updated: number
  readonly tested: ReadonlyMap<PatternName, number>
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

/** Delivers lists one after the other, and times what the service does about each. */
export async function followLists(service: Service, reliefs: Iterable<Relief>): Promise<Followed[]> {
  const followed: Followed[] = []
  for (const { nth, late, timetable, list } of Iterator.from(reliefs).map((relief, nth) => ({ nth, ...relief }))) {
    await deliver(service, `${nth}-timetable`, timetable)
    await service.sweeper.sweep({ trigger: 'DELIVERY', by: 'bench' })
    const recording = await timed(() => deliver(service, `${nth}-list`, list))
    followed.push({ late, recorded: recording.took, ...(await follow(service)) })
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
async function follow({ patterns, sweeper }: Service): Promise<Omit<Followed, 'late' | 'recorded'>> {
  const updating = await timed(() => patterns.detection())
  const detection = updating.value
  const tested = new Map<PatternName, number>()
  for (const pattern of detection.patterns)
    tested.set(pattern, (await timed(() => detection.settle(undefined, [pattern]))).took)
  const judging = await timed(() => detection.patterns.forEach(pattern => void detection.verdicts(pattern)))
  const before = fittedIn(detection)
  const writing = await timed(() => sweeper.sweep({ trigger: 'DELIVERY', by: 'bench' }))
  return {
    updated: updating.took,
    tested,
    judged: judging.took,
    written: writing.took,
    raised: sum(writing.value.swept.map(({ raised }) => raised)),
    refitted: fittedIn(detection).some((fitted, i) => fitted !== before[i]),
  }
}

const fittedIn = ({ epochs, patterns }: Detection) => patterns.map(pattern => epochs.get(pattern)?.fitted)

export const throughDetectors = ({ updated, tested, judged }: Followed): number =>
  updated + sum(tested.values()) + judged

/** What lists took once everything was warm, step by step, and pattern by pattern. */
export function stepsOf(followed: readonly Followed[]): Times[] {
  const warm = followed.slice(COLD)
  const ordinary = warm.filter(({ refitted }) => !refitted)
  const of = (what: string, some: readonly Followed[], took: (one: Followed) => number) => ({
    what,
    took: some.map(took),
  })
  const patterns = [...(warm[0]?.tested.keys() ?? [])]
  const toFindings = (one: Followed) => throughDetectors(one) + one.written
  return [
    of('recorded: the list and its checks', warm, one => one.recorded),
    of('projection updated', warm, one => one.updated),
    of('tested', warm, one => sum(one.tested.values())),
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
    of(`through all detectors, the first ${COLD}, cold`, followed.slice(0, COLD), throughDetectors),
    ...patterns.map(pattern => of(`tested: ${pattern}`, warm, one => one.tested.get(pattern) ?? 0)),
  ]
}
