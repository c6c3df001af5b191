import type { Run } from '../resolve/version/matcher-store.ts'
import { apartByFacts, REJECTED } from './apart.ts'
import { groupNames, likelyPersons, standingDecisions, whoIsWhoState } from './group-store.ts'
import { confirmedGroups, type Group, probableGroups } from './groups.ts'
import { type Groups, NO_GROUPS, type Strictness, WAYS } from './ways.ts'

/** Who is one person under a strictness, at one state of the graph. */
export interface Grouping {
  readonly strictness: Strictness
  /** Two groupings of one state are the same. */
  readonly state: string
  /** What statements of {@link WAYS} are given. */
  readonly parameters: Groups
  /** Id of the person of an identity that belongs to the REVIEWED person `home`. */
  readonly personOf: (identity: string, home: string) => string
}

/** Who is one person under each strictness, worked out once for all askers as long as nothing changes who is who. */
export class Groupings {
  readonly #run: Run
  readonly #known = new Map<Strictness, { readonly state: string; readonly grouping: Promise<Grouping> }>()

  constructor(run: Run) {
    this.#run = run
  }

  async of(strictness: Strictness): Promise<Grouping> {
    const state = await whoIsWhoState(this.#run)
    const known = this.#known.get(strictness)
    if (known?.state === state) return known.grouping
    const grouping = this.#read(strictness, state)
    this.#known.set(strictness, { state, grouping })
    grouping.catch(() => {
      if (this.#known.get(strictness)?.grouping === grouping) this.#known.delete(strictness)
    })
    return grouping
  }

  async #read(strictness: Strictness, state: string): Promise<Grouping> {
    const groups = await this.#groups(strictness)
    const named = await groupNames(this.#run, WAYS[strictness].label, groups)
    return groupingOf(strictness, state, groups, named)
  }

  async #groups(strictness: Strictness): Promise<Group[]> {
    if (strictness === 'REVIEWED') return []
    const decisions = await standingDecisions(this.#run)
    if (strictness === 'STRICT') return confirmedGroups(decisions)
    const likely = await likelyPersons(this.#run)
    const rejected = decisions
      .filter(({ verdict }) => verdict === 'REJECTED')
      .map(({ leftPerson, rightPerson }) => ({ left: leftPerson, right: rightPerson, because: REJECTED }))
    const facts = await apartByFacts(this.#run, WAYS.REVIEWED, NO_GROUPS, probableGroups(likely, []))
    return probableGroups(likely, [...rejected, ...facts])
  }
}

/** @param groups of identities where STRICT, of REVIEWED persons where PROBABLE; none where REVIEWED */
function groupingOf(
  strictness: Strictness,
  state: string,
  groups: readonly Group[],
  named: Readonly<Record<string, string>>,
): Grouping {
  const leader = new Map(groups.flatMap(({ id, members }) => members.map(member => [member, id] as const)))
  return {
    strictness,
    state,
    parameters: {
      leader: Object.fromEntries(leader),
      members: Object.fromEntries(groups.map(({ id, members }) => [id, members])),
      named,
    },
    personOf: (identity, home) => {
      const member = strictness === 'STRICT' ? identity : home
      return leader.get(member) ?? member
    },
  }
}
