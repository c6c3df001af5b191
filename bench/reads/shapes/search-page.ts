import type { Shape } from '../shape.ts'
import { each, person } from './parts.ts'

/** The first twenty documents of a type and issuer whose numbers begin alike, with the persons stated on them: as few as fill a page. */
export const searchPage: Shape<{ type: string; issuer: string; prefix: string }> = {
  name: 'search-page',
  operation: `query SearchPage($type: DocumentType!, $issuer: String!, $prefix: String!) {
  documents(filter: { types: [$type], issuer: $issuer, numberStartsWith: $prefix }, orderBy: NUMBER_ASC, first: 20) {
    nodes {
      type issuer number
      # spare
      expiresOn
      holders(first: 5) { nodes { id displayName } }
    }
    pageInfo { hasNextPage }
  }
}`,
  spare: [
    'replaces { number }',
    'replacedBy { number }',
    'issuedFor { number }',
    'authorises { run }',
    'holders(first: 5) { nodes { identities { surname } } }',
    'holders(first: 5) { nodes { documents(first: 2) { nodes { number } } } }',
  ],
  variables: ({ type, issuer, prefix }) => ({ type, issuer, prefix }),
  statement: `MATCH (d:Document) WHERE d.number STARTS WITH $prefix AND d.type = $type AND d.issuer = $issuer
WITH d ORDER BY d.number, d.id LIMIT 21
RETURN d.type, d.issuer, d.number, d.expiresOn,
  COLLECT {
    MATCH (d)<-[:STATED_ON]-(:Identity)-[:IS]->(h:Person)
    WITH DISTINCT h ORDER BY h.displayName, h.id LIMIT 5
    RETURN [h.id, h.displayName]
  }`,
  answer: rows => ({
    documents: {
      nodes: rows.slice(0, 20).map(([type, issuer, number, expiresOn, holders]) => ({
        type,
        issuer,
        number,
        expiresOn,
        holders: { nodes: each(holders, person) },
      })),
      pageInfo: { hasNextPage: rows.length > 20 },
    },
  }),
  peer: `query ($type: String!, $issuer: String!, $prefix: String!) {
  documents(
    where: { type: { eq: $type }, issuer: { eq: $issuer }, number: { startsWith: $prefix } }
    sort: [{ number: ASC }, { id: ASC }]
    limit: 20
  ) { type issuer number expiresOn holders(first: 5) { id displayName } }
}`,
  draw: async (read, random) => {
    const statement = 'MATCH (d:Document) RETURN d.type, d.issuer, d.number ORDER BY d.id'
    const documents = (await read(statement)) as [string, string, string][]
    const alike = new Map<string, number>()
    for (const document of documents)
      for (const prefix of prefixesOf(document)) alike.set(prefix, (alike.get(prefix) ?? 0) + 1)
    const longest = (document: readonly [string, string, string]) => {
      const found = prefixesOf(document).findLast(prefix => (alike.get(prefix) ?? 0) >= 20)
      return found === undefined ? [] : [JSON.parse(found) as [string, string, string]]
    }
    const searches = random.shuffled(documents).flatMap(longest).slice(0, 200)
    return searches.map(([type, issuer, prefix]) => ({ type, issuer, prefix }))
  },
}

/** What may be searched for to find a document among others, as keys of a map, shortest beginning first. */
const prefixesOf = ([type, issuer, number]: readonly [string, string, string]): string[] =>
  Array.from({ length: number.length }, (_, i) => JSON.stringify([type, issuer, number.slice(0, i + 1)]))
