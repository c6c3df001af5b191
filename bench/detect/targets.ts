import { quantile } from '../reads/measure.ts'
import { markdown } from '../reads/table.ts'
import { shown, type Times } from './times.ts'

/** What is wanted with 5 million journeys loaded, on two cores. */
const LIST = 250
const SWEEP = 60_000
const QUESTION = 50

/** Which of the targets were held, and which were not, as a Markdown table. */
export function detectTargets(
  throughDetectors: Times | undefined,
  sweeps: readonly Times[],
  questions: readonly Times[],
): string {
  const lists = throughDetectors ? [throughDetectors] : []
  const rows = [
    ...lists.map(times => [`a list ≤ ${LIST} ms, p99`, ...judged(times, 0.99, LIST)]),
    ...sweeps.map(times => [`a full sweep ≤ ${SWEEP / 1_000} s`, ...judged(times, 1, SWEEP)]),
    ...questions.map(times => [`a question ≤ ${QUESTION} ms, p99`, ...judged(times, 0.99, QUESTION)]),
  ]
  return markdown(['wanted with 5 M journeys', 'of', 'measured ms', 'held'], rows)
}

function judged({ what, took }: Times, share: number, most: number): string[] {
  const measured = quantile(took, share)
  return [what, shown(measured), measured <= most ? 'yes' : 'NO']
}
