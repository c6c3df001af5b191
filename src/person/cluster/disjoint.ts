/** Disjoint sets, and which of them must stay apart. */
export class DisjointSets {
  readonly #parent = new Map<string, string>()
  readonly #size = new Map<string, number>()
  /** Roots that a root must not be joined with, and why. */
  readonly #apart = new Map<string, Map<string, string>>()

  root(member: string): string {
    let at = member
    for (let up = this.#parent.get(at); up !== undefined; up = this.#parent.get(at)) {
      const above = this.#parent.get(up)
      if (above !== undefined) this.#parent.set(at, above)
      at = up
    }
    return at
  }

  /** Keeps the sets of two members apart from now on. */
  keepApart(left: string, right: string, because: string): void {
    const [a, b] = [this.root(left), this.root(right)]
    if (a === b) return
    this.#mark(a, b, because)
    this.#mark(b, a, because)
  }

  /** Why the sets of two members must not be one; null where nothing says so. */
  apart(left: string, right: string): string | null {
    return this.#apart.get(this.root(left))?.get(this.root(right)) ?? null
  }

  join(left: string, right: string): void {
    const [a, b] = [this.root(left), this.root(right)]
    if (a === b) return
    const [small, large] = (this.#size.get(a) ?? 1) <= (this.#size.get(b) ?? 1) ? [a, b] : [b, a]
    this.#parent.set(small, large)
    this.#size.set(large, (this.#size.get(a) ?? 1) + (this.#size.get(b) ?? 1))
    for (const [other, because] of this.#apart.get(small) ?? []) {
      this.#apart.get(other)?.delete(small)
      this.#mark(large, other, because)
      this.#mark(other, large, because)
    }
    this.#apart.delete(small)
  }

  #mark(root: string, other: string, because: string): void {
    const marked = this.#apart.get(root) ?? new Map<string, string>()
    if (!marked.has(other)) marked.set(other, because)
    this.#apart.set(root, marked)
  }
}
