import type { Random } from '../../seed/base/random.ts'
import type { Read } from './driver.ts'

/** What a shape is asked for: keys of the graph by name. */
export type Keys = Readonly<Record<string, string | readonly string[]>>

/**
 * One question in the three languages in which it is asked. What they answer is compared before anything is timed: the
 * statement makes the very `data` of our operation, the peer's answer is the same in a normal form.
 */
export interface Shape<K extends Keys = Keys> {
  readonly name: string
  /** Our operation; DataLoader is asked the same. A line `# spare` stands where {@link spare} fields may be selected too. */
  readonly operation: string
  /** Fields that lead to other nodes, none implied by the rest: every set of them makes the operation another shape. */
  readonly spare: readonly string[]
  variables(keys: K): Record<string, unknown>
  /** One statement as a good engineer writes it by hand; the keys are its parameters. */
  readonly statement: string
  /** The `data` of our operation from the rows of the statement. */
  answer(rows: readonly unknown[][]): unknown
  /** The best equivalent for `@neo4j/graphql`; the keys are its variables. */
  readonly peer: string
  draw(read: Read, random: Random): Promise<K[]>
}
