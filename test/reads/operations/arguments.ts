import {
  astFromValue,
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  GraphQLNonNull,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  print,
} from 'graphql'
import type { Choice, Directive, FieldSelection, How } from './selection.ts'
import type { Values } from './values.ts'

interface Variable {
  readonly name: string
  readonly definition: string
  readonly value: unknown
}

type Field = GraphQLField<unknown, unknown>
type Given = FieldSelection['args']

/** Writes arguments, and gathers the variables that stand in them. */
export class Arguments {
  readonly #values: Values
  readonly #variables = new Map<string, Variable>()

  constructor(values: Values) {
    this.#values = values
  }

  get definitions(): string[] {
    return [...this.#variables.values()].map(({ definition }) => definition)
  }

  /** What is sent beside the text; a variable may be left to its default, or to nothing. */
  get sent(): Record<string, unknown> {
    const sent = [...this.#variables.values()].filter(({ value }) => value !== undefined)
    return Object.fromEntries(sent.map(({ name, value }) => [name, value]))
  }

  of(given: Given, type: GraphQLNamedType, field: Field): string {
    const place = `${type.name}.${field.name}`
    const together = this.#values.together(place, Object.values(given).find(choice => choice)?.pick ?? 0)
    const written = field.args.flatMap(({ name, type: of }) => {
      const choice = given[name]
      if (!choice) return []
      const known = together?.[name] ?? (name === 'after' ? this.#cursor(given, type, field) : undefined)
      return `${name}: ${this.#value(choice, of, `${place}.${name}`, known)}`
    })
    return written.length > 0 ? `(${written.join(', ')})` : ''
  }

  /** The value of an argument that arrives; where none or null does, that of the schema. */
  arriving(given: Given, name: string, type: GraphQLNamedType, field: Field): unknown {
    const argument = field.args.find(arg => arg.name === name)
    const choice = given[name]
    if (!argument || !choice || NEEDS_NULLABLE.has(choice.how)) return argument?.defaultValue
    return this.#whole(choice, argument.type, `${type.name}.${field.name}.${name}`)
  }

  directive(directive: Directive | null): string {
    if (!directive) return ''
    const { name, value, how } = directive
    const type = new GraphQLNonNull(GraphQLBoolean)
    const way = possible(how, type)
    return ` @${name}(if: ${way === 'written' ? value : this.#variable(way, type, value, !value)})`
  }

  #cursor(given: Given, type: GraphQLNamedType, field: Field): string {
    const list = type.name === 'Query' ? field.name : `${type.name}.${field.name}`
    const order = this.arriving(given, 'orderBy', type, field)
    const strictness = this.arriving(given, 'identity', type, field)
    return this.#values.cursor(list, order as string | undefined, given.after?.pick ?? 0, strictness)
  }

  /** The value's text, or the variable that stands for it; `known`: which value it is, where the world's do not decide. */
  #value(choice: Choice, type: GraphQLInputType, place: string, known?: unknown): string {
    const how = possible(choice.how, type)
    if (how === 'null') return 'null'
    const whole = known ?? this.#whole(choice, type, place)
    const other = known ?? this.#whole({ ...choice, pick: choice.pick + 1 }, type, place)
    if (how !== 'written') return this.#variable(how, type, whole, other)
    const nullable = getNullableType(type)
    if (isListType(nullable))
      return `[${choice.items.map(item => this.#value(item, nullable.ofType, place)).join(', ')}]`
    if (!isInputObjectType(nullable)) return literal(whole, type)
    const inputs = nullable.getFields()
    const fields = choice.fields.flatMap(([name, of]) =>
      inputs[name] ? [`${name}: ${this.#value(of, inputs[name].type, `${nullable.name}.${name}`)}`] : [],
    )
    return `{ ${fields.join(', ')} }`
  }

  /** The value as a program has it, whatever way parts of it were to be given. */
  #whole(choice: Choice, type: GraphQLInputType, place: string): unknown {
    const nullable = getNullableType(type)
    if (isListType(nullable)) return choice.items.map(item => this.#whole(item, nullable.ofType, place))
    if (!isInputObjectType(nullable)) return this.#values.at(place, type, choice.pick)
    const inputs = nullable.getFields()
    const fields = choice.fields.flatMap(([name, of]) =>
      inputs[name] ? [[name, this.#whole(of, inputs[name].type, `${nullable.name}.${name}`)]] : [],
    )
    return Object.fromEntries(fields)
  }

  #variable(how: How, type: GraphQLInputType, value: unknown, other: unknown): string {
    const nullable = getNullableType(type)
    if (how === 'default') return this.#named(`${nullable} = ${literal(value, nullable)}`, undefined)
    if (how === 'replaced') return this.#named(`${nullable} = ${literal(other, nullable)}`, value)
    if (how === 'sent null') return this.#named(String(type), null)
    return this.#named(String(type), how === 'sent' ? value : undefined)
  }

  /** One variable for all places that want the same. */
  #named(type: string, value: unknown): string {
    const key = JSON.stringify([type, value])
    const known = this.#variables.get(key)
    const name = known?.name ?? `v${this.#variables.size + 1}`
    this.#variables.set(key, known ?? { name, definition: `$${name}: ${type}`, value })
    return `$${name}`
  }
}

const NEEDS_NULLABLE: ReadonlySet<How> = new Set(['null', 'sent null', 'unsent'])

/** Where null may not stand, the value is written instead. */
const possible = (how: How, type: GraphQLInputType): How =>
  isNonNullType(type) && NEEDS_NULLABLE.has(how) ? 'written' : how

function literal(value: unknown, type: GraphQLInputType): string {
  const node = astFromValue(value, type)
  if (!node) throw new Error(`${JSON.stringify(value)} is no ${type}`)
  return print(node)
}
