import {
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { NotShown, type Show } from '../../graph/index.ts'
import { type Info, selected } from '../asked.ts'
import { byName, type Named } from './by-name.ts'

/**
 * Makes of a value that came with its node what is sent of it, as graphql-js completes it; undefined where a field of its
 * has a resolver. What it makes throws NotShown where graphql-js has an error.
 */
export function leafOf(info: Info, type: GraphQLOutputType, named: Named): Show | undefined {
  if (isNonNullType(type)) {
    const show = leafOf(info, type.ofType, named)
    return show && required(show)
  }
  if (isListType(type)) {
    const show = leafOf(info, type.ofType, named)
    return show && (values => (values == null ? null : listed(values).map(show)))
  }
  if (isLeafType(type)) return scalarOf(type)
  return isObjectType(type) ? objectOf(info, type, named) : undefined
}

function scalarOf(type: GraphQLLeafType): Show {
  const serialized = required(value => type.serialize(value))
  // Most of an answer is texts, which are sent as they are.
  const isText = type === GraphQLString || type === GraphQLID
  return value => (value == null ? null : isText && typeof value === 'string' ? value : serialized(value))
}

const required =
  (show: Show): Show =>
  value => {
    const shown = show(value)
    if (shown == null) throw new NotShown()
    return shown
  }

function listed(values: unknown): unknown[] {
  if (Array.isArray(values)) return values
  throw new NotShown()
}

/** An object that is no node: a part of one. */
function objectOf(info: Info, type: GraphQLObjectType, { nodes }: Named): Show | undefined {
  const fields: { as: string; name: string; show: Show }[] = []
  for (const named of byName(selected(info, type, nodes))) {
    if (named.name === '__typename') {
      fields.push({ as: named.as, name: named.name, show: () => type.name })
      continue
    }
    const field = type.getFields()[named.name]
    const show = field && !field.resolve && field.args.length === 0 ? leafOf(info, field.type, named) : undefined
    if (!show) return undefined
    fields.push({ as: named.as, name: named.name, show })
  }
  return value => {
    if (value == null) return null
    const answer: Record<string, unknown> = {}
    for (const { as, name, show } of fields) answer[as] = show((value as Record<string, unknown>)[name])
    return answer
  }
}
