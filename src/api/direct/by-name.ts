import type { FieldNode } from 'graphql'

/** What is selected under one name of an answer. */
export interface Named {
  readonly as: string
  readonly name: string
  readonly nodes: readonly FieldNode[]
}

/** Selected fields by the names under which they are shown, in the order in which these first come. */
export function byName(nodes: readonly FieldNode[]): Named[] {
  const named = Map.groupBy(nodes, ({ alias, name }) => (alias ?? name).value)
  return [...named].map(([as, own]) => ({ as, name: own[0]?.name.value as string, nodes: own }))
}
