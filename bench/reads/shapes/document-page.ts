import { drawn, hub, withHub } from '../draw.ts'
import type { Shape } from '../shape.ts'
import { each, instant, person } from './parts.ts'

/** A document, the persons who are stated on it, and the latest twenty journeys of each. */
export const documentPage: Shape<{ document: string; type: string; issuer: string; number: string }> = {
  name: 'document-page',
  operation: `query DocumentPage($type: DocumentType!, $issuer: String!, $number: String!) {
  document(type: $type, issuer: $issuer, number: $number) {
    type issuer number issuedOn expiresOn status
    holders(first: 10) {
      nodes {
        id
        displayName
        journeys(first: 20, orderBy: DEPARTS_DESC) {
          nodes {
            ref departsAt
            # spare
            run { run }
            alightedAt { seq station { code } }
          }
        }
      }
    }
  }
}`,
  spare: [
    'identity { surname }',
    'person { displayName }',
    'documents { number }',
    'boardedAt { seq }',
    'ticketedFrom { seq }',
    'ticketedTo { seq }',
    'checks { kind at }',
  ],
  variables: ({ type, issuer, number }) => ({ type, issuer, number }),
  statement: `MATCH (d:Document {id: $document})
CALL (d) {
  MATCH (d)<-[:STATED_ON]-(:Identity)-[:IS]->(p:Person)
  WITH DISTINCT p ORDER BY p.displayName, p.id LIMIT 10
  RETURN collect([p.id, p.displayName,
    COLLECT {
      MATCH (p)<-[:IS]-(:Identity)-[:MADE]->(j:Journey)
      WITH j ORDER BY j.departsAt DESC, j.id DESC LIMIT 20
      MATCH (j)-[:ON]->(r:TrainRun)
      OPTIONAL MATCH (j)-[:ALIGHTED_AT]->(c:Call)-[:AT]->(s:Station)
      RETURN [j.ref, j.departsAt, r.id, c.seq, s.id]
    }]) AS holders
}
RETURN d.type, d.issuer, d.number, d.issuedOn, d.expiresOn, d.status, holders`,
  answer: ([row]) => {
    if (!row) return { document: null }
    const [type, issuer, number, issuedOn, expiresOn, status, holders] = row
    const nodes = each(holders, ([id, displayName, journeys]) => ({
      ...person([id, displayName]),
      journeys: {
        nodes: each(journeys, ([ref, departsAt, run, seq, code]) => ({
          ref,
          departsAt: instant(departsAt),
          run: { run },
          alightedAt: code === null ? null : { seq, station: { code } },
        })),
      },
    }))
    return { document: { type, issuer, number, issuedOn, expiresOn, status, holders: { nodes } } }
  },
  peer: `query ($document: ID!) {
  document: documents(where: { id: { eq: $document } }) {
    type issuer number issuedOn expiresOn status
    holders(first: 10) {
      id
      displayName
      journeys(first: 20) { ref departsAt run { run: id } alightedAt { seq station { code: id } } }
    }
  }
}`,
  draw: async (read, random) => {
    const shared = await hub(read, 'Document', 'COUNT { (n)<-[:STATED_ON]-() }')
    const keys = withHub(await drawn(read, random, 'Document', 200), shared)
    const statement = 'UNWIND $keys AS key MATCH (d:Document {id: key}) RETURN d.id, d.type, d.issuer, d.number'
    const rows = (await read(statement, { keys })) as [string, string, string, string][]
    return rows.map(([document, type, issuer, number]) => ({ document, type, issuer, number }))
  },
}
