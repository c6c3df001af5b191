import DataLoader from 'dataloader'
import type { GraphQLResolveInfo } from 'graphql'
import type { Database } from '../graph/index.ts'
import { type HistoricStatement, readLines, type Source } from '../intake/index.ts'
import type { Context } from './context.ts'

/** What deliveries said on lines, read once a request and many at a time. */
export type Words = DataLoader<Source, string | undefined, string>

export const openWords = (database: Database): Words =>
  new DataLoader(
    asked =>
      readLines(
        (statement, parameters = {}) => database.read(statement, parameters),
        asked.map(({ number, line }) => ({ delivery: number, line })),
      ),
    {
      cacheKeyFn: ({ number, line }) => `${number}:${line}`,
      maxBatchSize: 500,
    },
  )

/** Where a fact is written, and what is written there. */
export const sources = {
  Source: {
    delivery: ({ delivery }: Source, _: unknown, { reader, asked }: Context, info: GraphQLResolveInfo) =>
      reader.find('Delivery', delivery, asked.below(info)),
    text: async (source: Source, _: unknown, { words }: Context) => (await words.load(source)) ?? null,
  },
  Statement: {
    source: ({ source }: HistoricStatement) => source,
  },
}
