import type { Database } from '../graph/index.ts'
import type { WhoIsWho } from '../person/index.ts'
import type { NodeKind, TieKind } from './kinds.ts'
import { type Opening, readSteps, stepsOf } from './opening.ts'

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

const COUNT = 'WITH [count(DISTINCT key), count(*)] AS answer'

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
  const counts = await readSteps<[things: number, facts: number]>(database, whoIsWho, opening, steps, {
    name: 'expansion',
    gather: COUNT,
    parameters: () => ({ budget: counted }),
  })
  return steps.map(({ tie, to, isBackwards }, i) => {
    const [atLeast, facts] = counts[i] as [number, number]
    return { kind: tie, to, isBackwards, atLeast, facts, isExact: facts < counted }
  })
}
