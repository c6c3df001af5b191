import type { Database } from '../graph/index.ts'
import type { WhoIsWho } from '../person/index.ts'
import type { NodeKind, TieKind } from './kinds.ts'
import { asks, type Opening, readSteps, type StepReading, stepsOf } from './opening.ts'

/** How many ties of one kind a thing has, before they are opened. */
export interface TieCount {
  readonly kind: TieKind
  /** Kind of the things at the other end. */
  readonly to: NodeKind
  readonly isBackwards: boolean
  /** Things at the other end. */
  readonly atLeast: number
  /** Facts that make these ties. */
  readonly facts: number
  /** Whether that is all of them. */
  readonly isExact: boolean
}

/** Facts that are counted of one kind of tie: a hub has more, and is not walked to its end for a number. */
const COUNTED = 10_000

export const COUNT: StepReading = {
  name: 'expansion',
  gather: `WITH step, count(DISTINCT key) AS things, count(*) AS facts
  WITH collect([step, things, facts]) AS answer`,
}

type Count = readonly [step: number, things: number, facts: number]

/**
 * What it would cost to open a thing: how many things there are at the other end of each kind of tie. Exact below
 * {@link COUNTED} facts of a kind, a lower bound beyond; the work is bounded by that, however large the thing.
 * @throws NotFound, Invalid (see {@link stepsOf}), Incomplete where the server was too busy
 */
export async function expansion(
  database: Database,
  whoIsWho: WhoIsWho,
  opening: Opening,
  counted = COUNTED,
): Promise<TieCount[]> {
  const steps = stepsOf(opening, whoIsWho)
  const counts = await readSteps<Count[]>(database, whoIsWho, opening, steps, COUNT, { budget: counted })
  const found = new Map(counts.map(count => [count[0], count]))
  return steps.flatMap((step, i) => {
    const [, atLeast, facts] = found.get(i) ?? [i, 0, 0]
    const { tie, to, isBackwards } = step
    return asks(opening, step) ? [{ kind: tie, to, isBackwards, atLeast, facts, isExact: facts < counted }] : []
  })
}
