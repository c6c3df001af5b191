import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { Invalid } from '../../base/index.ts'
import type { Answered } from '../../evidence/index.ts'
import { kindOfLabel, type Thing } from '../../link/index.ts'
import type { Context } from '../context.ts'
import { readId } from '../global-id.ts'

/** What the id of a node is called that was asked for beside what the question asks. */
const ITS_ID = '_idOfEvidence'

const name = (value: string) => ({ kind: Kind.NAME, value }) as const
const ID: SelectionNode = { kind: Kind.FIELD, alias: name(ITS_ID), name: name('id') }
const ID_OF_NODE: SelectionNode = {
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: name('Node') },
  selectionSet: { kind: Kind.SELECTION_SET, selections: [ID] },
}

/**
 * The same question, with the id of every node that its answer tells of.
 * @throws Invalid for a question that calls something as these ids are called
 */
export function withIds(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ alias }) => {
        if (alias?.value === ITS_ID)
          throw new Invalid(`query: expected an alias other than ${ITS_ID}`, { field: 'query' })
      },
      SelectionSet: {
        leave: node => {
          const type = types.getParentType()
          const added =
            (isObjectType(type) || isInterfaceType(type)) && isNode(type)
              ? ID
              : isAbstractType(type) && schema.getPossibleTypes(type).some(isNode)
                ? ID_OF_NODE
                : undefined
          return added && { ...node, selections: [...node.selections, added] }
        },
      },
    }),
  )
}

const isNode = (type: { name: string; getInterfaces(): readonly { name: string }[] }) =>
  type.name === 'Node' || type.getInterfaces().some(one => one.name === 'Node')

/** The answer to the question as it was, and what it tells of. */
export function namedIn(data: unknown, { registry }: Pick<Context, 'registry'>): Answered {
  const ids = new Set<string>()
  const plain = without(data, ids)
  const things: Thing[] = []
  const findings: string[] = []
  for (const id of ids) {
    const { typeName, key } = readId(id, registry.types)
    const kind = kindOfLabel(typeName)
    if (kind) things.push({ kind, key })
    else if (typeName === 'Finding') findings.push(key)
  }
  return { data: plain, things, findings }
}

/** JSON as it is sent, without the ids that were asked for beside it; they are put into `ids`. */
function without(data: unknown, ids: Set<string>): unknown {
  return JSON.parse(JSON.stringify(data), (key, value) => {
    if (key !== ITS_ID) return value
    ids.add(value)
    return undefined
  })
}
