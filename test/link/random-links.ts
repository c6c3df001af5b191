import { rmSync } from 'node:fs'
import type { Database } from '../../src/graph/index.ts'
import { NODE_KINDS, type NodeKind } from '../../src/link/index.ts'
import { deliver, scratch } from '../delivery.ts'
import { RandomWorld } from '../pattern/random-world.ts'
import { Chance } from '../reads/chance.ts'
import { emptyGraph } from '../test-graph.ts'
import { PlainGraph } from './plain-graph.ts'

export const KINDS = Object.keys(NODE_KINDS) as NodeKind[]

/** Some booking references with contacts, few enough that they meet. */
function withContacts(lines: Record<string, unknown>[], chance: Chance) {
  return lines.map(line =>
    line.booking && chance.is(0.6)
      ? {
          ...line,
          booking: { ...line.booking, contacts: [{ kind: 'PHONE', value: `+3706000000${chance.between(1, 3)}` }] },
        }
      : line,
  )
}

/** A small graph of few people, after deliveries and corrections, and the same walked plainly. */
export async function randomLinks(seed: number): Promise<{ database: Database; graph: PlainGraph }> {
  const chance = new Chance(seed)
  const world = new RandomWorld(chance)
  const database = await emptyGraph()
  const folder = scratch()
  await deliver(database, folder, [...world.frame(), ...withContacts(world.lines(40), chance)])
  await deliver(database, folder, withContacts(world.lines(30), chance))
  rmSync(folder, { recursive: true })
  return { database, graph: await PlainGraph.read(database) }
}
