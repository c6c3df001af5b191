import { pieces } from '../base/index.ts'
import { statedThen } from '../graph/index.ts'
import type { Reader, Thing } from '../pattern/index.ts'

/** A thing as it stands in the graph. */
export interface Known {
  /** Number of its node. */
  readonly place: number
  readonly id: string
  /** Names that it may have borne: a person bears the id of one of its identities, which another may take the place of. */
  readonly aliases: readonly string[]
  /** Number of the delivery and line of it where what is known of it is written; null for what nobody states. */
  readonly delivery: number | null
  readonly line: number | null
  /** When it happened, epoch milliseconds; null for what does not happen. */
  readonly at: number | null
}

/** How things are found. */
export type Things = (thing: Thing) => Known | undefined

const nameOf = ([label, named]: Thing) => `${label} ${named}`

/** Labels of things that claims may name by their ids, each with the statement that finds them. */
const BY_ID = ['Station', 'TrainRun', 'Call', 'Regime', 'Document', 'Journey', 'Person', 'Identity', 'Check', 'Booking']

/** What is known of a node `n` that was stated by `v`. */
const facts = (v: string) => `id(n), n.id, ${v}.delivery, ${v}.line, coalesce(${v}.at, ${v}.departsAt, n.departsAt),
  CASE WHEN n:Person THEN COLLECT { MATCH (n)<-[:IS]-(i:Identity) WITH i ORDER BY i.id LIMIT 200 RETURN i.id } ELSE [] END`

type Row = [
  asked: string | number,
  place: number,
  id: string,
  delivery: number | null,
  line: number | null,
  at: number | null,
  aliases: string[],
]

/** Things that are asked for in one statement. */
export const PER_READ = 5_000

/**
 * Finds things in the graph; one that is not there any more is not found.
 * @param known number of the delivery by which something else may have been stated of them than now
 */
export async function findThings(database: Reader, things: Iterable<Thing>, known?: number): Promise<Things> {
  const asked = new Map([...things].map(thing => [nameOf(thing), thing]))
  const byLabel = Map.groupBy(asked.values(), ([label, named]) => (typeof named === 'number' ? '' : label))
  const found = new Map<string, Known>()
  for (const [label, own] of byLabel)
    for (const some of pieces(own, PER_READ)) {
      const rows = (await database.read(`${label === '' ? BY_PLACE : byId(label)}\n${statedBy(known)}`, {
        named: some.map(([, named]) => named),
        ...(known === undefined ? {} : { asOf: known }),
      })) as Row[]
      const there = new Map(
        rows.map(([name, place, id, delivery, line, at, aliases]) => [
          name,
          { place, id, delivery, line, at, aliases },
        ]),
      )
      for (const thing of some) {
        const one = there.get(thing[1])
        if (one) found.set(nameOf(thing), one)
      }
    }
  return thing => found.get(nameOf(thing))
}

const BY_PLACE = '// findThings\nUNWIND $named AS named\nMATCH (n) WHERE id(n) = named'

function byId(label: string): string {
  if (!BY_ID.includes(label)) throw new Error(`Finding: a thing is named by the id of a ${label}, which has none`)
  return `// findThingsById\nUNWIND $named AS named\nMATCH (n:${label} {id: named})`
}

const statedBy = (known: number | undefined) =>
  known === undefined ? `RETURN named, ${facts('n')}` : `${statedThen('n')}\nRETURN named, ${facts('v')}`
