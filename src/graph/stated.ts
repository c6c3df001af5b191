import type { Transaction } from './database.ts'

/**
 * That a source stated a fact: the node's id, a digest of what was written, and where. It lies on the fact's own node;
 * earlier ones are kept as `(:Record)-[:STATES]->(node)`. The words themselves are in the delivery's excerpts.
 * (Measured: 400 characters of words on a node make creating it an eighth slower.)
 */
export interface Statement {
  readonly id: string
  /** 52 bits, so that a JavaScript number holds them. */
  readonly digest: number
  /** Number of the delivery. */
  readonly delivery: number
  readonly line: number
}

/** The columns under which {@link statementValues} are stored. */
export const STATEMENT = ['id', 'digest', 'delivery', 'line'] as const

/** A statement's values in the order of {@link STATEMENT}. */
export const statementValues = ({ id, digest, delivery, line }: Statement) => [id, digest, delivery, line] as const

/**
 * How the graph stands to a statement: not there, there without a statement of its own, the same, with an earlier
 * statement of other content, or with a later one (this statement waited for something, or its load was interrupted).
 */
export type Standing = 'new' | 'unstated' | 'same' | 'earlier' | 'later'

/** Statements stand in the order in which their deliveries were first seen, and by line within one. */
export const isLater = (a: Pick<Statement, 'delivery' | 'line'>, b: Pick<Statement, 'delivery' | 'line'>) =>
  a.delivery > b.delivery || (a.delivery === b.delivery && a.line > b.line)

export type StatedLabel =
  | 'Station'
  | 'Train'
  | 'TrainRun'
  | 'Movement'
  | 'Regime'
  | 'Coverage'
  | 'Document'
  | 'Journey'
  | 'Check'

const ABSENT = -2
const UNSTATED = -1

/** How the graph stands to each statement, in their order. */
export async function standings(
  tx: Transaction,
  label: StatedLabel,
  statements: readonly Statement[],
): Promise<Standing[]> {
  if (statements.length === 0) return []
  const [row] = await tx.run(
    `// standings ${label}
UNWIND $ids AS id
OPTIONAL MATCH (n:${label} {id: id})
RETURN collect(CASE WHEN n IS NULL THEN ${ABSENT} ELSE coalesce(n.digest, ${UNSTATED}) END)`,
    { ids: statements.map(({ id }) => id) },
  )
  const digests = row?.[0] as number[]
  const others = statements.filter(({ digest }, i) => (digests[i] as number) >= 0 && digests[i] !== digest)
  const current = new Map((await currentStatements(tx, label, others)).map(one => [one.id, one]))
  return statements.map((statement, i) => {
    if (digests[i] === ABSENT) return 'new'
    if (digests[i] === UNSTATED) return 'unstated'
    if (digests[i] === statement.digest) return 'same'
    return isLater(current.get(statement.id) as Statement, statement) ? 'later' : 'earlier'
  })
}

/** What the nodes of these ids state now. */
export async function currentStatements(
  tx: Transaction,
  label: StatedLabel,
  asked: readonly Pick<Statement, 'id'>[],
): Promise<Statement[]> {
  if (asked.length === 0) return []
  const rows = (await tx.run(
    `// currentStatements ${label}
UNWIND $ids AS id
MATCH (n:${label} {id: id})
RETURN n.id, n.digest, n.delivery, n.line`,
    { ids: asked.map(({ id }) => id) },
  )) as [string, number, number, number][]
  return rows.map(([id, digest, delivery, line]) => ({ id, digest, delivery, line }))
}

/**
 * Keeps what these nodes state now as earlier records, before other statements take its place: their properties, and
 * the ties that the statement made, so that what was known on a day can still be read.
 */
export async function keepEarlier(tx: Transaction, label: StatedLabel, kind: string, ids: readonly string[]) {
  if (ids.length === 0) return
  await tx.run(
    `// keepEarlier ${label}
UNWIND $ids AS id
MATCH (n:${label} {id: id})
CREATE (r:Record)-[:STATES]->(n)
SET r = properties(n), r.recordKind = $kind, r.key = n.id
WITH n, r
CALL (n, r) { MATCH (n)-[t:${STATED_TIES}]->(o) CREATE (r)-[:$(type(t))]->(o) }
CALL (n, r) { MATCH (n)<-[:MADE]-(i) CREATE (i)-[:MADE]->(r) }`,
    { kind, ids },
  )
}

/** The ties that lead from a fact to what its statement names; one more, MADE, leads to it. */
const STATED_TIES = 'ON|PRESENTED|BOOKED_IN|OF|EXAMINED|READ|ISSUED_FOR|REPLACES|AUTHORISES|RUN_OF'
