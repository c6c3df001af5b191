import { type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import { GraphQLError, type OperationDefinitionNode } from 'graphql'
import type { Context } from './context.ts'
import { type Cost, checkCost, costOf } from './limits.ts'
import type { KnownOperations } from './operations/known-operations.ts'

/**
 * Refuses what is too deep or too large once the operation is known and before anything runs, and says in
 * `extensions.cost` how much it may have brought.
 * @param only the operations that are answered; undefined: all
 */
export function guard(only: KnownOperations | undefined): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let cost: Cost | undefined
      return {
        didResolveOperation: async ({ schema, document, operation, request, queryHash }) => {
          if (only && !only.has(queryHash)) throw notKnown()
          if (!operation) return
          if (operation.operation === 'subscription') throw overWebSocket(operation)
          cost = costOf(schema, document, operation, request.variables ?? {})
          checkCost(cost)
        },
        willSendResponse: async ({ response }) => {
          response.http.headers ??= new HeaderMap()
          response.http.headers.set('cache-control', 'no-store')
          if (cost && response.body.kind === 'single')
            response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost }
        },
      }
    },
  }
}

const overWebSocket = (operation: OperationDefinitionNode) =>
  new GraphQLError(
    'Operation: expected a query or a mutation, got a subscription; subscribe over a WebSocket of the protocol graphql-transport-ws at this address',
    { nodes: operation, extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
  )

const notKnown = () =>
  new GraphQLError(
    'Operation: expected one of the known operations, by its SHA-256 or its very text, got another; this service answers no others',
    { extensions: { code: 'FORBIDDEN', http: { status: 403 } } },
  )
