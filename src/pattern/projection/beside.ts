import type { Notes } from '../../graph/index.ts'
import type { Reader } from '../store.ts'
import { People } from './people.ts'
import type { Projection } from './projection.ts'
import { assignAll, readOwners, Tally, type Touched, tallyShown } from './update.ts'

/**
 * A projection in which identities are whose they are for another reader, such as a transaction, and what that touches. Its
 * people are its own; all else it shares with the one that it stands beside, and holds no longer than until that is updated.
 */
export async function projectionBeside(
  reader: Reader,
  projection: Projection,
  notes: Pick<Notes, 'identities' | 'persons'>,
): Promise<{ projection: Projection; touched: Touched }> {
  const found = await readOwners(reader, projection.people, notes)
  const other = projection.with(copyOf(projection.people))
  const touched = new Tally()
  assignAll(other, notes.identities, found, touched)
  tallyShown(other, touched)
  return { projection: other, touched: { ...touched, kinds: new Set() } }
}

function copyOf(people: People): People {
  const copy = new People()
  for (const [name, table] of Object.entries(copy.tables)) {
    const from = people.tables[name] as typeof table
    const written = from.written
    for (const [column, numbers] of Object.entries(table.refill(from.length)))
      numbers.set(written[column] as typeof numbers)
  }
  copy.rest = people.rest
  return copy
}
