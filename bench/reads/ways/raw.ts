import type { PlainDriver } from '../driver.ts'
import type { Way } from './way.ts'

/** The driver and a statement written by hand for each shape, without GraphQL: what cannot be undercut. */
export function rawDriver(driver: PlainDriver): Way {
  return {
    name: 'raw',
    speaks: 'ours',
    asking: (shape, keys) => async () => ({ data: shape.answer(await driver.read(shape.statement, keys)) }),
    statements: async ({ statement }, keys) => [{ text: statement, parameters: keys }],
    close: async () => {},
  }
}
