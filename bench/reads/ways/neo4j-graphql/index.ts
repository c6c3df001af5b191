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
import type { Way } from '../way.ts'
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
  const sessionConfig = { database: address.database, defaultAccessMode: 'READ' }
  const service = await served(schema, () => ({ executionContext: driver, sessionConfig }))
  const http = new OverHttp(service.address, clients)
  const inProcess: Way = {
    name: 'neo4j-graphql',
    speaks: 'peer',
    asking: (shape, keys) => () => service.execute(shape.peer, keys),
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
