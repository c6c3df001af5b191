import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import {
  type EdgeFieldForm,
  type Field,
  type FieldForm,
  type Form,
  type NodeForm,
  type PageForm,
  type PageInfoFieldForm,
  type PageInfoPart,
  type PartForm,
  placeOf,
  type Registry,
} from '../../graph/index.ts'
import { argumentsOf, type Info, selected } from '../asked.ts'
import { byName, type Named } from './by-name.ts'
import { leafOf } from './leaf.ts'

type AnyField = GraphQLField<unknown, unknown>

/** Something is asked that only a resolver can tell. */
class NeedsResolver extends Error {}

/** Fields that one form may show, fragments at each of their spreads: fragments in fragments can double with each. */
const MOST_SHOWN = 2_000

/** How the nodes that a field leads to are shown; undefined where a resolver must be asked. */
export function nodeForm(registry: Registry, info: Info, type: GraphQLNamedType, nodes: Nodes): NodeForm | undefined {
  return orResolver(() => new Forms(registry, info).node(type, nodes))
}

/** How a list of the query root is shown; undefined where a resolver must be asked. */
export function pageForm(registry: Registry, info: Info, type: GraphQLNamedType, nodes: Nodes): PageForm | undefined {
  return orResolver(() => new Forms(registry, info).page(type, nodes))
}

type Nodes = readonly FieldNode[]

class Forms {
  readonly #registry: Registry
  readonly #info: Info
  #shown = 0

  constructor(registry: Registry, info: Info) {
    this.#registry = registry
    this.#info = info
  }

  node(type: GraphQLNamedType, nodes: Nodes): NodeForm {
    const types = isAbstractType(type) ? this.#info.schema.getPossibleTypes(type) : [type as GraphQLObjectType]
    return new Map(types.map(one => [one.name, this.#below(one, nodes).map(named => this.#field(one, named))]))
  }

  page(type: GraphQLNamedType, nodes: Nodes): PageForm {
    if (!isObjectType(type)) throw new NeedsResolver()
    return { kind: 'page', parts: this.#below(type, nodes).map(named => this.#part(type, named)) }
  }

  #below(type: GraphQLObjectType, nodes: Nodes): Named[] {
    const named = byName(selected(this.#info, type, nodes))
    this.#shown += named.length
    // An object that is given `__proto__` gets another prototype; those of graphql-js have none.
    if (this.#shown > MOST_SHOWN || named.some(({ as }) => as === '__proto__')) throw new NeedsResolver()
    return named
  }

  #field(type: GraphQLObjectType, named: Named): FieldForm {
    const { as } = named
    if (named.name === '__typename') return { as, place: null, form: { kind: 'leaf', show: () => type.name } }
    const field = type.getFields()[named.name]
    const [node] = named.nodes
    const args = field && node && argumentsOf(field, node, this.#info)
    const described = this.#registry.types.get(type.name)?.fields[named.name]
    if (!field || !args || !described) throw new NeedsResolver()
    return { as, place: placeOf(named.name, args), form: this.#form(field, described, named) }
  }

  #form(field: AnyField, { kind }: Field, named: Named): Form {
    const type = getNamedType(field.type)
    if (kind === 'one' || kind === 'many')
      return { kind, node: this.node(type, named.nodes), required: isNonNullType(field.type) }
    if (kind === 'page') return this.page(type, named.nodes)
    const show = leafOf(this.#info, field.type, named)
    if (!show) throw new NeedsResolver()
    return { kind: 'leaf', show }
  }

  #part(type: GraphQLObjectType, named: Named): PartForm {
    const { as } = named
    const below = () => getNamedType((type.getFields()[named.name] as AnyField).type)
    switch (named.name) {
      case '__typename':
        return { as, part: 'name', name: type.name }
      case 'totalCount':
        return { as, part: 'totalCount' }
      case 'nodes':
        return { as, part: 'nodes', node: this.node(below(), named.nodes) }
      case 'pageInfo':
        return { as, part: 'pageInfo', fields: this.#pageInfo(below() as GraphQLObjectType, named.nodes) }
      case 'edges':
        return { as, part: 'edges', edge: this.#edge(below() as GraphQLObjectType, named.nodes) }
      default:
        throw new NeedsResolver()
    }
  }

  #edge(type: GraphQLObjectType, nodes: Nodes): EdgeFieldForm[] {
    return this.#below(type, nodes).map((named): EdgeFieldForm => {
      const { as } = named
      if (named.name === '__typename') return { as, part: 'name', name: type.name }
      if (named.name === 'cursor') return { as, part: 'cursor' }
      const field = type.getFields()[named.name] as AnyField
      if (named.name === 'node') return { as, part: 'node', node: this.node(getNamedType(field.type), named.nodes) }
      const show = field.resolve ? undefined : leafOf(this.#info, field.type, named)
      if (!show) throw new NeedsResolver()
      return { as, part: 'tie', tie: named.name, show }
    })
  }

  #pageInfo(type: GraphQLObjectType, nodes: Nodes): PageInfoFieldForm[] {
    return this.#below(type, nodes).map(({ as, name }) =>
      name === '__typename' ? { as, part: 'name', name: type.name } : { as, part: name as PageInfoPart },
    )
  }
}

function orResolver<T>(form: () => T): T | undefined {
  try {
    return form()
  } catch (error) {
    if (error instanceof NeedsResolver) return undefined
    throw error
  }
}
