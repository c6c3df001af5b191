import type { Ask } from '../../reads/ways/way.ts'
import { asking, handWritten, type LinkCase, type LinkGraph } from '../case.ts'

const id = (typeName: string, key: string) => Buffer.from(`${typeName}:${key}`).toString('base64url')

const EXPAND = `query ($id: ID!) { expand(id: $id, first: 50) {
  edges { kind first last count because node { id } evidence { id } } totalCount completeness { complete reason resume } } }`
const EXPANSION = 'query ($id: ID!) { expansion(id: $id) { ties { kind to atLeast exact } completeness { complete } } }'
const PATHS = `query ($from: ID!, $to: ID!) { paths(from: $from, to: $to, maxHops: 6, first: 5) {
  nodes { length things { id } hops { ties { kind because } } } searchedHops completeness { complete reason } } }`
const COMPANY = `query ($person: ID!) { coTravellers(person: $person, minShared: 3, first: 50) {
  totalCount nodes { person { id } runs expected pValue sameCoach household } } }`
const TIMELINE = `query ($ids: [ID!]!) { timeline(ids: $ids, first: 50) {
  totalCount nodes { kind at until says fact { id } } completeness { complete } } }`

/** What somebody would write without us; of a person all neighbours of its identities, unsorted where nothing sorts them. */
const BY_HAND = {
  person: `MATCH (:Person {id: $key})<-[:IS]-(i)-[t]-(n) RETURN type(t), labels(n), n.id LIMIT 50`,
  hub: (label: string) => `MATCH (x:${label} {id: $key})-[t]-(n) RETURN type(t), labels(n), n.id LIMIT 50`,
  count: `MATCH (:Person {id: $key})<-[:IS]-(i)-[t]-(n) RETURN type(t), count(DISTINCT n)`,
  countHub: (label: string) => `MATCH (x:${label} {id: $key})-[t]-(n) RETURN type(t), count(DISTINCT n)`,
  paths: `MATCH (a:Person {id: $from}), (b:Person {id: $to})
MATCH p = shortestPath((a)-[:IS|MADE|STATED_ON|ISSUED_FOR|REPLACES|BOOKED_IN|GAVE*..12]-(b)) RETURN [n IN nodes(p) | n.id]`,
  company: `MATCH (:Person {id: $key})<-[:IS]-()-[:MADE]->(:Journey)-[:ON]->(r)<-[:ON]-(:Journey)<-[:MADE]-()-[:IS]->(o:Person)
WHERE o.id <> $key WITH o, count(DISTINCT r) AS runs WHERE runs >= 3 RETURN o.id, runs ORDER BY runs DESC LIMIT 50`,
  timeline: `MATCH (:Person {id: $key})<-[:IS]-()-[:MADE]->(j:Journey) OPTIONAL MATCH (j)<-[:OF]-(k:Check)
RETURN j.id, j.departsAt, k.id, k.kind, k.at ORDER BY j.departsAt, k.at LIMIT 50`,
}

const DRAWN = 60
const PATIENCE = { timeout: 120_000 }

/** Opening, counting, paths, company and timelines of ordinary persons, of regulars, and of hubs. */
export async function tieCases(graph: LinkGraph): Promise<LinkCase[]> {
  const rows = async (statement: string) => graph.database.read(statement, {}, PATIENCE)
  const some = (found: readonly unknown[][]) => graph.random.shuffled(found).slice(0, DRAWN).flat() as string[]
  const persons = some(await rows('MATCH (:Journey)<-[:MADE]-()-[:IS]->(p) WITH p LIMIT 20000 RETURN DISTINCT p.id'))
  const regulars = (
    await rows(
      'MATCH (i:Identity) WITH i, COUNT { (i)-[:MADE]->() } AS n ORDER BY n DESC LIMIT 60 MATCH (i)-[:IS]->(p) RETURN p.id',
    )
  ).flat() as string[]
  const stations = (await rows('MATCH (s:Station) RETURN s.id')).flat() as string[]
  const runs = some(await rows('MATCH (r:TrainRun) RETURN r.id'))
  const contacts = (
    await rows('MATCH (c:Contact) WITH c, COUNT { (c)<-[:GAVE]-() } AS n ORDER BY n DESC LIMIT 20 RETURN c.id')
  ).flat() as string[]
  const sharing = (
    await rows(`MATCH (d:Document) WHERE COUNT { (d)<-[:STATED_ON]-() } > 1 AND d.type <> 'OTHER'
MATCH (d)<-[:STATED_ON]-()-[:IS]->(p) WITH d, collect(DISTINCT p.id) AS ps WHERE size(ps) > 1 RETURN ps LIMIT 60`)
  ).map(([pair]) => pair as [string, string])
  const strangers = persons.map((one, i) => [one, persons[(i + 1) % persons.length] as string] as const)

  const each = (
    what: string,
    typeName: string,
    keys: readonly string[],
    operation: string,
    statement: string,
  ): LinkCase => ({
    what,
    ours: keys.map(key =>
      asking(graph, operation, { id: id(typeName, key), person: id(typeName, key), ids: [id(typeName, key)] }),
    ),
    byHand: keys.map(key => handWritten(graph, statement, { key })),
  })
  const between = (what: string, pairs: readonly (readonly [string, string])[]): LinkCase => ({
    what,
    ours: pairs.map(([from, to]): Ask => asking(graph, PATHS, { from: id('Person', from), to: id('Person', to) })),
    byHand: pairs.map(([from, to]) => handWritten(graph, BY_HAND.paths, { from, to })),
  })
  return [
    each('expand a person', 'Person', persons, EXPAND, BY_HAND.person),
    each('expand a regular', 'Person', regulars, EXPAND, BY_HAND.person),
    each('expand a train run', 'TrainRun', runs, EXPAND, BY_HAND.hub('TrainRun')),
    each('expand a station', 'Station', stations, EXPAND, BY_HAND.hub('Station')),
    each('expand a busy contact', 'Contact', contacts, EXPAND, BY_HAND.hub('Contact')),
    each('expansion of a regular', 'Person', regulars, EXPANSION, BY_HAND.count),
    each('expansion of a station', 'Station', stations, EXPANSION, BY_HAND.countHub('Station')),
    between('paths of two who share a document', sharing),
    between('paths of two strangers', strangers),
    each('co-travellers of a person', 'Person', persons, COMPANY, BY_HAND.company),
    each('co-travellers of a regular', 'Person', regulars, COMPANY, BY_HAND.company),
    each('timeline of a regular', 'Person', regulars, TIMELINE, BY_HAND.timeline),
  ]
}
