import type { GraphAddress } from '../../../src/base/index.ts'
import type { PlainDriver } from '../driver.ts'
import { openDataLoader } from './dataloader/index.ts'
import { openNeo4jGraphql } from './neo4j-graphql/index.ts'
import { openOurs } from './ours.ts'
import { rawDriver } from './raw.ts'
import type { Way } from './way.ts'

/** All ways of asking one graph, each ready to be asked. */
export interface Ways {
  readonly raw: Way
  /** Asked the same operations again and again. */
  readonly warm: readonly Way[]
  /** Asked another shape each time; apart from the rest, for what that starts in the background would disturb them. */
  readonly apart: readonly Way[]
  close(): Promise<void>
}

export async function openWays(address: GraphAddress, driver: PlainDriver, clients: number): Promise<Ways> {
  const raw = rawDriver(driver)
  const ours = await openOurs(address, clients)
  const dataloader = await openDataLoader(driver)
  const peer = await openNeo4jGraphql(address, clients)
  return {
    raw,
    warm: [raw, ours.inProcess, ours.overHttp, dataloader.warm, peer.inProcess, peer.overHttp],
    apart: [ours.cold, dataloader.cold],
    close: async () => {
      for (const { close } of [dataloader.warm, peer.inProcess, peer.overHttp, ours]) await close()
    },
  }
}
