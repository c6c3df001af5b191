import { Invalid, NotFound } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { WAYS, type WhoIsWho } from '../person/index.ts'
import { NODE_KINDS, type Thing, type TieKind } from './kinds.ts'
import { findOf, reached, type Step, stepsFrom } from './steps.ts'

/** What of a thing's ties is asked for. */
export interface Opening {
  readonly thing: Thing
  /** Absent: all kinds. */
  readonly kinds?: readonly TieKind[] | undefined
  /** From this instant on (epoch milliseconds), and before that. A tie without a time is left out where one is given. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** Instants beyond all that can be written. */
export const EVER = 8.64e15

/** The steps that an opening asks for. @throws Invalid for a kind of tie that such a thing never has, or an empty span */
export function stepsOf(opening: Opening, whoIsWho: WhoIsWho): Step[] {
  expectSpan(opening)
  const { thing, kinds } = opening
  const steps = stepsFrom(WAYS[whoIsWho.strictness], thing.kind)
  const has = new Set(steps.map(({ tie }) => tie))
  const strange = kinds?.find(kind => !has.has(kind))
  if (strange !== undefined)
    throw new Invalid(`kinds: expected ties of a ${thing.kind}, which are ${[...has].join(', ')}, got ${strange}`, {
      field: 'kinds',
    })
  return kinds ? steps.filter(({ tie }) => kinds.includes(tie)) : steps
}

/** Refuses a span that holds no instant. @throws Invalid */
export function expectSpan({ from, to }: Pick<Opening, 'from' | 'to'>): void {
  if (from !== undefined && to !== undefined && from >= to)
    throw new Invalid(`to: expected an instant after from, got ${new Date(to).toISOString()}`, { field: 'to' })
}

/** Reads along steps from one thing, each step by itself. */
export interface StepReading {
  /** Names the statements in the server's log. */
  readonly name: string
  /** Cypher that makes one `answer` out of the rows `key`, `at`, `fact` of a step. */
  readonly gather: string
  readonly parameters: (step: number) => Readonly<Record<string, unknown>>
}

/**
 * Reads steps side by side: what `gather` makes of each, in their order. A statement for each step, so that a server which
 * has planned a step once knows it whatever else is asked for (all steps of a person in one took seconds to plan).
 * @throws NotFound where there is no such thing
 */
export async function readSteps<Answer>(
  database: Database,
  whoIsWho: WhoIsWho,
  { thing, from, to }: Opening,
  steps: readonly Step[],
  { name, gather, parameters }: StepReading,
): Promise<Answer[]> {
  const find = findOf(WAYS[whoIsWho.strictness], thing.kind)
  const given = { ...whoIsWho.parameters, key: thing.key, from: from ?? null, to: to ?? null, ever: EVER }
  return Promise.all(
    steps.map(async (step, i) => {
      const [row] = await database.read(
        `// ${name} ${thing.kind} ${step.tie} ${step.to}
UNWIND [$key] AS key
${find}
CALL (x) {
  CALL (x) {
${reached(step)}
  RETURN key, at, fact LIMIT $budget
  }
  ${gather}
  RETURN answer
}
RETURN answer`,
        { ...given, ...parameters(i) },
      )
      if (!row) throw nothingThere('id', thing)
      return row[0] as Answer
    }),
  )
}

/** A thing, and the argument that named it. */
export type NamedBy = readonly [argument: string, thing: Thing]

/**
 * The things as they are named in the graph: a person by its own key, whichever of its identities' keys was given.
 * @throws NotFound for the first that is not there
 */
export async function findThings(database: Database, whoIsWho: WhoIsWho, named: readonly NamedBy[]): Promise<Thing[]> {
  return Promise.all(
    named.map(async ([argument, thing]) => {
      const { kind, key } = thing
      const [row] = await database.read(
        `// findThing ${kind}
UNWIND [$key] AS key
${findOf(WAYS[whoIsWho.strictness], kind)}
RETURN x.id`,
        { ...whoIsWho.parameters, key },
      )
      if (!row) throw nothingThere(argument, thing)
      return { kind, key: row[0] as string }
    }),
  )
}

const nothingThere = (argument: string, { kind }: Thing) =>
  new NotFound(`${argument}: expected the id of a thing that is there, got that of a ${NODE_KINDS[kind]} that is not`, {
    field: argument,
  })
