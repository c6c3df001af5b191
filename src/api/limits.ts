import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** What one operation may ask for at most. */
export const LIMITS = {
  /** Bytes of a request's body. */
  body: 1_048_576,
  /** Tokens of an operation's text. */
  tokens: 4_000,
  /** Fields below each other. */
  depth: 15,
  /** Nodes that the answer may hold, as far as `first` says. */
  nodes: 250_000,
  /** Milliseconds that the operation's statements may take together. */
  time: 20_000,
} as const

const refuse = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } })

const DEFAULT_FIRST = 50
const LIST = 10

/**
 * Counts, before anything runs, how deep an operation goes and how many nodes it could bring: every connection
 * multiplies what is below it by its `first`, every plain list by ten.
 * @throws GraphQLError LIMIT_EXCEEDED that says the limit and what was asked
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  const fragments = new Map(
    document.definitions.flatMap(d => (d.kind === 'FragmentDefinition' ? [[d.name.value, d]] : [])),
  )
  const factors: number[] = [1]
  let nodes = 0
  const measure = (
    node: OperationDefinitionNode | (typeof document.definitions)[number],
    info: TypeInfo,
    depth: number,
  ): void => {
    let here = depth
    visit(
      node,
      visitWithTypeInfo(info, {
        Field: {
          enter: field => {
            here++
            if (here > LIMITS.depth) throw refuse(`Depth: expected at most ${LIMITS.depth} levels, got more`)
            const factor = (factors.at(-1) ?? 1) * factorOf(field, info, variables)
            factors.push(factor)
            if (isNode(getNamedType(info.getType()))) nodes += factor
            if (nodes > LIMITS.nodes)
              throw refuse(
                `Size: expected at most ${LIMITS.nodes} possible nodes, got more; ask for a smaller \`first\``,
              )
          },
          leave: () => {
            here--
            factors.pop()
          },
        },
        FragmentSpread: spread => {
          const fragment = fragments.get(spread.name.value)
          if (fragment) measure(fragment as never, new TypeInfo(schema), here)
        },
      }),
    )
  }
  measure(operation, new TypeInfo(schema), 0)
}

/** Connections, edges and parts of a node come for free with the nodes. */
function isNode(type: unknown): boolean {
  return isObjectType(type as never) && (type as GraphQLObjectType).getInterfaces().some(({ name }) => name === 'Node')
}

function factorOf(field: FieldNode, info: TypeInfo, variables: Record<string, unknown>): number {
  const takesFirst = info.getFieldDef()?.args.some(arg => arg.name === 'first')
  if (!takesFirst)
    return String(info.getType()).startsWith('[') && field.name.value !== 'nodes' && field.name.value !== 'edges'
      ? LIST
      : 1
  const given = field.arguments?.find(arg => arg.name.value === 'first')?.value
  if (given?.kind === 'IntValue') return Math.max(1, Number(given.value))
  if (given?.kind === 'Variable') return Math.max(1, Number(variables[given.name.value] ?? DEFAULT_FIRST))
  return DEFAULT_FIRST
}
