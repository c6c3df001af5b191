import { readFileSync } from 'node:fs'
import { makeExecutableSchema } from '@graphql-tools/schema'
import type { PlainDriver, Read } from '../../driver.ts'
import { NeverSeen } from '../../never-seen.ts'
import { served } from '../served.ts'
import type { Statement, Way } from '../way.ts'
import { Loaders } from './loaders.ts'
import { type Context, resolvers } from './resolvers.ts'

/** Our schema as it is usually served. */
export async function openDataLoader(driver: PlainDriver): Promise<{ readonly warm: Way; readonly cold: Way }> {
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
  const neverSeen = new NeverSeen()
  const warm: Way = {
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
  const cold: Way = {
    name: 'dataloader-never-seen',
    speaks: 'ours and more',
    asking: (shape, keys) => () => service.execute(neverSeen.operationOf(shape), shape.variables(keys)),
    close: async () => {},
  }
  return { warm, cold }
}
