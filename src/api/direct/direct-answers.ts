import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { NodeForm, PageForm } from '../../graph/index.ts'
import { argumentsOf, fragmentsOf, type Info, type Place, selected } from '../asked.ts'
import type { Context } from '../context.ts'
import { eachNamed, type NodeName, namings } from '../naming.ts'
import { type Looking, viewOf } from '../outlook.ts'
import { byName } from './by-name.ts'
import { nodeForm, pageForm } from './form.ts'

/** A field of the query root with the selections below it, as it stands in its operation. */
interface Root {
  readonly as: string
  readonly name: string
  readonly field: GraphQLField<unknown, unknown>
  readonly place: Omit<Place, keyof Info>
}

/** Reads one field of the query root as it is shown. */
type Load = () => Promise<unknown>

/**
 * Answers operations that the graph alone can tell in statements whose plans Neo4j has: rows become the answer at once,
 * and nothing in between is made or resolved. Whatever is amiss with an operation is left to graphql-js to say.
 */
export class DirectAnswers {
  readonly #schema: GraphQLSchema
  readonly #roots = new WeakMap<OperationDefinitionNode, readonly Root[] | undefined>()
  readonly #nodeForms = new WeakMap<object, NodeForm | undefined>()
  readonly #pageForms = new WeakMap<object, PageForm | undefined>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** The data of an answer without errors; undefined where it is not to be had in this way. */
  async answer(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variableValues: Info['variableValues'],
    context: Context,
  ): Promise<Record<string, unknown> | undefined> {
    const fragments = fragmentsOf(document)
    const roots = this.#rootsOf(operation, fragments)
    if (!roots) return undefined
    const info = { schema: this.#schema, fragments, variableValues }
    try {
      const loads = loadsOf(roots, root => this.#load(root, info, context))
      if (!loads) return undefined
      const found = await Promise.all(loads.map(load => load()))
      return Object.fromEntries(roots.map(({ as }, i) => [as, found[i]]))
    } catch {
      // An error has a place of its own in the answer: graphql-js asks again, and says where.
      return undefined
    }
  }

  /** Undefined where conditions decide which they are, and where there is more than the graph's own. */
  #rootsOf(operation: OperationDefinitionNode, fragments: Info['fragments']): readonly Root[] | undefined {
    if (!this.#roots.has(operation)) this.#roots.set(operation, this.#findRoots(operation, fragments))
    return this.#roots.get(operation)
  }

  #findRoots({ operation, selectionSet }: OperationDefinitionNode, fragments: Info['fragments']) {
    const query = this.#schema.getQueryType()
    if (operation !== 'query' || !query || hasConditions(selectionSet, fragments)) return undefined
    const all: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '' }, selectionSet }
    const named = byName(selected({ schema: this.#schema, fragments, variableValues: {} }, query, [all]))
    const roots = named.flatMap(one => {
      const field = query.getFields()[one.name]
      if (!field || one.as === '__proto__') return []
      const place = { fieldNodes: one.nodes, fieldName: one.name, parentType: query, returnType: field.type }
      return [{ as: one.as, name: one.name, field, place }]
    })
    return roots.length === named.length ? roots : undefined
  }

  /** @throws Invalid where the arguments are not of this field */
  #load(root: Root, info: Info, context: Context): Load | undefined {
    const args = argumentsOf(root.field, root.place.fieldNodes[0] as FieldNode, info) as Arguments | undefined
    if (!args || args.asKnownAt != null) return undefined
    const { types, lists } = context.registry
    const place = { ...info, ...root.place }
    const view = viewOf(args.identity)
    const nameOf = namings[root.name]
    if (nameOf) return this.#loadNamed([nameOf(args as never, types)], place, view, context, ([only]) => only)
    if (root.name === 'nodes') {
      const names = eachNamed(args as never, types).map(name => name())
      return this.#loadNamed(names, place, view, context, all => all)
    }
    return lists.has(root.name) && !isListType(root.field.type) ? this.#loadList(args, place, view, context) : undefined
  }

  #loadNamed(
    names: readonly (NodeName | null)[],
    place: Place,
    view: string,
    { reader, asked, registry }: Context,
    shown: (found: readonly unknown[]) => unknown,
  ): Load | undefined {
    const below = asked.below(place)
    const type = getNamedType(place.returnType)
    const form = remembered(this.#nodeForms, below, () => nodeForm(registry, place, type, place.fieldNodes))
    if (!form || names.some(name => name?.onRun !== undefined)) return undefined
    const typeNames = [...new Set(names.flatMap(name => (name ? [name.typeName] : [])))]
    const readers = new Map(typeNames.map(name => [name, reader.shownNode(name, below, form, view)]))
    if ([...readers.values()].includes(undefined)) return undefined
    const read = (name: NodeName | null) => (name ? readers.get(name.typeName)?.(name.key) : null)
    return async () => shown(await Promise.all(names.map(read)))
  }

  #loadList(args: Arguments, place: Place, view: string, { reader, asked, registry }: Context): Load | undefined {
    const { asKnownAt: _, identity: __, ...own } = args
    const list = asked.field(place, own)
    const type = getNamedType(place.returnType)
    const form = remembered(this.#pageForms, list, () => pageForm(registry, place, type, place.fieldNodes))
    return form && reader.shownList(list, form, view)
  }
}

type Arguments = Looking & Record<string, unknown>

/** All or none: what is asked beside something that is left to graphql-js is left to it too. */
function loadsOf(roots: readonly Root[], loadOf: (root: Root) => Load | undefined): Load[] | undefined {
  const loads: Load[] = []
  for (const root of roots) {
    const load = loadOf(root)
    if (!load) return undefined
    loads.push(load)
  }
  return loads
}

function remembered<T>(known: WeakMap<object, T | undefined>, at: object, make: () => T | undefined): T | undefined {
  if (!known.has(at)) known.set(at, make())
  return known.get(at)
}

/** Whether a condition stands on what is selected of the root itself. */
function hasConditions(selectionSet: SelectionSetNode, fragments: Info['fragments']): boolean {
  // Each fragment once: else fragments in fragments double with each.
  const spread = new Set<string>()
  const isConditional = ({ selections }: SelectionSetNode): boolean =>
    selections.some(one => {
      if (one.directives?.length) return true
      if (one.kind === Kind.INLINE_FRAGMENT) return isConditional(one.selectionSet)
      if (one.kind !== Kind.FRAGMENT_SPREAD || spread.has(one.name.value)) return false
      spread.add(one.name.value)
      const fragment = fragments[one.name.value]
      return fragment !== undefined && isConditional(fragment.selectionSet)
    })
  return isConditional(selectionSet)
}
