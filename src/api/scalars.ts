import { GraphQLError, GraphQLScalarType, Kind } from 'graphql'
import { GraphQLLocalDate } from 'graphql-scalars'
import { instantOf, instantText, isDate, isPartialDate } from '../base/index.ts'

function refuse(scalar: string, expected: string, came: unknown): never {
  const text = (JSON.stringify(came) ?? String(came)).slice(0, 60)
  throw new GraphQLError(`${scalar}: expected ${expected}, got ${text}`, { extensions: { code: 'BAD_USER_INPUT' } })
}

/** A scalar that is written as a string; `read` returns undefined for what it cannot be. */
function textScalar(
  name: string,
  expected: string,
  read: (text: string) => unknown,
  serialize: (value: never) => unknown,
) {
  const parse = (came: unknown) => (typeof came === 'string' ? read(came) : undefined) ?? refuse(name, expected, came)
  return new GraphQLScalarType({
    name,
    serialize: serialize as (value: unknown) => unknown,
    parseValue: parse,
    parseLiteral: node => parse(node.kind === Kind.STRING ? node.value : (node as { value?: unknown }).value),
  })
}

/** Instants are epoch milliseconds inside; graphql-scalars' own refuses the plain dates that intervals take. */
const DateTime = textScalar(
  'DateTime',
  'an instant with zone such as 2023-05-01T07:20:00Z, or a day such as 2023-05-01',
  text => (isDate(text) ? Date.parse(`${text}T00:00:00Z`) : instantOf(text)),
  (time: number) => instantText(time),
)

const PartialDate = textScalar(
  'PartialDate',
  'YYYY, YYYY-MM or YYYY-MM-DD',
  text => (isPartialDate(text) ? text : undefined),
  (text: string) => text,
)

const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  parseValue: came =>
    typeof came === 'string' && isDate(came) ? came : refuse('Date', 'a day such as 2023-05-01', came),
  parseLiteral: node =>
    node.kind === Kind.STRING && isDate(node.value)
      ? node.value
      : refuse('Date', 'a day such as 2023-05-01', (node as { value?: unknown }).value),
})

export const scalars = { DateTime, Date: LocalDate, PartialDate }
