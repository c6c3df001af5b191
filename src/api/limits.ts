import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Lexer,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  Source,
  TokenKind,
  TypeMetaFieldDef,
  valueFromASTUntyped,
  visit,
} from 'graphql'

/** What one operation may ask for at most. */
export const LIMITS = {
  /** Bytes of a request's body. */
  body: 1_048_576,
  /** Tokens of an operation's text. */
  tokens: 4_000,
  /** Opening brackets inside each other in an operation's text. */
  nesting: 200,
  /** Fields below each other. */
  depth: 15,
  /** Nodes that the answer may hold, as far as `first` says. */
  nodes: 250_000,
  /** Fields that take `first`: each costs a statement or two, however few nodes it brings. */
  lists: 50,
  /** Answers that are computed over all journeys or documents. */
  answers: 10,
  /** Files that come with one request. */
  files: 100,
  /** Uploads that are received or loaded at one time: each may fill `ALIGHT_UPLOAD_LIMIT` of the disk. */
  uploads: 8,
  /** Milliseconds that the operation's statements may take together. */
  time: 20_000,
} as const

const COMPUTED: ReadonlySet<string> = new Set([
  'repeatDisembarkers',
  'search',
  'sharedDocuments',
  'verifyFinding',
  'expand',
  'expansion',
  'paths',
  'coTravellers',
  'timeline',
  'exportGraph',
  'createEvidenceBundle',
  'sweep',
])
/** Those that stand below things too, of which a list brings many: so many count as one that is asked for by itself. */
const COMPUTED_BELOW: ReadonlySet<string> = new Set(['Person.coTravellers'])
const AS_ONE = 10

const DEFAULT_FIRST = 50
const MAX_FIRST = 500
const LIST = 10

const overLimit = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 400 } } })

/**
 * Counts words and brackets before a text is parsed: the parser calls itself for every bracket, and thousands of them
 * would end in an overflow of its stack. What is no GraphQL is left for the parser to say.
 * @throws GraphQLError LIMIT_EXCEEDED that says the limit
 */
export function checkText(text: string): void {
  let tokens = 0
  let nesting = 0
  for (const kind of tokensOf(text)) {
    if (++tokens > LIMITS.tokens) throw overLimit(`Text: expected at most ${LIMITS.tokens} tokens, got more`)
    if (OPENING.has(kind)) nesting++
    else if (CLOSING.has(kind)) nesting--
    if (nesting > LIMITS.nesting)
      throw overLimit(`Text: expected at most ${LIMITS.nesting} brackets inside each other, got more`)
  }
}

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

function* tokensOf(text: string): Generator<TokenKind> {
  const lexer = new Lexer(new Source(text))
  try {
    while (lexer.advance().kind !== TokenKind.EOF) yield lexer.token.kind
  } catch {
    return
  }
}

/** How much a selection may bring, below one node of its parent. */
export interface Cost {
  /** Fields below each other. */
  readonly depth: number
  /** Nodes, as far as `first` says. */
  readonly nodes: number
  /** Fields that take `first`. */
  readonly lists: number
  /** Answers that are computed. */
  readonly answers: number
}

const NOTHING: Cost = { depth: 0, nodes: 0, lists: 0, answers: 0 }

/** Costs of operations in which no variable says how much they bring. */
const fixed = new WeakMap<OperationDefinitionNode, Cost>()

/**
 * Counts, before anything runs, how deep an operation goes and how much it could bring: every connection multiplies
 * the nodes below it by its `first`, every plain list by ten. Each fragment is measured once, however often it is
 * spread, so the work grows with the text and not with what the text stands for. The document must be valid.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  sent: Record<string, unknown>,
): Cost {
  const known = fixed.get(operation)
  if (known) return known
  const cost = count(schema, document, operation, sent)
  if (!variesInSize(document)) fixed.set(operation, cost)
  return cost
}

function variesInSize(document: DocumentNode): boolean {
  let varies = false
  visit(document, {
    Argument: ({ name, value }) => {
      if ((name.value === 'first' || name.value === 'ids') && value.kind === 'Variable') varies = true
    },
  })
  return varies
}

function count(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  sent: Record<string, unknown>,
): Cost {
  const variables = { ...defaultsOf(operation), ...sent }
  const fragments = new Map(
    document.definitions.flatMap(d => (d.kind === 'FragmentDefinition' ? [[d.name.value, d] as const] : [])),
  )
  const measured = new Map<FragmentDefinitionNode, Cost>()
  const ofFragment = (fragment: FragmentDefinitionNode | undefined): Cost => {
    if (!fragment) return NOTHING
    const known = measured.get(fragment)
    if (known) return known
    const cost = ofSelection(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    measured.set(fragment, cost)
    return cost
  }
  const ofSelection = (selections: SelectionSetNode, parent: GraphQLNamedType | undefined): Cost => {
    const costs = selections.selections.map(selection => {
      if (selection.kind === 'FragmentSpread') return ofFragment(fragments.get(selection.name.value))
      if (selection.kind === 'Field') return ofField(selection, parent)
      const condition = selection.typeCondition?.name.value
      return ofSelection(selection.selectionSet, condition ? schema.getType(condition) : parent)
    })
    return costs.reduce(sum, NOTHING)
  }
  const ofField = (field: FieldNode, parent: GraphQLNamedType | undefined): Cost => {
    const definition = definitionOf(field.name.value, parent)
    if (!definition) return { ...NOTHING, depth: 1 }
    const type = getNamedType(definition.type)
    const takesFirst = definition.args.some(arg => arg.name === 'first')
    const factor = takesFirst ? firstOf(field, variables) : lengthOf(field, definition, parent, variables)
    const below = field.selectionSet ? ofSelection(field.selectionSet, type) : NOTHING
    return {
      depth: 1 + below.depth,
      nodes: factor * (below.nodes + (isCounted(type) ? 1 : 0)),
      lists: below.lists + (takesFirst ? 1 : 0),
      answers: factor * below.answers + ownAnswers(schema, parent, field.name.value),
    }
  }
  const cost = ofSelection(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined)
  return { ...cost, answers: Math.ceil(cost.answers / AS_ONE) }
}

/** @throws GraphQLError LIMIT_EXCEEDED that says the limit and what was asked */
export function checkCost(cost: Cost): void {
  refuseOver('Depth', cost.depth, LIMITS.depth, 'levels')
  refuseOver('Lists', cost.lists, LIMITS.lists, 'fields with `first` in one operation', '; ask in several operations')
  refuseOver('Answers', cost.answers, LIMITS.answers, ANSWERS)
  refuseOver('Size', cost.nodes, LIMITS.nodes, 'possible nodes', '; ask for a smaller `first`')
}

const ANSWERS = `of ${[...COMPUTED].join(', ')} in one operation (of ${[...COMPUTED_BELOW].join(', ')} ${AS_ONE} count as one)`

/** Counted in parts of {@link AS_ONE}. */
function ownAnswers(schema: GraphQLSchema, parent: GraphQLNamedType | undefined, name: string): number {
  if (isRoot(schema, parent)) return COMPUTED.has(name) ? AS_ONE : 0
  return COMPUTED_BELOW.has(`${parent?.name}.${name}`) ? 1 : 0
}

const isRoot = (schema: GraphQLSchema, type: GraphQLNamedType | undefined) =>
  type !== undefined && (type === schema.getQueryType() || type === schema.getMutationType())

/** What variables stand for that are not sent. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
  )
  return Object.fromEntries(defaults)
}

function refuseOver(what: string, came: number, limit: number, unit: string, advice = ''): void {
  // A fragment in a fragment in a fragment … stands for numbers that nobody wants to read.
  const got = came <= Number.MAX_SAFE_INTEGER ? String(came) : 'far more'
  if (came > limit) throw overLimit(`${what}: expected at most ${limit} ${unit}, got ${got}${advice}`)
}

function sum(a: Cost, b: Cost): Cost {
  return {
    depth: Math.max(a.depth, b.depth),
    nodes: a.nodes + b.nodes,
    lists: a.lists + b.lists,
    answers: a.answers + b.answers,
  }
}

function definitionOf(name: string, parent: GraphQLNamedType | undefined) {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
}

/** Connections, edges and parts of a node come for free with the nodes; what the schema says of itself does not. */
function isCounted(type: GraphQLNamedType): boolean {
  if (type.name === 'Node' || type.name.startsWith('__') || isUnionType(type)) return true
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')
}

/** How many a field without `first` brings: as many as ids are given, ten for a plain list, one for a connection's own. */
function lengthOf(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType | undefined,
  variables: Record<string, unknown>,
): number {
  if (!isList(definition.type) || parent?.name.endsWith('Connection')) return 1
  const ids = argument(field, 'ids')
  if (ids?.kind === 'ListValue') return ids.values.length
  const sent = ids?.kind === 'Variable' ? variables[ids.name.value] : undefined
  return Array.isArray(sent) ? sent.length : LIST
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}

const argument = (field: FieldNode, name: string) => field.arguments?.find(arg => arg.name.value === name)?.value

/** Within what `first` may be: a page of any other size is refused by the list itself, which says so better. */
function firstOf(field: FieldNode, variables: Record<string, unknown>): number {
  const given = argument(field, 'first')
  const sent =
    given?.kind === 'IntValue'
      ? Number(given.value)
      : given?.kind === 'Variable'
        ? Number(variables[given.name.value] ?? DEFAULT_FIRST)
        : DEFAULT_FIRST
  return Math.min(MAX_FIRST, Math.max(1, Number.isFinite(sent) ? sent : DEFAULT_FIRST))
}
