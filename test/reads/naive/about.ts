import { GraphQLError } from 'graphql'
import type { Copy, CopyNode } from '../copy.ts'
import type { Cursors } from '../cursors.ts'
import { type Persons, personsUnder, type Strictness } from './grouping.ts'

/** All that the naive reading knows. */
export interface About {
  readonly copy: Copy
  readonly cursors: Cursors
  /** What a delivery says on a line, as it was written; deliveries count from 1, lines too. */
  readonly words: (delivery: number, line: number) => string
  readonly strictness: Strictness
  /** Who is one person under that strictness. */
  readonly persons: Persons
  /** The same with persons as strictly taken as this. */
  readonly under: (strictness: Strictness) => About
}

/** All that is known, as it is reviewed. */
export function aboutAll(known: Pick<About, 'copy' | 'cursors' | 'words'>): About {
  const abouts = new Map<Strictness, About>()
  const under = (strictness: Strictness): About => {
    const about = abouts.get(strictness) ?? {
      ...known,
      strictness,
      persons: personsUnder(strictness, known.copy),
      under,
    }
    abouts.set(strictness, about)
    return about
  }
  return under('REVIEWED')
}

/** A node as the API sees it. */
export interface Thing {
  readonly __typename: string
  readonly node: CopyNode
}

export type Args = Readonly<Record<string, unknown>>

/** A field of a type: its value, or things, from the node that has it. */
export type Field = (node: CopyNode, args: Args, about: About) => unknown
export type Fields = Readonly<Record<string, Readonly<Record<string, Field>>>>

export const thing = (typeName: string, node: CopyNode): Thing => ({ __typename: typeName, node })

/** The only one, or null. */
export const only = (typeName: string, nodes: readonly (CopyNode | undefined)[]) =>
  nodes[0] ? thing(typeName, nodes[0]) : null

export type Key = readonly (string | number)[]

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)

/** Key by key, the first that differs decides. */
export const compareKeys = (a: Key, b: Key) => a.map((key, i) => compare(key, b[i] as never)).find(c => c !== 0) ?? 0

/** Things sorted by a key of their nodes. */
export const sorted = (typeName: string, nodes: readonly CopyNode[], key: (node: CopyNode) => Key): Thing[] =>
  [...nodes].sort((a, b) => compareKeys(key(a), key(b))).map(node => thing(typeName, node))

/** A stored property; null where there is none. */
export const stored =
  (name: string): Field =>
  ({ properties }) =>
    properties[name] ?? null

/** Properties that are shown under the names that they are stored under. */
export const storedAs = (...names: string[]) => Object.fromEntries(names.map(name => [name, stored(name)]))

/** A stored instant, shown in UTC. */
export const instant = (milliseconds: number | null | undefined) =>
  milliseconds == null ? null : new Date(milliseconds).toISOString().replace('.000Z', 'Z')

/** Stored instants that are shown under the names that they are stored under. */
export const instantsAs = (...names: string[]): Record<string, Field> =>
  Object.fromEntries(names.map(name => [name, ({ properties }) => instant(properties[name])]))

/** An instant or a plain day of an argument, as epoch milliseconds. */
export const millis = (text: unknown) => Date.parse(String(text))

export const refuse = (message: string): never => {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}
