import { Conflict } from '../base/index.ts'
import type { Transaction } from '../graph/index.ts'
import {
  confirmedWith,
  cutWeakest,
  decidedBetween,
  identitiesOf,
  joinSides,
  keepApart,
  mostAlike,
} from '../person/index.ts'
import { checkPairs, homesOf, personsNamed, standsAlready } from './parties.ts'
import { type Plan, type Taken, type Terms, takeDecision } from './take-decision.ts'

/** Identity and person by their ids; an id of any of its identities names a person too. */
export interface DecideIdentityInput {
  readonly identity: string
  readonly person: string
  readonly decision: 'CONFIRM' | 'REJECT' | 'SPLIT'
  readonly note: string
}

/**
 * Decides about one identity and one person. CONFIRM: they are one, and facts that say otherwise are set aside. REJECT:
 * the identity is none of those that the person holds now. SPLIT: the person, who holds the identity, comes apart where it
 * hangs together the least.
 * @throws Invalid, NotFound or Conflict with the field that cannot be; Unavailable where a load does not end in time
 */
export function decideIdentity(
  terms: Terms,
  { identity, decision, note, ...input }: DecideIdentityInput,
): Promise<Taken> {
  return takeDecision(terms, note, async tx => {
    const [home = ''] = await homesOf(tx, ['identity'], [identity])
    const [person = ''] = await personsNamed(tx, 'person', [input.person])
    return PLANS[decision](tx, { identity, home, person })
  })
}

interface Named {
  readonly identity: string
  /** The person that the identity is of. */
  readonly home: string
  readonly person: string
}

const PLANS = { CONFIRM: confirm, REJECT: reject, SPLIT: split } as const

async function confirm(tx: Transaction, { identity, home, person }: Named): Promise<Plan> {
  const other = await mostAlike(tx, identity, person)
  if (other === undefined)
    throw new Conflict('person: expected one who has another identity to be confirmed with, got one who has none', {
      field: 'person',
    })
  const held = await identitiesOf(tx, person)
  if (home === person) {
    const known = await decidedBetween(tx, identity, held, 'CONFIRMED')
    if (known.length > 0) standsAlready('identity', Math.max(...known.map(({ decision }) => decision)))
    return { kind: 'CONFIRM', ...(await joinSides(tx, [[identity, other]], [])) }
  }
  const own = await confirmedWith(tx, identity)
  const laid = await joinSides(tx, [[identity, other]], [own, held])
  checkPairs('person', laid.pairs.length)
  return { kind: 'CONFIRM', ...laid }
}

async function reject(tx: Transaction, { identity, person }: Named): Promise<Plan> {
  const others = (await identitiesOf(tx, person)).filter(id => id !== identity)
  if (others.length === 0)
    throw new Conflict('person: expected one who has another identity to be told apart from, got one who has none', {
      field: 'person',
    })
  const known = await decidedBetween(tx, identity, others, 'REJECTED')
  if (known.length === others.length) standsAlready('identity', Math.max(...known.map(({ decision }) => decision)))
  checkPairs('person', others.length)
  return { kind: 'REJECT', pairs: keepApart([identity], others), broken: [] }
}

async function split(tx: Transaction, { identity, home, person }: Named): Promise<Plan> {
  if (home !== person)
    throw new Conflict('identity: expected one of that person, got one of another', { field: 'identity' })
  const pairs = await cutWeakest(tx, identity)
  if (!pairs)
    throw new Conflict(
      'person: expected one that hangs together by likenesses, got one whose identities all state the same; name those to be told apart with splitPerson',
      { field: 'person' },
    )
  return { kind: 'SPLIT', pairs, broken: [] }
}
