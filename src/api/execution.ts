import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import { LRUCache } from 'lru-cache'
import { isCompilable } from './compilable.ts'

/** Operations that are kept compiled: each holds some 100 kB. */
const MOST_COMPILED = 200

/** Which operation of a document is to be executed, and with what. */
export interface Asking {
  readonly document: DocumentNode
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>>
  readonly context: unknown
}

/**
 * Executes operations: the first time by graphql-js, from the second time on compiled by graphql-jit, which takes some
 * 5 ms once and a third of the time ever after.
 */
export class Execution {
  readonly #schema: GraphQLSchema
  readonly #seen = new WeakSet<DocumentNode>()
  readonly #compiled = new LRUCache<DocumentNode, Map<string, CompiledQuery | undefined>>({ max: MOST_COMPILED })

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  async execute(asking: Asking): Promise<ExecutionResult> {
    const compiled = this.#compiledOf(asking)
    return compiled ? this.#run(compiled, asking) : interpret(this.#schema, asking)
  }

  #compiledOf({ document, operationName }: Asking): CompiledQuery | undefined {
    if (!this.#seen.has(document)) {
      this.#seen.add(document)
      return undefined
    }
    const known = this.#compiled.get(document) ?? new Map<string, CompiledQuery | undefined>()
    this.#compiled.set(document, known)
    const name = operationName ?? ''
    if (!known.has(name)) known.set(name, compile(this.#schema, document, operationName))
    return known.get(name)
  }

  async #run(compiled: CompiledQuery, asking: Asking): Promise<ExecutionResult> {
    const { document, operationName, variables, context } = asking
    const operation = getOperationAST(document, operationName) as OperationDefinitionNode
    // graphql-js says what is wrong with variables in the words that clients know.
    const coerced = getVariableValues(this.#schema, operation.variableDefinitions ?? [], variables)
    if (coerced.errors) return { errors: coerced.errors }
    const result = (await compiled.query(undefined, context, variables)) as ExecutionResult
    return result.errors ? { ...result, errors: result.errors.map(error => asGraphQLError(error, document)) } : result
  }
}

/** By graphql-js. */
export async function interpret(schema: GraphQLSchema, { document, ...asking }: Asking): Promise<ExecutionResult> {
  const args: ExecutionArgs = {
    schema,
    document,
    operationName: asking.operationName,
    variableValues: asking.variables,
    contextValue: asking.context,
  }
  return execute(args)
}

/** Undefined for what graphql-js executes better: mutations, once each, and what graphql-jit does otherwise. */
function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined) {
  const operation = getOperationAST(document, operationName)
  if (operation?.operation !== 'query' || !isCompilable(schema, document)) return undefined
  const compiled = compileQuery(schema, document, operationName)
  return isCompiledQuery(compiled) ? compiled : undefined
}

/** Errors of graphql-jit have no extensions and know lines and columns alone. */
function asGraphQLError({ message, locations = [], path, originalError }: GraphQLError, { loc }: DocumentNode) {
  const { source } = loc ?? {}
  const lines = (source?.body ?? '').split(/\r\n|[\n\r]/g)
  const offset = (line: number) => lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0)
  return new GraphQLError(message, {
    source,
    positions: locations.map(({ line, column }) => offset(line) + column - 1),
    path,
    originalError,
  })
}
