import fc from 'fast-check'
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { SCHEMA } from '../naive/evaluate.ts'

/** How an operation gives a value: in its text, by a variable that is sent, by the variable's default, … or not at all. */
export type How = 'written' | 'sent' | 'default' | 'replaced' | 'null' | 'sent null' | 'unsent'

/** A value to be given; which one, `pick` says once the world is known. */
export interface Choice {
  readonly how: How
  readonly pick: number
  readonly items: readonly Choice[]
  readonly fields: readonly (readonly [name: string, choice: Choice])[]
}

export interface Directive {
  readonly name: 'include' | 'skip'
  readonly value: boolean
  readonly how: How
}

export interface FieldSelection {
  readonly kind: 'field'
  readonly name: string
  readonly args: Readonly<Record<string, Choice | undefined>>
  readonly alias: boolean
  readonly directive: Directive | null
  readonly below: readonly Selection[]
}

/** `spread`: as a fragment with a name; `again`: one that has been written before on the same type, if there is any. */
export interface FragmentSelection {
  readonly kind: 'fragment'
  readonly on: string | null
  readonly spread: boolean
  readonly again: boolean
  readonly directive: Directive | null
  readonly below: readonly Selection[]
}

export type Selection = FieldSelection | FragmentSelection

/** What has tests of its own: computed answers, counts, what was found, and reading as known on a day. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'Query.census',
  'Query.repeatDisembarkers',
  'Query.sharedDocuments',
  'Query.search',
  'Query.expand',
  'Query.expansion',
  'Query.paths',
  'Query.coTravellers',
  'Query.timeline',
  'Query.finding',
  'Query.findings',
  'Query.verifyFinding',
  'Query.patterns',
  'Query.webhooks',
  'Query.collection',
  'Query.collections',
  'Query.evidenceBundle',
  'Query.evidenceBundles',
  'Person.findings',
  'Person.coTravellers',
])
const ARGUMENT_LEFT_OUT = 'asKnownAt'

const argumentsOf = ({ args }: GraphQLField<unknown, unknown>) => args.filter(({ name }) => name !== ARGUMENT_LEFT_OUT)

const HOW: fc.Arbitrary<How> = fc.oneof(
  { weight: 12, arbitrary: fc.constant('written' as const) },
  { weight: 5, arbitrary: fc.constant('sent' as const) },
  { weight: 4, arbitrary: fc.constantFrom('default', 'replaced', 'null', 'sent null', 'unsent') },
)
const DIRECTIVE: fc.Arbitrary<Directive | null> = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ name: fc.constantFrom('include', 'skip'), value: fc.boolean(), how: HOW }) },
)
const PICK = fc.nat(999)

function choiceOf(type: GraphQLInputType): fc.Arbitrary<Choice> {
  const nullable = getNullableType(type)
  const none = fc.constant([])
  if (isListType(nullable)) {
    const items = fc.array(choiceOf(nullable.ofType), { maxLength: 3 })
    return fc.record({ how: HOW, pick: PICK, items, fields: none })
  }
  if (!isInputObjectType(nullable)) return fc.record({ how: HOW, pick: PICK, items: none, fields: none })
  const ofField = ({ name, type }: GraphQLInputField) => fc.tuple(fc.constant(name), choiceOf(type))
  const given = fc.oneof(...Object.values(nullable.getFields()).map(ofField))
  const fields = fc.uniqueArray(given, { maxLength: 2, selector: ([name]) => name })
  return fc.record({ how: HOW, pick: PICK, items: none, fields })
}

/** How often of ten an argument is given; cursors and filters in every list would leave little to be seen below them. */
const OFTEN: Readonly<Record<string, number>> = { first: 6, orderBy: 4, filter: 3, after: 2 }

function argsOf(args: readonly GraphQLArgument[]): fc.Arbitrary<Record<string, Choice | undefined>> {
  const given = args.map(({ name, type }) => {
    const often = isNonNullType(type) ? 10 : (OFTEN[name] ?? 5)
    const absent = { weight: 10 - often, arbitrary: fc.constant(undefined) }
    return [name, fc.oneof(absent, { weight: often, arbitrary: choiceOf(type) })] as const
  })
  return fc.record(Object.fromEntries(given))
}

const isNode = (type: GraphQLNamedType) =>
  isAbstractType(type) || (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'))

/** To nodes, or to a connection or an edge that leads to some. */
const leadsOn = (type: GraphQLNamedType) => isNode(type) || /(Connection|Edge)$/.test(type.name)

const made = new Map<string, fc.Arbitrary<Selection[]>>()

/** Selections on a type that go on over at most so many nodes, and over fragments in fragments as deep as that. */
export function selectionsOn(type: GraphQLNamedType, hops: number, fragments = 2): fc.Arbitrary<Selection[]> {
  const key = `${type.name} ${hops} ${fragments}`
  const known = made.get(key)
  if (known) return known
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []
  const asked = fields.filter(({ name }) => !LEFT_OUT.has(`${type.name}.${name}`))
  const leaves = asked.filter(field => isLeafType(getNamedType(field.type)))
  const deeper = asked.filter(
    ({ type: of }) => !isLeafType(getNamedType(of)) && (hops > 0 || !isNode(getNamedType(of))),
  )
  const farther = deeper.filter(({ type: of }) => leadsOn(getNamedType(of)))
  const nearby = deeper.filter(field => !farther.includes(field))
  const ofAny = (of: typeof fields) => fc.oneof(...of.map(field => fieldOf(field, hops)))
  const ways = [
    { weight: 1, arbitrary: typeNameOnly },
    ...(leaves.length > 0 ? [{ weight: 6, arbitrary: ofAny(leaves) }] : []),
    ...(nearby.length > 0 ? [{ weight: 2, arbitrary: ofAny(nearby) }] : []),
    ...(farther.length > 0 ? [{ weight: 12, arbitrary: ofAny(farther) }] : []),
    ...(fragments > 0 ? [{ weight: isAbstractType(type) ? 16 : 2, arbitrary: fragmentOn(type, hops, fragments) }] : []),
  ]
  const arbitrary = fc.array(fc.oneof(...ways), { minLength: 1, maxLength: 4 })
  made.set(key, arbitrary)
  return arbitrary
}

const typeNameOnly: fc.Arbitrary<Selection> = fc.record({
  kind: fc.constant('field'),
  name: fc.constant('__typename'),
  args: fc.constant({}),
  alias: fc.boolean(),
  directive: fc.constant(null),
  below: fc.constant([]),
})

function fieldOf(field: GraphQLField<unknown, unknown>, hops: number): fc.Arbitrary<Selection> {
  const type = getNamedType(field.type)
  return fc.record({
    kind: fc.constant('field'),
    name: fc.constant(field.name),
    args: argsOf(argumentsOf(field)),
    alias: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    directive: DIRECTIVE,
    below: isLeafType(type) ? fc.constant([]) : selectionsOn(type, isNode(type) ? hops - 1 : hops),
  })
}

/** A fragment on the type itself, on an interface of it, on one that it may be, or without a condition. */
function fragmentOn(type: GraphQLNamedType, hops: number, fragments: number): fc.Arbitrary<Selection> {
  const wider = isObjectType(type) ? type.getInterfaces() : []
  const narrower = isAbstractType(type) ? SCHEMA.getPossibleTypes(type) : []
  const node = type.name === 'Presentation' ? [SCHEMA.getType('Node') as GraphQLNamedType] : []
  const ways = [type, ...wider, ...narrower, ...node].map(on =>
    fc.record({
      kind: fc.constant('fragment' as const),
      on: on === type ? fc.constantFrom(null, type.name) : fc.constant(on.name),
      spread: fc.boolean(),
      again: fc.boolean(),
      directive: DIRECTIVE,
      below: selectionsOn(on, hops, fragments - 1),
    }),
  )
  return fc.oneof(...ways)
}
