import type { SmallWorld } from '../small-world.ts'
import { type RepeatDisembarkerRow, repeatDisembarkers } from './repeat-disembarkers.ts'
import { type SharedDocumentRow, sharedDocuments } from './shared-documents.ts'

/** What the two answers must be over the small world. */
export interface Expected {
  readonly repeatDisembarkers: { readonly input: object; readonly rows: readonly RepeatDisembarkerRow[] }
  readonly sharedDocuments: { readonly input: object; readonly rows: readonly SharedDocumentRow[] }
}

/** Both answers, row by row in the order in which they are given, from what is true and never from the service. */
export function expectedOf(small: SmallWorld): Expected {
  return {
    repeatDisembarkers: { input: { station: 'KENA', atLeast: 2 }, rows: repeatDisembarkers(small, 'KENA', 2) },
    sharedDocuments: { input: {}, rows: sharedDocuments(small, 2) },
  }
}
