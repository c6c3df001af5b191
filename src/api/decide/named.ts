import { Invalid } from '../../base/index.ts'
import type { Context } from '../context.ts'
import { readId } from '../global-id.ts'

type Known = Pick<Context, 'registry'>

/**
 * The key in a global id of one of these types, given in a field of an input.
 * @throws Invalid with the field
 */
export function keyOf({ registry }: Known, field: string, id: string, ...types: readonly string[]): string {
  const named = attempt(() => readId(id, registry.types))
  if (named && types.includes(named.typeName)) return named.key
  const came = named ? `that of a ${named.typeName}` : JSON.stringify(id.slice(0, 60))
  throw new Invalid(`${field}: expected the id of ${types.join(' or ')}, as it was given out, got ${came}`, { field })
}

/** The same of each of a list. */
export const keysOf = (known: Known, field: string, ids: readonly string[], ...types: readonly string[]): string[] =>
  ids.map((id, i) => keyOf(known, `${field}.${i}`, id, ...types))

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Invalid) return undefined
    throw error
  }
}
