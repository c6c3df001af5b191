import { writeId } from '../../../src/api/global-id.ts'
import { drawn } from '../draw.ts'
import type { Shape } from '../shape.ts'
import { each, person } from './parts.ts'

/** Fifty persons, their latest twenty journeys, the documents shown there, and who else is stated on them. */
export const coHolders: Shape<{ persons: readonly string[] }> = {
  name: 'co-holders',
  operation: `query CoHolders($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Person {
      id
      displayName
      journeys(first: 20, orderBy: DEPARTS_DESC) {
        nodes {
          ref
          # spare
          run { run }
          documents { type issuer number holders(first: 5) { nodes { id displayName } } }
        }
      }
    }
  }
}`,
  spare: [
    'identity { surname }',
    'person { displayName }',
    'boardedAt { seq }',
    'alightedAt { seq }',
    'ticketedFrom { seq }',
    'ticketedTo { seq }',
    'booking { ref }',
  ],
  variables: ({ persons }) => ({ ids: persons.map(key => writeId('Person', key)) }),
  statement: `UNWIND $persons AS person
MATCH (:Identity {id: person})-[:IS]->(p:Person)
CALL (p) {
  MATCH (p)<-[:IS]-(:Identity)-[:MADE]->(j:Journey)
  WITH j ORDER BY j.departsAt DESC, j.id DESC LIMIT 20
  MATCH (j)-[:ON]->(r:TrainRun)
  RETURN collect([j.ref, r.id,
    COLLECT {
      MATCH (j)-[:PRESENTED]->(d:Document)
      RETURN [d.type, d.issuer, d.number,
        COLLECT {
          MATCH (d)<-[:STATED_ON]-(:Identity)-[:IS]->(h:Person)
          WITH DISTINCT h ORDER BY h.displayName, h.id LIMIT 5
          RETURN [h.id, h.displayName]
        }] ORDER BY d.id
    }]) AS journeys
}
RETURN p.id, p.displayName, journeys`,
  answer: rows => ({
    nodes: rows.map(([id, displayName, journeys]) => ({
      ...person([id, displayName]),
      journeys: {
        nodes: each(journeys, ([ref, run, documents]) => ({
          ref,
          run: { run },
          documents: each(documents, ([type, issuer, number, holders]) => ({
            type,
            issuer,
            number,
            holders: { nodes: each(holders, person) },
          })),
        })),
      },
    })),
  }),
  peer: `query ($persons: [ID!]!) {
  nodes: persons(where: { id: { in: $persons } }, sort: [{ id: ASC }]) {
    id
    displayName
    journeys(first: 20) {
      ref
      run { run: id }
      documents(sort: [{ id: ASC }]) { type issuer number holders(first: 5) { id displayName } }
    }
  }
}`,
  draw: async (read, random) => {
    const keys = await drawn(read, random, 'Person', 40 * 50)
    const lists = Array.from({ length: 40 }, (_, i) => keys.slice(i * 50, (i + 1) * 50).sort())
    return lists.map(persons => ({ persons }))
  },
}
