import type { Random } from '../../seed/base/random.ts'
import type { Api } from '../../src/api/index.ts'
import type { Database } from '../../src/graph/index.ts'
import type { Ask } from '../reads/ways/way.ts'

/** What a case is drawn from. */
export interface LinkGraph {
  readonly database: Database
  readonly api: Api
  readonly random: Random
}

/** A kind of question, asked of us and, as somebody would without us, of the graph by hand. */
export interface LinkCase {
  readonly what: string
  readonly ours: readonly Ask[]
  readonly byHand: readonly Ask[]
}

/** An operation asked in process, graphql-js and all. */
export const asking =
  ({ api }: LinkGraph, operation: string, variables: Record<string, unknown>): Ask =>
  async () => {
    const { data, errors } = await api.execute(operation, variables)
    if (errors) throw new Error(`links: expected an answer, got ${errors[0]?.message}`)
    return { data }
  }

/** Milliseconds after which a statement by hand is given up. */
const PATIENCE = 60_000

/** A statement as somebody sends it by hand. */
export const handWritten =
  ({ database }: LinkGraph, statement: string, parameters: Record<string, unknown>): Ask =>
  async () => ({ data: await database.read(statement, parameters, { timeout: PATIENCE }) })
