import { documentId } from '../../src/document/index.ts'
import { clustersOf } from '../../src/person/cluster/cluster.ts'
import { type StatedIdentity, statedIdentity } from '../../src/person/identity.ts'
import { Candidates } from '../../src/person/key/candidates.ts'
import { FIRST_VERSION } from '../../src/person/match/first-version.ts'
import { fitMatcher } from '../../src/person/match/fit/fit-matcher.ts'
import { Matcher } from '../../src/person/match/matcher.ts'
import type { MatcherVersion } from '../../src/person/match/version.ts'
import type { Portrait } from '../../src/person/portrait/portrait.ts'
import { keptPortrait, withDocuments } from '../../src/person/resolve/kept-portrait.ts'
import type { Told } from './world.ts'

/** An identity as the service records it, and whose it is. */
export interface Identity extends StatedIdentity {
  readonly person: number
  readonly told: Told
}

/** The identities of lines, each once, as the service tells them apart. */
export function identitiesOf(lines: readonly Told[]): Identity[] {
  const found = new Map<string, Identity>()
  for (const [i, told] of lines.entries()) {
    const identity = statedIdentity(told.fields, told.documents.map(documentId), String(i))
    if (!found.has(identity.id)) found.set(identity.id, { ...identity, person: told.person, told })
  }
  return [...found.values()]
}

/** Portraits, as the service keeps them, and who sat for each. */
interface Sittings {
  readonly portraits: Portrait[]
  readonly sitters: number[][]
  readonly documents: string[][]
}

/** What resolving a world gave and took. */
export interface Resolved {
  /** For each identity its person's smallest portrait. */
  readonly groups: string[]
  /** Pairs of portraits in each zone, and which of them are of one person. */
  readonly auto: Tally
  readonly probable: Tally
  readonly candidates: Tally
  /** Pairs of identities of one person that were compared or sat for one portrait. */
  readonly reached: number
  /** Places in blocks too large to compare. */
  readonly left: number
  readonly portraits: number
  readonly seconds: {
    readonly portraits: number
    readonly blocks: number
    readonly score: number
    readonly cluster: number
  }
}

export interface Tally {
  pairs: number
  right: number
}

/** Resolves identities by a version of the matcher as a graph would, no fact keeping anybody apart. */
export function resolve(identities: readonly Identity[], version: MatcherVersion = FIRST_VERSION): Resolved {
  const clock = stopwatch()
  const matcher = new Matcher(version)
  const { portraits, sitters, documents } = sittingsOf(identities, matcher)
  const portraitSeconds = clock()
  const candidates = new Candidates(portraits, place => documents[place] ?? [])
  const blocks = clock()
  const tally = { AUTO: { pairs: 0, right: 0 }, PROBABLE: { pairs: 0, right: 0 }, NONE: { pairs: 0, right: 0 } }
  const person = sitters.map(sat => identities[sat[0] as number]?.person)
  const likenesses = []
  let reached = sitters.reduce((sum, sat) => sum + (sat.length * (sat.length - 1)) / 2, 0)
  for (const [i, j] of candidates.pairs()) {
    const common = documents[i]?.filter(id => documents[j]?.includes(id)) ?? []
    const [left, right] = [
      withDocuments(portraits[i] as Portrait, common),
      withDocuments(portraits[j] as Portrait, common),
    ]
    const { p, zone } = matcher.score(left, right)
    tally[zone].pairs++
    if (person[i] === person[j]) {
      tally[zone].right++
      reached += (sitters[i]?.length ?? 0) * (sitters[j]?.length ?? 0)
    }
    if (zone !== 'NONE') likenesses.push({ left: left.id, right: right.id, p, auto: zone === 'AUTO' })
  }
  const score = clock()
  const { clusters } = clustersOf({
    identities: portraits.map(({ id }) => id),
    likenesses,
    decisions: [],
    cannotLinks: [],
  })
  const cluster = clock()
  const personOf = new Map(clusters.flatMap(({ id, members }) => members.map(member => [member, id] as const)))
  const groups: string[] = new Array(identities.length)
  for (const [place, { id }] of portraits.entries())
    for (const sitter of sitters[place] ?? []) groups[sitter] = personOf.get(id) as string
  const all = { pairs: 0, right: 0 }
  for (const { pairs, right } of Object.values(tally)) {
    all.pairs += pairs
    all.right += right
  }
  return {
    groups,
    auto: tally.AUTO,
    probable: tally.PROBABLE,
    candidates: all,
    reached,
    left: candidates.left,
    portraits: portraits.length,
    seconds: { portraits: portraitSeconds, blocks, score, cluster },
  }
}

/** A version of the matcher that has learnt from these identities, without being told who they are. */
export function fit(identities: readonly Identity[]): MatcherVersion {
  const { portraits } = sittingsOf(identities, new Matcher(FIRST_VERSION))
  return fitMatcher(portraits, new Candidates(portraits).pairs(), 1)
}

function sittingsOf(identities: readonly Identity[], matcher: Matcher): Sittings {
  const places = new Map<string, number>()
  const sittings: Sittings = { portraits: [], sitters: [], documents: [] }
  for (const [i, identity] of identities.entries()) {
    const { kept, portrait } = keptPortrait(identity, matcher)
    let place = places.get(kept.id)
    if (place === undefined) {
      place = places.size
      places.set(kept.id, place)
      sittings.portraits.push(portrait)
      sittings.sitters.push([])
      sittings.documents.push([])
    }
    sittings.sitters[place]?.push(i)
    sittings.documents[place]?.push(...identity.documents)
  }
  return sittings
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
