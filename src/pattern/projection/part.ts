import type { Names } from './names.ts'
import type { Numbers, Table } from './table.ts'

/** Any table, whatever its columns. */
export type AnyTable = Table<Record<string, Numbers>>

/** A part of the projection, as what it consists of: all of that is its cost, and makes a part like it again. */
export interface Part<Rest = unknown> {
  readonly tables: Readonly<Record<string, AnyTable>>
  readonly names: Readonly<Record<string, Names>>
  /** What is neither, as plain JSON. It is set last, when tables and names are there again. */
  rest: Rest
}
