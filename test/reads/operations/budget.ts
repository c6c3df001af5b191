/** What a selection costs below one node of its parent; `depth` and `nodes` as the deepest and the widest field have it. */
export interface Cost {
  readonly fields: number
  readonly lists: number
  readonly depth: number
  readonly nodes: number
}

/** Well below what the service takes (src/api/limits.ts); nodes: how many of it one field may bring. */
const MOST: Cost = { fields: 120, lists: 30, depth: 13, nodes: 1_500 }

const NOTHING: Cost = { fields: 0, lists: 0, depth: 0, nodes: 0 }

/** What an operation has spent of what it may. */
export class Budget {
  #spent = NOTHING

  /** Whether there is so much left; then it is spent. */
  take(cost: Cost): boolean {
    const { fields, lists, depth, nodes } = cost
    const after = { fields: this.#spent.fields + fields, lists: this.#spent.lists + lists }
    if (after.fields > MOST.fields || after.lists > MOST.lists || depth > MOST.depth || nodes > MOST.nodes) return false
    this.#spent = { ...after, depth: Math.max(this.#spent.depth, depth), nodes: Math.max(this.#spent.nodes, nodes) }
    return true
  }

  /** What some work spends. */
  during(work: () => void): Cost {
    const before = this.#spent
    this.#spent = { ...before, depth: 0, nodes: 0 }
    work()
    const after = this.#spent
    this.#spent = { ...after, depth: Math.max(before.depth, after.depth), nodes: Math.max(before.nodes, after.nodes) }
    return { ...after, fields: after.fields - before.fields, lists: after.lists - before.lists }
  }
}
