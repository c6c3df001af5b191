import type { Outlook } from './answer.ts'
import { asKnown } from './as-known.ts'
import type { Many, One, Page } from './fragment.ts'
import { inPlace } from './place.ts'
import type { NodesReading, Reading } from './reading.ts'
import type { Layout, Registry } from './registry.ts'

/** How a statement reads. */
export interface Mode extends Outlook {
  /** Its nodes bring their properties alone: each field that leads on is a statement of its own. Else what is asked below. */
  readonly cut: boolean
}

/** What a field brings: the subqueries to be run before, the expression for what they found, and how that is read. */
export interface FieldText<Found extends Reading = Reading> {
  readonly text: string
  readonly result: string
  readonly reading: Found
}

/** What a node brings: the subqueries to be run before, the list of its columns, and how that is read. */
export interface NodeText<Row extends NodesReading = NodesReading> {
  readonly text: string
  readonly columns: string
  readonly reading: Row
}

/** Where a field stands in a statement: the variable of the node that has it, and how many such nodes there may be. */
export interface Place {
  readonly x: string
  readonly rows: number
}

/** A statement that is being written: what its parts have in common. */
export class Statement {
  readonly registry: Registry
  readonly mode: Mode
  readonly parameters: Record<string, unknown> = {}
  /** How many subqueries and neighbours it has: what planning it costs. */
  parts = 0
  pages = 0
  #nodes = 0

  constructor(registry: Registry, mode: Mode) {
    this.registry = registry
    this.mode = mode
    Object.assign(this.parameters, registry.view.parameters)
    if (mode.asOf !== undefined) this.parameters.asOf = mode.asOf
  }

  get past(): boolean {
    return this.mode.asOf !== undefined
  }

  /** A name for what one more subquery finds. */
  result(): string {
    return `c${++this.parts}`
  }

  /** A variable for one more node: `y`, y2, y3, … */
  node(): string {
    return ++this.#nodes === 1 ? 'y' : `y${this.#nodes}`
  }

  /** The scope of a subquery about the node `x`: as known on a day, its first node is `n`, `x` what was stated of it. */
  scope(x: string): string {
    return this.past && x === 'x' ? '(n, x)' : `(${x})`
  }

  /** The match of a field of `x` that leads to `y`, and which of what it finds was known. */
  match(field: One | Many | Page, target: Layout | undefined, x: string, y: string): string {
    if (!this.past) return inPlace(field.match, x, y)
    return `${field.past ?? field.match}\n${target ? asKnown(target) : ''}`
  }
}
