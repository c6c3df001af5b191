import type { Read } from '../driver.ts'
import type { Shape } from '../shape.ts'
import { each, instant } from './parts.ts'

type Degree = 'few' | 'many'

/** The node with the fewest (but more than a page) or the most neighbours of a kind. */
async function extreme(read: Read, label: string, neighbours: string, degree: Degree): Promise<string> {
  const direction = degree === 'few' ? 'ASC' : 'DESC'
  const [row] = await read(`MATCH (n:${label}) WITH n, COUNT { ${neighbours} } AS degree WHERE degree > 25
RETURN n.id ORDER BY degree ${direction}, n.id LIMIT 1`)
  return String(row?.[0])
}

/** The first twenty calls at the station with the fewest or the most calls. */
export const stationCalls = (degree: Degree): Shape<{ station: string }> => ({
  name: `station-calls-${degree}`,
  operation: `query StationCalls($code: String!) {
  station(code: $code) {
    code
    calls(orderBy: AT_ASC, first: 20) {
      nodes {
        seq kind arrive depart
        # spare
      }
      pageInfo { hasNextPage }
    }
  }
}`,
  spare: [
    'station { code }',
    'run { train { number } }',
    'run { calls { seq } }',
    'run { journeys(first: 1) { nodes { identity { surname } } } }',
    'run { journeys(first: 1) { nodes { documents { number } } } }',
    'run { journeys(first: 1) { nodes { person { displayName } } } }',
  ],
  variables: ({ station }) => ({ code: station }),
  statement: `MATCH (s:Station {id: $station})
CALL (s) {
  MATCH (s)<-[:AT]-(c:Call)
  WITH c ORDER BY c.at, c.id LIMIT 21
  RETURN collect([c.seq, c.kind, c.arrive, c.depart]) AS calls
}
RETURN s.id, calls`,
  answer: ([row]) => {
    if (!row) return { station: null }
    const calls = each(row[1], ([seq, kind, arrive, depart]) => ({
      seq,
      kind,
      arrive: instant(arrive),
      depart: instant(depart),
    }))
    const pageInfo = { hasNextPage: calls.length > 20 }
    return { station: { code: row[0], calls: { nodes: calls.slice(0, 20), pageInfo } } }
  },
  peer: `query ($station: ID!) {
  station: stations(where: { id: { eq: $station } }) {
    code: id
    calls(sort: [{ at: ASC }, { id: ASC }], limit: 20) { seq kind arrive depart }
  }
}`,
  draw: async read => [{ station: await extreme(read, 'Station', '(n)<-[:AT]-()', degree) }],
})

/** The first twenty journeys of the run with the fewest or the most. */
export const runJourneys = (degree: Degree): Shape<{ run: string }> => ({
  name: `run-journeys-${degree}`,
  operation: `query RunJourneys($run: String!) {
  trainRun(run: $run) {
    run
    journeys(first: 20) {
      nodes {
        ref stage coach seat departsAt
        # spare
      }
      pageInfo { hasNextPage }
    }
  }
}`,
  spare: [
    'identity { surname }',
    'person { displayName }',
    'documents { number }',
    'boardedAt { seq }',
    'alightedAt { seq }',
    'ticketedFrom { seq }',
    'ticketedTo { seq }',
  ],
  variables: ({ run }) => ({ run }),
  statement: `MATCH (r:TrainRun {id: $run})
CALL (r) {
  MATCH (r)<-[:ON]-(j:Journey)
  WITH j ORDER BY j.id LIMIT 21
  RETURN collect([j.ref, j.stage, j.coach, j.seat, j.departsAt]) AS journeys
}
RETURN r.id, journeys`,
  answer: ([row]) => {
    if (!row) return { trainRun: null }
    const journeys = each(row[1], ([ref, stage, coach, seat, departsAt]) => ({
      ref,
      stage,
      coach,
      seat,
      departsAt: instant(departsAt),
    }))
    const pageInfo = { hasNextPage: journeys.length > 20 }
    return { trainRun: { run: row[0], journeys: { nodes: journeys.slice(0, 20), pageInfo } } }
  },
  peer: `query ($run: ID!) {
  trainRun: trainRuns(where: { id: { eq: $run } }) {
    run: id
    journeys(sort: [{ id: ASC }], limit: 20) { ref stage coach seat departsAt }
  }
}`,
  draw: async read => [{ run: await extreme(read, 'TrainRun', '(n)<-[:ON]-()', degree) }],
})
