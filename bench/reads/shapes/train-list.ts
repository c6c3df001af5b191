import { drawn, hub, withHub } from '../draw.ts'
import type { Shape } from '../shape.ts'
import { each, instant, person } from './parts.ts'

/** A run with its calls and all its passengers: who, on which documents, and who else is stated on them. */
export const trainList: Shape<{ run: string }> = {
  name: 'train-list',
  operation: `query TrainList($run: String!) {
  trainRun(run: $run) {
    run
    originDate
    capacity
    calls { seq kind arrive depart station { code } }
    journeys(first: 500) {
      nodes {
        ref stage coach seat
        # spare
        identity { surname givenNames dateOfBirth nationality }
        person { id displayName }
        documents { type issuer number expiresOn status holders(first: 5) { nodes { id displayName } } }
      }
    }
  }
}`,
  spare: [
    'run { run }',
    'boardedAt { seq }',
    'alightedAt { seq }',
    'ticketedFrom { seq }',
    'ticketedTo { seq }',
    'checks { kind at }',
    'booking { ref }',
  ],
  variables: ({ run }) => ({ run }),
  statement: `MATCH (r:TrainRun {id: $run})
CALL (r) {
  MATCH (r)-[:HAS_CALL]->(c:Call)-[:AT]->(s:Station)
  WITH c, s ORDER BY c.at, c.seq, c.id
  RETURN collect([c.seq, c.kind, c.arrive, c.depart, s.id]) AS calls
}
CALL (r) {
  MATCH (r)<-[:ON]-(j:Journey)
  WITH j ORDER BY j.id LIMIT 500
  OPTIONAL MATCH (j)<-[:MADE]-(i:Identity)-[:IS]->(p:Person)
  RETURN collect([j.ref, j.stage, j.coach, j.seat, i.surname, i.givenNames, i.dateOfBirth, i.nationality, p.id, p.displayName,
    COLLECT {
      MATCH (j)-[:PRESENTED]->(d:Document)
      RETURN [d.type, d.issuer, d.number, d.expiresOn, d.status,
        COLLECT {
          MATCH (d)<-[:STATED_ON]-(:Identity)-[:IS]->(h:Person)
          WITH DISTINCT h ORDER BY h.displayName, h.id LIMIT 5
          RETURN [h.id, h.displayName]
        }] ORDER BY d.id
    }]) AS journeys
}
RETURN r.id, r.originDate, r.capacity, calls, journeys`,
  answer: ([row]) => {
    if (!row) return { trainRun: null }
    const [run, originDate, capacity, calls, journeys] = row
    return {
      trainRun: {
        run,
        originDate,
        capacity,
        calls: each(calls, ([seq, kind, arrive, depart, code]) => ({
          seq,
          kind,
          arrive: instant(arrive),
          depart: instant(depart),
          station: { code },
        })),
        journeys: {
          nodes: each(
            journeys,
            ([ref, stage, coach, seat, surname, givenNames, dateOfBirth, nationality, ...rest]) => ({
              ref,
              stage,
              coach,
              seat,
              identity: surname === null ? null : { surname, givenNames, dateOfBirth, nationality },
              person: rest[0] === null ? null : person(rest),
              documents: each(rest[2], ([type, issuer, number, expiresOn, status, holders]) => ({
                type,
                issuer,
                number,
                expiresOn,
                status,
                holders: { nodes: each(holders, person) },
              })),
            }),
          ),
        },
      },
    }
  },
  peer: `query ($run: ID!) {
  trainRun: trainRuns(where: { id: { eq: $run } }) {
    run: id
    originDate
    capacity
    calls(sort: [{ at: ASC }, { seq: ASC }, { id: ASC }]) { seq kind arrive depart station { code: id } }
    journeys(sort: [{ id: ASC }], limit: 500) {
      ref stage coach seat
      identity { surname givenNames dateOfBirth nationality }
      person { id displayName }
      documents(sort: [{ id: ASC }]) { type issuer number expiresOn status holders(first: 5) { id displayName } }
    }
  }
}`,
  draw: async (read, random) => {
    const fullest = await hub(read, 'TrainRun', 'COUNT { (n)<-[:ON]-() }')
    return withHub(await drawn(read, random, 'TrainRun', 100), fullest).map(run => ({ run }))
  },
}
