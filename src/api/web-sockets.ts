import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http'
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import { useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import { Invalid, type Log } from '../base/index.ts'
import { checkedOperation, isFaulty } from './checked-operation.ts'
import type { Context } from './context.ts'
import { codeOf, errorFormatter } from './errors.ts'
import { LIMITS } from './limits.ts'
import { GRAPHQL_PATH } from './requests.ts'

/** Connections at one time, and subscriptions of each. */
const MOST_CONNECTIONS = 1_000
const MOST_SUBSCRIPTIONS = 20

interface Parts {
  readonly schema: GraphQLSchema
  readonly log: Log
  contextOf(headers: IncomingHttpHeaders): Context
}

/**
 * Subscriptions, over WebSockets of the protocol `graphql-transport-ws` at the address of the queries; whatever else is
 * asked there is to be sent by POST. Returns what ends them all.
 */
export function openWebSockets(server: Server, { schema, log, contextOf }: Parts): () => Promise<void> {
  // Of its own, for one that hangs on the server tells the server's errors as its own, at length.
  const sockets: WebSocketServer = new WebSocketServer({
    noServer: true,
    path: GRAPHQL_PATH,
    maxPayload: LIMITS.body,
    verifyClient: ({ req }: { req: IncomingMessage }) =>
      sockets.clients.size < MOST_CONNECTIONS && isSameOrigin(req.headers),
  })
  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, client => sockets.emit('connection', client, request)),
  )
  const format = errorFormatter(log)
  const shown = (errors: readonly GraphQLError[]) => errors.map(error => format(error.toJSON(), error))
  const ended = useServer(
    {
      onSubscribe: ({ extra, subscriptions }, _, payload) => {
        if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS)
          return [new GraphQLError(`Subscriptions: expected at most ${MOST_SUBSCRIPTIONS} of one connection, got more`)]
        return asked(schema, payload, () => contextOf(extra.request.headers))
      },
      onError: (_, __, ___, errors) => shown(errors),
      onNext: (_, __, ___, ____, { errors, data = null }) => (errors ? { data, errors: shown(errors) } : { data }),
    },
    sockets,
  )
  sockets.on('connection', (socket: WebSocket) => socket.on('error', () => socket.terminate()))
  return async () => ended.dispose()
}

/** Pages of other sites may not listen: a browser says where a page is from, and asks nobody before it opens a socket. */
function isSameOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

/** What is to be subscribed to, or what is wrong with it. */
function asked(
  schema: GraphQLSchema,
  payload: SubscribePayload,
  context: () => Context,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const checked = checkedOperation(schema, payload)
    if (isFaulty(checked)) return checked
    const { document, operation } = checked
    if (operation?.operation !== 'subscription')
      return [
        new GraphQLError(
          `Operation: expected a subscription, got ${operation?.operation ?? 'none of that name'}; ask the rest by POST`,
        ),
      ]
    return {
      schema,
      document,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? {},
      contextValue: context(),
    }
  } catch (error) {
    if (error instanceof GraphQLError) return [error]
    if (error instanceof Invalid) return [new GraphQLError(error.message, { extensions: { code: codeOf(error) } })]
    throw error
  }
}
