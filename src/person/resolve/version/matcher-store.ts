import type { Transaction } from '../../../graph/index.ts'
import { FIRST_VERSION } from '../../match/first-version.ts'
import { Matcher } from '../../match/matcher.ts'
import type { MatcherVersion } from '../../match/version.ts'

/** What reads rows: a transaction, or the graph itself. */
export type Run = (statement: string, parameters: Record<string, unknown>) => Promise<unknown[][]>

const builtIn = new Matcher(FIRST_VERSION)

/** The version read last: a graph has one at a time, and its tables of names are large. */
let last = builtIn

/** The number of the version by which this graph's identities are judged now; by another they sit for other portraits. */
export async function matcherNumber(run: Run): Promise<number> {
  const [row] = await run('// matcherNumber\nMATCH (v:MatcherVersion) RETURN v.id', {})
  return Number(row?.[0] ?? builtIn.version)
}

/** The matcher by which this graph's identities are judged now. */
export async function currentMatcher(run: Run): Promise<Matcher> {
  const number = await matcherNumber(run)
  if (number === builtIn.version) return builtIn
  if (number !== last.version) {
    const [kept] = await run('// matcherVersion\nMATCH (v:MatcherVersion) RETURN v.learnt', {})
    last = new Matcher(JSON.parse(String(kept?.[0])) as MatcherVersion)
  }
  return last
}

/** Keeps a version in place of the one before it; everybody is due to be compared again by it. */
export async function keepVersion(tx: Transaction, version: MatcherVersion): Promise<void> {
  await tx.run(
    `// keepVersion
MERGE (v:MatcherVersion)
SET v.id = $number, v.fittedAt = timestamp(), v.identities = $identities, v.learnt = $learnt, v.due = true`,
    { number: version.version, identities: version.identities, learnt: JSON.stringify(version) },
  )
}
