import { Conflict, Invalid, NotFound } from '../base/index.ts'
import type { Transaction } from '../graph/index.ts'
import { partiesOf } from '../person/index.ts'

/** Identities, or pairs of them, that one decision may name. */
export const MOST = { identities: 500, persons: 100, pairs: 20_000 } as const

/**
 * The persons that these ids name (a person's own or that of any of its identities), in their order.
 * @throws NotFound where one names none
 */
export async function personsNamed(tx: Transaction, field: string, ids: readonly string[]): Promise<string[]> {
  const parties = await partiesOf(tx, ids)
  return ids.map((id, i) => {
    const at = ids.length === 1 && field === 'person' ? field : `${field}.${i}`
    return parties.get(id)?.person ?? notFound(at, 'a person that is known')
  })
}

/**
 * The persons that these identities are of, in their order.
 * @throws NotFound where one is not there
 */
export async function homesOf(tx: Transaction, fields: readonly string[], ids: readonly string[]): Promise<string[]> {
  const parties = await partiesOf(tx, ids)
  return ids.map((id, i) => parties.get(id)?.person ?? notFound(fields[i] as string, 'an identity that is known'))
}

function notFound(field: string, expected: string): never {
  throw new NotFound(`${field}: expected ${expected}, got one that is not there`, { field })
}

/** @throws Invalid where there are too few or too many, or one comes twice */
export function checkNamed(field: string, ids: readonly string[], least: number, most: number): void {
  if (ids.length < least || ids.length > most)
    throw new Invalid(`${field}: expected ${least} to ${most}, got ${ids.length || 'none'}`, { field })
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i)
  if (twice >= 0) {
    const first = ids.indexOf(ids[twice] as string)
    throw new Invalid(`${field}.${twice}: expected each once, got the same as ${field}.${first}`, {
      field: `${field}.${twice}`,
    })
  }
}

/** @throws Invalid where a decision would say something of more pairs than it may */
export function checkPairs(field: string, pairs: number): void {
  if (pairs > MOST.pairs)
    throw new Invalid(`${field}: expected a decision about at most ${MOST.pairs} pairs of identities, got ${pairs}`, {
      field,
    })
}

/** @throws Conflict that names the decision by which what is to be decided stands already */
export function standsAlready(field: string, decision: number): never {
  throw new Conflict(`${field}: expected something not decided yet, decision ${decision} says it already`, { field })
}
