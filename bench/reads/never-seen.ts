import type { Shape } from './shape.ts'

/** Operations that are all of them different shapes: each selects another set of the spare fields. */
export class NeverSeen {
  readonly #given = new Map<string, number>()

  /** @throws Error where no shape is left */
  operationOf({ name, operation, spare }: Shape): string {
    const nth = (this.#given.get(name) ?? 0) + 1
    this.#given.set(name, nth)
    const most = 2 ** spare.length - 1
    if (nth > most)
      throw new Error(`${name}: expected at most ${most} shapes never seen, got more; ask for fewer rounds`)
    return operation.replace('# spare', spare.filter((_, i) => (nth >> i) & 1).join(' '))
  }
}
