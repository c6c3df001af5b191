import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApi } from '../../../src/api/index.ts'
import { type GraphAddress, openLog } from '../../../src/base/index.ts'
import { Database } from '../../../src/graph/index.ts'
import { Patterns } from '../../../src/pattern/index.ts'
import { NeverSeen } from '../never-seen.ts'
import { OverHttp } from './over-http.ts'
import type { Statement, Way } from './way.ts'

export interface Ours {
  readonly inProcess: Way
  readonly cold: Way
  readonly overHttp: Way
  close(): Promise<void>
}

const free = async () => {}

/** The service itself: its operations again and again, its operations in shapes never seen before, and over HTTP. */
export async function openOurs(address: GraphAddress, clients: number): Promise<Ours> {
  const database = await Database.open(address)
  const home = mkdtempSync(join(tmpdir(), 'alight-bench-'))
  const uploads = { home, limit: 2 ** 20 }
  const api = await openApi({ database, patterns: new Patterns(database), log: openLog('fatal'), uploads })
  const http = new OverHttp(`${await api.app.listen({ host: '127.0.0.1', port: 0 })}/graphql`, clients)
  const neverSeen = new NeverSeen()
  const asking: Way['asking'] = (shape, keys) => {
    const variables = shape.variables(keys)
    return () => api.execute(shape.operation, variables)
  }
  return {
    inProcess: {
      name: 'ours',
      speaks: 'ours',
      asking,
      statements: (shape, keys) => watched(database, asking(shape, keys)),
      close: free,
    },
    cold: {
      name: 'ours-never-seen',
      speaks: 'ours and more',
      asking: (shape, keys) => () => api.execute(neverSeen.operationOf(shape), shape.variables(keys)),
      close: free,
    },
    overHttp: {
      name: 'ours-http',
      speaks: 'ours',
      asking: (shape, keys) => http.asking(shape.operation, shape.variables(keys)),
      close: free,
    },
    close: async () => {
      await http.close()
      await api.close()
      await database.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What is sent to Neo4j while something is asked. */
async function watched(database: Database, ask: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = []
  const read = database.read.bind(database)
  database.read = (text, parameters, options) => {
    sent.push({ text, parameters })
    return read(text, parameters, options)
  }
  try {
    await ask()
    return sent
  } finally {
    database.read = read
  }
}
