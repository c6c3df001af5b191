import type { Outcome, Row } from './run-shape.ts'
import { markdown, p50, throughput } from './table.ts'

interface Verdict {
  readonly target: string
  readonly shape: string
  readonly measured: number
  readonly held: boolean
}

type Judge = (row: (way: string) => Row | undefined, shape: string) => Verdict[]

/** A ratio of two ways that must stay at or below (above) a bound. */
const ratio =
  (
    target: string,
    [mine, theirs]: readonly [string, string],
    of: (row: Row) => number,
    holds: (ratio: number) => boolean,
  ): Judge =>
  (row, shape) => {
    const [a, b] = [row(mine), row(theirs)]
    if (!a || !b) return []
    const measured = of(a) / of(b)
    return [{ target, shape, measured, held: holds(measured) }]
  }

const JUDGES: readonly Judge[] = [
  ratio('ours ≤ 1.3 × raw, p50', ['ours', 'raw'], p50, measured => measured <= 1.3),
  ratio('ours ≥ 0.7 × raw, throughput', ['ours', 'raw'], throughput, measured => measured >= 0.7),
  ratio('ours ≥ 5 × neo4j-graphql, throughput', ['ours', 'neo4j-graphql'], throughput, measured => measured >= 5),
  ratio(
    'ours ≥ 5 × neo4j-graphql over HTTP, throughput',
    ['ours-http', 'neo4j-graphql-http'],
    throughput,
    measured => measured >= 5,
  ),
  ratio('never seen ≤ dataloader, p50', ['ours-never-seen', 'dataloader-never-seen'], p50, measured => measured <= 1),
]

/** What the hub may take longer than the node with the fewest neighbours: 1, and what two measurements differ by. */
const HUB = 1.3

/** Which of the targets were held, each with its measured ratio, as a Markdown table. */
export function targetsOf(outcomes: readonly Outcome[]): string {
  const verdicts = [
    ...outcomes.flatMap(({ shape, rows }) => JUDGES.flatMap(judge => judge(wayIn(rows), shape))),
    ...outcomes.flatMap(few => hubs(few, outcomes)),
  ]
  const rows = verdicts
    .toSorted((a, b) => order(a) - order(b))
    .map(({ target, shape, measured, held }) => [target, shape, measured.toFixed(2), held ? 'yes' : 'NO'])
  return markdown(['target', 'shape', 'measured', 'held'], rows)

  function order({ target }: Verdict): number {
    return verdicts.findIndex(verdict => verdict.target === target)
  }
}

const wayIn = (rows: readonly Row[]) => (way: string) => rows.find(row => row.way === way)

/** A page of a hub beside the same page where there are few neighbours. */
function hubs({ shape, rows }: Outcome, outcomes: readonly Outcome[]): Verdict[] {
  const name = /^(.*)-few$/.exec(shape)?.[1]
  const many = outcomes.find(outcome => outcome.shape === `${name}-many`)
  const [low, high] = [wayIn(rows)('ours'), many && wayIn(many.rows)('ours')]
  if (!name || !low || !high) return []
  const measured = p50(high) / p50(low)
  return [{ target: `hub page ≤ ${HUB} × small page, p50`, shape: name, measured, held: measured <= HUB }]
}
