import type { Database } from '../../graph/index.ts'

/** Reads rows of a statement that begins with `UNWIND $keys`. */
export type Read = <Row extends unknown[]>(
  statement: string,
  keys: readonly (string | number)[],
  given?: Readonly<Record<string, unknown>>,
) => Promise<Row[]>

const PER_READ = 1_000
const TIMEOUT = 30_000

/** Reads what is asked for in pieces, so that no statement grows with the selection. */
export const readInPieces =
  (database: Pick<Database, 'read'>, signal?: AbortSignal): Read =>
  async <Row extends unknown[]>(
    statement: string,
    keys: readonly (string | number)[],
    given: Readonly<Record<string, unknown>> = {},
  ) => {
    const rows: Row[] = []
    for (let i = 0; i < keys.length; i += PER_READ) {
      const piece = { ...given, keys: keys.slice(i, i + PER_READ) }
      for (const row of await database.read(statement, piece, { timeout: TIMEOUT, signal })) rows.push(row as Row)
    }
    return rows
  }
