import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type Record as NeoRecord } from 'neo4j-driver'
import { type GraphAddress, Incomplete, Unavailable } from '../base/index.ts'
import { Notes, writeChange } from './changes.ts'

type Parameters = Record<string, unknown>

/** What a statement is run under. */
export interface ReadOptions {
  /** Milliseconds after which the server ends the statement. */
  readonly timeout?: number
  /** Kept in the transaction's metadata: seen in `SHOW TRANSACTIONS`, never part of the text. */
  readonly metadata?: Record<string, string>
  /** Ends the statement on the server: nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined
}

/** A write transaction: statements in order, rows as lists. */
export interface Transaction {
  /** What it has changed so far: see `noteChange`. */
  readonly notes: Notes
  run(statement: string, parameters?: Parameters): Promise<unknown[][]>
}

const READ_TIMEOUT = 10_000
const WRITE_TIMEOUT = 120_000

/**
 * One Neo4j database: the only door to the driver.
 * Rows come as lists in the order of RETURN, integers as JavaScript numbers; whole numbers travel as integers,
 * because a float in a parameter would make the server keep a second plan (and refuse LIMIT).
 */
export class Database {
  readonly #driver: Driver
  readonly #database: string
  /** How many statements were sent: what the tests of statement counts compare. */
  statements = 0

  private constructor(driver: Driver, database: string) {
    this.#driver = driver
    this.#database = database
  }

  /** @throws Unavailable where no Neo4j answers at the address or it refuses the password */
  static async open(address: GraphAddress): Promise<Database> {
    const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.username, address.password), {
      disableLosslessIntegers: true,
      userAgent: 'alight',
    })
    const database = new Database(driver, address.database)
    try {
      await database.read('// open\nRETURN 1', {})
    } catch (error) {
      await driver.close()
      throw error
    }
    return database
  }

  /**
   * Runs one statement in one round trip, in a session that the server itself keeps from writing.
   * @throws Incomplete TIMEOUT when the server ended it or `signal` did; Unavailable when no server answers
   */
  async read(statement: string, parameters: Parameters, options: ReadOptions = {}): Promise<unknown[][]> {
    const { timeout = READ_TIMEOUT, metadata, signal } = options
    if (signal?.aborted) throw givenUp()
    this.statements++
    const session = this.#driver.session({ database: this.#database, defaultAccessMode: neo4j.session.READ })
    // Closing a session resets its connection, which ends what runs on it within milliseconds.
    const end = () => void session.close().catch(() => {})
    signal?.addEventListener('abort', end, { once: true })
    try {
      const result = await session.run(statement, asIntegers(parameters) as Parameters, {
        timeout,
        ...(metadata ? { metadata } : {}),
      })
      return result.records.map(rowOf)
    } catch (error) {
      throw signal?.aborted ? givenUp(error) : translated(error)
    } finally {
      signal?.removeEventListener('abort', end)
      await session.close()
    }
  }

  /**
   * Runs `work` as one transaction, and leaves what it noted as a change; again from its start where the server says that a
   * retry may succeed (deadlock, restart).
   */
  async write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const session = this.#driver.session({ database: this.#database })
    try {
      return await session.executeWrite(
        async tx => {
          const transaction = this.#transaction(tx)
          const done = await work(transaction)
          await writeChange(transaction)
          return done
        },
        { timeout: WRITE_TIMEOUT },
      )
    } catch (error) {
      throw translated(error)
    } finally {
      await session.close()
    }
  }

  /** What `work` comes to as a transaction, of which nothing stays: it is taken back at its end. */
  async rehearse<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const done: { value?: T } = {}
    const takenBack = new Error('taken back')
    try {
      return await this.write(async transaction => {
        done.value = await work(transaction)
        throw takenBack
      })
    } catch (error) {
      if (error !== takenBack) throw error
      return done.value as T
    }
  }

  /** Runs one statement outside a managed transaction: schema changes, `CALL … IN TRANSACTIONS`. */
  async command(statement: string, parameters: Parameters = {}): Promise<unknown[][]> {
    const session = this.#driver.session({ database: this.#database })
    try {
      const result = await session.run(statement, asIntegers(parameters) as Parameters)
      return result.records.map(rowOf)
    } catch (error) {
      throw translated(error)
    } finally {
      await session.close()
    }
  }

  #transaction(tx: ManagedTransaction): Transaction {
    return {
      notes: new Notes(),
      run: async (statement, parameters = {}) => {
        this.statements++
        const result = await tx.run(statement, asIntegers(parameters) as Parameters)
        return result.records.map(rowOf)
      },
    }
  }

  async close(): Promise<void> {
    await this.#driver.close()
  }
}

/** The driver's iterator over a record's values takes eight times as long. */
const rowOf = (record: NeoRecord): unknown[] => record.keys.map((_, i) => record.get(i))

/** A list without numbers stays the one it is: most of a load's rows are texts, and copies of them are its garbage. */
function listAsIntegers(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined
  for (let i = 0; i < list.length; i++) {
    const item = asIntegers(list[i])
    if (item === list[i]) continue
    copy ??= list.slice()
    copy[i] = item
  }
  return copy ?? list
}

/** Whole numbers as integers, at any depth; bytes stay bytes. */
function asIntegers(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return listAsIntegers(value)
  const copy: Parameters = {}
  for (const key in value) copy[key] = asIntegers((value as Parameters)[key])
  return copy
}

const givenUp = (cause?: unknown) =>
  new Incomplete('TIMEOUT', 'The statement was ended: whoever asked has hung up', { cause })

function translated(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error
  const { code } = error
  if (code.includes('TransactionTimedOut') || code.includes('LockAcquisitionTimeout'))
    return new Incomplete('TIMEOUT', 'The statement took longer than its time limit: ask for less', { cause: error })
  if (code === 'ServiceUnavailable' || code === 'SessionExpired' || code.includes('DatabaseUnavailable'))
    return new Unavailable('Neo4j does not answer: see whether it runs (alight doctor)', { cause: error })
  if (code.includes('Security.'))
    return new Unavailable('Neo4j refused the user name or password: check NEO4J_USERNAME and NEO4J_PASSWORD', {
      cause: error,
    })
  return error
}
