import type { Basis, CheckException, DocumentKey, IdentityFields } from '../base/records.ts'

/** Names as they are written where they are not the person's own. */
export type OtherIdentity = IdentityFields & { readonly surnameAtBirth?: string }

/**
 * What is otherwise on one journey than its traveller's papers and habits say. A journey with a script, even an empty one,
 * loses none of its checks, and its documents are never misread.
 */
export interface Script {
  readonly identity?: OtherIdentity
  /** Shown instead of the traveller's own. */
  readonly documents?: readonly DocumentKey[]
  /** What the list has instead of what is shown. */
  readonly listed?: readonly DocumentKey[]
  /** What the officer writes down as the ground for it. */
  readonly basis?: Basis
  /** The document named at the first check, and at the last. */
  readonly first?: DocumentKey
  readonly last?: DocumentKey
  /** Why leaving or boarding was let pass; `lately`: filed in a later delivery. */
  readonly exception?: CheckException
  readonly lately?: boolean
  /** The check that ends the journey on the train is missing, though checks are complete. */
  readonly noEnd?: boolean
  /** Minutes after the planned arrival at which the journey's first check, or its last, is stamped. */
  readonly firstMinute?: number
  readonly lastMinute?: number
}

/** A check that names a document and nobody's line. */
export interface LooseCheck {
  readonly station: 'KENA' | 'KYBARTAI'
  readonly kind: 'ENTRY' | 'EXIT' | 'ALIGHT'
  /** Minutes after the planned arrival. */
  readonly minute: number
  readonly document: DocumentKey
}
