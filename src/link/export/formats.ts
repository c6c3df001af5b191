import { anx } from './format/anx.ts'
import { csv } from './format/csv.ts'
import type { Format } from './format/format.ts'
import { ftm } from './format/ftm.ts'
import { gexf } from './format/gexf.ts'
import { graphml } from './format/graphml.ts'
import { stix } from './format/stix.ts'
import { readable } from './readable.ts'
import type { LeftOut, Selection } from './selection.ts'

/** The ways in which a selection is written. */
const FORMATS = { GRAPHML: graphml, GEXF: gexf, CSV: csv, ANX: anx, FTM: ftm, STIX: stix } satisfies Record<
  string,
  Format
>

export type GraphFormat = keyof typeof FORMATS

export const GRAPH_FORMATS = Object.keys(FORMATS) as GraphFormat[]

/** A selection ready to be written. */
export interface GraphExport {
  readonly extension: string
  readonly contentType: string
  /** What the file holds; `leftOut` also names what the format has no place for. */
  readonly selection: Selection
  /** The file, piece by piece. */
  write(): Iterable<string | Uint8Array>
}

/** Makes a selection ready for a format. */
export function prepareExport(selection: Selection, name: GraphFormat): GraphExport {
  const format: Format = FORMATS[name]
  const { selection: clean, replaced } = readable(selection)
  const left: LeftOut[] = [
    ...clean.leftOut,
    { what: 'characters that no format can carry, replaced by U+FFFD', count: replaced },
    ...format.leavesOut(clean),
  ]
  const whole = { ...clean, leftOut: left.filter(({ count }) => count > 0) }
  return {
    extension: format.extension,
    contentType: format.contentType,
    selection: whole,
    write: () => format.write(whole),
  }
}
