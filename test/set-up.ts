import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGraphServer } from '../src/graph/server/index.ts'
import { DISTRIBUTION, TEST_HOME } from './test-graph.ts'

/** Starts the Neo4j that all suites use; the first time it is fetched, which needs Maven and JDK 17. */
export default async function setUp() {
  // Whatever suites leave there goes at the end.
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'alight-test-'))
  const server = await openGraphServer({
    home: TEST_HOME,
    database: 'neo4j',
    distribution: DISTRIBUTION,
    progress: line => void process.stderr.write(`${line}\n`),
  })
  ;(globalThis as { testServer?: unknown }).testServer = server
}
