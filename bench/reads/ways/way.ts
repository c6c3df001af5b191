import type { Keys, Shape } from '../shape.ts'

/** In process the result of an operation, over HTTP the text of the response. */
export type Answer = string | { readonly data?: unknown; readonly errors?: readonly unknown[] }

/** One question, ready to be asked again and again. */
export type Ask = () => Promise<Answer>

export interface Statement {
  readonly text: string
  readonly parameters: Record<string, unknown>
}

/** One way of getting the answers. */
export interface Way {
  readonly name: string
  /** Its answers: as our schema has them, those and more fields beside, or the peer's, compared in a normal form. */
  readonly speaks: 'ours' | 'ours and more' | 'peer'
  asking(shape: Shape, keys: Keys): Ask
  /** The statements that one question takes, where they can be seen. */
  statements?(shape: Shape, keys: Keys): Promise<readonly Statement[]>
  close(): Promise<void>
}
