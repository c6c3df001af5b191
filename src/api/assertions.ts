import DataLoader from 'dataloader'
import type { GraphQLResolveInfo } from 'graphql'
import { type Database, type Entity, type Outlook, outlookOf, type ReadOptions } from '../graph/index.ts'
import { type Assertion, type Groupings, heldBack, type PersonPair, type Possible, WAYS } from '../person/index.ts'
import type { Context } from './context.ts'
import { strictnessOf } from './outlook.ts'

/** Two persons of one view. */
interface Asked {
  readonly view: string
  readonly pair: PersonPair
}

/** Why two persons are not one, for many at a time and once a request. */
export type HeldBack = DataLoader<Asked, string | null, string>

export const openHeldBack = (database: Database, groupings: Groupings, options: ReadOptions): HeldBack =>
  new DataLoader(
    async asked => {
      const reasons = new Map<Asked, string | null>()
      for (const [view, own] of Map.groupBy(asked, one => one.view)) {
        const strictness = strictnessOf(view)
        const { parameters } = await groupings.of(strictness)
        const found = await heldBack(
          (text, given) => database.read(text, given, options),
          WAYS[strictness],
          parameters,
          own.map(({ pair }) => pair),
        )
        for (const [i, one] of own.entries()) reasons.set(one, found[i] ?? null)
      }
      return asked.map(one => reasons.get(one) ?? null)
    },
    { cacheKeyFn: ({ view, pair }) => `${view} ${pair.join(' ')}`, maxBatchSize: 500 },
  )

/** What was found at a node, with the outlook from which it is to be read on. */
type From<T> = T & { readonly outlook: Outlook }

type Resolver<Parent> = (parent: Parent, args: never, context: Context, info: GraphQLResolveInfo) => unknown

const listOf =
  (field: string): Resolver<Entity> =>
  async (parent, args, { reader, asked }, info) => {
    const found = (await reader.field(parent, field, args, () => asked.field(info, args))) as object[]
    // Who is who is as it stands today: some of whom it speaks may not have been known on an earlier day.
    return found.map(one => ({ ...one, outlook: { ...outlookOf(parent), asOf: undefined } }))
  }

const identity =
  (field: 'identity' | 'other'): Resolver<From<Assertion>> =>
  (assertion, _, { reader, asked }, info) =>
    reader.find('Identity', assertion[field], asked.below(info), assertion.outlook)

/** What makes identities one person, and what else they may be. */
export const assertions = {
  Person: { assertions: listOf('assertions') },
  Identity: { mayBe: listOf('mayBe') },
  PersonAssertion: { identity: identity('identity'), other: identity('other') },
  PossiblePerson: {
    person: (({ person, outlook }, _, { reader, asked }, info) =>
      reader.find('Person', person, asked.below(info), outlook)) as Resolver<From<Possible>>,
    heldBack: (({ own, person, outlook: { view } }, _, context) =>
      context.heldBack.load({ view, pair: [own, person] })) as Resolver<From<Possible>>,
  },
}
