import type { Database, ReadOptions } from '../../graph/index.ts'
import { type Groupings, keyPortraits, type Strictness, WAYS } from '../../person/index.ts'
import type { NodeKind } from '../kinds.ts'
import { type SearchAnswer, search } from './search.ts'

/** What somebody looks for, and how sure it must be that identities are one person. */
export interface SearchQuestion {
  readonly text: string
  /** Absent: all that are searched. */
  readonly kinds?: readonly NodeKind[] | null | undefined
  readonly identity?: Strictness | null | undefined
}

export type Search = (question: SearchQuestion) => Promise<SearchAnswer>

/** Milliseconds after which what is not found yet is left out, and the answer says so. */
const PATIENCE = 2_000

/** Searches a graph for one request. */
export function openSearch(database: Database, groupings: Groupings, options: ReadOptions = {}): Search {
  const ask = (statement: string, parameters: Record<string, unknown>) =>
    database.read(statement, parameters, { ...options, timeout: PATIENCE })
  return async ({ text, kinds, identity }) => {
    const strictness = identity ?? 'REVIEWED'
    const groups = strictness === 'REVIEWED' ? {} : (await groupings.of(strictness)).parameters
    return search(text, kinds ?? null, { ask, ways: WAYS[strictness], groups })
  }
}

/** Makes an older graph searchable: the keys that only this program can make of names. */
export const prepareSearch = (database: Database): Promise<void> => keyPortraits(database)
