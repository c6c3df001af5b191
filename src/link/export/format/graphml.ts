import type { Selection } from '../selection.ts'
import type { Format } from './format.ts'
import { aboutTexts, type Column, TIE_COLUMNS, thingColumns, thingRow, tieRow } from './words.ts'
import { type Content, DECLARATION, element, opened } from './xml.ts'

const TYPES = { text: 'string', number: 'double', boolean: 'boolean' } as const

/** Ids of keys are unique in the file, while nodes and edges both have a `kind`. */
const key =
  (target: 'graph' | 'node' | 'edge') =>
  ({ name, type }: Column) =>
    element('key', { '@id': `${target}.${name}`, '@for': target, '@attr.name': name, '@attr.type': TYPES[type] })

const data = (target: string, row: Readonly<Record<string, unknown>>): Content[] =>
  Object.entries(row).flatMap(([name, value]) =>
    value === undefined ? [] : [{ '@key': `${target}.${name}`, '#text': String(value) }],
  )

const LABEL: Column = { name: 'label', type: 'text' }

/** GraphML 1.0 (graphml.graphdrawing.org): nodes and edges with typed data, read by Gephi, yEd, Cytoscape and networkx. */
export const graphml: Format = {
  extension: 'graphml',
  contentType: 'application/xml; charset=utf-8',
  leavesOut: () => [],
  *write(selection: Selection) {
    const { things, ties } = selection
    const about = aboutTexts(selection)
    yield DECLARATION
    yield opened('graphml', {
      '@xmlns': 'http://graphml.graphdrawing.org/xmlns',
      '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      '@xsi:schemaLocation':
        'http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd',
    })
    for (const name of Object.keys(about)) yield key('graph')({ name, type: 'text' })
    for (const one of [LABEL, ...thingColumns(things)]) yield key('node')(one)
    for (const one of TIE_COLUMNS) yield key('edge')(one)
    yield opened('graph', { '@id': 'export', '@edgedefault': 'directed' })
    for (const one of data('graph', about)) yield element('data', one)
    for (const thing of things)
      yield element('node', { '@id': thing.id, data: data('node', { label: thing.label, ...thingRow(thing) }) })
    for (const tie of ties)
      yield element('edge', { '@id': tie.id, '@source': tie.from, '@target': tie.to, data: data('edge', tieRow(tie)) })
    yield '</graph>\n</graphml>\n'
  },
}
