import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { GraphQLSchema } from 'graphql'
import type { Driver } from 'neo4j-driver'
import type { GraphAddress } from '../../../../src/base/index.ts'
import { losslessDriver } from '../../driver.ts'
import { OverHttp } from '../over-http.ts'
import { served } from '../served.ts'
import type { Statement, Way } from '../way.ts'
import { typeDefinitions } from './type-definitions.ts'

const PEER = '@neo4j/graphql'
const BENCH = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

/** Texts are compared only where that is asked for: a place in an ordered list needs it. */
const FEATURES = { filters: { String: { GT: true, GTE: true }, ID: { GT: true } } }

/** What is used of the library: its own types are there only after the first run. */
interface Library {
  readonly Neo4jGraphQL: new (options: {
    readonly typeDefs: string
    readonly driver: Driver
    readonly features: object
  }) => { getSchema(): Promise<GraphQLSchema> }
}

/** The library has 31 MB that no user of the service needs: the bench installs it beside itself when it first runs. */
async function library(): Promise<Library> {
  if (!existsSync(join(BENCH, 'node_modules', PEER)))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: BENCH, stdio: ['ignore', 'ignore', 'inherit'] })
  return import(PEER)
}

/** `@neo4j/graphql` on the same graph, in process and over HTTP. */
export async function openNeo4jGraphql(address: GraphAddress, clients: number) {
  const { Neo4jGraphQL } = await library()
  const driver = losslessDriver(address)
  const schema = await new Neo4jGraphQL({ typeDefs: typeDefinitions, driver, features: FEATURES }).getSchema()
  const { database } = address
  const sent: Statement[] = []
  // In place of the driver it also takes what runs a text: its statements are seen that way.
  const watching = {
    run: async (text: string, parameters: Record<string, unknown>) => {
      sent.push({ text, parameters })
      const session = driver.session({ database, defaultAccessMode: 'READ' })
      try {
        return await session.run(text, parameters)
      } finally {
        await session.close()
      }
    },
  }
  let executionContext: object = driver
  const service = await served(schema, () => ({ executionContext, sessionConfig: { database } }))
  const http = new OverHttp(service.address, clients)
  const inProcess: Way = {
    name: 'neo4j-graphql',
    speaks: 'peer',
    asking: (shape, keys) => () => service.execute(shape.peer, keys),
    statements: async (shape, keys) => {
      executionContext = watching
      await service.execute(shape.peer, keys)
      executionContext = driver
      return sent.splice(0)
    },
    close: async () => {},
  }
  const overHttp: Way = {
    name: 'neo4j-graphql-http',
    speaks: 'peer',
    asking: (shape, keys) => http.asking(shape.peer, keys),
    close: async () => {
      await http.close()
      await service.close()
      await driver.close()
    },
  }
  return { inProcess, overHttp }
}
