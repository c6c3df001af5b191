import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { Invalid, type Log, messageOf, NotFound, Unavailable } from '../base/index.ts'
import { callerOf } from './caller.ts'
import { errorFormatter } from './errors.ts'
import { checkText, LIMITS } from './limits.ts'
import type { Uploads } from './upload/uploads.ts'

/** Where GraphQL is asked. */
export const GRAPHQL_PATH = '/graphql'

/**
 * Refuses what is no GraphQL request before it is read as one, and says every refusal of the server in GraphQL's form.
 * A form with files becomes the JSON that it stands for.
 */
export function guardRequests(app: FastifyInstance, log: Log, uploads: Uploads): void {
  app.addHook('preHandler', async request => {
    if (request.routeOptions.url !== GRAPHQL_PATH) return
    callerOf(request.headers)
    if (request.isMultipart()) request.body = await uploads.receive(request, checkBody)
    else if (request.method === 'POST') checkBody(request.body)
    else checkOperation(request.query)
  })
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(log, error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const came = `${request.method} ${request.url.slice(0, 100)}`
    const expected = `POST or GET ${GRAPHQL_PATH}, or GET /export/<token>, /healthz, /readyz or /metrics`
    return refuse(log, new NotFound(`Address: expected ${expected}, got ${came}`), request, reply)
  })
}

/** Answers an error of the server itself; also for addresses that cannot be read, which no route sees. */
export function refuse(log: Log, error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [status, shown] = judged(error, request)
  // A refusal before the operation runs has no place in the operation.
  const given = shown instanceof GraphQLError ? { extensions: shown.extensions } : {}
  const { message, extensions } = errorFormatter(log)({ message: messageOf(shown), ...given }, shown)
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions }] })
}

function judged(error: Error & { statusCode?: number; code?: string }, request: FastifyRequest): [number, unknown] {
  if (error instanceof NotFound) return [404, error]
  if (error instanceof Invalid) return [400, error]
  if (error instanceof Unavailable) return [503, error]
  if (error instanceof GraphQLError) return [(error.extensions.http as { status?: number })?.status ?? 400, error]
  const status = error.statusCode ?? 500
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': {
      const message = `Body: expected at most ${LIMITS.body} bytes, got more`
      return [status, new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED' } })]
    }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': {
      const came = request.headers['content-type']?.slice(0, 100)
      return [
        status,
        new Invalid(`Content-Type: expected application/json, or multipart/form-data for files, got ${came ?? 'none'}`),
      ]
    }
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return [status, new Invalid('Body: expected a JSON object with `query`, got nothing')]
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return [
        status,
        new Invalid('Body: expected JSON that holds no key `__proto__` or `constructor.prototype`, got something else'),
      ]
    default:
      return [status, status < 500 ? new Invalid(`Request: expected one that can be read; ${messageOf(error)}`) : error]
  }
}

function checkBody(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Invalid(`Body: expected one JSON object with \`query\`, got ${kindOf(body)}`)
  checkOperation(body)
}

/** @throws Invalid where there is no text of an operation; GraphQLError where the text is over a limit */
function checkOperation(given: unknown): void {
  const sent = given as Record<string, unknown>
  const text = sent.query
  if (typeof text === 'string' && text.trim() !== '') checkText(text)
  // A stored operation is asked for by its hash alone; that there are none is said by Apollo, in the words clients look for.
  else if (text != null || sent.extensions == null)
    throw new Invalid(`query: expected the text of an operation, got ${kindOf(text)}`)
}

function kindOf(value: unknown): string {
  if (value == null || value === '') return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  return typeof value === 'string' ? 'text' : typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
