import { appendFileSync, createReadStream, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** So many days after a run set out it is said that its checks are complete. */
const COVERED_AFTER = 2
/** What a world hands in late comes so many days after it happened. */
const LATE_BY = 28
const LATE = /late/
/** Lines held before they are written. */
const LINES_HELD = 20_000

/** What of a world comes in one week: a folder to load. */
export interface Week {
  readonly folder: string
  /** Weeks since 1 January 1970. */
  readonly week: number
}

/** Week of an instant, epoch milliseconds or as it is written, counted from 1 January 1970. */
export const weekOf = (at: number | string) => Math.floor((typeof at === 'number' ? at : Date.parse(at)) / WEEK)

/**
 * Splits a world's deliveries by the week in which each record would have come: lists on the day of their run, checks and
 * movements as they happened, documents when they were issued, and with the first run whatever was before it: stations,
 * trains, rules. Within a week they keep the order of their files.
 */
export async function splitByWeek(world: string, out: string): Promise<Week[]> {
  const first = await firstWeek(world)
  const held = new Map<string, string[]>()
  const weeks = new Map<number, string>()
  let count = 0
  const write = () => {
    for (const [path, lines] of held) appendFileSync(path, `${lines.join('\n')}\n`)
    held.clear()
    count = 0
  }
  for await (const { name, line } of linesOf(world)) {
    const week = Math.max(first, weekOf(arrivalOf(JSON.parse(line), LATE.test(name)) ?? 0))
    const folder = weeks.get(week) ?? join(out, String(week))
    if (!weeks.has(week)) mkdirSync(folder, { recursive: true })
    weeks.set(week, folder)
    const path = join(folder, name)
    const lines = held.get(path) ?? []
    held.set(path, lines)
    lines.push(line)
    if (++count >= LINES_HELD) write()
  }
  write()
  return [...weeks].map(([week, folder]) => ({ week, folder })).sort((a, b) => a.week - b.week)
}

async function firstWeek(world: string): Promise<number> {
  let first = Number.POSITIVE_INFINITY
  for await (const { line } of linesOf(world)) {
    const { record, originDate } = JSON.parse(line) as Dated
    if (record === 'run' && originDate) first = Math.min(first, weekOf(originDate))
  }
  return first
}

async function* linesOf(world: string): AsyncIterable<{ readonly name: string; readonly line: string }> {
  for (const name of readdirSync(world).sort())
    if (name.endsWith('.ndjson'))
      for await (const line of createInterface({ input: createReadStream(join(world, name)) })) yield { name, line }
}

interface Dated {
  readonly record: string
  readonly run?: string
  readonly at?: string
  readonly originDate?: string
  readonly issuedOn?: string
}

/** When a record would have come, epoch milliseconds; undefined: it was there before. */
function arrivalOf({ record, run, at, originDate, issuedOn }: Dated, late: boolean): number | undefined {
  const dayOfRun = originDate ?? run?.slice(run.indexOf('/') + 1)
  const happened = Date.parse(at ?? dayOfRun ?? issuedOn ?? '')
  if (Number.isNaN(happened)) return undefined
  if (late) return happened + LATE_BY * DAY
  return record === 'coverage' ? happened + COVERED_AFTER * DAY : happened
}
