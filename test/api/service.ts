import { expect } from '@jest/globals'
import { type Api, type OperationSettings, openApi } from '../../src/api/index.ts'
import { openLog } from '../../src/base/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

export interface Refusal {
  message: string
  locations?: { line: number; column: number }[]
  path?: string[]
  extensions: { code: string }
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its question
  data: any
  errors: Refusal[]
}

export interface Request {
  method?: 'GET' | 'POST' | 'PUT'
  url?: string
  headers?: Record<string, string>
  payload?: string | object
}

/** What is received lies in a folder of its own, at most 1 MiB together; two seconds without a byte are a stall. */
export const testApi = (database: Database, home = scratch(), operations?: OperationSettings): Promise<Api> =>
  openApi({
    database,
    patterns: new Patterns(database),
    log: openLog('silent'),
    uploads: { home, limit: 2 ** 20, stalled: 2_000 },
    ...(operations ? { operations } : {}),
  })

/** The service over a graph that holds one delivery and nothing else. */
export class Service {
  readonly database: Database
  readonly api: Api

  private constructor(database: Database, api: Api) {
    this.database = database
    this.api = api
  }

  static async open(records: readonly unknown[], operations?: OperationSettings): Promise<Service> {
    const database = await emptyGraph()
    if (records.length > 0) await deliver(database, scratch(), records)
    return new Service(database, await testApi(database, scratch(), operations))
  }

  async send(request: Request): Promise<Answer> {
    const response = await this.api.app.inject({ method: 'POST', url: '/graphql', ...request })
    const { data, errors } = response.json()
    return { status: response.statusCode, data, errors }
  }

  ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return this.send({ payload: { query, variables } })
  }

  async close(): Promise<void> {
    await this.api.close()
    await this.database.close()
  }
}

/** The one refusal of an answer that holds nothing else. */
export function refusal({ data, errors }: Answer): Refusal {
  expect(Object.values(data ?? {}).filter(value => value !== null)).toEqual([])
  expect(errors).toHaveLength(1)
  return errors[0] as Refusal
}

/** The global id of a node by its type and key. */
export const globalId = (typeName: string, key: string) => Buffer.from(`${typeName}:${key}`).toString('base64url')
