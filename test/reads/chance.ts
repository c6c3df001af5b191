import { numbers } from '../some-days.ts'

/** Choices that are the same for the same seed. */
export class Chance {
  readonly #next: () => number

  constructor(seed: number) {
    this.#next = numbers(seed)
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1))
  }

  /** True that often, 0 to 1. */
  is(often: number): boolean {
    return this.#next() < often
  }

  one<T>(choices: readonly T[]): T {
    return choices[this.between(0, choices.length - 1)] as T
  }

  /** Some of them, in their order. */
  some<T>(choices: readonly T[], often: number): T[] {
    return choices.filter(() => this.is(often))
  }

  /** Each of the fields as often as that: what a source states one time and leaves out the next. */
  sometimes(fields: Record<string, unknown>, often = 0.5): Record<string, unknown> {
    return Object.fromEntries(this.some(Object.entries(fields), often))
  }
}
