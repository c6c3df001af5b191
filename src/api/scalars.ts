import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from 'graphql'
import { GraphQLLocalDate } from 'graphql-scalars'
import { instantOf, instantText, isDate, isPartialDate } from '../base/index.ts'
import { UploadedFile } from './upload/uploaded-file.ts'

/** What came is shown as it was written, and where, as far as it can be told. */
function refuse(scalar: string, expected: string, came: string, nodes?: ValueNode): never {
  throw new GraphQLError(`${scalar}: expected ${expected}, got ${came.slice(0, 60)}`, {
    ...(nodes ? { nodes } : {}),
    extensions: { code: 'BAD_USER_INPUT' },
  })
}

/** A scalar that is written as a string; `read` returns undefined for what it cannot be. */
function textScalar(
  name: string,
  expected: string,
  read: (text: string) => unknown,
  serialize: (value: never) => unknown,
) {
  return new GraphQLScalarType({
    name,
    serialize: serialize as (value: unknown) => unknown,
    parseValue: came =>
      (typeof came === 'string' ? read(came) : undefined) ??
      refuse(name, expected, JSON.stringify(came) ?? String(came)),
    parseLiteral: node =>
      (node.kind === Kind.STRING ? read(node.value) : undefined) ?? refuse(name, expected, print(node), node),
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

const DAY = 'a day such as 2023-05-01'
const LocalDate = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'Date',
  parseValue: came =>
    typeof came === 'string' && isDate(came) ? came : refuse('Date', DAY, JSON.stringify(came) ?? String(came)),
  parseLiteral: node =>
    node.kind === Kind.STRING && isDate(node.value) ? node.value : refuse('Date', DAY, print(node), node),
})

const FILE = 'a file that came with the request as multipart/form-data'
const Upload = new GraphQLScalarType({
  name: 'Upload',
  parseValue: came =>
    came instanceof UploadedFile ? came : refuse('Upload', FILE, JSON.stringify(came) ?? String(came)),
  parseLiteral: node => refuse('Upload', FILE, print(node), node),
})

export const scalars = { DateTime, Date: LocalDate, PartialDate, Upload }
