import { type Grouping, grouped } from '../grouping.ts'
import { type Chain, chained, pull, push } from './chain.ts'
import type { AnyTable, Part } from './part.ts'
import { Places } from './places.ts'
import { NOTHING_STATED, type Stated } from './stated.ts'
import { Table } from './table.ts'

const NOBODY = -1

/** Identities, and whose they are by the links that count. Rows are made as they are named, by a journey or a link. */
export class People implements Part<{ readonly ids: readonly string[] }> {
  /**
   * `place`: number of the node. `person`: row, −1 for nobody's. `next`: the next of its person. `first`: row of a journey
   * that it made, −1 for none; `read`: row of a check that read it, −1 for none; `journeyCount`, `checkCount`: how many there
   * are of each. `surname`, `given`, `birth`, `compared`,
   * `family`: see {@link Stated}.
   */
  readonly identities = new Table({
    place: Uint32Array,
    person: Int32Array,
    next: Int32Array,
    first: Int32Array,
    read: Int32Array,
    journeyCount: Uint32Array,
    checkCount: Uint32Array,
    surname: Uint32Array,
    given: Uint32Array,
    birth: Uint32Array,
    compared: Uint32Array,
    family: Uint32Array,
  })
  /** `identities`: how many; `first`: one of them. */
  readonly persons = new Table({ place: Uint32Array, identities: Uint32Array, first: Int32Array })
  /** By row of `persons`; '' where it is not read yet. */
  readonly ids: string[] = []
  readonly #identityAt = new Places(this.identities)
  readonly #personAt = new Places(this.persons)
  readonly #uncalled = new Set<number>()
  #grouping: Grouping | undefined
  /** Places of persons who came to be called otherwise, one after the other. */
  readonly #renamed: number[] = []

  /** The row of an identity; a new one where it has none. */
  identity(place: number): number {
    const known = this.#identityAt.get(place)
    if (known >= 0) return known
    const row = this.identities.add()
    this.identities.columns.place[row] = place
    this.identities.columns.person[row] = NOBODY
    this.identities.columns.next[row] = NOBODY
    this.identities.columns.first[row] = NOBODY
    this.identities.columns.read[row] = NOBODY
    this.identities.columns.journeyCount[row] = 0
    this.identities.columns.checkCount[row] = 0
    this.state(row, NOTHING_STATED)
    this.#identityAt.add(row)
    this.#grouping = undefined
    return row
  }

  /** Says what an identity states. */
  state(row: number, { surname, given, birth, compared, family }: Stated): void {
    const { columns } = this.identities
    columns.surname[row] = surname
    columns.given[row] = given
    columns.birth[row] = birth
    columns.compared[row] = compared
    columns.family[row] = family
  }

  /** The row of an identity, −1 where it has none. */
  find(place: number): number {
    return this.#identityAt.get(place)
  }

  /** The row of a person, −1 where it has none. */
  findPerson(place: number): number {
    return this.#personAt.get(place)
  }

  /** The row of a person; a new one, of an id to be told, where it has none. */
  person(place: number): number {
    const known = this.#personAt.get(place)
    if (known >= 0) return known
    const row = this.persons.add()
    this.persons.columns.place[row] = place
    this.persons.columns.identities[row] = 0
    this.persons.columns.first[row] = NOBODY
    this.ids[row] = ''
    this.#uncalled.add(place)
    this.#personAt.add(row)
    return row
  }

  /** Says what a person is called; one of no row is nobody's business yet. */
  call(place: number, id: string): void {
    const row = this.#personAt.get(place)
    if (row < 0 || this.ids[row] === id) return
    if (this.ids[row] !== '') this.#renamed.push(place)
    this.ids[row] = id
    this.#uncalled.delete(place)
    this.#grouping = undefined
  }

  /** How often a person came to be called otherwise. */
  get renamed(): number {
    return this.#renamed.length
  }

  /** Places of the persons who have come to be called otherwise since it had happened so often. */
  renamedSince(renamed: number): ReadonlySet<number> {
    return new Set(this.#renamed.slice(renamed))
  }

  /** Says whose an identity is; null: nobody's. A person that nobody is any more is forgotten with its place. */
  assign(identity: number, place: number | null): void {
    const { person } = this.identities.columns
    const before = person[identity] as number
    const now = place === null ? NOBODY : this.person(place)
    if (now === before) return
    person[identity] = now
    this.#grouping = undefined
    const { identities, place: places } = this.persons.columns
    // An identity is in one list at a time: it leaves the one before it enters the other.
    if (before >= 0) {
      identities[before] = (identities[before] as number) - 1
      pull(this.#members, before, identity)
    }
    if (now >= 0) {
      identities[now] = (identities[now] as number) + 1
      push(this.#members, now, identity)
    }
    if (before < 0 || identities[before] !== 0) return
    this.#personAt.delete(places[before] as number)
    this.#uncalled.delete(places[before] as number)
  }

  /** Rows of the identities that a person is, in no order. */
  identitiesOf(person: number): number[] {
    return chained(this.#members, person)
  }

  get #members(): Chain {
    return { first: this.persons.columns.first, next: this.identities.columns.next }
  }

  /** Places of persons whose ids are not known. */
  get uncalled(): readonly number[] {
    return [...this.#uncalled]
  }

  /** Persons by the links that count. O(identities) where any has moved since it was asked for last. */
  get grouping(): Grouping {
    const { columns, length } = this.identities
    this.#grouping ??= grouped(columns.person.subarray(0, length), this.ids)
    return this.#grouping
  }

  get tables(): Record<string, AnyTable> {
    const { identities, persons } = this
    return { identities, persons, ...this.#identityAt.tables('identityAt'), ...this.#personAt.tables('personAt') }
  }

  readonly names = {}

  get rest(): { readonly ids: readonly string[] } {
    return { ids: this.ids }
  }

  set rest({ ids }) {
    const { place, identities } = this.persons.columns
    for (const [row, id] of ids.entries()) {
      this.ids[row] = id
      if (id === '' && identities[row] !== 0) this.#uncalled.add(place[row] as number)
    }
  }
}
