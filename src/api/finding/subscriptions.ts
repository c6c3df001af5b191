import type { GraphQLResolveInfo } from 'graphql'
import { announcements } from '../../finding/index.ts'
import type { Context } from '../context.ts'
import type { SubscriptionFindingRaisedArgs } from '../schema.generated.ts'

export const subscriptions = {
  findingRaised: {
    subscribe: (_: unknown, { patterns }: SubscriptionFindingRaisedArgs, { database }: Context) =>
      announcements(database, patterns ?? null),
    resolve: (finding: string, _: unknown, { reader, asked }: Context, info: GraphQLResolveInfo) => {
      // One reading for each finding that is told: those before it may be hours old.
      reader.startAnew()
      return reader.find('Finding', finding, asked.below(info))
    },
  },
}
