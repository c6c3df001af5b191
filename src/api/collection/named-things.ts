import { kindOfLabel, NODE_KINDS, type Thing } from '../../link/index.ts'
import type { Context } from '../context.ts'
import { keyOf } from '../decide/named.ts'
import { readId } from '../global-id.ts'

type Known = Pick<Context, 'registry'>

const LABELS = Object.values(NODE_KINDS)

/**
 * The thing that a global id names, given in a field of an input.
 * @throws Invalid with the field, for what is no id of a thing that ties lead to
 */
export function thingOf(known: Known, field: string, id: string): Thing {
  const key = keyOf(known, field, id, ...LABELS)
  return { kind: kindOfLabel(readId(id, known.registry.types).typeName) as Thing['kind'], key }
}
