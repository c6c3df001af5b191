import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentNode, type GraphQLSchema, Kind, parse, validate } from 'graphql'
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
 * @throws Invalid naming each file that is no operation of this schema, or over what one may ask for, or a folder that cannot be read
 */
export function readOperations(folder: string, schema: GraphQLSchema): KnownOperations {
  const read = filesOf(folder).map(file => readOperation(join(folder, file), file, schema))
  const problems = read.flatMap(one => (typeof one === 'string' ? [one] : []))
  if (problems.length > 0) throw new Invalid(`ALIGHT_OPERATIONS: ${problems.join('; ')}`)
  const operations = read.flatMap(one => (typeof one === 'string' ? [] : [one]))
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

/** The operation, or what is wrong with it. */
function readOperation(path: string, file: string, schema: GraphQLSchema): KnownOperation | string {
  try {
    const text = readFileSync(path, 'utf8')
    const document = parse(text)
    const [problem] = validate(schema, document)
    if (problem) return `${file}: ${problem.message}`
    for (const operation of document.definitions)
      if (operation.kind === Kind.OPERATION_DEFINITION) checkCost(costOf(schema, document, operation, {}))
    return { file, text, document }
  } catch (error) {
    return `${file}: ${messageOf(error)}`
  }
}
