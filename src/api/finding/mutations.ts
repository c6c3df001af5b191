import { Invalid } from '../../base/index.ts'
import { createWebhook, deleteWebhook, rehearseSweep, reviewFinding } from '../../finding/index.ts'
import { PATTERN_NAMES } from '../../pattern/index.ts'
import type { Context } from '../context.ts'
import { keyOf } from '../decide/named.ts'
import type {
  MutationCreateWebhookArgs,
  MutationDeleteWebhookArgs,
  MutationReviewFindingArgs,
  MutationSweepArgs,
  SweepInput,
} from '../schema.generated.ts'
import { orUserErrors } from '../user-errors.ts'

export const findingMutations = {
  sweep: (_: unknown, { input }: MutationSweepArgs, context: Context) =>
    orUserErrors(async () => {
      const asked = input ?? { dryRun: false, refit: false }
      if (asked.patterns?.length === 0)
        throw new Invalid('patterns: expected one or more, or nothing for all, got an empty list', {
          field: 'patterns',
        })
      if (asked.dryRun) return { swept: [], changes: await rehearse(asked, context) }
      for (const field of ['parameters', 'asKnownAt'] as const)
        if (isGiven(asked[field])) throw new Invalid(`${field}: expected with dryRun only, got without`, { field })
      return { swept: await sweep(asked, context), changes: [] }
    }, NOTHING_SWEPT),

  reviewFinding: (_: unknown, { input }: MutationReviewFindingArgs, context: Context) =>
    orUserErrors(
      async () => {
        const { database, actor, purpose, reader } = context
        const finding = keyOf(context, 'id', input.id, 'Finding')
        await reviewFinding(database, { finding, state: input.state, note: input.note, by: actor, purpose })
        reader.startAnew()
        return { finding }
      },
      { finding: null },
    ),

  createWebhook: (
    _: unknown,
    { input }: MutationCreateWebhookArgs,
    { database, actor, webhookRules, reader }: Context,
  ) =>
    orUserErrors(
      async () => {
        const { url, patterns = null, secret } = input
        const webhook = await createWebhook(database, { url, patterns, secret, by: actor }, webhookRules)
        reader.startAnew()
        return { webhook }
      },
      { webhook: null },
    ),

  deleteWebhook: (_: unknown, { input }: MutationDeleteWebhookArgs, context: Context) =>
    orUserErrors(
      async () => {
        await deleteWebhook(context.database, keyOf(context, 'id', input.id, 'Webhook'))
        context.reader.startAnew()
        return { deleted: input.id }
      },
      { deleted: null },
    ),
}

const NOTHING_SWEPT = { swept: [], changes: [] }

async function sweep({ patterns, since, refit }: SweepInput, { sweeper, actor, reader }: Context) {
  const { swept } = await sweeper.sweep({
    trigger: 'ASKED',
    by: actor,
    patterns: patterns ?? PATTERN_NAMES,
    since: since ?? undefined,
    refit: refit ?? false,
  })
  reader.startAnew()
  return swept
}

const isGiven = (value: number | readonly unknown[] | null | undefined) =>
  Array.isArray(value) ? value.length > 0 : value != null

const rehearse = (
  { patterns, since, asKnownAt, parameters, refit }: SweepInput,
  { database, patterns: detectors }: Context,
) =>
  rehearseSweep(database, detectors, {
    patterns: patterns ?? PATTERN_NAMES,
    since: since ?? undefined,
    asKnownAt: asKnownAt ?? undefined,
    parameters: parameters ?? [],
    refit: refit ?? false,
  })
