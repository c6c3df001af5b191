import { Unavailable } from '../../base/index.ts'
import type { Database, ReadOptions } from '../database.ts'
import type { Form, Show } from './form.ts'
import { findPiece, listPiece, type Piece } from './piece.ts'
import type { Registry } from './registry.ts'
import type { Asked, Selection } from './selection.ts'
import { answerOf } from './shown.ts'
import type { Mode } from './statement.ts'
import { Warmth } from './warmth.ts'

/** How one statement reads all that is asked, in a view. */
export const wholeIn = (view: string): Mode => ({ asOf: undefined, view, cut: false })

/** What all readers of a graph share. */
export class Reads {
  readonly database: Database
  readonly warmth: Warmth
  /** How many statements were run for requests, at each speed. */
  readonly statements = { whole: 0, cut: 0 }
  readonly #registries: ReadonlyMap<string, Registry>
  readonly #pieces = new WeakMap<object, Map<string, Piece>>()
  readonly #shows = new WeakMap<Piece, Show | undefined>()

  /** @param registries what the rooms say, in each view; one of them is the ordinary one */
  constructor(database: Database, registries: readonly Registry[]) {
    this.database = database
    this.#registries = new Map(registries.map(registry => [registry.view.name, registry]))
    this.warmth = new Warmth(database)
  }

  /** What the rooms say in a view, by its name. */
  registry(view: string): Registry {
    const registry = this.#registries.get(view)
    if (!registry) throw new Error(`There is no view ${view}`)
    return registry
  }

  /** Where Neo4j does not answer, it may come back without a plan. */
  async read(text: string, parameters: Record<string, unknown>, options: ReadOptions): Promise<unknown[][]> {
    try {
      return await this.warmth.during(() => this.database.read(text, parameters, options))
    } catch (error) {
      if (error instanceof Unavailable) this.warmth.forget()
      throw error
    }
  }

  /** The piece that reads what is asked at one place of an operation: written once for as long as the place is remembered. */
  pieceOf(asked: object, name: string, write: () => Piece): Piece {
    const known = this.#pieces.get(asked) ?? new Map<string, Piece>()
    this.#pieces.set(asked, known)
    const piece = known.get(name) ?? write()
    known.set(name, piece)
    return piece
  }

  /** What makes rows of a piece an answer. A piece is of one place of an operation, and so shown in one form. */
  showOf(piece: Piece, form: Form): Show | undefined {
    if (!this.#shows.has(piece)) this.#shows.set(piece, answerOf(piece.reading, form))
    return this.#shows.get(piece)
  }

  /** Has the reading of a node with what is asked of it planned, before it is asked. */
  warmNode(typeName: string, asked: Selection, view: string): void {
    const registry = this.registry(view)
    this.warmth.warm(findPiece(registry, registry.type(typeName), asked, wholeIn(view)))
  }

  /** The same for a list of the query root. */
  warmList(asked: Asked, view: string): void {
    const registry = this.registry(view)
    const page = registry.lists.get(asked.name)
    if (page) this.warmth.warm(listPiece(registry, page, asked, wholeIn(view)))
  }

  close(): Promise<void> {
    return this.warmth.close()
  }
}
