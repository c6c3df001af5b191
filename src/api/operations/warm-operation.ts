import {
  type DocumentNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { Invalid } from '../../base/index.ts'
import type { Reads } from '../../graph/index.ts'
import { argumentsOf, askedOfField, fragmentsOf, type Info, selected, selectionBelow } from '../asked.ts'
import { type Looking, viewOf } from '../outlook.ts'
import type { KnownOperation } from './known-operations.ts'

/** @throws Invalid naming the file, where its arguments are none of this schema's pages */
export function warmOperation(reads: Reads, schema: GraphQLSchema, { file, document }: KnownOperation): void {
  try {
    warmDocument(reads, schema, document)
  } catch (error) {
    if (error instanceof Invalid) throw new Invalid(`ALIGHT_OPERATIONS: ${file}: ${error.message}`, { cause: error })
    throw error
  }
}

/**
 * Has the statements of a document's queries planned before anybody asks them: with none of their variables given, and
 * with all of them (a filter that is given makes another statement than one that is not). Nothing of the graph is read.
 */
function warmDocument(reads: Reads, schema: GraphQLSchema, document: DocumentNode): void {
  const fragments = fragmentsOf(document)
  for (const operation of document.definitions) {
    if (operation.kind !== 'OperationDefinition' || operation.operation !== 'query') continue
    const root: FieldNode = { kind: Kind.FIELD, name: NO_NAME, selectionSet: operation.selectionSet }
    for (const variableValues of [{}, standIns(schema, operation)])
      warmBelow(reads, { schema, fragments, variableValues }, schema.getQueryType() as GraphQLObjectType, [root])
  }
}

const NO_NAME: NameNode = { kind: Kind.NAME, value: '' }

/** Every place below where nodes are entered: a list of the query root, or a field that finds nodes by their keys. */
type Asking = Looking & Record<string, unknown>

/** @param within the view of what is above */
function warmBelow(
  reads: Reads,
  info: Info,
  parent: GraphQLObjectType,
  nodes: readonly FieldNode[],
  within = '',
): void {
  for (const node of selected(info, parent, nodes)) {
    const field = parent.getFields()[node.name.value]
    if (!field) continue
    const type = getNamedType(field.type)
    const isRoot = parent === info.schema.getQueryType()
    const { after: _, asKnownAt: __, identity, ...args } = (argumentsOf(field, node, info) ?? {}) as Asking
    const { input } = args as { input?: Looking }
    const view = isRoot ? viewOf(identity ?? input?.identity) : within
    if (isRoot && reads.registry(view).lists.has(field.name) && !isListType(type)) {
      reads.warmList(askedOfField(info, field, args, [node]), view)
      continue
    }
    const types = isAbstractType(type) ? info.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []
    for (const one of types) {
      if (reads.registry(view).types.has(one.name)) reads.warmNode(one.name, selectionBelow(info, one, [node]), view)
      else warmBelow(reads, info, one, [node], view)
    }
  }
}

/** A value for every variable, of the right sort: which one does not shape a statement, but that there is one does. */
function standIns(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  return Object.fromEntries(
    variableDefinitions.map(({ variable, type }) => [
      variable.name.value,
      standIn(typeFromAST(schema, type as never) as GraphQLInputType),
    ]),
  )
}

function standIn(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return standIn(type.ofType)
  if (isListType(type)) return [standIn(type.ofType)]
  if (isEnumType(type)) return type.getValues()[0]?.value
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    return Object.fromEntries(fields.map(field => [field.name, standIn(field.type)]))
  }
  return { Boolean: true, Int: 1, Float: 1, DateTime: 0 }[type.name] ?? '1984'
}
