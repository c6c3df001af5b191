/** Names that rows refer to by number: a number once given stays. */
export class Names {
  readonly all: string[] = []
  readonly #numbers = new Map<string, number>()

  /** The number of a name, which is given one where it has none. */
  number(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.all.length)
    return this.all.push(name) - 1
  }

  /** The number of a name, −1 where it has none. */
  find(name: string): number {
    return this.#numbers.get(name) ?? -1
  }
}
