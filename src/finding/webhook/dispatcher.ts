import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { Agent, fetch } from 'undici'
import { instantText, type Log, messageOf } from '../../base/index.ts'
import type { Database } from '../../graph/index.ts'
import { type AddressRules, checkAddress, publicLookup } from './addresses.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** Waits before each try but the first, as the Standard Webhooks specification suggests. */
const WAITS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR]
const AT_ONCE = 20
/** Milliseconds that an address has to answer; a dispatch is nobody else's for longer than that. */
const TIMEOUT = 10 * SECOND
const HELD = 6 * TIMEOUT
const KEPT = 1_000

type Due = readonly [
  id: string,
  event: number,
  kind: string,
  attempts: number,
  url: string,
  secret: string,
  finding: string,
  pattern: string,
  state: string,
  score: number,
  p: number | null,
  q: number | null,
  raisedAt: number,
  asOf: number,
]

/** What became of a try. */
interface Outcome {
  readonly delivered: boolean
  readonly answer: string
}

/**
 * Sends findings that are on their way, at least once each: what is due lies in the graph, so that nothing is lost with a
 * process, and several may send.
 */
export class Dispatcher {
  readonly #database: Database
  readonly #rules: AddressRules
  readonly #log: Log
  readonly #idOf: (finding: string) => string
  readonly #agent: Agent
  readonly #holder = randomUUID()

  /** @param idOf the API's name of a finding */
  constructor(database: Database, rules: AddressRules, log: Log, idOf: (finding: string) => string) {
    this.#database = database
    this.#rules = rules
    this.#log = log
    this.#idOf = idOf
    this.#agent = new Agent({ connect: rules.hosts.length > 0 ? {} : { lookup: publicLookup } })
  }

  /** Sends all that is due; returns how many were tried. */
  async sendDue(): Promise<number> {
    let tried = 0
    for (let due = await this.#take(); due.length > 0; due = await this.#take()) {
      await Promise.all(due.map(one => this.#try(one)))
      tried += due.length
    }
    return tried
  }

  async close(): Promise<void> {
    await this.#agent.destroy()
  }

  /** Some that are due, held for as long as a try may take. */
  #take(): Promise<Due[]> {
    return this.#database.write(async tx => {
      // A statement of its own takes the locks: what is due is asked once they are held.
      await tx.run(
        `// holdDispatches
MATCH (d:Dispatch) WHERE d.state = 'DUE' AND d.dueAt <= timestamp()
WITH d ORDER BY d.dueAt LIMIT $atOnce
SET d.heldBy = $holder`,
        { atOnce: AT_ONCE, holder: this.#holder },
      )
      const rows = await tx.run(
        `// takeDispatches
MATCH (d:Dispatch)-[:TO]->(w:Webhook) WHERE d.state = 'DUE' AND d.dueAt <= timestamp() AND d.heldBy = $holder
WITH d, w ORDER BY d.dueAt LIMIT $atOnce
MATCH (f:Finding {id: d.finding})
SET d.dueAt = timestamp() + $held
RETURN d.id, d.number, d.kind, d.attempts, w.url, w.secret, f.id, f.pattern, f.state, f.score, f.pValue, f.qValue, f.raisedAt, f.asOf`,
        { atOnce: AT_ONCE, held: HELD, holder: this.#holder },
      )
      return rows as unknown as Due[]
    })
  }

  async #try(due: Due): Promise<void> {
    const outcome = await this.#send(due).catch(error => ({ delivered: false, answer: reasonOf(error) }))
    const [id, , , attempts] = due
    const wait = WAITS[attempts]
    const state = outcome.delivered ? 'DELIVERED' : wait === undefined ? 'GIVEN_UP' : 'DUE'
    if (state === 'GIVEN_UP') this.#log.warn({ dispatch: id, answer: outcome.answer }, 'A finding could not be sent')
    await this.#database.write(tx =>
      tx.run(
        `// noteDispatch
MATCH (d:Dispatch {id: $id})-[:TO]->(w)
SET d.state = $state, d.attempts = d.attempts + 1, d.answer = $answer, d.triedAt = timestamp(), d.dueAt = timestamp() + $wait
WITH w, d
MATCH (w)<-[:TO]-(old:Dispatch) WHERE old.number <= d.number - $kept AND old.state <> 'DUE'
DETACH DELETE old`,
        { id, state, answer: outcome.answer, wait: wait ?? 0, kept: KEPT },
      ),
    )
  }

  async #send(due: Due): Promise<Outcome> {
    const [id, , , , address, secret] = due
    const url = checkAddress(address, this.#rules)
    const body = JSON.stringify(this.#message(due))
    const now = new Date()
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / SECOND)),
        'webhook-signature': new Webhook(secret).sign(id, now, body),
      },
      redirect: 'manual',
      dispatcher: this.#agent,
      signal: AbortSignal.timeout(TIMEOUT),
    })
    await answer.body?.cancel()
    return { delivered: answer.ok, answer: String(answer.status) }
  }

  /** Ids and figures only: names are for those who ask, and may. */
  #message([, , kind, , , , finding, pattern, state, score, pValue, qValue, raisedAt, asOf]: Due) {
    return {
      type: kind === 'RAISED' ? 'finding.raised' : 'finding.reopened',
      timestamp: instantText(asOf),
      data: {
        id: this.#idOf(finding),
        pattern,
        state,
        score,
        pValue,
        qValue,
        raisedAt: instantText(raisedAt),
        asOf: instantText(asOf),
      },
    }
  }
}

/** Why nobody answered, in a few words: what the system says, never what came. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: { code?: string } }).cause
  return (cause?.code ?? messageOf(error)).slice(0, 200)
}
