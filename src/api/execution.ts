import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql'
import type { Context } from './context.ts'
import { DirectAnswers } from './direct/direct-answers.ts'

/** Which operation of a document is to be executed, and with what. */
export interface Asking {
  readonly document: DocumentNode
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: Context
}

/** Executes operations: directly what the graph alone can tell at once, by graphql-js whatever else. */
export class Execution {
  readonly #schema: GraphQLSchema
  readonly #direct: DirectAnswers

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
    this.#direct = new DirectAnswers(schema)
  }

  async execute(asking: Asking): Promise<ExecutionResult> {
    const data = await this.#directly(asking)
    return data ? { data } : interpret(this.#schema, asking)
  }

  async #directly({ document, operationName, variables, context }: Asking) {
    const operation = getOperationAST(document, operationName)
    if (!operation) return undefined
    const { coerced } = getVariableValues(this.#schema, operation.variableDefinitions ?? [], variables)
    return coerced && this.#direct.answer(document, operation, coerced, context)
  }
}

/** By graphql-js. */
function interpret(schema: GraphQLSchema, { document, operationName, variables, context }: Asking) {
  return execute({ schema, document, operationName, variableValues: variables, contextValue: context })
}
