import { readFileSync } from 'node:fs'
import FtM from '@alephdata/followthemoney'
import { parse as parseCsv } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { MultiDirectedGraph, MultiGraph } from 'graphology'
import gexf from 'graphology-gexf/node/index.js'
import graphml from 'graphology-graphml/node/index.js'
import { XmlDocument, type XmlElement } from 'libxml2-wasm'

/** What a tool finds in a file, by readers that are not ours. */
export interface ReadBack {
  readonly about: Readonly<Record<string, string>>
  readonly things: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly ties: ReadonlyMap<string, Readonly<Record<string, unknown>>>
}

type Attributes = Record<string, unknown>

function ofGraph(graph: MultiDirectedGraph): ReadBack {
  const ends = (edge: string) => ({ from: graph.source(edge), to: graph.target(edge) })
  return {
    about: graph.getAttributes() as Record<string, string>,
    things: new Map(graph.mapNodes((id, attributes) => [id, attributes as Attributes])),
    ties: new Map(graph.mapEdges((id, attributes) => [id, { ...ends(id), ...(attributes as Attributes) }])),
  }
}

/** Strict, unlike the reader of graphs: throws where the text is not XML. */
const wellFormed = (file: Buffer) => XmlDocument.fromBuffer(file)

export function readGraphml(file: Buffer): ReadBack {
  wellFormed(file).dispose()
  return ofGraph(graphml.parse(MultiDirectedGraph, file.toString()) as MultiDirectedGraph)
}

export function readGexf(file: Buffer): ReadBack {
  wellFormed(file).dispose()
  // The reader takes a graph without edges for one of both directions.
  return ofGraph(gexf.parse(MultiGraph, file.toString(), { addMissingNodes: false }) as MultiDirectedGraph)
}

export function readCsv(file: Buffer): ReadBack {
  const files = unzipSync(file)
  const rows = (name: string) =>
    parseCsv(Buffer.from(files[name] as Uint8Array), { columns: true }) as Record<string, string>[]
  return {
    about: Object.fromEntries(rows('about.csv').map(({ name, text }) => [name, text])) as Record<string, string>,
    things: new Map(rows('nodes.csv').map(row => [row.Id as string, row])),
    ties: new Map(rows('edges.csv').map(row => [row.Id as string, row])),
  }
}

/** Nobody publishes a reader: what is looked at is the XML. */
export function readAnx(file: Buffer): ReadBack {
  const document = wellFormed(file)
  const all = (xpath: string, from: XmlElement = document.root) => from.find(xpath) as XmlElement[]
  const value = (element: XmlElement, name: string) => element.attr(name)?.value ?? ''
  const one = (xpath: string, from: XmlElement) => all(xpath, from)[0] as XmlElement
  const attributes = (item: XmlElement) =>
    Object.fromEntries(
      all('AttributeCollection/Attribute', item).map(each => [value(each, 'AttributeClass'), value(each, 'Value')]),
    )
  const cards = (item: XmlElement) => all('.//Card', item).map(card => value(card, 'SourceReference'))
  const entities = all('ChartItemCollection/ChartItem[End]')
  const idOf = new Map(
    entities.map(item => {
      const entity = one('End/Entity', item)
      return [value(entity, 'EntityId'), value(entity, 'Identity')]
    }),
  )
  const back: ReadBack = {
    about: Object.fromEntries(all('Summary//CustomProperty').map(each => [value(each, 'Name'), value(each, 'Value')])),
    things: new Map(
      entities.map(item => [
        value(one('End/Entity', item), 'Identity'),
        {
          label: value(item, 'Label'),
          type: value(one('.//IconStyle', item), 'EntityTypeReference'),
          cards: cards(item),
          ...attributes(item),
        },
      ]),
    ),
    ties: new Map(
      all('ChartItemCollection/ChartItem[Link]').map(item => {
        const [link, style] = [one('Link', item), one('Link/LinkStyle', item)]
        const [from, to] = [idOf.get(value(link, 'End1Id')), idOf.get(value(link, 'End2Id'))]
        const kind = value(style, 'LinkTypeReference').replace('link-type-', '')
        const strength = value(style, 'Strength')
        return [`${from}-${kind}-${to}`, { from, to, kind, strength, cards: cards(item), ...attributes(item) }]
      }),
    ),
  }
  document.dispose()
  return back
}

/** Ids that are referred to and those that are there, by what refers to them. */
export function anxReferences(file: Buffer): { readonly named: string[]; readonly defined: Set<string> } {
  const document = wellFormed(file)
  const values = (xpath: string) => document.root.find(xpath).map(each => each.content)
  const named = ['AttributeClass', 'EntityType', 'LinkType'].flatMap(kind => values(`.//@${kind}Reference`))
  const defined = new Set(['AttributeClass', 'EntityType', 'LinkType'].flatMap(kind => values(`.//${kind}/@Id`)))
  document.dispose()
  return { named, defined }
}

const modelFile = new URL('../../node_modules/@alephdata/followthemoney/dist/defaultModel.json', import.meta.url)
export const ftmModel = new FtM.Model(JSON.parse(readFileSync(modelFile, 'utf8')))

export interface FtmEntity {
  readonly id: string
  readonly schema: string
  readonly properties: Readonly<Record<string, readonly string[]>>
}

export const readFtm = (file: Buffer): FtmEntity[] =>
  file
    .toString()
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as FtmEntity)

export type StixObject = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string }

export const readStix = (file: Buffer) =>
  JSON.parse(file.toString()) as { readonly type: string; readonly id: string; readonly objects: readonly StixObject[] }
