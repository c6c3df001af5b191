import { type Field, type NodeType, type Page, property } from './fragment.ts'
import { type Asked, NO_PARTS } from './selection.ts'

/** What a room contributes: types of its own, fields it adds to types of rooms before it, and lists that start nowhere. */
export interface Fragments {
  readonly types?: readonly NodeType[]
  readonly additions?: Readonly<Record<string, Readonly<Record<string, Field>>>>
  readonly lists?: Readonly<Record<string, Page>>
}

/** A node type with its label, and its properties as they are asked for all together. */
export interface Layout extends NodeType {
  readonly label: string
  readonly properties: readonly Asked[]
}

/** One of several ways in which the same types lie in the graph. */
export interface View {
  /** Empty for the ordinary one. */
  readonly name: string
  /** What its statements are given beside what is asked, each empty: what they hold is said when they are run. */
  readonly parameters: Readonly<Record<string, unknown>>
}

const ORDINARY: View = { name: '', parameters: {} }

/** All fragments of all rooms, put together once at start, for one view of the graph. */
export class Registry {
  readonly view: View
  readonly types: ReadonlyMap<string, Layout>
  readonly lists: ReadonlyMap<string, Page>

  /** @param idOf the API's name of a node, shown as its field `id` */
  constructor(rooms: readonly Fragments[], idOf: (typeName: string, key: string) => string, view: View = ORDINARY) {
    this.view = view
    const types = new Map<string, NodeType>()
    for (const type of rooms.flatMap(room => room.types ?? [])) types.set(type.name, type)
    for (const [name, fields] of rooms.flatMap(room => Object.entries(room.additions ?? {}))) {
      const type = types.get(name)
      if (!type) throw new Error(`Fields are added to ${name}, which no room describes`)
      types.set(name, { ...type, fields: { ...type.fields, ...fields } })
    }
    this.types = new Map([...types].map(([name, type]) => [name, layOut(type, key => idOf(name, key))]))
    this.lists = new Map(rooms.flatMap(room => Object.entries(room.lists ?? {})))
  }

  type(name: string): Layout {
    const type = this.types.get(name)
    if (!type) throw new Error(`No room describes the type ${name}`)
    return type
  }
}

function layOut(type: NodeType, idOf: (key: string) => string): Layout {
  const fields = { id: property('id', idOf), ...type.fields }
  const properties = Object.entries(fields).filter(([, { kind }]) => kind === 'property')
  return {
    ...type,
    label: type.label ?? type.name,
    fields,
    properties: properties.map(([name]) => ({ name, args: {}, below: new Map(), parts: NO_PARTS })),
  }
}
