import { asKnown, bindThen, findThen } from './as-known.ts'
import { entitiesOf } from './entities.ts'
import type { Page } from './fragment.ts'
import { fieldText, nodeText, targetsText } from './node-text.ts'
import { NOWHERE, pageText } from './page-text.ts'
import type { Reading } from './reading.ts'
import type { Layout, Registry } from './registry.ts'
import type { Asked, Selection } from './selection.ts'
import { type FieldText, type Mode, Statement } from './statement.ts'

/**
 * One statement that reads something for many keys at once (`UNWIND $keys`), and how its rows become an answer.
 * Its text is made from the rooms' own fragments only, the same for the same shape, and takes every value as a parameter.
 */
export interface Piece {
  readonly text: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** How what was found for a key is read (null: nothing was). */
  readonly reading: Reading
  /** Makes it an entity, a list, a value or a connection. */
  readonly decode: (found: unknown) => unknown
}

/** A key that nothing has: for it a statement is planned, and reads nothing. */
export const NO_KEY = '\u0000'

/** Reads the node of a type by its key. */
export function findPiece(registry: Registry, layout: Layout, asked: Selection, mode: Mode): Piece {
  const statement = new Statement(registry, mode)
  const { text, columns, reading: node } = nodeText(statement, layout, asked, { x: statement.node(), rows: 1 })
  const bind = statement.past ? `${findThen(layout)}\n${asKnown(layout)}` : `${layout.find}\n`
  return piece(statement, `find ${layout.name}`, bind, { text, result: columns, reading: { kind: 'one', node } })
}

/**
 * Reads a field that leads on from a node of this type.
 * @throws Invalid where its arguments are not of this page
 */
export function fieldPiece(registry: Registry, layout: Layout, asked: Asked, mode: Mode): Piece {
  const statement = new Statement(registry, mode)
  const bind = statement.past ? bindThen(layout) : `MATCH (x:${layout.label} {id: key})\n`
  const place = { x: 'x', rows: 1 }
  return piece(statement, `${layout.name}.${asked.name}`, bind, fieldText(statement, layout, asked, place))
}

/**
 * Reads a list of the query root; its only key is the empty text.
 * @throws Invalid where the arguments are not of this list
 */
export function listPiece(registry: Registry, page: Page, asked: Asked, mode: Mode): Piece {
  const statement = new Statement(registry, mode)
  const place = { x: NOWHERE, rows: 1 }
  const { name, args, parts, below } = asked
  const found = pageText(statement, name, page, args, parts, place, node => targetsText(statement, page, below, node))
  return piece(statement, name, `WITH key WHERE key = ''\n`, found)
}

function piece({ past, mode, parameters }: Statement, name: string, bind: string, field: FieldText): Piece {
  const { text, result, reading } = field
  // The comment names what is read: it is what stands in `SHOW TRANSACTIONS`, and never a client's own words.
  const comment = `// ${name}${past ? ' then' : ''}${mode.cut ? '' : ' whole'}`
  return {
    text: `${comment}\nUNWIND $keys AS key\n${bind}${text}RETURN key, ${result}`,
    parameters,
    reading,
    decode: entitiesOf(reading, mode) as (found: unknown) => unknown,
  }
}
