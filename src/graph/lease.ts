import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Conflict, startOf } from '../base/index.ts'
import type { Database, Transaction } from './database.ts'

/** Milliseconds after which a lease that nobody renewed may be taken by another. */
const SPAN = 30_000
const RENEW_EVERY = 10_000
const ASK_EVERY = 500

/**
 * The right to do something that one process at a time may do in a graph. It lies in the graph, so it holds between
 * machines; it ends by itself when its holder dies, at once where the holder was a process of this machine.
 */
export class Lease {
  readonly #database: Database
  readonly #name: string
  readonly #holder: string
  readonly #renewing: NodeJS.Timeout

  private constructor(database: Database, name: string, holder: string) {
    this.#database = database
    this.#name = name
    this.#holder = holder
    this.#renewing = setInterval(() => void this.#renew().catch(() => {}), RENEW_EVERY)
    this.#renewing.unref()
  }

  /**
   * Takes the lease, waiting for as long as another holds it; `waiting` is told once that it must.
   * @throws the reason of `signal` when that ends the waiting
   */
  static async take(
    database: Database,
    name: string,
    waiting: () => void = () => {},
    signal?: AbortSignal,
  ): Promise<Lease> {
    const holder = [hostname(), process.pid, startOf(process.pid), randomUUID()].join(' ')
    let dead: string | null = null
    for (let told = false; ; ) {
      signal?.throwIfAborted()
      const current = await tryToTake(database, name, holder, dead)
      if (current === holder) return new Lease(database, name, holder)
      dead = isDead(current) ? current : null
      if (dead !== null) continue
      if (!told) waiting()
      told = true
      await sleep(ASK_EVERY)
    }
  }

  /**
   * Renews the lease as part of a transaction, which thereby holds only while the lease does.
   * @throws Conflict where another has taken it meanwhile
   */
  async renewIn(transaction: Transaction): Promise<void> {
    const rows = await transaction.run(
      `// renewLease
MATCH (l:Lease {id: $name, holder: $holder})
SET l.until = timestamp() + $span
RETURN 1`,
      { name: this.#name, holder: this.#holder, span: SPAN },
    )
    if (rows.length === 0)
      throw new Conflict(`Lease ${this.#name}: another process has taken it, because this one did not answer in time`)
  }

  async #renew(): Promise<void> {
    await this.#database.write(transaction => this.renewIn(transaction))
  }

  async giveBack(): Promise<void> {
    clearInterval(this.#renewing)
    await this.#database.write(transaction =>
      transaction.run('// giveLeaseBack\nMATCH (l:Lease {id: $name, holder: $holder})\nSET l.holder = null', {
        name: this.#name,
        holder: this.#holder,
      }),
    )
  }
}

/** Takes the lease where it is free, run out, or held by the `dead`; returns who holds it now. */
async function tryToTake(database: Database, name: string, holder: string, dead: string | null): Promise<string> {
  const [row] = await database.write(transaction =>
    transaction.run(
      `// takeLease
MERGE (l:Lease {id: $name})
SET l.asked = timestamp()
WITH l, l.holder IS NULL OR l.until < timestamp() OR l.holder = $dead AS free
SET l.holder = CASE WHEN free THEN $holder ELSE l.holder END,
  l.until = CASE WHEN free THEN timestamp() + $span ELSE l.until END
RETURN l.holder`,
      { name, holder, dead, span: SPAN },
    ),
  )
  return String(row?.[0])
}

/** Was the holder a process of this machine that runs no more? */
function isDead(holder: string): boolean {
  const [host, pid, start] = holder.split(' ')
  return host === hostname() && startOf(Number(pid)) !== start
}
