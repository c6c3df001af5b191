import { instantText } from '../base/index.ts'
import { type Database, standpoint } from '../graph/index.ts'
import type { Bundle } from './bundle.ts'

type DeliveryRow = readonly [number: number, name: string, sha256: string, receivedAt: number, complete: boolean | null]

/**
 * How far the graph has come. What is recorded, decided, found, learnt or collected raises one of the counters, or the lines
 * that were read, so that of two equal ones none of it has changed in between.
 */
export async function knownUpTo(database: Pick<Database, 'read'>): Promise<Bundle['knownUpTo']> {
  const [[counters, lines, last] = []] = (await database.read(
    `// knownUpTo
RETURN COLLECT { MATCH (c:Counter) WITH c ORDER BY c.name RETURN [c.name, c.value] },
  head(COLLECT { MATCH (d:Delivery) RETURN coalesce(sum(d.through), 0) }),
  head(COLLECT { MATCH (d:Delivery) WITH d ORDER BY d.number DESC LIMIT 1 RETURN [d.number, d.name, d.id, d.receivedAt, d.complete] })`,
    {},
  )) as [[string, number | null][], number, DeliveryRow | null][]
  const { history } = await standpoint(database)
  return {
    history,
    counters: Object.fromEntries((counters ?? []).map(([name, value]) => [name, value ?? 0])),
    lines: lines ?? 0,
    lastDelivery: last ? delivery(last) : null,
  }
}

const delivery = ([number, name, sha256, receivedAt, complete]: DeliveryRow) => ({
  number,
  name,
  sha256,
  receivedAt: instantText(receivedAt),
  complete: complete === true,
})
