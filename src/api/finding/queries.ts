import { verifyFinding } from '../../finding/index.ts'
import type { Context } from '../context.ts'
import { keyOf } from '../decide/named.ts'
import type { QueryVerifyFindingArgs } from '../schema.generated.ts'

export const findingQueries = {
  verifyFinding: async (_: unknown, { id }: QueryVerifyFindingArgs, context: Context) =>
    (await verifyFinding(context.database, context.patterns, keyOf(context, 'id', id, 'Finding'))) ?? null,
}
