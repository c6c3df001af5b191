import type { WhoIsWho } from '../person/index.ts'
import { type Grouping, grouped } from './grouping.ts'
import type { People } from './projection/people.ts'
import { type LineOf, readAll } from './projection/read/lines.ts'
import type { Reader } from './store.ts'

const IDENTITY_ID: LineOf = { label: 'Identity', line: `id(x) + '\\t' + x.id + '\\n'` }

/** Ids of all identities by the number of their node: the projection itself does without. */
export async function identityIds(reader: Reader): Promise<ReadonlyMap<number, string>> {
  const ids = new Map<number, string>()
  await readAll(reader, IDENTITY_ID, text => {
    for (const line of text.split('\n')) {
      const [place, id] = line.split('\t')
      if (id !== undefined) ids.set(Number(place), id)
    }
  })
  return ids
}

/**
 * Persons as strictly taken as this, over the rows of a projection; O(identities).
 * @param ids by the number of the node, where STRICT: see {@link identityIds}
 */
export function peopleUnder(people: People, whoIsWho: WhoIsWho, ids: ReadonlyMap<number, string>): Grouping {
  const { leader } = whoIsWho.parameters
  if (whoIsWho.strictness === 'STRICT') return identitiesApart(people, leader, ids)
  return whoIsWho.strictness === 'PROBABLE' ? personsTogether(people, leader) : people.grouping
}

/** Every identity by itself, but for those of one leader. */
function identitiesApart({ identities }: People, leader: Leader, ids: ReadonlyMap<number, string>): Grouping {
  const { place, person } = identities.columns
  const called = Array.from({ length: identities.length }, (_, row) => ids.get(place[row] as number) ?? '')
  // What is nobody's now is an identity no more, or one of which its id is not known yet.
  const isOne = (row: number) => called[row] !== '' && (person[row] as number) >= 0
  return grouped(leaders(called, leader, isOne), called)
}

/** The persons that stand in the graph, those of one leader together. */
function personsTogether({ identities, persons, ids }: People, leader: Leader): Grouping {
  const rows = leaders(ids, leader, row => (persons.columns.identities[row] as number) > 0)
  const person = identities.columns.person.subarray(0, identities.length)
  return grouped(
    person.map(row => (row < 0 ? row : (rows[row] as number))),
    ids,
  )
}

type Leader = WhoIsWho['parameters']['leader']

/** By row the row of its leader, its own where it has none, −1 where it is nothing. */
function leaders(ids: readonly string[], leader: Leader, isOne: (row: number) => boolean): Int32Array {
  const rowOf = new Map<string, number>()
  for (const [row, id] of ids.entries()) if (isOne(row) && leader[id] === id) rowOf.set(id, row)
  return Int32Array.from(ids, (id, row) => (isOne(row) ? (rowOf.get(leader[id] ?? '') ?? row) : -1))
}
