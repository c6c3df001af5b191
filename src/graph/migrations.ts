import { setTimeout } from 'node:timers/promises'
import { Unavailable } from '../base/index.ts'
import type { Database } from './database.ts'

/**
 * The numbered steps that bring a graph to the shape this program needs. Each statement may run again without harm
 * (`IF NOT EXISTS`), so two processes at once and a process killed half way do no harm either; the number is
 * recorded when all statements of a step are done. A step that was released is never edited: add the next one.
 */
const LABELS = [
  'Station',
  'Train',
  'TrainRun',
  'Call',
  'Movement',
  'Regime',
  'Coverage',
  'Document',
  'Identity',
  'Person',
  'Journey',
  'Booking',
  'Contact',
  'Check',
  'Delivery',
]

/** What the matcher keeps of identities. */
const WHO_IS_WHO = ['Portrait', 'Block', 'MatcherVersion']

interface Migration {
  readonly name: string
  readonly statements: readonly string[]
  /** Statements over many nodes, each in transactions of its own. */
  readonly batches?: readonly string[]
}

const MIGRATIONS: readonly Migration[] = [
  {
    name: 'a key for every kind of node',
    statements: LABELS.map(
      label => `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
    ),
  },
  {
    name: 'what lists are ordered and narrowed by',
    statements: [
      'CREATE INDEX identity_same_key IF NOT EXISTS FOR (n:Identity) ON (n.sameKey)',
      'CREATE INDEX person_display_name IF NOT EXISTS FOR (n:Person) ON (n.displayName)',
      'CREATE INDEX train_run_departs_at IF NOT EXISTS FOR (n:TrainRun) ON (n.departsAt)',
      'CREATE INDEX train_run_train IF NOT EXISTS FOR (n:TrainRun) ON (n.train)',
      'CREATE INDEX document_number IF NOT EXISTS FOR (n:Document) ON (n.number)',
      'CREATE INDEX check_loose_on IF NOT EXISTS FOR (n:Check) ON (n.looseOn)',
      'CREATE INDEX record_key IF NOT EXISTS FOR (n:Record) ON (n.key)',
    ],
  },
  {
    name: 'deliveries by number, one load at a time',
    statements: [
      'CREATE CONSTRAINT delivery_number IF NOT EXISTS FOR (n:Delivery) REQUIRE n.number IS UNIQUE',
      'CREATE CONSTRAINT lease_id IF NOT EXISTS FOR (n:Lease) REQUIRE n.id IS UNIQUE',
    ],
  },
  {
    name: 'records that wait for what they name, things that no statement names any more',
    statements: [
      ...['Call', 'Document', 'Identity', 'Booking', 'Contact'].map(
        label => `CREATE INDEX retired_${label.toLowerCase()}_id IF NOT EXISTS FOR (n:Retired${label}) ON (n.id)`,
      ),
      'CREATE CONSTRAINT refusal_id IF NOT EXISTS FOR (n:Refusal) REQUIRE n.id IS UNIQUE',
      'CREATE CONSTRAINT parked_id IF NOT EXISTS FOR (n:ParkedRecord) REQUIRE n.id IS UNIQUE',
      'CREATE INDEX parked_awaits IF NOT EXISTS FOR (n:ParkedRecord) ON (n.awaits)',
    ],
  },
  {
    name: 'pages of hubs in their order',
    statements: [
      'CREATE INDEX call_at_station IF NOT EXISTS FOR (n:Call) ON (n.station, n.at)',
      'CREATE INDEX journey_on_run IF NOT EXISTS FOR (n:Journey) ON (n.run, n.id)',
      'CREATE INDEX parked_line IF NOT EXISTS FOR (n:ParkedRecord) ON (n.delivery, n.line)',
      'CREATE INDEX identity_birth IF NOT EXISTS FOR (n:Identity) ON (n.dateOfBirth)',
    ],
  },
  {
    name: 'who is who by the matcher: identities that stand already wait for it',
    statements: WHO_IS_WHO.map(
      label => `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
    ),
    batches: ['MATCH (i:Identity) CALL (i) { SET i:Unresolved REMOVE i.sameKey } IN TRANSACTIONS OF 5000 ROWS'],
  },
  {
    name: 'who is who by other blocks: everybody is compared again',
    statements: [],
    batches: [
      'MATCH (q:Portrait) CALL (q) { DETACH DELETE q } IN TRANSACTIONS OF 5000 ROWS',
      'MATCH (b:Block) CALL (b) { DELETE b } IN TRANSACTIONS OF 5000 ROWS',
      'MATCH (i:Identity) CALL (i) { SET i:Unresolved } IN TRANSACTIONS OF 5000 ROWS',
    ],
  },
  {
    name: 'what changed, by number',
    statements: [
      'CREATE CONSTRAINT change_number IF NOT EXISTS FOR (n:Change) REQUIRE n.number IS UNIQUE',
      'CREATE CONSTRAINT counter_name IF NOT EXISTS FOR (n:Counter) REQUIRE n.name IS UNIQUE',
    ],
  },
  {
    name: 'what humans decide about who is who',
    statements: [
      'CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE',
      'CREATE CONSTRAINT decision_number IF NOT EXISTS FOR (n:Decision) REQUIRE n.number IS UNIQUE',
    ],
  },
  {
    name: 'what patterns find',
    statements: [
      ...['Finding', 'Pattern', 'Sweep', 'FindingEvent', 'Webhook', 'Dispatch'].map(
        label => `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
      ),
      'CREATE CONSTRAINT finding_event_number IF NOT EXISTS FOR (n:FindingEvent) REQUIRE n.number IS UNIQUE',
      'CREATE INDEX finding_raised_at IF NOT EXISTS FOR (n:Finding) ON (n.raisedAt)',
      'CREATE INDEX finding_score IF NOT EXISTS FOR (n:Finding) ON (n.score)',
      'CREATE INDEX finding_of_pattern IF NOT EXISTS FOR (n:Finding) ON (n.pattern, n.state)',
      'CREATE INDEX dispatch_due IF NOT EXISTS FOR (n:Dispatch) ON (n.state, n.dueAt)',
    ],
  },
  {
    name: 'changes kept by how much they note; a graph has a history before anything changes',
    statements: ['CREATE INDEX change_noted IF NOT EXISTS FOR (n:Change) ON (n.noted)'],
    batches: [
      'MATCH (n:Change) SET n.noted = coalesce(n.noted, 0)',
      "MERGE (c:Counter {name: 'change'}) SET c.history = coalesce(c.history, randomUUID()), c.value = coalesce(c.value, 0)",
    ],
  },
  {
    name: 'what is searched: names wait for their keys, which only the program can make',
    statements: [
      // Keys lie on portraits: of these there is one for all identities that state the same, and they go when nobody sits.
      `CREATE FULLTEXT INDEX portrait_search_keys IF NOT EXISTS FOR (n:Portrait) ON EACH [n.searchKeys]
OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace', \`fulltext.eventually_consistent\`: false}}`,
      `CREATE FULLTEXT INDEX station_names IF NOT EXISTS FOR (n:Station)
ON EACH [n.id, n.nameEn, n.nameLt, n.nameRu, n.nameBe, n.namePl, n.codes]
OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'standard-folding', \`fulltext.eventually_consistent\`: false}}`,
      'CREATE INDEX document_shape IF NOT EXISTS FOR (n:Document) ON (n.shape)',
      'CREATE TEXT INDEX document_shape_part IF NOT EXISTS FOR (n:Document) ON (n.shape)',
      'CREATE TEXT INDEX contact_plain_part IF NOT EXISTS FOR (n:Contact) ON (n.plain)',
    ],
    batches: [
      'MATCH (q:Portrait) WHERE q.searchKeys IS NULL CALL (q) { SET q:Unkeyed } IN TRANSACTIONS OF 5000 ROWS',
      `MATCH (d:Document) WHERE d.shape IS NULL CALL (d) {
  SET d.shape = reduce(shape = d.number, pair IN [
    ['O', '0'], ['Q', '0'], ['D', '0'], ['I', '1'], ['L', '1'], ['S', '5'], ['B', '8'], ['Z', '2'],
    ['А', 'A'], ['В', '8'], ['З', '3'], ['Е', 'E'], ['І', '1'], ['К', 'K'], ['М', 'M'], ['Н', 'H'], ['О', '0'],
    ['Р', 'P'], ['С', 'C'], ['Т', 'T'], ['У', 'Y'], ['Х', 'X'], ['Ѕ', '5']
  ] | replace(shape, pair[0], pair[1]))
} IN TRANSACTIONS OF 5000 ROWS`,
      `MATCH (c:Contact) WHERE c.plain IS NULL CALL (c) {
  SET c.plain = CASE c.kind
    WHEN 'PHONE' THEN reduce(digits = '', x IN split(c.value, '') | digits + CASE WHEN x IN split('0123456789', '') THEN x ELSE '' END)
    ELSE toLower(c.value) END
} IN TRANSACTIONS OF 5000 ROWS`,
    ],
  },
  {
    name: 'collections of analysts',
    statements: [
      ...['Collection', 'CollectedThing', 'CollectionAct'].map(
        label => `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`,
      ),
      'CREATE CONSTRAINT collection_name IF NOT EXISTS FOR (n:Collection) REQUIRE n.name IS UNIQUE',
    ],
  },
  {
    name: 'evidence bundles that were handed out',
    statements: [
      'CREATE CONSTRAINT evidence_bundle_id IF NOT EXISTS FOR (n:EvidenceBundle) REQUIRE n.id IS UNIQUE',
      'CREATE INDEX evidence_bundle_made IF NOT EXISTS FOR (n:EvidenceBundle) ON (n.madeAt)',
    ],
  },
  {
    name: 'findings in the orders that they are listed in: thousands score alike, or were raised at one time',
    statements: [
      'CREATE INDEX finding_by_score IF NOT EXISTS FOR (n:Finding) ON (n.score, n.id)',
      'CREATE INDEX finding_by_raised IF NOT EXISTS FOR (n:Finding) ON (n.raisedAt, n.id)',
      'CREATE INDEX finding_of_pattern_by_score IF NOT EXISTS FOR (n:Finding) ON (n.pattern, n.score, n.id)',
      'CREATE INDEX finding_in_state_by_score IF NOT EXISTS FOR (n:Finding) ON (n.pattern, n.state, n.score, n.id)',
      ...['raised_at', 'score', 'of_pattern'].map(name => `DROP INDEX finding_${name} IF EXISTS`),
    ],
  },
  {
    name: 'lines of deliveries by their page',
    statements: ['CREATE INDEX excerpt_page IF NOT EXISTS FOR (n:Excerpt) ON (n.delivery, n.page)'],
  },
]

/**
 * The nodes by which a graph that is written as rows says that its nodes are of the newest shape: steps that are taken as
 * far as nodes go. Their constraints and indexes are made when the graph is first opened.
 */
export const newestShape = (): { number: number }[] => MIGRATIONS.map((_, i) => ({ number: i + 1 }))

/** Brings the graph to the newest shape; returns the numbers of the steps taken now. */
export async function migrate(database: Database): Promise<number[]> {
  await schema(
    database,
    'CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (n:Migration) REQUIRE n.number IS UNIQUE',
  )
  const rows = await database.command('// migrate\nMATCH (m:Migration) RETURN m.number, m.at IS NOT NULL')
  const done = new Set(rows.filter(([, whole]) => whole).map(([number]) => number))
  const shaped = new Set(rows.map(([number]) => number))
  const taken: number[] = []
  for (const [index, { name, statements, batches = [] }] of MIGRATIONS.entries()) {
    const number = index + 1
    if (done.has(number)) continue
    for (const statement of statements) await schema(database, statement)
    await indexesFilled(database)
    if (!shaped.has(number)) for (const statement of batches) await database.command(statement)
    await database.write(tx =>
      tx.run(
        '// migrate\nMERGE (m:Migration {number: $number})\nSET m.name = $name, m.at = coalesce(m.at, timestamp())',
        {
          number,
          name,
        },
      ),
    )
    taken.push(number)
  }
  return taken
}

const WAIT = { pause: 100, tries: 3_000 }

/**
 * Waits until no index is being filled, five minutes at most. Asked again and again, for `db.awaitIndexes` holds locks
 * while it waits, which the constraint of another process may be waiting for.
 */
async function indexesFilled(database: Database): Promise<void> {
  for (let tries = 0; tries < WAIT.tries; tries++) {
    const filling = await database.command("SHOW INDEXES YIELD name, state WHERE state = 'POPULATING' RETURN name")
    if (filling.length === 0) return
    await setTimeout(WAIT.pause)
  }
  throw new Unavailable('Neo4j is still filling its indexes after five minutes: start again when it is done')
}

/**
 * A transaction of its own, tried again: two processes that make one constraint at once deadlock, and one is told so; or
 * one is told that the other has made it, `IF NOT EXISTS` or not.
 */
async function schema(database: Database, statement: string): Promise<void> {
  try {
    await database.write(tx => tx.run(statement))
  } catch (error) {
    if ((error as { code?: string }).code !== 'Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists') throw error
  }
}

/** Are all steps recorded in this graph? */
export async function isMigrated(database: Database): Promise<boolean> {
  const rows = await database.read('// isMigrated\nMATCH (m:Migration) WHERE m.at IS NOT NULL RETURN count(m)', {})
  return Number(rows[0]?.[0] ?? 0) >= MIGRATIONS.length
}
