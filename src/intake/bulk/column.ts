/** A list of numbers that grows: 4 or 8 bytes each; what was not set is `absent`. */
export class Column {
  #values: Int32Array | Float64Array
  readonly #absent: number

  /** Whole numbers of 32 bits. */
  static whole(absent = -1): Column {
    return new Column(new Int32Array(1024), absent)
  }

  /** Instants and other numbers. */
  static wide(absent = Number.NaN): Column {
    return new Column(new Float64Array(1024), absent)
  }

  private constructor(values: Int32Array | Float64Array, absent: number) {
    this.#values = values.fill(absent)
    this.#absent = absent
  }

  at(index: number): number {
    return this.#values[index] ?? this.#absent
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index + 1)
    this.#values[index] = value
  }

  #grow(least: number): void {
    const before = this.#values
    const length = Math.max(least, before.length * 2)
    this.#values = before instanceof Int32Array ? new Int32Array(length) : new Float64Array(length)
    this.#values.set(before as Float64Array)
    this.#values.fill(this.#absent, before.length)
  }
}
