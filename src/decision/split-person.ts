import { Conflict, Invalid } from '../base/index.ts'
import { identitiesOf, partFrom } from '../person/index.ts'
import { checkNamed, checkPairs, homesOf, MOST, personsNamed } from './parties.ts'
import { type Taken, type Terms, takeDecision } from './take-decision.ts'

/** Person and identities by their ids; an id of any of its identities names a person too. */
export interface SplitPersonInput {
  readonly person: string
  readonly identities: readonly string[]
  readonly note: string
}

/**
 * Makes identities of a person a person of their own: they are one, and none of those that the person keeps.
 * @throws Invalid, NotFound or Conflict with the field that cannot be; Unavailable where a load does not end in time
 */
export function splitPerson(terms: Terms, { identities, note, ...input }: SplitPersonInput): Promise<Taken> {
  return takeDecision(terms, note, async tx => {
    checkNamed('identities', identities, 1, MOST.identities)
    const [person = ''] = await personsNamed(tx, 'person', [input.person])
    const fields = identities.map((_, i) => `identities.${i}`)
    const homes = await homesOf(tx, fields, identities)
    const stranger = homes.findIndex(home => home !== person)
    if (stranger >= 0) {
      const field = fields[stranger] as string
      throw new Conflict(`${field}: expected one of that person, got one of another`, { field })
    }
    const rest = (await identitiesOf(tx, person)).filter(id => !identities.includes(id))
    if (rest.length === 0)
      throw new Invalid('identities: expected some of the person’s, got all', { field: 'identities' })
    checkPairs('identities', identities.length * rest.length)
    return { kind: 'SPLIT_PERSON', pairs: partFrom(identities, rest), broken: [] }
  })
}
