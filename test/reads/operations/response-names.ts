import { type GraphQLNamedType, type GraphQLOutputType, isInterfaceType, isObjectType } from 'graphql'
import { SCHEMA } from '../naive/evaluate.ts'

/**
 * Under which names fields are answered. Two selections meet under one name only where GraphQL lets them: with the same
 * arguments on one type, and as the same kind of value on all.
 */
export class ResponseNames {
  /** The arguments with which a type's field has its plain name. */
  readonly #plain = new Map<string, string>()
  readonly #aliases = new Map<string, string>()

  of(
    parent: GraphQLNamedType,
    name: string,
    type: GraphQLOutputType | undefined,
    args: string,
    alias: boolean,
  ): string {
    const field = `${parent.name}.${name}`
    if (!alias && (this.#plain.get(field) ?? args) === args && (!type || isOfOneType(name))) {
      this.#plain.set(field, args)
      return name
    }
    const known = this.#aliases.get(field + args) ?? `${name.replaceAll('_', '')}${this.#aliases.size + 1}`
    this.#aliases.set(field + args, known)
    return known
  }
}

/** Whether a field of this name gives the same kind of value on every type that has one. */
function isOfOneType(name: string): boolean {
  return new Set(TYPES.get(name)).size <= 1
}

const TYPES = new Map<string, string[]>()
for (const type of Object.values(SCHEMA.getTypeMap()))
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields()))
      TYPES.set(field.name, [...(TYPES.get(field.name) ?? []), String(field.type)])
