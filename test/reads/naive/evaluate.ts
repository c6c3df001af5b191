import { readFileSync } from 'node:fs'
import {
  buildASTSchema,
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  isObjectType,
  parse,
  responsePathAsArray,
  visit,
} from 'graphql'
import { globalId } from '../../api/service.ts'
import type { CopyNode } from '../copy.ts'
import type { About } from './about.ts'
import { bubbled, type Expected, type Failure } from './bubbling.ts'
import type { Strictness } from './grouping.ts'
import { FIELDS, QUERY } from './query.ts'

const TEXT = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8')

export const SCHEMA = buildSchema(TEXT)

/** Arguments as they are, yet every field may be null: so that one error hides no other, and bubbling is done by hand. */
const RELAXED = buildASTSchema(
  visit(parse(TEXT), {
    FieldDefinition: {
      leave: field => ({
        ...field,
        type: visit(field.type, { NonNullType: { leave: type => type.type } }),
      }),
    },
  }),
)

/** What the schema promises as the answer: graphql-js over plain resolvers that read the copy. */
export function evaluate(about: About, document: DocumentNode, variables: Record<string, unknown>): Expected {
  const types = new Map<string, GraphQLOutputType>()
  const fieldResolver: GraphQLFieldResolver<unknown, About> = (source, args, _, info) => {
    const type = SCHEMA.getType(info.parentType.name)
    const field = isObjectType(type) ? type.getFields()[info.fieldName] : undefined
    if (field) types.set(JSON.stringify(responsePathAsArray(info.path)), field.type)
    return read(info.parentType.name, info.fieldName, source, args, about)
  }
  const { data, errors = [] } = execute({
    schema: RELAXED,
    document,
    variableValues: variables,
    fieldResolver,
    contextValue: about,
  }) as ExecutionResult
  return bubbled(data ?? null, errors.map(failureOf), types)
}

function read(typeName: string, field: string, source: unknown, args: Record<string, unknown>, about: About): unknown {
  if (typeName === 'Query') {
    const root = QUERY[field]
    if (!root) throw new Error(`The naive reading has no list ${field}`)
    const under = about.under((args.identity ?? 'REVIEWED') as Strictness)
    return carried(root(args, under), under)
  }
  const fields = (FIELDS as Record<string, (typeof FIELDS)[string]>)[typeName]
  if (!fields) return (source as Record<string, unknown>)[field]
  const { node } = source as { node: CopyNode }
  if (field === 'id') return globalId(typeName, node.properties.id)
  const own = fields[field]
  if (!own) throw new Error(`The naive reading has no field ${typeName}.${field}`)
  const here = carriedBy.get(source as object) ?? about
  return carried(own(node, args, here), here)
}

/** How strictly persons are taken is said at the root of a question, and holds for everything below. */
const carriedBy = new WeakMap<object, About>()

function carried(result: unknown, about: About): unknown {
  if (result === null || typeof result !== 'object') return result
  if ('__typename' in result) carriedBy.set(result, about)
  else for (const part of Object.values(result)) carried(part, about)
  return result
}

function failureOf({ path, message, extensions, originalError }: GraphQLError): Failure {
  if (!path || extensions.code === undefined) throw originalError ?? new Error(message)
  return { path, message, code: String(extensions.code) }
}
