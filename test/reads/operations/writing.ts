import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql'
import { SCHEMA } from '../naive/evaluate.ts'
import { Arguments } from './arguments.ts'
import { Budget, type Cost } from './budget.ts'
import { ResponseNames } from './response-names.ts'
import type { FieldSelection, FragmentSelection, Selection } from './selection.ts'
import type { Values } from './values.ts'

/** An operation as it is sent. */
export interface Operation {
  readonly text: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Where a selection stands: on which type, on how many of it at most, and how deep. */
interface Scope {
  readonly type: GraphQLNamedType
  readonly factor: number
  readonly depth: number
}

interface Fragment {
  readonly name: string
  readonly on: string
  readonly text: string
  readonly cost: Cost
}

/** Writes one operation: takes from the world what it asks for, and leaves out what would go beyond the limits. */
export function writeOperation(selections: readonly Selection[], values: Values): Operation {
  const args = new Arguments(values)
  const writing = new Writing(args)
  const query = SCHEMA.getQueryType() as GraphQLNamedType
  const body = writing.selections(selections, { type: query, factor: 1, depth: 1 })
  const { definitions } = args
  const head = definitions.length > 0 ? `query (${definitions.join(', ')})` : 'query'
  const fragments = writing.fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`)
  return { text: [`${head} ${body}`, ...fragments].join('\n'), variables: args.sent }
}

class Writing {
  readonly fragments: Fragment[] = []
  readonly #args: Arguments
  readonly #budget = new Budget()
  readonly #responseNames = new ResponseNames()

  constructor(args: Arguments) {
    this.#args = args
  }

  selections(selections: readonly Selection[], scope: Scope): string {
    const texts = selections.flatMap(one =>
      one.kind === 'field' ? this.#field(one, scope) : this.#fragment(one, scope),
    )
    return `{ ${(texts.length > 0 ? texts : ['__typename']).join(' ')} }`
  }

  #field({ name, args, alias, directive, below }: FieldSelection, { type, factor, depth }: Scope): string[] {
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
    const nodes = field ? factor * this.#length(args, type, field) : factor
    const lists = field?.args.some(arg => arg.name === 'first') ? 1 : 0
    if (!this.#budget.take({ fields: 1, lists, depth, nodes })) return []
    const given = field ? this.#args.of(args, type, field) : ''
    const response = this.#responseNames.of(type, name, field?.type, given, alias)
    const head = `${response === name ? '' : `${response}: `}${name}${given}${this.#args.directive(directive)}`
    if (below.length === 0 || !field) return [head]
    return [`${head} ${this.selections(below, { type: getNamedType(field.type), factor: nodes, depth: depth + 1 })}`]
  }

  /** How many a field brings at most: `first` of them, ten of a plain list. */
  #length(args: FieldSelection['args'], type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number {
    const first = this.#args.arriving(args, 'first', type, field)
    if (first !== undefined) return Math.min(500, Math.max(1, Number(first)))
    return isListType(getNullableType(field.type)) && !type.name.endsWith('Connection') ? 10 : 1
  }

  #fragment({ on, spread, again, directive, below }: FragmentSelection, scope: Scope): string[] {
    const type = on === null ? scope.type : (SCHEMA.getType(on) as GraphQLNamedType)
    if (!spread) {
      const condition = on === null ? '' : ` on ${on}`
      return [`...${condition}${this.#args.directive(directive)} ${this.selections(below, { ...scope, type })}`]
    }
    const known = again ? this.fragments.find(({ on }) => on === type.name) : undefined
    if (!known) return [`...${this.#newFragment(type, below, scope)}${this.#args.directive(directive)}`]
    const { fields, lists, depth, nodes } = known.cost
    const fits = this.#budget.take({ fields, lists, depth: scope.depth + depth, nodes: scope.factor * nodes })
    return fits ? [`...${known.name}${this.#args.directive(directive)}`] : []
  }

  #newFragment(type: GraphQLNamedType, below: readonly Selection[], scope: Scope): string {
    let text = ''
    const cost = this.#budget.during(() => {
      text = this.selections(below, { ...scope, type })
    })
    const name = `part${this.fragments.length + 1}`
    const depth = Math.max(0, cost.depth - scope.depth)
    this.fragments.push({
      name,
      on: type.name,
      text,
      cost: { ...cost, depth, nodes: Math.ceil(cost.nodes / scope.factor) },
    })
    return name
  }
}
