/**
 * The six ways in which Alight says no. A room throws one of them; each door (GraphQL, command line)
 * translates by one table. Everything else is a defect: masked, logged and given an incident id.
 */
abstract class AlightError extends Error {
  /** Which part of an act's input it is about, such as `note` or `persons.1`; null where no part alone is. */
  readonly field: string | null
  constructor(message: string, options: ErrorOptions & { field?: string } = {}) {
    super(message, options)
    this.name = new.target.name
    this.field = options.field ?? null
  }
}

/** What came does not have the form that was asked for. The message says what was expected, what came, where. */
export class Invalid extends AlightError {}

/** Something was named that is not there. */
export class NotFound extends AlightError {}

/** The act contradicts the state of things: another process holds it, somebody was first. */
export class Conflict extends AlightError {}

/** The caller may not do this. */
export class Forbidden extends AlightError {}

/** A part that is needed (Neo4j, Java, Maven, a port, the disk) is not there now. The message says what to do. */
export class Unavailable extends AlightError {}

/** The answer was stopped by a bound before it was whole. */
export class Incomplete extends AlightError {
  readonly reason: 'LIMIT' | 'TIMEOUT'
  constructor(reason: 'LIMIT' | 'TIMEOUT', message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** One line of text for any thrown thing. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
