import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { checkCost, checkText, costOf, LIMITS } from './limits.ts'

/** An operation that does not come by POST, as it was sent. */
interface Sent {
  readonly query: string
  readonly operationName?: string | null | undefined
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined
}

interface Checked {
  readonly document: DocumentNode
  /** Undefined where there is none of that name, or several and none is named. */
  readonly operation: OperationDefinitionNode | undefined
}

const MOST_FAULTS = 20

/**
 * Checks an operation as the server checks what comes by POST.
 * @returns what is wrong with its text, at most 20 things, where anything is
 * @throws GraphQLError LIMIT_EXCEEDED for one over a limit
 */
export function checkedOperation(schema: GraphQLSchema, sent: Sent): Checked | readonly GraphQLError[] {
  checkText(sent.query)
  const document = parsed(sent.query)
  if (document instanceof GraphQLError) return [document]
  const faults = validate(schema, document, undefined, { maxErrors: MOST_FAULTS })
  if (faults.length > 0) return faults
  const operation = getOperationAST(document, sent.operationName) ?? undefined
  if (operation) checkCost(costOf(schema, document, operation, { ...sent.variables }))
  return { document, operation }
}

export const isFaulty = (checked: Checked | readonly GraphQLError[]): checked is readonly GraphQLError[] =>
  Array.isArray(checked)

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: LIMITS.tokens })
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}
