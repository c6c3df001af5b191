import { Invalid, NotFound } from '../base/index.ts'
import type { Database } from '../graph/index.ts'
import { NO_GROUPS, WAYS, type Ways, type WhoIsWho } from '../person/index.ts'
import { NODE_KINDS, type NodeKind, type Thing, type TieKind } from './kinds.ts'
import { ALWAYS, findOf, reached, type Step, stepsFrom } from './steps.ts'

/** What of a thing's ties is asked for. */
export interface Opening {
  readonly thing: Thing
  /** Absent: all kinds. */
  readonly kinds?: readonly TieKind[] | undefined
  /** From this instant on (epoch milliseconds), and before that. A tie without a time is left out where one is given. */
  readonly from?: number | undefined
  readonly to?: number | undefined
}

/** The steps from a thing, those too that are not asked for. @throws Invalid for a kind of tie that such a thing never has, or an empty span */
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
  return steps
}

export const asks = ({ kinds }: Opening, { tie }: Step): boolean => kinds?.includes(tie) ?? true

/** Refuses a span that holds no instant. @throws Invalid */
export function expectSpan({ from, to }: Pick<Opening, 'from' | 'to'>): void {
  if (from !== undefined && to !== undefined && from >= to)
    throw new Invalid(`to: expected an instant after from, got ${new Date(to).toISOString()}`, { field: 'to' })
}

/** Reads along the steps from a thing. */
export interface StepReading {
  /** Names the statement in the server's log. */
  readonly name: string
  /** Cypher that makes one `answer` out of the rows `step` (its place among the steps), `key`, `at`, `fact`. */
  readonly gather: string
}

/** A statement takes seconds to plan where a server that has just begun is busy. */
const PATIENCE = 30_000

/**
 * What `gather` makes of the facts of all steps that are asked for, of each step at most a budget.
 * @throws NotFound where there is no such thing
 */
export async function readSteps<Answer>(
  database: Database,
  whoIsWho: WhoIsWho,
  opening: Opening,
  steps: readonly Step[],
  reading: StepReading,
  asked: Readonly<Record<string, unknown>> & { readonly budget: number },
): Promise<Answer> {
  const { thing, from = null, to = null } = opening
  const ways = WAYS[whoIsWho.strictness]
  const [row] = await database.read(
    openingText(reading, ways, thing.kind, steps),
    {
      ...whoIsWho.parameters,
      keys: [thing.key],
      span: { from, to },
      asked: { ...asked, steps: steps.map(step => asks(opening, step)) },
    },
    { timeout: PATIENCE },
  )
  if (!row) throw nothingThere('id', thing)
  return row[0] as Answer
}

/**
 * One statement for each kind of thing, whatever of its ties is asked for: it takes longer to plan than to run. What is
 * asked stands in maps: for every other type, or size of a text or list, a parameter has the server plan anew.
 */
function openingText({ name, gather }: StepReading, ways: Ways, kind: NodeKind, steps: readonly Step[]): string {
  const branches = steps.map(
    (step, i) => `  WITH x WHERE $asked.steps[${i}]
  ${reached(step)}
  RETURN ${i} AS step, key, at, fact LIMIT $asked.budget`,
  )
  return `// ${name} ${kind}
UNWIND $keys AS key
${findOf(ways, kind)}
CALL (x) {
  CALL (x) {
${branches.join('\n  UNION ALL\n')}
  }
  ${gather}
  RETURN answer
}
RETURN answer`
}

/** What the server plans of a reading before somebody waits for it: persons as they are taken where nobody says how strictly. */
export const statementsOf = (reading: StepReading) =>
  (Object.keys(NODE_KINDS) as NodeKind[]).map(kind => ({
    text: openingText(reading, WAYS.REVIEWED, kind, stepsFrom(WAYS.REVIEWED, kind)),
    parameters: { ...NO_GROUPS, span: ALWAYS, asked: { budget: 0, limit: 0, steps: [] } },
  }))

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
