import { quantile } from '../reads/measure.ts'
import { markdown } from '../reads/table.ts'

/** Milliseconds of the same thing, done again and again. */
export interface Times {
  readonly what: string
  readonly took: readonly number[]
}

const HEADS = ['what', 'n', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms']

/** What was done again and again as a Markdown table; of fewer than 100 the p99 is the most. */
export function timesTable(rows: readonly Times[]): string {
  return markdown(HEADS, rows.filter(({ took }) => took.length > 0).map(cellsOf))
}

function cellsOf({ what, took }: Times): string[] {
  const quantiles = [0.5, 0.95, 0.99].map(share => shown(quantile(took, share)))
  return [what, String(took.length), ...quantiles, shown(Math.max(...took))]
}

/** Milliseconds to three figures where they are few. */
export const shown = (ms: number): string => (ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2))

/** Does something, and says how many milliseconds it took. */
export async function timed<T>(act: () => T | Promise<T>): Promise<{ readonly value: T; readonly took: number }> {
  const started = performance.now()
  const value = await act()
  return { value, took: performance.now() - started }
}

export const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

/** What this process holds now, and held at most. */
export function memory(): string {
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
  const most = process.resourceUsage().maxRSS * 1_024
  const mega = (bytes: number) => Math.round(bytes / 1e6)
  return `${mega(rss)} MB resident (${mega(most)} at most), ${mega(heapUsed)} MB heap, ${mega(arrayBuffers)} MB of columns and buffers`
}
