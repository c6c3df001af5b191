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

/** How the graph stands to a statement: not there, there without a statement of its own, the same, or with another content. */
export type Standing = 'new' | 'unstated' | 'same' | 'other'

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
  return statements.map(({ digest }, i) => {
    if (digests[i] === ABSENT) return 'new'
    if (digests[i] === UNSTATED) return 'unstated'
    return digests[i] === digest ? 'same' : 'other'
  })
}

/** Keeps what the nodes state now as earlier records, before the statements given take its place. */
export async function keepEarlier(tx: Transaction, label: StatedLabel, kind: string, later: readonly Statement[]) {
  if (later.length === 0) return
  await tx.run(
    `// keepEarlier ${label}
UNWIND $rows AS row
MATCH (n:${label} {id: row[0]})
CREATE (:Record {kind: $kind, key: n.id, digest: n.digest, delivery: n.delivery, line: n.line, supersededBy: row[1]})
  -[:STATES]->(n)`,
    { kind, rows: later.map(({ id, delivery }) => [id, delivery]) },
  )
}
