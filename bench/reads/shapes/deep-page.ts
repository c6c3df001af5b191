import { writeCursor } from '../../../src/graph/index.ts'
import type { Shape } from '../shape.ts'
import { person } from './parts.ts'

/** Fifty persons by name, from a place anywhere in the list of all. */
export const deepPage: Shape<{ name: string; id: string }> = {
  name: 'deep-page',
  operation: `query DeepPage($after: String!) {
  persons(orderBy: NAME_ASC, first: 50, after: $after) {
    nodes {
      id
      displayName
      # spare
    }
    pageInfo { hasNextPage }
  }
}`,
  spare: [
    'identities { documents { number } }',
    'identities { person { displayName } }',
    'documents(first: 2) { nodes { number } }',
    'journeys(first: 2, orderBy: DEPARTS_DESC) { nodes { run { run } } }',
    'journeys(first: 2, orderBy: DEPARTS_DESC) { nodes { identity { surname } } }',
    'journeys(first: 2, orderBy: DEPARTS_DESC) { nodes { documents { number } } }',
    'journeys(first: 2, orderBy: DEPARTS_DESC) { nodes { boardedAt { seq } } }',
  ],
  variables: ({ name, id }) => ({ after: writeCursor('persons', 'NAME_ASC', [name, id]) }),
  statement: `MATCH (p:Person) WHERE p.displayName >= $name AND (p.displayName > $name OR p.id > $id)
RETURN p.id, p.displayName ORDER BY p.displayName, p.id LIMIT 51`,
  answer: rows => ({
    persons: { nodes: rows.slice(0, 50).map(person), pageInfo: { hasNextPage: rows.length > 50 } },
  }),
  peer: `query ($name: String!, $id: ID!) {
  persons(
    where: { AND: [{ displayName: { gte: $name } }, { OR: [{ displayName: { gt: $name } }, { id: { gt: $id } }] }] }
    sort: [{ displayName: ASC }, { id: ASC }]
    limit: 50
  ) { id displayName }
}`,
  draw: async (read, random) => {
    const rows = (await read('MATCH (p:Person) RETURN p.displayName, p.id ORDER BY p.displayName, p.id')) as [
      string,
      string,
    ][]
    return random
      .shuffled(rows)
      .slice(0, 200)
      .map(([name, id]) => ({ name, id }))
  },
}
