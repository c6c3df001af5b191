import { randomUUID } from 'node:crypto'
import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { Conflict, Forbidden, Incomplete, Invalid, type Log, messageOf, NotFound, Unavailable } from '../base/index.ts'

/** How the ways of saying no are named on the wire. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof Invalid) return 'BAD_USER_INPUT'
  if (error instanceof NotFound) return 'NOT_FOUND'
  if (error instanceof Conflict) return 'CONFLICT'
  if (error instanceof Forbidden) return 'FORBIDDEN'
  if (error instanceof Unavailable) return 'UNAVAILABLE'
  if (error instanceof Incomplete) return error.reason === 'TIMEOUT' ? 'TIMEOUT' : 'LIMIT_EXCEEDED'
  return undefined
}

const OF_THE_QUESTION = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
])
const OWN_CODES = new Set([
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'FORBIDDEN',
  'UNAVAILABLE',
  'TIMEOUT',
  'LIMIT_EXCEEDED',
  // The protocol's own: clients that see it send the text.
  'PERSISTED_QUERY_NOT_FOUND',
])

/** Turns what was thrown into what a client may see: our own errors as they are, everything else masked under an incident id. */
export function errorFormatter(log: Log) {
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = unwrapResolverError(thrown)
    const { locations, path } = formatted
    const message = clipped(formatted.message)
    const place = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) }
    const code = codeOf(error)
    if (code) return { message: clipped(messageOf(error)), ...place, extensions: { code } }
    const given = String(formatted.extensions?.code)
    if (OWN_CODES.has(given)) return { message, ...place, extensions: { code: given } }
    if (OF_THE_QUESTION.has(given)) return { message, ...place, extensions: { code: 'BAD_USER_INPUT' } }
    if (
      error instanceof GraphQLError &&
      error.originalError === undefined &&
      (given === 'undefined' || isRefusal(error, thrown))
    )
      return { message, ...place, extensions: { code: 'BAD_USER_INPUT' } }
    const incident = randomUUID()
    // The stack says where; the message of a foreign error may hold values of the graph and stays out of the log.
    const stack = error instanceof Error ? error.stack?.split('\n').slice(1, 8) : undefined
    log.error({ incident, kind: error instanceof Error ? error.name : typeof error, stack }, 'internal error')
    return {
      message: `Internal error: name the incident ${incident} when you report it`,
      ...place,
      extensions: { code: 'INTERNAL', incident },
    }
  }
}

/**
 * Apollo refuses some requests by their HTTP status alone. What graphql-js refuses while a field resolves comes wrapped, and
 * names the place in the question; a value that cannot be shown names none, and is a defect.
 */
function isRefusal(error: GraphQLError, thrown: unknown): boolean {
  if (error !== thrown && error.nodes !== undefined) return true
  const { status } = (error.extensions.http ?? {}) as { status?: number }
  return status !== undefined && status >= 400 && status < 500
}

const HEAD = 300
const TAIL = 200

/** A message quotes what came; of a long quotation its two ends are enough, and what was expected stands at the end. */
function clipped(message: string): string {
  const text = message.trim()
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)} … ${text.slice(-TAIL)}`
}
