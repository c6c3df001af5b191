import type { Run } from '../resolve/version/matcher-store.ts'
import { apartByFacts, REJECTED } from './apart.ts'
import { groupNames, likelyPersons, standingDecisions, whoIsWhoState } from './group-store.ts'
import { confirmedGroups, type Group, probableGroups } from './groups.ts'
import { type Groups, NO_GROUPS, type Strictness, WAYS } from './ways.ts'

/** Who is one person under a strictness, at one state of the graph. */
export interface WhoIsWho {
  readonly strictness: Strictness
  /** Two groupings of one state are the same. */
  readonly state: string
  /** What statements of {@link WAYS} are given. */
  readonly parameters: Groups
}

/** Who is one person under each strictness, worked out once for all askers as long as nothing changes who is who. */
export class Groupings {
  readonly #run: Run
  readonly #known = new Map<Strictness, { readonly state: string; readonly grouping: Promise<WhoIsWho> }>()

  constructor(run: Run) {
    this.#run = run
  }

  async of(strictness: Strictness): Promise<WhoIsWho> {
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

  async #read(strictness: Strictness, state: string): Promise<WhoIsWho> {
    const groups = await this.#groups(strictness)
    const named = await groupNames(this.#run, WAYS[strictness].label, groups)
    const leader = groups.flatMap(({ id, members }) => members.map(member => [member, id]))
    const members = groups.map(({ id, members }) => [id, members])
    const parameters = { leader: Object.fromEntries(leader), members: Object.fromEntries(members), named }
    return { strictness, state, parameters }
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
