import { type GraphQLOutputType, getNullableType, isListType, isNonNullType } from 'graphql'

type Path = readonly (string | number)[]

/** An error of an answer, as far as it is compared. */
export interface Failure {
  readonly path: Path
  readonly message: string
  readonly code: string
}

/**
 * An expected answer. An error makes the nearest place above it null that may be; of several that meet in one place the
 * service may tell any (GraphQL, 6.4.4), and those below a place that is null anyway it may leave out.
 */
export interface Expected {
  readonly data: unknown
  /** Of each of these at least one is told. */
  readonly needed: readonly (readonly Failure[])[]
  /** Nothing but these is told. */
  readonly possible: readonly Failure[]
}

/** @param types what the schema says of the field at each path of response names and positions, the path written as JSON */
export function bubbled(
  data: Record<string, unknown> | null,
  possible: readonly Failure[],
  types: ReadonlyMap<string, GraphQLOutputType>,
): Expected {
  const landings = possible.map(({ path }) => landing(path, types))
  const texts = landings.map(path => JSON.stringify(path))
  const outermost = [...new Set(texts)].filter(
    text => !landings.some(other => isBelow(JSON.parse(text) as Path, other)),
  )
  const cut = outermost.reduce<unknown>((rest, text) => withNull(rest, JSON.parse(text) as Path), data)
  return { data: cut, needed: outermost.map(text => possible.filter((_, i) => texts[i] === text)), possible }
}

const isBelow = (path: Path, above: Path) => path.length > above.length && above.every((step, i) => path[i] === step)

/** The nearest place at or above the path that may be null; the answer itself where there is none. */
function landing(path: Path, types: ReadonlyMap<string, GraphQLOutputType>): Path {
  for (let length = path.length; length > 0; length--) {
    const place = path.slice(0, length)
    if (!isNonNullType(typeAt(place, types))) return place
  }
  return []
}

function typeAt(path: Path, types: ReadonlyMap<string, GraphQLOutputType>): GraphQLOutputType {
  if (typeof path.at(-1) === 'string') return types.get(JSON.stringify(path)) as GraphQLOutputType
  const list = getNullableType(typeAt(path.slice(0, -1), types))
  if (!isListType(list)) throw new Error(`Expected a list at ${JSON.stringify(path)}`)
  return list.ofType as GraphQLOutputType
}

function withNull(data: unknown, path: Path): unknown {
  const [step, ...rest] = path
  if (step === undefined) return null
  if (Array.isArray(data)) return data.map((item, i) => (i === step ? withNull(item, rest) : item))
  const fields = data as Record<string, unknown>
  return { ...fields, [step]: withNull(fields[step as string], rest) }
}
