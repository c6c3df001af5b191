import { instantText } from '../../../base/index.ts'
import type { Selection } from '../selection.ts'
import type { Format } from './format.ts'
import { aboutTexts, type Column, TIE_COLUMNS, thingColumns, thingRow, tieRow } from './words.ts'
import { type Content, DECLARATION, element, opened } from './xml.ts'

const TYPES = { text: 'string', number: 'double', boolean: 'boolean' } as const

const attributes = (target: 'node' | 'edge', columns: readonly Column[]) =>
  element('attributes', {
    '@class': target,
    attribute: columns.map(({ name, type }) => ({ '@id': name, '@title': name, '@type': TYPES[type] })),
  })

const values = (row: Readonly<Record<string, unknown>>): Content => ({
  attvalue: Object.entries(row).flatMap(([name, value]) =>
    value === undefined ? [] : [{ '@for': name, '@value': String(value) }],
  ),
})

/** GEXF 1.3 (gexf.net): what Gephi keeps its graphs in. */
export const gexf: Format = {
  extension: 'gexf',
  contentType: 'application/xml; charset=utf-8',
  leavesOut: () => [],
  *write(selection: Selection) {
    const { things, ties, about } = selection
    yield DECLARATION
    yield opened('gexf', { '@xmlns': 'http://gexf.net/1.3', '@version': '1.3' })
    yield element('meta', {
      '@lastmodifieddate': instantText(about.exportedAt).slice(0, 10),
      creator: 'Alight',
      description: Object.entries(aboutTexts(selection))
        .map(([name, text]) => `${name}: ${text}`)
        .join('\n'),
    })
    yield opened('graph', { '@defaultedgetype': 'directed', '@mode': 'static' })
    yield attributes('node', thingColumns(things))
    yield attributes('edge', TIE_COLUMNS)
    yield opened('nodes', { '@count': things.length })
    for (const thing of things)
      yield element('node', { '@id': thing.id, '@label': thing.label, attvalues: values(thingRow(thing)) })
    yield '</nodes>\n'
    yield opened('edges', { '@count': ties.length })
    for (const tie of ties)
      yield element('edge', {
        '@id': tie.id,
        '@source': tie.from,
        '@target': tie.to,
        '@label': tie.says,
        '@weight': tie.count,
        attvalues: values(tieRow(tie)),
      })
    yield '</edges>\n</graph>\n</gexf>\n'
  },
}
