import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql'
import { Conflict, Forbidden, Invalid, NotFound } from '../../base/index.ts'
import { type Answered, type Question, sha256 } from '../../evidence/index.ts'
import type { Strictness } from '../../person/index.ts'
import { checkedOperation, isFaulty } from '../checked-operation.ts'
import type { Context } from '../context.ts'
import type { Execution } from '../execution.ts'
import type { KnownOperations } from '../operations/known-operations.ts'
import { namedIn, withIds } from './named-in.ts'
import { strictnessAsked } from './strictness-asked.ts'

interface Parts {
  readonly schema: GraphQLSchema
  readonly execution: Execution
  /** The operations that are answered; undefined: all. */
  readonly only: KnownOperations | undefined
  /** That of a request of its own, with its own time. */
  context(): Context
}

interface Prepared {
  /** How strictly it takes identities for one person. */
  readonly identity: Strictness
  /** Answers it, anew each time. */
  answer(): Promise<Answered>
}

/** Answers a question that stands inside a request as if it had been sent by itself; one in each request, for each may cost as much. */
export class Answering {
  readonly #parts: Parts
  #taken = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Checks a question.
   * @param trusted it is the service's own
   * @throws Invalid, NotFound, Forbidden for a question that is not answered; GraphQLError LIMIT_EXCEEDED for one over a limit
   */
  prepare(question: Question, trusted = false): Prepared {
    if (this.#taken) throw new Invalid('Operation: expected one evidence bundle in each request, got another')
    this.#taken = true
    const { schema, execution, only } = this.#parts
    if (only && !trusted && !only.has(sha256(question.query)))
      throw new Forbidden('query: expected one of the known operations, got another; this service answers no others', {
        field: 'query',
      })
    const { document, operation } = checked(schema, question)
    const asked = { document: withIds(schema, document), operationName: operation.name?.value }
    const identity = strictnessAsked(schema, document, operation, question.variables)
    const answer = async () => {
      const context = this.#parts.context()
      const result = await execution.execute({ ...asked, variables: question.variables, context })
      return namedIn(dataOf(result), context)
    }
    return { identity, answer }
  }
}

function checked(schema: GraphQLSchema, question: Question) {
  const found = checkedOperation(schema, question)
  if (isFaulty(found)) throw refused('query', found[0] as GraphQLError)
  const { document, operation } = found
  if (operation?.operation !== 'query')
    throw new Invalid(
      `query: expected one query, or \`operationName\` saying which, got ${operation ? `a ${operation.operation}` : 'none of that name, or several'}`,
      { field: 'query' },
    )
  checkVariables(schema, operation, question.variables)
  return { document, operation }
}

function checkVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Question['variables'],
): void {
  const names = variableDefinitions.map(({ variable }) => variable.name.value)
  const strange = Object.keys(variables).find(name => !names.includes(name))
  if (strange !== undefined)
    throw new Invalid(
      `variables: expected ${names.join(', ') || 'none'}, got ${JSON.stringify(strange.slice(0, 60))}`,
      {
        field: 'variables',
      },
    )
  const { errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 })
  if (errors?.[0]) throw refused('variables', errors[0])
}

const refused = (field: string, cause: Error) => new Invalid(`${field}: ${cause.message}`, { field, cause })

/** The data of an answer; one with errors is none, for evidence is whole. */
function dataOf({ data, errors }: ExecutionResult): unknown {
  const [error] = errors ?? []
  if (!error) return data
  const cause = error.originalError ?? error
  const isOfInput =
    cause instanceof Invalid || cause instanceof NotFound || cause instanceof Conflict || cause instanceof Forbidden
  if (isOfInput || (cause instanceof GraphQLError && cause.originalError === undefined)) throw refused('query', cause)
  throw cause
}
