import type { Database } from '../../src/graph/index.ts'
import { takeEffect } from '../../src/person/decide/take-effect.ts'
import { pairOf } from '../../src/person/decided/ruling.ts'
import { Chance } from './chance.ts'

/** Decisions about identities that are there, some of them taken back: the same for the same seed and graph. */
export async function decideSome(database: Database, seed: number): Promise<void> {
  const chance = new Chance(seed)
  const rows = await database.read('MATCH (i:Identity)-[:IS]->() RETURN i.id ORDER BY i.id', {})
  const ids = rows.map(([id]) => String(id))
  for (let n = 0; n < 3; n++) {
    const by = chance.one(['olga', 'petr'])
    const decider = { by, purpose: chance.is(0.5) ? 'case 7' : null, note: 'seen' }
    const [one, ...others] = chance.some(ids, 0.1).concat(chance.one(ids))
    const pairs = others
      .filter(other => other !== one)
      .map(other => ({ ...pairOf(one as string, other), verdict: chance.one(['CONFIRMED', 'REJECTED'] as const) }))
    const { number } = await database.write(tx => takeEffect(tx, { ...decider, kind: 'REJECT', pairs }))
    if (chance.is(0.4))
      await database.write(tx => takeEffect(tx, { ...decider, kind: 'UNDO', pairs: [], undoes: number }))
  }
}
