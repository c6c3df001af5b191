import {
  type Assignment,
  AUTO,
  displayName,
  IDENTITY,
  identityRow,
  persons,
  type StatedIdentity,
  sameKey,
} from '../../person/index.ts'
import { Column } from './column.ts'
import type { Documents } from './documents.ts'
import { KeyTable } from './key-table.ts'
import type { ImportRows } from './rows.ts'

/** What deciding who is who needs of an identity; documents as their nodes. */
interface Known {
  readonly node: number
  readonly holder: boolean
  readonly id: string
  readonly surname: string
  readonly givenNames: string | undefined
  readonly dateOfBirth: string | undefined
  readonly documents: readonly number[]
}

const statedOf = ({ id, surname, givenNames, dateOfBirth, documents }: Known): StatedIdentity => ({
  id,
  fields: { surname, givenNames, dateOfBirth },
  documents: documents.map(String),
})

/** How many identities are judged together, at least. */
const AT_ONCE = 1_000

/**
 * The identities, written where they are first stated; at the end they are taken to persons. Only those of equal name and
 * birth, or on one document, can be one person: such neighbourhoods are joined as they come, and judged one after another.
 */
export class Identities {
  readonly #rows: ImportRows
  readonly #documents: Documents
  readonly #byId = new KeyTable()
  readonly #firstOfKey = new KeyTable()
  readonly #known: Known[] = []
  /** The neighbourhood of an identity: another of it, or itself. */
  readonly #near = Column.whole()

  constructor(rows: ImportRows, documents: Documents) {
    this.#rows = rows
    this.#documents = documents
  }

  /** Whether the identity is written already, and not as that of a holder. */
  isWrittenAsNoHolder({ id }: StatedIdentity): boolean {
    const index = this.#byId.get(id)
    return index !== undefined && this.#known[index]?.holder === false
  }

  /** The number of an identity's node; the documents beside it must be named. */
  name(identity: StatedIdentity, holder = false): number {
    const known = this.#byId.get(identity.id)
    if (known !== undefined) return (this.#known[known] as Known).node
    const columns = holder ? [...IDENTITY, 'holder'] : IDENTITY
    const row = identityRow(identity)
    const node = this.#rows.node('Identity', columns, holder ? [...row, true] : row)
    const index = this.#known.length
    this.#byId.add(identity.id, index)
    this.#near.set(index, index)
    const documents = identity.documents.map(document => {
      const on = this.#documents.state(document, index)
      this.#rows.tie('STATED_ON', node, on.node)
      this.#join(on.first, index)
      return on.node
    })
    const { surname, givenNames, dateOfBirth } = identity.fields
    this.#known.push({ node, holder, id: identity.id, surname, givenNames, dateOfBirth, documents })
    const key = sameKey(identity.fields)
    if (key !== null && !this.#firstOfKey.add(key, index)) this.#join(this.#firstOfKey.get(key) as number, index)
    return node
  }

  #root(index: number): number {
    let at = index
    for (let up = this.#near.at(at); up !== at; up = this.#near.at(at)) {
      this.#near.set(at, this.#near.at(up))
      at = up
    }
    return at
  }

  #join(left: number, right: number): void {
    this.#near.set(this.#root(right), this.#root(left))
  }

  /** Writes the persons. */
  write(): void {
    const order = Int32Array.from(this.#known.keys())
    const roots = order.map(index => this.#root(index))
    order.sort((a, b) => (roots[a] as number) - (roots[b] as number))
    for (let from = 0, to = 0; from < order.length; from = to) {
      to = Math.min(from + AT_ONCE, order.length)
      while (to < order.length && roots[order[to] as number] === roots[order[to - 1] as number]) to++
      this.#judge(Array.from(order.subarray(from, to), index => this.#known[index] as Known))
    }
  }

  #judge(near: readonly Known[]): void {
    const byId = new Map(near.map(identity => [identity.id, identity]))
    for (const person of persons(near.map(statedOf), [])) {
      const members = person.members.map(id => byId.get(id) as Known)
      const node = this.#rows.node('Person', ['id', 'displayName'], [person.id, shownName(person, members)])
      for (const member of members) this.#rows.tie('IS', member.node, node, AUTO)
    }
  }
}

/** The name most often stated; of equally frequent ones the first in order, as `nameAfresh` has it. */
function shownName(person: Assignment, members: readonly Known[]): string {
  if (!person.nameMayChange) return person.name
  const times = new Map<string, number>()
  for (const member of members) {
    const name = displayName(member)
    times.set(name, (times.get(name) ?? 0) + 1)
  }
  const [first] = [...times].sort(
    ([left, a], [right, b]) => b - a || Buffer.compare(Buffer.from(left), Buffer.from(right)),
  )
  return (first as [string, number])[0]
}
