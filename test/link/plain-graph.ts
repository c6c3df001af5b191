import type { Database } from '../../src/graph/index.ts'
import { NODE_KINDS, type NodeKind, type TieKind } from '../../src/link/index.ts'

interface Node {
  readonly place: string
  readonly labels: readonly string[]
  readonly id: string
  readonly at: number | null
  readonly departsAt: number | null
  readonly type: string | null
  readonly station: string | null
  readonly call: string | null
  readonly ticketedFrom: string | null
  readonly ticketedTo: string | null
}

type Edges = Map<string, (readonly [type: string, end: string])[]>

/** A fact that makes a tie: from where to where it reads, when it was, which node proves it. */
export interface PlainTie {
  readonly kind: TieKind
  readonly from: readonly [NodeKind, string]
  readonly to: readonly [NodeKind, string]
  readonly at: number | null
  /** Named by its place in the graph. */
  readonly fact: string
}

/** All nodes and relationships of a small graph, walked as plainly as can be: what the answers of links are held to. */
export class PlainGraph {
  readonly #nodes = new Map<string, Node>()
  readonly #out: Edges = new Map()
  readonly #in: Edges = new Map()

  static async read(database: Database): Promise<PlainGraph> {
    const graph = new PlainGraph()
    const nodes = await database.read(
      `MATCH (n) RETURN { place: elementId(n), labels: labels(n), id: n.id, at: n.at, departsAt: n.departsAt, type: n.type,
        station: n.station, call: n.call, ticketedFrom: n.ticketedFrom, ticketedTo: n.ticketedTo }`,
      {},
    )
    for (const [node] of nodes as [Node][]) graph.#nodes.set(node.place, node)
    const edges = await database.read('MATCH (a)-[t]->(b) RETURN elementId(a), type(t), elementId(b)', {})
    for (const [from, type, to] of edges as [string, string, string][]) {
      graph.#out.set(from, [...(graph.#out.get(from) ?? []), [type, to]])
      graph.#in.set(to, [...(graph.#in.get(to) ?? []), [type, from]])
    }
    return graph
  }

  of(kind: NodeKind): Node[] {
    return [...this.#nodes.values()].filter(({ labels }) => labels.includes(NODE_KINDS[kind]))
  }

  /** Along a type of relationship to nodes of a kind. */
  #to(node: Node, type: string, kind: NodeKind): Node[] {
    return this.#ends(this.#out, node, type, kind)
  }

  /** Against it. */
  #by(node: Node, type: string, kind: NodeKind): Node[] {
    return this.#ends(this.#in, node, type, kind)
  }

  #ends(edges: Edges, node: Node, type: string, kind: NodeKind): Node[] {
    return (edges.get(node.place) ?? [])
      .filter(([name]) => name === type)
      .map(([, other]) => this.#nodes.get(other) as Node)
      .filter(({ labels }) => labels.includes(NODE_KINDS[kind]))
  }

  /** Every fact of every kind of tie, as the schema describes the kinds. */
  ties(): PlainTie[] {
    const ties: PlainTie[] = []
    const kindOf = ({ labels }: Node) =>
      (Object.keys(NODE_KINDS) as NodeKind[]).find(kind => labels.includes(NODE_KINDS[kind])) as NodeKind
    // Nothing is tied to itself, whatever a source may say.
    const tie = (kind: TieKind, from: Node, to: Node, at: number | null, fact: Node) =>
      from !== to && ties.push({ kind, from: [kindOf(from), from.id], to: [kindOf(to), to.id], at, fact: fact.place })
    for (const i of this.of('IDENTITY')) {
      for (const p of this.#to(i, 'IS', 'PERSON')) tie('IS', i, p, null, i)
      for (const d of this.#to(i, 'STATED_ON', 'DOCUMENT')) tie('STATED_ON', i, d, null, i)
      for (const j of this.#to(i, 'MADE', 'JOURNEY')) tie('MADE', i, j, j.departsAt, j)
    }
    for (const j of this.of('JOURNEY')) {
      for (const r of this.#to(j, 'ON', 'TRAIN_RUN')) tie('ON', j, r, j.departsAt, j)
      for (const d of this.#to(j, 'PRESENTED', 'DOCUMENT')) tie('PRESENTED', j, d, j.departsAt, j)
      for (const b of this.#to(j, 'BOOKED_IN', 'BOOKING')) tie('BOOKED_IN', j, b, j.departsAt, j)
      for (const c of this.of('CALL')) {
        if (c.id === j.ticketedFrom) tie('TICKETED_FROM', j, c, c.at, j)
        if (c.id === j.ticketedTo) tie('TICKETED_TO', j, c, c.at, j)
      }
      for (const end of ['BOARDED_AT', 'ALIGHTED_AT'] as const)
        for (const c of this.#to(j, end, 'CALL')) tie(end, j, c, c.at, j)
      for (const k of this.#by(j, 'OF', 'CHECK')) tie('CHECKED', k, j, k.at, k)
    }
    for (const r of this.of('TRAIN_RUN'))
      for (const c of this.#to(r, 'HAS_CALL', 'CALL')) {
        tie('HAS_CALL', r, c, c.at, c)
        for (const s of this.#to(c, 'AT', 'STATION')) tie('AT', c, s, c.at, c)
      }
    for (const d of this.of('DOCUMENT')) {
      for (const kind of ['ISSUED_FOR', 'REPLACES'] as const)
        for (const o of this.#to(d, kind, 'DOCUMENT')) tie(kind, d, o, null, o)
      for (const r of this.#to(d, 'AUTHORISES', 'TRAIN_RUN')) tie('AUTHORISES', d, r, r.departsAt, r)
    }
    for (const k of this.of('CHECK')) {
      for (const d of this.#to(k, 'EXAMINED', 'DOCUMENT')) tie('EXAMINED', k, d, k.at, k)
      for (const i of this.#to(k, 'READ', 'IDENTITY')) tie('READ', k, i, k.at, k)
      for (const c of this.of('CALL')) if (c.id === k.call) tie('SEEN_AT', k, c, k.at, k)
    }
    for (const b of this.of('BOOKING')) for (const c of this.#to(b, 'GAVE', 'CONTACT')) tie('GAVE', b, c, null, b)
    for (const p of this.of('PERSON')) this.#ofPerson(p, tie)
    return ties
  }

  #ofPerson(p: Node, tie: (kind: TieKind, from: Node, to: Node, at: number | null, fact: Node) => unknown): void {
    const who = (i: Node) => this.#to(i, 'IS', 'PERSON')
    const others = (i: Node) => who(i).filter(o => o.id !== p.id)
    for (const i of this.#by(p, 'IS', 'IDENTITY')) {
      const journeys = this.#to(i, 'MADE', 'JOURNEY')
      for (const d of this.#to(i, 'STATED_ON', 'DOCUMENT')) {
        const shown = journeys.filter(j => this.#to(j, 'PRESENTED', 'DOCUMENT').includes(d))
        for (const j of shown) tie('HELD', p, d, j.departsAt, j)
        if (shown.length === 0) tie('HELD', p, d, null, i)
        if (d.type !== 'OTHER')
          for (const o of this.#by(d, 'STATED_ON', 'IDENTITY').flatMap(others)) tie('SHARED_DOCUMENT', p, o, null, d)
      }
      for (const j of journeys) {
        tie('TRAVELLED', p, j, j.departsAt, j)
        for (const r of this.#to(j, 'ON', 'TRAIN_RUN')) tie('TRAVELLED', p, r, j.departsAt, j)
        for (const end of ['BOARDED_AT', 'ALIGHTED_AT'] as const)
          for (const c of this.#to(j, end, 'CALL')) {
            tie(end, p, c, c.at, j)
            for (const s of this.#to(c, 'AT', 'STATION')) tie(end, p, s, c.at, j)
          }
        for (const b of this.#to(j, 'BOOKED_IN', 'BOOKING')) {
          tie('BOOKED_IN', p, b, j.departsAt, j)
          for (const c of this.#to(b, 'GAVE', 'CONTACT')) {
            tie('REACHED_BY', p, c, j.departsAt, b)
            for (const other of this.#by(c, 'GAVE', 'BOOKING').flatMap(one => this.#by(one, 'BOOKED_IN', 'JOURNEY')))
              for (const o of this.#by(other, 'MADE', 'IDENTITY').flatMap(others))
                tie('SHARED_CONTACT', p, o, other.departsAt, c)
          }
          for (const o of this.#by(b, 'BOOKED_IN', 'JOURNEY')
            .flatMap(one => this.#by(one, 'MADE', 'IDENTITY'))
            .flatMap(others))
            tie('SHARED_BOOKING', p, o, j.departsAt, b)
        }
      }
    }
  }
}
