import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Database, migrate, openGraphServer } from '../../src/graph/index.ts'
import { alightLoad } from '../alight-load.ts'
import { furnished, largeWorld } from '../world.ts'

type GraphServer = Awaited<ReturnType<typeof openGraphServer>>

/**
 * A managed Neo4j that holds the world of so many persons × 2 years, loaded by `alight load --bulk` once and kept beside
 * the world, with the indexes of today: where more of the stored form has changed since, `bench/worlds/<persons>x2-home` is to be deleted.
 */
export async function openWorldGraph(persons: number, say: (line: string) => void): Promise<GraphServer> {
  const world = await largeWorld(persons)
  const home = `${world}-home`
  const complete = join(home, 'complete')
  if (!existsSync(complete)) {
    rmSync(home, { recursive: true, force: true })
    const { seconds } = await alightLoad(furnished(home), ['--bulk', world])
    writeFileSync(complete, '')
    say(`loaded into ${home} in ${seconds.toFixed(0)} s`)
  }
  const server = await openGraphServer({ home, database: 'neo4j', progress: say })
  const database = await Database.open(server.address)
  await migrate(database)
  await database.close()
  return server
}
