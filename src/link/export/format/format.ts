import type { LeftOut, Selection } from '../selection.ts'

/** A way of writing a selection for a tool. */
export interface Format {
  /** After the file's name, without a dot. */
  readonly extension: string
  readonly contentType: string
  /** What the format has no place for, besides what the selection has left out. */
  leavesOut(selection: Selection): readonly LeftOut[]
  /** The file, piece by piece; `selection.leftOut` is told in it. */
  write(selection: Selection): Iterable<string | Uint8Array>
}
