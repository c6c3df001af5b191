import type { Decision, Likeness } from '../cluster/facts.ts'
import type { Run } from '../resolve/version/matcher-store.ts'
import type { Group } from './groups.ts'

/** A human's decision about two identities that stands, and the persons that they belong to. */
export interface Standing extends Decision {
  readonly leftPerson: string
  readonly rightPerson: string
}

export async function standingDecisions(run: Run): Promise<Standing[]> {
  const rows = (await run(
    `// standingDecisions
MATCH (i:Identity)-[t:CONFIRMED_WITH|REJECTED_WITH]->(j:Identity)
MATCH (i)-[:IS]->(p:Person)
MATCH (j)-[:IS]->(o:Person)
RETURN i.id, j.id, p.id, o.id, type(t) = 'CONFIRMED_WITH', coalesce(t.at, 0)`,
    {},
  )) as [string, string, string, string, boolean, number][]
  return rows.map(([left, right, leftPerson, rightPerson, confirmed, at]) => ({
    left,
    right,
    leftPerson,
    rightPerson,
    verdict: confirmed ? 'CONFIRMED' : 'REJECTED',
    decidedAt: new Date(at).toISOString(),
  }))
}

/** Pairs of persons that the matcher holds likely to be one, each by its strongest likeness. */
export async function likelyPersons(run: Run): Promise<Omit<Likeness, 'auto'>[]> {
  const rows = (await run(
    `// likelyPersons
MATCH (q)-[l:LIKE]->(r) WHERE NOT l.auto
CALL (q) { MATCH (q)<-[:COMPARED_AS]-(:Identity)-[:IS]->(p:Person) RETURN DISTINCT p.id AS left }
CALL (r) { MATCH (r)<-[:COMPARED_AS]-(:Identity)-[:IS]->(o:Person) RETURN DISTINCT o.id AS right }
WITH left, right, max(l.p) AS p WHERE left <> right
RETURN left, right, p`,
    {},
  )) as [string, string, number][]
  return rows.map(([left, right, p]) => ({ left, right, p }))
}

/**
 * The name under which each group is shown, by its id: the one most often stated, of equally frequent ones the first in
 * order, as every person is shown.
 * @param label of what the groups' members are
 */
export async function groupNames(
  run: Run,
  label: 'Person' | 'Identity',
  groups: readonly Group[],
): Promise<Record<string, string>> {
  if (groups.length === 0) return {}
  const identity = label === 'Identity' ? '(i:Identity {id: member})' : '(:Person {id: member})<-[:IS]-(i:Identity)'
  const rows = (await run(
    `// groupNames
UNWIND $groups AS group
UNWIND group[1] AS member
MATCH ${identity}
WITH group[0] AS id, i.surname + coalesce(' ' + i.givenNames, '') AS name, count(*) AS times
ORDER BY times DESC, name
RETURN id, head(collect(name))`,
    { groups: groups.map(({ id, members }) => [id, members]) },
  )) as [string, string][]
  return Object.fromEntries(rows)
}

/** What tells two states of the graph apart, as far as it decides who is who. */
export async function whoIsWhoState(run: Run): Promise<string> {
  const [row] = await run(
    `// whoIsWhoState
OPTIONAL MATCH (c:Counter {name: 'change'})
CALL () { MATCH ()-[t:CONFIRMED_WITH|REJECTED_WITH]->() RETURN count(t) AS decisions, max(t.at) AS decidedAt }
CALL () { MATCH ()-[l:LIKE]->() RETURN count(l) AS likenesses }
CALL () { MATCH (q:Unjudged) RETURN count(q) AS unjudged }
CALL () { OPTIONAL MATCH (v:MatcherVersion) RETURN max(v.id) AS version }
RETURN c.history, c.value, decisions, decidedAt, likenesses, unjudged, version`,
    {},
  )
  return JSON.stringify(row)
}
