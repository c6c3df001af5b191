import { quantile } from './measure.ts'
import type { Outcome, Row } from './run-shape.ts'

const HEADS = ['way', 'p50 ms', 'p95 ms', 'p99 ms', '1 client /s', 'many /s', 'statements', 'db hits', 'bytes']

/** One shape's ways as a Markdown table. */
export function tableOf({ shape, questions, rows }: Outcome): string {
  return [`### ${shape} (${questions} questions)`, '', markdown(HEADS, rows.map(cellsOf))].join('\n')
}

export function markdown(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map(row => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  return [line(heads), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

function cellsOf(row: Row): string[] {
  const at = (share: number) => quantile(row.latencies, share).toFixed(2)
  const rate = row.together.length > 0 ? throughput(row).toFixed(0) : '–'
  return [
    row.way,
    at(0.5),
    at(0.95),
    at(0.99),
    rateAlone(row).toFixed(0),
    rate,
    String(row.cost?.statements ?? '–'),
    String(row.cost?.dbHits ?? '–'),
    String(row.bytes),
  ]
}

export const p50 = (row: Row): number => quantile(row.latencies, 0.5)

/** Requests per second of many clients: of the middle round. */
export const throughput = (row: Row): number => quantile(row.together, 0.5)

function rateAlone({ latencies }: Row): number {
  return (latencies.length * 1000) / latencies.reduce((sum, took) => sum + took, 0)
}
