import neo4j, { type Driver, type ProfiledPlan } from 'neo4j-driver'
import type { GraphAddress } from '../../src/base/index.ts'

export type Read = (statement: string, parameters?: Record<string, unknown>) => Promise<unknown[][]>

/** The driver as a careful user has it: autocommit in a READ session, which is one round trip; JavaScript numbers. */
export interface PlainDriver {
  readonly read: Read
  /** What the server touches for a statement, as PROFILE counts it. */
  dbHits(statement: string, parameters: Record<string, unknown>): Promise<number>
  close(): Promise<void>
}

export function openDriver({ uri, username, password, database }: GraphAddress): PlainDriver {
  const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), { disableLosslessIntegers: true })
  const run = async (statement: string, parameters: Record<string, unknown>) => {
    const session = driver.session({ database, defaultAccessMode: neo4j.session.READ })
    try {
      return await session.run(statement, parameters)
    } finally {
      await session.close()
    }
  }
  return {
    read: async (statement, parameters = {}) =>
      (await run(statement, parameters)).records.map(record => [...record.values()]),
    dbHits: async (statement, parameters) => {
      const { summary } = await run(`PROFILE ${statement}`, integers(parameters) as Record<string, unknown>)
      return summary.profile ? hitsOf(summary.profile) : 0
    },
    close: () => driver.close(),
  }
}

/** A driver whose integers keep 64 bits, as `@neo4j/graphql` expects it. */
export function losslessDriver({ uri, username, password }: GraphAddress): Driver {
  return neo4j.driver(uri, neo4j.auth.basic(username, password))
}

const hitsOf = (plan: ProfiledPlan): number =>
  plan.dbHits + plan.children.reduce((sum, child) => sum + hitsOf(child), 0)

/** Whole numbers travel as floats otherwise, which LIMIT refuses. */
function integers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value
  if (Array.isArray(value)) return value.map(integers)
  if (value === null || typeof value !== 'object' || neo4j.isInt(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, integers(item)]))
}
