import type { Database } from '../../src/graph/index.ts'

/** A node as it stands in the graph. */
export interface CopyNode {
  readonly labels: readonly string[]
  // biome-ignore lint/suspicious/noExplicitAny: a property is whatever was stored
  readonly properties: Readonly<Record<string, any>>
}

interface Tie {
  readonly type: string
  readonly from: CopyNode
  readonly to: CopyNode
  readonly properties: Readonly<Record<string, unknown>>
}

/** The whole graph in memory: nodes and ties, nothing more. */
export class Copy {
  readonly nodes: readonly CopyNode[]
  readonly #from: ReadonlyMap<CopyNode, readonly Tie[]>
  readonly #to: ReadonlyMap<CopyNode, readonly Tie[]>

  private constructor(nodes: readonly CopyNode[], ties: readonly Tie[]) {
    this.nodes = nodes
    this.#from = Map.groupBy(ties, ({ from }) => from)
    this.#to = Map.groupBy(ties, ({ to }) => to)
  }

  static async read(database: Database): Promise<Copy> {
    const nodes = (await database.read(
      'MATCH (n) WHERE NOT n:Excerpt|Migration RETURN elementId(n), labels(n), properties(n)',
      {},
    )) as [string, string[], Record<string, unknown>][]
    const ties = (await database.read(
      'MATCH (a)-[r]->(b) WHERE NOT a:Excerpt RETURN elementId(a), type(r), elementId(b), properties(r)',
      {},
    )) as [string, string, string, Record<string, unknown>][]
    const byPlace = new Map(nodes.map(([place, labels, properties]) => [place, { labels, properties }]))
    const at = (place: string) => byPlace.get(place) as CopyNode
    return new Copy(
      [...byPlace.values()],
      ties.map(([from, type, to, properties]) => ({ from: at(from), type, to: at(to), properties })),
    )
  }

  all(label: string): CopyNode[] {
    return this.nodes.filter(({ labels }) => labels.includes(label))
  }

  find(label: string, id: unknown): CopyNode | undefined {
    return this.all(label).find(({ properties }) => properties.id === id)
  }

  /** The nodes with a label that ties of a type lead to from here, one for each tie. */
  out(node: CopyNode, type: string, label: string): CopyNode[] {
    return this.ties(node, type)
      .map(({ to }) => to)
      .filter(({ labels }) => labels.includes(label))
  }

  /** The nodes with a label from which ties of a type lead here, one for each tie. */
  into(node: CopyNode, type: string, label: string): CopyNode[] {
    return (this.#to.get(node) ?? [])
      .filter(tie => tie.type === type)
      .map(({ from }) => from)
      .filter(({ labels }) => labels.includes(label))
  }

  /** The ties of a type that lead away from here. */
  ties(node: CopyNode, type: string): Tie[] {
    return (this.#from.get(node) ?? []).filter(tie => tie.type === type)
  }

  /** The ties of a type that lead here. */
  tiesInto(node: CopyNode, type: string): Tie[] {
    return (this.#to.get(node) ?? []).filter(tie => tie.type === type)
  }
}
