import { Conflict } from '../base/index.ts'
import { decidedBetween, identitiesOf, joinSides } from '../person/index.ts'
import { checkNamed, checkPairs, MOST, personsNamed, standsAlready } from './parties.ts'
import { type Taken, type Terms, takeDecision } from './take-decision.ts'

/** Persons by their ids; an id of any of its identities names a person too. */
export interface MergePersonsInput {
  readonly persons: readonly string[]
  readonly note: string
}

/**
 * Makes one person of several: each is confirmed, by the identity that names it, to be one with the first.
 * @throws Invalid, NotFound or Conflict with the field that cannot be; Unavailable where a load does not end in time
 */
export function mergePersons(terms: Terms, { persons: ids, note }: MergePersonsInput): Promise<Taken> {
  return takeDecision(terms, note, async tx => {
    checkNamed('persons', ids, 2, MOST.persons)
    const persons = await personsNamed(tx, 'persons', ids)
    for (const [i, person] of persons.entries()) {
      const twin = persons.indexOf(person)
      if (twin === i) continue
      const [known] = await decidedBetween(tx, ids[i] as string, [ids[twin] as string], 'CONFIRMED')
      if (known) standsAlready(`persons.${i}`, known.decision)
      throw new Conflict(`persons.${i}: expected different persons, got the one that persons.${twin} names too`, {
        field: `persons.${i}`,
      })
    }
    const sides = await Promise.all(persons.map(person => identitiesOf(tx, person)))
    const [first = '', ...others] = persons
    const laid = await joinSides(
      tx,
      others.map(other => [first, other] as const),
      sides,
    )
    checkPairs('persons', laid.pairs.length)
    return { kind: 'MERGE', ...laid }
  })
}
