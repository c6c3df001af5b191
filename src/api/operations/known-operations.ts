import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql'
import { Invalid, messageOf } from '../../base/index.ts'
import { checkCost, costOf } from '../limits.ts'

/** An operation that is known before anybody asks it: a file of the folder `ALIGHT_OPERATIONS`. */
export interface KnownOperation {
  readonly file: string
  readonly text: string
  readonly document: DocumentNode
}

/** Known operations by the SHA-256 of their text, which is what a client may send instead of it. */
export type KnownOperations = ReadonlyMap<string, KnownOperation>

/**
 * Reads every `*.graphql` of a folder.
 * @param only nothing else will be answered
 * @throws Invalid naming all that is wrong: what is no operation of this schema or over what one may ask for, a folder that
 * cannot be read, and one that would leave nothing to be answered
 */
export function readOperations(folder: string, schema: GraphQLSchema, only: boolean): KnownOperations {
  const read = filesOf(folder).map(file => readOperation(join(folder, file), file, schema))
  const problems = read.flatMap(one => (Array.isArray(one) ? one : []))
  if (problems.length > 0) throw new Invalid(`ALIGHT_OPERATIONS: ${problems.join('; ')}`)
  const operations = read.flatMap(one => (Array.isArray(one) ? [] : [one]))
  if (only && operations.length === 0)
    throw new Invalid(
      `ALIGHT_OPERATIONS: expected files *.graphql, as ALIGHT_OPERATIONS_ONLY is set; ${folder} holds none`,
    )
  return new Map(operations.map(operation => [hash('sha256', operation.text, 'hex'), operation]))
}

function filesOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    const files = entries.filter(entry => entry.name.endsWith('.graphql') && !entry.isDirectory())
    return files.map(({ name }) => name).sort()
  } catch (error) {
    throw new Invalid(`ALIGHT_OPERATIONS: expected a folder that can be read: ${messageOf(error)}`, { cause: error })
  }
}

/** The operation, or all that is wrong with it. */
function readOperation(path: string, file: string, schema: GraphQLSchema): KnownOperation | string[] {
  try {
    const text = readFileSync(path, 'utf8')
    if (text.trim() === '') return [`${file}: expected an operation, got an empty file`]
    const document = parse(text)
    const operations = document.definitions.filter(one => one.kind === Kind.OPERATION_DEFINITION)
    if (operations.length === 0)
      return [`${file}: expected an operation, got fragments alone: a file is one text that is asked as it stands`]
    const problems = validate(schema, document)
    if (problems.length > 0) return problems.map(problem => `${file}${placeOf(problem)}: ${problem.message}`)
    for (const operation of operations) checkCost(costOf(schema, document, operation, {}))
    return { file, text, document }
  } catch (error) {
    const place = error instanceof GraphQLError ? placeOf(error) : ''
    return [`${file}${place}: ${messageOf(error)}`]
  }
}

const placeOf = ({ locations: [first] = [] }: GraphQLError) => (first ? `:${first.line}:${first.column}` : '')
