import type { GraphQLResolveInfo } from 'graphql'
import type { Effect, Taken } from '../../decision/index.ts'
import type { Context } from '../context.ts'
import { writeId } from '../global-id.ts'

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

/** What a field names by keys, as nodes. */
const nodeOf =
  <Parent>(typeName: string, keyOf: (parent: Parent) => string | null): Resolver =>
  (parent: Parent, _, { reader, asked }, info) => {
    const key = keyOf(parent)
    return key === null ? null : reader.find(typeName, key, asked.below(info))
  }
const nodesOf =
  <Parent>(typeName: string, keysOf: (parent: Parent) => readonly string[]): Resolver =>
  (parent: Parent, _, { reader, asked }, info) =>
    keysOf(parent).map(key => reader.find(typeName, key, asked.below(info)))

/** The global id of a person that need not be there: what a dry run tells of never is. */
const personId = (key: string) => writeId('Person', key)

const payload: Record<string, Resolver> = {
  decision: nodeOf('Decision', ({ decision }: Taken) => decision),
  persons: nodesOf('Person', ({ persons }: Taken) => persons),
  overrules: nodesOf('Decision', ({ overrules }: Taken) => overrules),
}

interface Between {
  readonly left: string
  readonly right: string
}
const between = {
  left: nodeOf('Identity', ({ left }: Between) => left),
  right: nodeOf('Identity', ({ right }: Between) => right),
}

type Moved = Effect['identitiesMoved'][number]
type Counts = Effect['personsBefore'][number]
type Leaver = Effect['repeatDisembarkers']['appear'][number]
type Shared = Effect['sharedDocuments']['appear'][number]

/** How decisions and their effects are shown. */
export const decisionTypes: Record<string, Record<string, Resolver>> = {
  DecideIdentityPayload: payload,
  MergePersonsPayload: payload,
  SplitPersonPayload: payload,
  UndoDecisionPayload: payload,
  DecidedPair: between,
  CannotLink: between,
  IdentityMove: {
    identity: nodeOf('Identity', ({ identity }: Moved) => identity),
    from: ({ from }: Moved) => personId(from),
    to: ({ to }: Moved) => personId(to),
  },
  PersonCounts: { person: ({ person }: Counts) => personId(person) },
  StationLeaver: {
    person: ({ person }: Leaver) => personId(person),
    station: nodeOf('Station', ({ station }: Leaver) => station),
  },
  DocumentSharing: {
    document: nodeOf('Document', ({ document }: Shared) => document),
    persons: ({ persons }: Shared) => persons.map(personId),
  },
}
