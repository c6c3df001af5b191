import type { Ways } from '../../person/index.ts'

/** Asks the graph: runs one statement that reads. */
export type Ask = (statement: string, parameters: Record<string, unknown>) => Promise<unknown[][]>

/** Where things are looked for. */
export interface SearchGraph {
  readonly ask: Ask
  /** How identities are persons, and what its statements are given. */
  readonly ways: Ways
  readonly groups: Readonly<Record<string, unknown>>
}

/** Candidates of one kind that are looked at; where there are more, the answer says that it is cut. */
export const MOST_CANDIDATES = 500

/** The first so many rows, and whether there are more: statements are given one more as their limit. */
export function upTo<Row>(rows: readonly Row[], most = MOST_CANDIDATES): { rows: readonly Row[]; cut: boolean } {
  return { rows: rows.slice(0, most), cut: rows.length > most }
}

export const LIMIT = { most: MOST_CANDIDATES + 1 }
