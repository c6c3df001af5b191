import type { Database } from '../../graph/index.ts'
import { WAYS, type WhoIsWho } from '../../person/index.ts'
import type { NodeKind, Thing } from '../kinds.ts'
import { ALWAYS, findOf, reached, type Step, stepsFrom } from '../steps.ts'
import { gathered, named, TIE_ROW, type Tie, type TieRow, tieOf } from '../tie.ts'
import { type Network, nameOf } from './network.ts'

/** A hop: every kind of tie between its two things, of those that were asked for. */
export type Hop = readonly Tie[]

/** Kinds of things, those first that have fewer ties of one kind: from there the facts of a tie are looked for. */
const FEWEST_FIRST: readonly NodeKind[] = [
  'CHECK',
  'JOURNEY',
  'IDENTITY',
  'PERSON',
  'DOCUMENT',
  'BOOKING',
  'CONTACT',
  'CALL',
  'TRAIN_RUN',
  'STATION',
]

/** Facts that are looked through for the ties of one thing. */
const FACTS = 10_000

/** A pair of things that are tied, the one with fewer ties first. */
interface Pair {
  readonly one: Thing
  readonly other: Thing
}

const pairName = ({ one, other }: Pair) => `${nameOf(one)}\n${nameOf(other)}`

function pairOf(one: Thing, other: Thing): Pair {
  const turned = FEWEST_FIRST.indexOf(one.kind) - FEWEST_FIRST.indexOf(other.kind) || (one.key < other.key ? -1 : 1)
  return turned <= 0 ? { one, other } : { one: other, other: one }
}

/**
 * Reads what the hops between these things rest on, and tells it by the hop's two ends, in the way in which they are
 * named.
 */
export async function readHops(
  database: Database,
  whoIsWho: WhoIsWho,
  network: Network,
  hops: readonly (readonly [from: string, to: string])[],
): Promise<(from: string, to: string) => Hop> {
  const thing = (name: string) => network.things.get(name) as Thing
  const pairs = new Map(
    hops.map(([from, to]) => {
      const pair = pairOf(thing(from), thing(to))
      return [pairName(pair), pair] as const
    }),
  )
  const found = new Map<string, Tie[]>()
  const kinds = Map.groupBy(pairs.values(), ({ one, other }) => `${one.kind} ${other.kind}`)
  await Promise.all(
    [...kinds.values()].flatMap(some => {
      const { one, other } = some[0] as Pair
      const asked = new Set(some.flatMap(pair => [...tiesOf(network, pair)]))
      const steps = stepsFrom(WAYS[whoIsWho.strictness], one.kind).filter(
        step => step.to === other.kind && asked.has(step.tie),
      )
      return steps.map(step => readTies(database, whoIsWho, step, some, found))
    }),
  )
  return (from, to) => {
    const pair = pairOf(thing(from), thing(to))
    const isTurned = nameOf(pair.one) !== from
    const ties = (found.get(pairName(pair)) ?? []).toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    return isTurned ? ties.map(tie => ({ ...tie, isBackwards: !tie.isBackwards })) : ties
  }
}

const tiesOf = (network: Network, { one, other }: Pair) => network.ties.get(nameOf(one))?.get(nameOf(other)) ?? []

/** Reads one kind of tie of these pairs into what was found. */
async function readTies(
  database: Database,
  whoIsWho: WhoIsWho,
  step: Step,
  pairs: readonly Pair[],
  found: Map<string, Tie[]>,
): Promise<void> {
  const others: Record<string, string[]> = {}
  for (const { one, other } of pairs) {
    others[one.key] ??= []
    others[one.key]?.push(other.key)
  }
  const rows = await database.read(
    `// ties ${step.from} ${step.tie} ${step.to}
UNWIND keys($others) AS key
${findOf(WAYS[whoIsWho.strictness], step.from)}
CALL (x) {
  CALL (x) {
${reached(step)}
  RETURN key, at, fact LIMIT $facts
  }
  WITH x, collect([key, at, fact]) AS looked
  CALL (x, looked) {
    UNWIND looked AS row
    WITH row[0] AS key, row[1] AS at, row[2] AS fact
    WHERE key IN $others[x.id]
    ${gathered('key')}
    RETURN ${named(`[${TIE_ROW}]`)}[0] AS tie
  }
  RETURN tie, size(looked) AS looked
}
RETURN x.id, tie, looked`,
    { ...whoIsWho.parameters, others, facts: FACTS, span: ALWAYS },
  )
  for (const [key, row, looked] of rows as [string, TieRow, number][]) {
    const name = pairName({ one: { kind: step.from, key }, other: { kind: step.to, key: row[0] } })
    const tie = tieOf(step, row, looked < FACTS)
    found.set(name, [...(found.get(name) ?? []), tie])
  }
}
