import DataLoader from 'dataloader'
import type { Read } from '../../driver.ts'

/** What is loaded of each type: all that the shapes ask for. */
export const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  Person: ['id', 'displayName'],
  Identity: ['id', 'surname', 'givenNames', 'dateOfBirth', 'nationality'],
  Document: ['id', 'type', 'issuer', 'number', 'issuedOn', 'expiresOn', 'status'],
  Journey: ['id', 'ref', 'stage', 'coach', 'seat', 'departsAt'],
  TrainRun: ['id', 'originDate', 'capacity'],
  Train: ['id', 'name'],
  Call: ['id', 'seq', 'kind', 'arrive', 'depart'],
  Station: ['id', 'nameEn'],
  Check: ['id', 'kind', 'at'],
  Booking: ['id'],
}

export type Item = Readonly<Record<string, unknown>>

/** Lives as long as its request. */
export class Loaders {
  readonly #read: Read
  readonly #loaders = new Map<string, DataLoader<string, Item[]>>()

  constructor(read: Read) {
    this.#read = read
  }

  /** The nodes `y` of a type that a match finds from `id`, in an order, so many at most. */
  many(id: string, type: string, match: string, order = 'y.id', limit = 500): Promise<Item[]> {
    const columns = COLUMNS[type] as readonly string[]
    const text = `UNWIND $ids AS id
CALL (id) {
  ${match}
  WITH DISTINCT y ORDER BY ${order} LIMIT ${limit}
  RETURN collect([${columns.map(column => `y.${column}`).join(', ')}]) AS ys
}
RETURN id, ys`
    const known = this.#loaders.get(text) ?? new DataLoader(ids => this.#load(text, columns, type, ids))
    this.#loaders.set(text, known)
    return known.load(id)
  }

  async one(id: string, type: string, match: string): Promise<Item | null> {
    return (await this.many(id, type, match))[0] ?? null
  }

  async #load(text: string, columns: readonly string[], type: string, ids: readonly string[]): Promise<Item[][]> {
    const rows = (await this.#read(text, { ids })) as [string, unknown[][]][]
    const items = (list: readonly unknown[]): Item =>
      Object.fromEntries([['__typename', type], ...columns.map((column, i) => [column, list[i]])])
    const found = new Map(rows.map(([id, ys]) => [id, ys.map(items)]))
    return ids.map(id => found.get(id) ?? [])
  }
}
