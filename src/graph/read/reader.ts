import DataLoader from 'dataloader'
import { type Connection, type EdgesPage, type Entity, HERE_AND_NOW, type Outlook, outlookOf } from './answer.ts'
import type { Form, NodeForm, PageForm } from './form.ts'
import type { PageArguments } from './page-arguments.ts'
import { fieldPiece, findPiece, listPiece, type Piece } from './piece.ts'
import { type Reads, wholeIn } from './reads.ts'
import { type Asked, NO_PARTS, type Parts, placeOf, type Selection } from './selection.ts'

/** The parts of a cut page that one statement brings; another one counts. */
const rowsOf = (ties: readonly string[]): Parts => ({
  rows: true,
  cursors: true,
  pageInfo: true,
  totalCount: false,
  ties,
})
const TOTAL: Parts = { ...NO_PARTS, totalCount: true }
const NOTHING: Selection = new Map()

/** What the statements of one request are run under. */
export interface Terms {
  /** Milliseconds that they may take together. */
  readonly budget: number
  /** Ends them all: whoever asked has hung up. */
  readonly signal?: AbortSignal | undefined
  /** Seen beside them in `SHOW TRANSACTIONS`. */
  readonly metadata?: Record<string, string>
  /** What the statements of a view other than the ordinary one are given; asked for once. */
  readonly given?: (view: string) => Promise<Readonly<Record<string, unknown>>>
}

/** A connection that was cut from its rows: each part is read when it is asked for. */
export type LazyConnection = { readonly [Part in keyof Connection]: () => Promise<Connection[Part]> }

type Loader = DataLoader<string, unknown>

/** What is to be read whole, and shown. */
interface Shown {
  readonly name: string
  readonly view: string
  readonly asked: object
  readonly write: () => Piece
}

/** Each view has pieces of its own of what is asked at one place. */
const nameIn = (view: string, name: string) => (view === '' ? name : `${name} ${view}`)

/** What is to be read, whole and cut. */
interface Ways {
  /** Names the pieces within the request and its outlook. */
  readonly name: string
  readonly outlook: Outlook
  readonly cut: (parts: Parts) => Piece
  /** Absent where it is to be read cut. */
  readonly whole: (() => Piece) | undefined
  /** What is asked below, as one object for one place of the operation: names the whole piece within the request. */
  readonly asked: object | undefined
}

/**
 * Reads what one request asks, at one of two speeds. Whole: one statement for a field and all below it, where Neo4j has
 * its plan. Cut: one small statement for each field that leads on, for all nodes of a level together; so a shape that was
 * never seen is answered at once, and warmed for the next time.
 */
export class Reader {
  readonly #reads: Reads
  readonly #terms: Terms
  #deadline: number
  readonly #loaders = new Map<string, Loader>()
  readonly #wholes = new Map<object, Map<string, Loader | undefined>>()
  readonly #given = new Map<string, Promise<Readonly<Record<string, unknown>>>>()

  constructor(reads: Reads, terms: Terms) {
    this.#reads = reads
    this.#terms = terms
    this.#deadline = Date.now() + terms.budget
  }

  /** The node of a type by its key, or null. */
  find(typeName: string, key: string, asked?: Selection, outlook = HERE_AND_NOW): Promise<Entity | null> {
    const { asOf, view } = outlook
    const registry = this.#reads.registry(view)
    const layout = registry.type(typeName)
    const loader = this.#loader({
      name: `find ${typeName}`,
      outlook,
      cut: () => findPiece(registry, layout, NOTHING, { ...outlook, cut: true }),
      whole: asked && asOf === undefined ? () => findPiece(registry, layout, asked, wholeIn(view)) : undefined,
      asked,
    })
    return loader.load(key) as Promise<Entity | null>
  }

  /**
   * A field of a node that leads on: its value, its neighbour, its neighbours, or a connection to them.
   * @throws Invalid where the arguments are not of this page
   */
  field(parent: Entity, name: string, args: PageArguments, askedOf: () => Asked): unknown {
    const place = placeOf(name, args)
    const carried = parent[place]
    if (carried !== undefined) return carried
    const outlook = outlookOf(parent)
    const { view } = outlook
    const registry = this.#reads.registry(view)
    const layout = registry.type(parent.__typename)
    const isPage = layout.fields[name]?.kind === 'page'
    const asked = isPage || !parent.__cut ? askedOf() : undefined
    const ways: Ways = {
      name: `${layout.name}.${place}`,
      outlook,
      cut: parts => fieldPiece(registry, layout, { name, args, below: NOTHING, parts }, { ...outlook, cut: true }),
      whole: asked && !parent.__cut ? () => fieldPiece(registry, layout, asked, wholeIn(view)) : undefined,
      asked,
    }
    const { __key: key } = parent
    return asked && isPage ? this.#connection(ways, asked.parts.ties, key) : this.#loader(ways).load(key)
  }

  /**
   * A list of the query root.
   * @throws Invalid where the arguments are not of this list
   */
  list(asked: Asked, outlook = HERE_AND_NOW): Promise<Connection> | LazyConnection {
    const { asOf, view } = outlook
    const registry = this.#reads.registry(view)
    const page = registry.lists.get(asked.name)
    if (!page) throw new Error(`No room describes the list ${asked.name}`)
    const ways: Ways = {
      name: placeOf(asked.name, asked.args),
      outlook,
      cut: parts => listPiece(registry, page, { ...asked, parts }, { ...outlook, cut: true }),
      whole: asOf === undefined ? () => listPiece(registry, page, asked, wholeIn(view)) : undefined,
      asked,
    }
    return this.#connection(ways, asked.parts.ties, '')
  }

  /**
   * What reads nodes of a type by their keys as they are shown, null for none; undefined unless one statement brings all
   * of it and Neo4j has its plan.
   */
  shownNode(
    typeName: string,
    asked: Selection,
    node: NodeForm,
    view: string,
  ): ((key: string) => Promise<unknown>) | undefined {
    const registry = this.#reads.registry(view)
    const write = () => findPiece(registry, registry.type(typeName), asked, wholeIn(view))
    return this.#shown({ name: `find ${typeName}`, view, asked, write }, { kind: 'one', node, required: false })
  }

  /**
   * The same for a list of the query root.
   * @throws Invalid where the arguments are not of this list
   */
  shownList(asked: Asked, form: PageForm, view: string): (() => Promise<unknown>) | undefined {
    const registry = this.#reads.registry(view)
    const page = registry.lists.get(asked.name)
    if (!page) return undefined
    const name = placeOf(asked.name, asked.args)
    const write = () => listPiece(registry, page, asked, wholeIn(view))
    const load = this.#shown({ name, view, asked, write }, form)
    return load && (() => load(''))
  }

  #shown({ name, view, asked, write }: Shown, form: Form) {
    const piece = this.#reads.pieceOf(asked, nameIn(view, name), write)
    const show = this.#reads.warmth.isWarm(piece) ? this.#reads.showOf(piece, form) : undefined
    if (!show) return undefined
    const loader = this.#open({ ...piece, decode: show }, 'whole', view)
    return (key: string) => loader.load(key)
  }

  /** The graph has changed by what the request itself did: what was read before is read anew, and has its time anew. */
  startAnew(): void {
    this.#deadline = Date.now() + this.#terms.budget
    this.#loaders.clear()
    this.#wholes.clear()
    this.#given.clear()
  }

  #connection(ways: Ways, ties: readonly string[], key: string): Promise<Connection> | LazyConnection {
    const whole = this.#wholeLoader(ways)
    if (whole) return whole.load(key) as Promise<Connection>
    // Made at once, so that arguments that are not of this page are refused by the field and not by its parts.
    const rows = this.#cutLoader(ways, rowsOf(ties))
    const page = () => rows.load(key).then(found => this.#unstubbed(found as EdgesPage))
    return {
      edges: () => page().then(({ edges }) => edges),
      nodes: () => page().then(({ nodes }) => nodes),
      pageInfo: () => page().then(({ pageInfo }) => pageInfo),
      totalCount: () => (this.#cutLoader(ways, TOTAL).load(key) as Promise<Connection>).then(one => one.totalCount),
    }
  }

  /** As known on a day, neighbours of several types come by type and key: what was stated of each is found then. */
  async #unstubbed(page: EdgesPage): Promise<EdgesPage> {
    if (!page.edges.some(({ node }) => node.__stub)) return page
    const found = page.edges.map(({ node }) => this.find(node.__typename, node.__key, undefined, outlookOf(node)))
    return page.to((await Promise.all(found)) as Entity[])
  }

  #loader(ways: Ways): Loader {
    return this.#wholeLoader(ways) ?? this.#cutLoader(ways, rowsOf([]))
  }

  /** The whole piece, where Neo4j has its plan; else it is warmed for the next request. */
  #wholeLoader({ name: of, outlook: { view }, whole, asked }: Ways): Loader | undefined {
    if (!whole || !asked) return undefined
    const name = nameIn(view, of)
    const known = this.#wholes.get(asked) ?? new Map<string, Loader | undefined>()
    this.#wholes.set(asked, known)
    if (known.has(name)) return known.get(name)
    const piece = this.#reads.pieceOf(asked, name, whole)
    const { warmth } = this.#reads
    const loader = warmth.isWarm(piece) ? this.#open(piece, 'whole', view) : undefined
    if (!loader) warmth.warm(piece)
    known.set(name, loader)
    return loader
  }

  #cutLoader({ name, outlook: { asOf, view }, cut }: Ways, parts: Parts): Loader {
    const at = `${name}${parts === TOTAL ? ' count' : parts.ties.map(tie => ` ${tie}`).join('')} ${view}${asOf === undefined ? '' : ` as of ${asOf}`}`
    const known = this.#loaders.get(at)
    if (known) return known
    const loader = this.#open(cut(parts), 'cut', view)
    this.#loaders.set(at, loader)
    return loader
  }

  #open({ text, parameters, decode }: Piece, speed: 'whole' | 'cut', view: string): Loader {
    return new DataLoader(async keys => {
      this.#reads.statements[speed]++
      const { signal, metadata = {} } = this.#terms
      const timeout = Math.max(1, this.#deadline - Date.now())
      const given = view === '' ? {} : await this.#givenTo(view)
      const rows = await this.#reads.read(text, { ...parameters, ...given, keys }, { timeout, metadata, signal })
      const found = new Map(rows.map(([key, value]) => [key, value]))
      return keys.map(key => decode(found.get(key) ?? null))
    })
  }

  /** The same for all that the request reads in a view. */
  #givenTo(view: string): Promise<Readonly<Record<string, unknown>>> {
    const known = this.#given.get(view) ?? this.#terms.given?.(view)
    if (!known) throw new Error(`Nothing says what the view ${view} is given`)
    this.#given.set(view, known)
    return known
  }
}
