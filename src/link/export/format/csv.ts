import { stringify } from 'csv-stringify/sync'
import { Zip, ZipDeflate } from 'fflate'
import type { Selection } from '../selection.ts'
import type { Format } from './format.ts'
import { aboutTexts, type Column, TIE_COLUMNS, thingColumns, thingRow, tieRow } from './words.ts'

type Cells = readonly (string | number | boolean | undefined)[]

/** What a spreadsheet would run as a formula begins with an apostrophe instead. */
const line = (cells: Cells) =>
  stringify([cells as unknown[]], {
    escape_formulas: true,
    record_delimiter: '\r\n',
    cast: { boolean: value => String(value) },
  })

const FORMULA = /^[=+\-@\t\r＝＋－＠]/u

const isFormula = (cell: unknown) => typeof cell === 'string' && FORMULA.test(cell)

const named = (columns: readonly Column[]) => columns.map(({ name }) => name)

function* nodes({ things }: Selection): Generator<Cells> {
  const columns = named(thingColumns(things))
  yield ['Id', 'Label', ...columns]
  for (const thing of things) {
    const row = thingRow(thing)
    yield [thing.id, thing.label, ...columns.map(name => row[name])]
  }
}

function* edges({ ties }: Selection): Generator<Cells> {
  const columns = named(TIE_COLUMNS)
  yield ['Source', 'Target', 'Type', 'Id', 'Label', ...columns]
  for (const tie of ties) {
    const row = tieRow(tie)
    yield [tie.from, tie.to, 'Directed', tie.id, tie.says, ...columns.map(name => row[name])]
  }
}

function* about(selection: Selection): Generator<Cells> {
  yield ['name', 'text']
  yield* Object.entries(aboutTexts(selection))
}

const FILES = { 'nodes.csv': nodes, 'edges.csv': edges, 'about.csv': about }

/**
 * A ZIP of `nodes.csv`, `edges.csv` and `about.csv`, RFC 4180 in UTF-8. The headers are those that Gephi's spreadsheet
 * import knows (Id, Label, Source, Target, Type); Neo4j's LOAD CSV and Data Importer take any.
 */
export const csv: Format = {
  extension: 'zip',
  contentType: 'application/zip',
  leavesOut: selection => [
    {
      what: 'cells that begin with an apostrophe so that no spreadsheet runs them',
      count: Object.values(FILES).reduce((sum, rows) => sum + formulas(rows(selection)), 0),
    },
  ],
  *write(selection: Selection) {
    const pieces: Uint8Array[] = []
    const zip = new Zip((error, piece) => {
      if (error) throw error
      pieces.push(piece)
    })
    for (const [name, rows] of Object.entries(FILES)) {
      const file = new ZipDeflate(name)
      file.mtime = selection.about.exportedAt
      zip.add(file)
      for (const cells of rows(selection)) {
        file.push(Buffer.from(line(cells)))
        yield* pieces.splice(0)
      }
      file.push(new Uint8Array(0), true)
    }
    zip.end()
    yield* pieces
  },
}

function formulas(rows: Iterable<Cells>): number {
  let count = 0
  for (const cells of rows) count += cells.filter(isFormula).length
  return count
}
