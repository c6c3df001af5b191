import { writeId } from '../../../src/api/global-id.ts'
import { drawn, hub, withHub } from '../draw.ts'
import type { Shape } from '../shape.ts'
import { each, instant, person, type Values } from './parts.ts'

/** A person with identities, documents and the latest fifty journeys, down to the stations. */
export const personPage: Shape<{ person: string }> = {
  name: 'person-page',
  operation: `query PersonPage($id: ID!) {
  person(id: $id) {
    id
    displayName
    identities { id surname givenNames dateOfBirth nationality }
    documents(first: 10) { nodes { type issuer number expiresOn status } }
    journeys(first: 50, orderBy: DEPARTS_DESC) {
      nodes {
        ref stage coach seat departsAt
        # spare
        run { run originDate train { number name } }
        boardedAt { seq station { code names { en } } }
        alightedAt { seq station { code names { en } } }
        documents { type issuer number }
      }
    }
  }
}`,
  spare: [
    'identity { surname }',
    'person { displayName }',
    'ticketedFrom { seq }',
    'ticketedTo { seq }',
    'checks { kind at }',
    'booking { ref }',
  ],
  variables: keys => ({ id: writeId('Person', keys.person) }),
  statement: `MATCH (:Identity {id: $person})-[:IS]->(p:Person)
CALL (p) {
  MATCH (p)<-[:IS]-(i:Identity)
  WITH i ORDER BY i.id
  RETURN collect([i.id, i.surname, i.givenNames, i.dateOfBirth, i.nationality]) AS identities
}
CALL (p) {
  MATCH (p)<-[:IS]-(:Identity)-[:STATED_ON]->(d:Document)
  WITH DISTINCT d ORDER BY d.id LIMIT 10
  RETURN collect([d.type, d.issuer, d.number, d.expiresOn, d.status]) AS documents
}
CALL (p) {
  MATCH (p)<-[:IS]-(:Identity)-[:MADE]->(j:Journey)
  WITH j ORDER BY j.departsAt DESC, j.id DESC LIMIT 50
  MATCH (j)-[:ON]->(r:TrainRun)-[:RUN_OF]->(t:Train)
  OPTIONAL MATCH (j)-[:BOARDED_AT]->(b:Call)-[:AT]->(bs:Station)
  OPTIONAL MATCH (j)-[:ALIGHTED_AT]->(a:Call)-[:AT]->(as:Station)
  RETURN collect([j.ref, j.stage, j.coach, j.seat, j.departsAt, r.id, r.originDate, t.id, t.name,
    b.seq, bs.id, bs.nameEn, a.seq, as.id, as.nameEn,
    COLLECT { MATCH (j)-[:PRESENTED]->(d:Document) RETURN [d.type, d.issuer, d.number] ORDER BY d.id }]) AS journeys
}
RETURN p.id, p.displayName, identities, documents, journeys`,
  answer: ([row]) => {
    if (!row) return { person: null }
    const [id, displayName, identities, documents, journeys] = row
    return {
      person: {
        ...person([id, displayName]),
        identities: each(identities, ([id, surname, givenNames, dateOfBirth, nationality]) => ({
          id: writeId('Identity', id as string),
          surname,
          givenNames,
          dateOfBirth,
          nationality,
        })),
        documents: {
          nodes: each(documents, ([type, issuer, number, expiresOn, status]) => ({
            type,
            issuer,
            number,
            expiresOn,
            status,
          })),
        },
        journeys: { nodes: each(journeys, journey) },
      },
    }
  },
  peer: `query ($person: ID!) {
  person: persons(where: { id: { eq: $person } }) {
    id
    displayName
    identities(sort: [{ id: ASC }]) { id surname givenNames dateOfBirth nationality }
    documents(first: 10) { type issuer number expiresOn status }
    journeys(first: 50) {
      ref stage coach seat departsAt
      run { run: id originDate train { number: id name } }
      boardedAt { seq station { code: id nameEn } }
      alightedAt { seq station { code: id nameEn } }
      documents(sort: [{ id: ASC }]) { type issuer number }
    }
  }
}`,
  draw: async (read, random) => {
    const busiest = await hub(read, 'Person', 'COUNT { (n)<-[:IS]-(:Identity)-[:MADE]->() }')
    return withHub(await drawn(read, random, 'Person', 200), busiest).map(key => ({ person: key }))
  },
}

function journey(values: Values) {
  const [ref, stage, coach, seat, departsAt, run, originDate, number, name, ...rest] = values
  const [boardedSeq, boardedAt, boardedName, alightedSeq, alightedAt, alightedName, documents] = rest
  return {
    ref,
    stage,
    coach,
    seat,
    departsAt: instant(departsAt),
    run: { run, originDate, train: { number, name } },
    boardedAt: call(boardedSeq, boardedAt, boardedName),
    alightedAt: call(alightedSeq, alightedAt, alightedName),
    documents: each(documents, ([type, issuer, number]) => ({ type, issuer, number })),
  }
}

const call = (seq: unknown, code: unknown, en: unknown) =>
  code === null ? null : { seq, station: { code, names: { en } } }
