import { writeCursor } from './cursor.ts'

/** A node as it was read: its type, its key, and by their names the fields that were read with it. */
export interface Entity {
  readonly __typename: string
  /** Empty where it was read with all that is asked of it. */
  readonly __key: string
  /** Number of the last delivery of which it is to speak; undefined: of all. */
  readonly __asOf: number | undefined
  /** Name of the view in which it was read. */
  readonly __view: string
  /** It was read by itself: each of its fields that leads on is read by a statement of its own. */
  readonly __cut: boolean
  /** Nothing but its type and key was read. */
  readonly __stub?: boolean
  readonly [place: string]: unknown
}

/** From where the graph is looked at. */
export interface Outlook {
  /** Number of the last delivery of which is to be spoken; undefined: of all. */
  readonly asOf: number | undefined
  /** Name of the view. */
  readonly view: string
}

/** All that is known, in the ordinary view. */
export const HERE_AND_NOW: Outlook = { asOf: undefined, view: '' }

/** That of a node, for what is read on from it. */
export const outlookOf = ({ __asOf: asOf, __view: view }: Entity): Outlook => ({ asOf, view })

export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

/** A page of a list, or as much of it as was asked for. */
export interface Connection {
  readonly edges: readonly Edge[]
  readonly nodes: readonly Entity[]
  readonly pageInfo: PageInfo
  readonly totalCount: number
}

/** A list and its order: what a cursor belongs to. */
export interface Listed {
  readonly name: string
  readonly orderName: string
}

/** A node in a list; what the edge says of the tie stands beside it under its own names. */
export class Edge {
  readonly node: Entity
  readonly #listed: Listed
  readonly #place: readonly unknown[]
  readonly #tie: Readonly<Record<string, unknown>>

  constructor(listed: Listed, place: readonly unknown[], node: Entity, tie: Readonly<Record<string, unknown>>) {
    this.#listed = listed
    this.#place = place
    this.#tie = tie
    this.node = node
    Object.assign(this, tie)
  }

  /** Written when it is asked for: most answers do without, and each costs a checksum. */
  get cursor(): string {
    return writeCursor(this.#listed.name, this.#listed.orderName, this.#place)
  }

  /** The same place in the list, with another reading of its node. */
  to(node: Entity): Edge {
    return new Edge(this.#listed, this.#place, node, this.#tie)
  }
}

/** The rows of a page: of one more than `limit`, it says that the list goes on. */
export class EdgesPage implements Omit<Connection, 'totalCount'> {
  readonly edges: readonly Edge[]
  readonly #goesOn: boolean
  readonly #continues: boolean

  constructor(edges: readonly Edge[], limit: number, continues: boolean) {
    this.edges = edges.length > limit ? edges.slice(0, limit) : edges
    this.#goesOn = edges.length > limit
    this.#continues = continues
  }

  get nodes(): readonly Entity[] {
    return this.edges.map(({ node }) => node)
  }

  get pageInfo(): PageInfo {
    const { edges } = this
    return {
      hasNextPage: this.#goesOn,
      hasPreviousPage: this.#continues,
      get startCursor() {
        return edges[0]?.cursor ?? null
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null
      },
    }
  }

  /** The same page with other readings of its nodes. */
  to(nodes: readonly Entity[]): EdgesPage {
    const edges = this.edges.map((edge, i) => edge.to(nodes[i] as Entity))
    return new EdgesPage(edges, this.#goesOn ? edges.length - 1 : edges.length, this.#continues)
  }
}

const NO_LIST: Listed = { name: '', orderName: '' }

/** The nodes of a page of which nobody asks where they stand in the list, nor whether it goes on. */
export class NodesPage {
  readonly nodes: readonly Entity[]

  constructor(nodes: readonly Entity[]) {
    this.nodes = nodes
  }

  get edges(): readonly Edge[] {
    return this.nodes.map(node => new Edge(NO_LIST, [], node, {}))
  }
}
