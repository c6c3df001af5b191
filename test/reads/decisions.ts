import type { Database } from '../../src/graph/index.ts'
import { Chance } from './chance.ts'

/** What humans decided in a small world, and what the matcher holds likely beside what it found: the same for one seed. */
export async function decisions(database: Database, seed: number): Promise<void> {
  const chance = new Chance(seed + 1_000)
  const identities = (await database.read('MATCH (i:Identity) RETURN i.id ORDER BY i.id', {})).map(([id]) => id)
  const portraits = (
    await database.read('MATCH (q:Portrait)<-[:COMPARED_AS]-() RETURN DISTINCT q.id AS id ORDER BY id', {})
  ).map(([id]) => id)
  const pairs = (of: readonly unknown[], count: number) =>
    Array.from({ length: count }, () => [chance.one(of), chance.one(of)]).filter(([a, b]) => a !== b)
  const decided = (count: number) =>
    pairs(identities, count).map(([a, b]) => ({
      a,
      b,
      by: chance.one(['olga', 'piotr']),
      at: chance.between(1, 9) * 1e12,
    }))
  const likely = pairs(portraits, 8).map(([a, b]) => ({ a, b, p: chance.between(500, 989) / 1_000 }))
  await database.write(async tx => {
    for (const [type, rows] of [
      ['CONFIRMED_WITH', decided(6)],
      ['REJECTED_WITH', decided(5)],
    ] as const)
      await tx.run(
        `UNWIND $rows AS row MATCH (a:Identity {id: row.a}) MATCH (b:Identity {id: row.b})
        WHERE NOT EXISTS { (a)-[:CONFIRMED_WITH|REJECTED_WITH]-(b) }
        CREATE (a)-[:${type} {by: row.by, at: row.at}]->(b)`,
        { rows },
      )
    await tx.run(
      `UNWIND $rows AS row MATCH (a:Portrait {id: row.a}) MATCH (b:Portrait {id: row.b})
      WHERE NOT EXISTS { (a)-[:LIKE]-(b) }
      CREATE (a)-[:LIKE {p: row.p, auto: false, levels: [0, 0, -1, -1, 2, 0, -1], bits: [75, 75, 0, 0, 36, 9, 0, -166]}]->(b)`,
      { rows: likely },
    )
  })
}
