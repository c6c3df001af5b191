import type { Transaction } from './database.ts'

/**
 * A fact that a source stated: the node's id, what was written (canonical JSON) with its digest, and where.
 * The current statement lies on the node itself (measured: a node and an edge for each statement cost a fifth of the
 * load's speed); earlier ones are kept as `(:Record)-[:STATES]->(node)`.
 */
export interface Statement {
  readonly id: string
  readonly digest: string
  readonly content: string
  /** Number of the delivery. */
  readonly delivery: number
  readonly line: number
  /** When it was received, epoch milliseconds. */
  readonly knownAt: number
}

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

/** How the graph stands to each statement, by id. */
export async function standings(
  tx: Transaction,
  label: StatedLabel,
  statements: readonly Statement[],
): Promise<Map<string, Standing>> {
  const rows = await tx.run(
    `// standings ${label}\nUNWIND $ids AS id\nMATCH (n:${label} {id: id})\nRETURN id, n.digest`,
    { ids: statements.map(s => s.id) },
  )
  const digests = new Map(rows as [string, string | null][])
  return new Map(
    statements.map(({ id, digest }) => {
      const known = digests.get(id)
      return [id, known === undefined ? 'new' : known === null ? 'unstated' : known === digest ? 'same' : 'other']
    }),
  )
}

/** Keeps what the nodes state now as earlier records, before the statements given take its place. */
export async function keepEarlier(tx: Transaction, label: StatedLabel, kind: string, later: readonly Statement[]) {
  if (later.length === 0) return
  await tx.run(
    `// keepEarlier ${label}
UNWIND $rows AS row
MATCH (n:${label} {id: row.id})
CREATE (:Record {kind: $kind, key: n.id, content: n.content, digest: n.digest, delivery: n.delivery, line: n.line,
  knownAt: n.knownAt, until: row.knownAt})-[:STATES]->(n)`,
    { kind, rows: later.map(({ id, knownAt }) => ({ id, knownAt })) },
  )
}

/** Which of these ids have no node of the label. */
export async function missing(
  tx: Transaction,
  label: 'Station' | 'Train' | 'TrainRun' | 'Journey',
  ids: Iterable<string>,
): Promise<Set<string>> {
  const asked = new Set(ids)
  if (asked.size === 0) return asked
  const rows = await tx.run(`// missing ${label}\nUNWIND $ids AS id\nMATCH (n:${label} {id: id})\nRETURN id`, {
    ids: [...asked],
  })
  for (const [id] of rows as [string][]) asked.delete(id)
  return asked
}
