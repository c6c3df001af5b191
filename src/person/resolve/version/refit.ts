import { Conflict } from '../../../base/index.ts'
import type { Database, Transaction } from '../../../graph/index.ts'
import { COMPARED } from '../../identity.ts'
import { Candidates } from '../../key/candidates.ts'
import { fitMatcher } from '../../match/fit/fit-matcher.ts'
import type { MatcherVersion } from '../../match/version.ts'
import { portraitFrom } from '../kept-portrait.ts'
import { keptFrom } from '../portrait-store.ts'
import { resolveWaiting } from '../resolve.ts'
import { currentMatcher, keepVersion } from './matcher-store.ts'

/** From fewer nothing can be learnt that would be better than what the matcher starts with. */
const ENOUGH = 1_000

/** A fit learns from no more portraits than this, spread over the graph: some 2 kB each, and their pairs. */
const LEARNT_FROM = 100_000

/**
 * Fits the matcher anew to this graph's portraits, as the next version, and resolves everybody by it. No load may run
 * beside it: `within` runs in every transaction and should hold the lease of loads. Killed, the next load goes on.
 * @throws Conflict where the graph holds fewer than `least` portraits
 */
export async function refitMatcher(
  database: Database,
  within: (tx: Transaction) => Promise<void>,
  least = ENOUGH,
): Promise<MatcherVersion> {
  await resolveWaiting(database, within)
  const { version: number } = await currentMatcher((statement, parameters) => database.read(statement, parameters))
  const rows = await database.read(
    `// portraitsToLearnFrom
MATCH (q:Portrait)
WITH q ORDER BY q.id LIMIT $limit
RETURN q.id, ${COMPARED.map(name => `q.${name}`).join(', ')}, q.papers`,
    { limit: LEARNT_FROM },
    { timeout: 300_000 },
  )
  if (rows.length < least)
    throw new Conflict(
      `refit: expected at least ${least} distinct identities to learn from, the graph holds ${rows.length}`,
    )
  const portraits = rows.map(row => portraitFrom(keptFrom(row)))
  const version = fitMatcher(portraits, new Candidates(portraits).pairs(), number + 1)
  await database.write(async tx => {
    await within(tx)
    await keepVersion(tx, version)
  })
  await resolveWaiting(database, within)
  return version
}
