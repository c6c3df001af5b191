import type { Field, NodeType, Page } from './fragment.ts'

/** What a room contributes: types of its own, fields it adds to types of rooms before it, and lists that start nowhere. */
export interface Fragments {
  readonly types?: readonly NodeType[]
  readonly additions?: Readonly<Record<string, Readonly<Record<string, Field>>>>
  readonly lists?: Readonly<Record<string, Page>>
}

/** A node type with its columns laid out: column 0 is always the node's id. */
export interface Layout extends NodeType {
  readonly columns: readonly string[]
}

/** All fragments of all rooms, put together once at start. */
export class Registry {
  readonly types: ReadonlyMap<string, Layout>
  readonly lists: ReadonlyMap<string, Page>

  constructor(rooms: readonly Fragments[]) {
    const types = new Map<string, NodeType>()
    for (const type of rooms.flatMap(room => room.types ?? [])) types.set(type.name, type)
    for (const [name, fields] of rooms.flatMap(room => Object.entries(room.additions ?? {}))) {
      const type = types.get(name)
      if (!type) throw new Error(`Fields are added to ${name}, which no room describes`)
      types.set(name, { ...type, fields: { ...type.fields, ...fields } })
    }
    this.types = new Map([...types].map(([name, type]) => [name, layOut(type)]))
    this.lists = new Map(rooms.flatMap(room => Object.entries(room.lists ?? {})))
  }

  type(name: string): Layout {
    const type = this.types.get(name)
    if (!type) throw new Error(`No room describes the type ${name}`)
    return type
  }
}

function layOut(type: NodeType): Layout {
  const columns = new Set(['id'])
  for (const field of Object.values(type.fields)) {
    if (field.kind === 'property') for (const column of field.columns) columns.add(column)
  }
  return { ...type, columns: [...columns] }
}
