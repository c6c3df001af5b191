import { readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import type { PlainDriver, Read } from '../../driver.ts'
import { served } from '../served.ts'
import type { Statement, Way } from '../way.ts'
import { Loaders } from './loaders.ts'
import { type Context, resolvers } from './resolvers.ts'

/** Our schema as it is usually served. */
export async function openDataLoader(driver: PlainDriver): Promise<Way> {
  const typeDefs = readFileSync(new URL('../../../../schema.graphql', import.meta.url), 'utf8')
  const schema = makeExecutableSchema({ typeDefs, resolvers: resolvers as never })
  const sent: Statement[] = []
  let watching = false
  const read: Read = (text, parameters = {}) => {
    if (watching) sent.push({ text, parameters })
    return driver.read(text, parameters)
  }
  const service = await served(schema, (): Context => ({ read, loaders: new Loaders(read) }))
  const asking: Way['asking'] = (shape, keys) => {
    const variables = shape.variables(keys)
    return () => service.execute(shape.operation, variables)
  }
  return {
    name: 'dataloader',
    speaks: 'ours',
    asking,
    statements: async (shape, keys) => {
      watching = true
      await asking(shape, keys)()
      watching = false
      return sent.splice(0)
    },
    close: service.close,
  }
}
