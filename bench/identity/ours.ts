import { clustersOf } from '../../src/person/cluster/cluster.ts'
import { candidatePairs } from '../../src/person/key/candidates.ts'
import { fitMatcher } from '../../src/person/match/fit/fit-matcher.ts'
import { Matcher } from '../../src/person/match/matcher.ts'
import type { MatcherVersion } from '../../src/person/match/version.ts'
import { portraitOf } from '../../src/person/portrait/portrait.ts'
import type { Grouping } from './rivals.ts'
import type { Told } from './world.ts'

/** What resolving a world gave and took. */
export interface Resolved {
  readonly groups: Grouping
  readonly version: MatcherVersion
  /** AUTO pairs, and which of them are of one person. */
  readonly auto: { readonly pairs: number; readonly right: number }
  readonly probable: { readonly pairs: number; readonly right: number }
  /** Candidate pairs, true ones among them, and all true ones. */
  readonly candidates: { readonly pairs: number; readonly right: number; readonly left: number }
  readonly seconds: {
    readonly portraits: number
    readonly blocks: number
    readonly fit: number
    readonly score: number
    readonly cluster: number
  }
}

/** Portraits, candidate pairs, a matcher fitted without being told the truth, scores, clusters. */
export function resolve(told: readonly Told[], frozen?: MatcherVersion): Resolved {
  const clock = stopwatch()
  const ids = told.map((_, i) => String(i).padStart(7, '0'))
  const portraits = told.map(({ fields, documents }, i) => portraitOf(ids[i] as string, fields, documents))
  const portraitSeconds = clock()
  const { pairs, left } = candidatePairs(portraits)
  const blocks = clock()
  const version = frozen ?? fitMatcher(portraits, pairs, 1)
  const fitting = clock()
  const matcher = new Matcher(version)
  const tally = { AUTO: { pairs: 0, right: 0 }, PROBABLE: { pairs: 0, right: 0 }, NONE: { pairs: 0, right: 0 } }
  const likenesses = []
  for (const [i, j] of pairs) {
    const { p, zone } = matcher.score(portraits[i] as never, portraits[j] as never)
    tally[zone].pairs++
    if (told[i]?.person === told[j]?.person) tally[zone].right++
    if (zone !== 'NONE') likenesses.push({ left: ids[i] as string, right: ids[j] as string, p, auto: zone === 'AUTO' })
  }
  const score = clock()
  const { clusters } = clustersOf({ identities: ids, likenesses, decisions: [], cannotLinks: [] })
  const person = new Map(clusters.flatMap(({ id, members }) => members.map(member => [member, id] as const)))
  const right = tally.AUTO.right + tally.PROBABLE.right + tally.NONE.right
  return {
    groups: ids.map(id => person.get(id) as string),
    version,
    auto: tally.AUTO,
    probable: tally.PROBABLE,
    candidates: { pairs: pairs.length, right, left },
    seconds: { portraits: portraitSeconds, blocks, fit: fitting, score, cluster: clock() },
  }
}

function stopwatch(): () => number {
  let last = performance.now()
  return () => {
    const now = performance.now()
    const seconds = (now - last) / 1000
    last = now
    return seconds
  }
}
