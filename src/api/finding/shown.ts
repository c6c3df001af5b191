import type { GraphQLResolveInfo } from 'graphql'
import type { EvidenceRow, FindingVerification, SubjectRow, SweepChange } from '../../finding/index.ts'
import type { Context } from '../context.ts'
import { writeId } from '../global-id.ts'

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

/** Things by their types and keys, as nodes; those that are there no more are left out. */
async function nodes(things: readonly SubjectRow[], { reader, asked }: Context, info: GraphQLResolveInfo) {
  const found = await Promise.all(things.map(({ label, key }) => reader.find(label, key, asked.below(info))))
  return found.filter(one => one !== null)
}

/** A cited fact; null where it is of a kind that is not shown by itself. */
const fact: Resolver = ({ label, key }: Pick<EvidenceRow, 'label' | 'key'>, _, { reader, asked, registry }, info) =>
  registry.types.has(label) ? reader.find(label, key, asked.below(info)) : null

/** What findings name by keys, beside what their own types say. */
export const findingTypes: Record<string, Record<string, Resolver>> = {
  Evidence: { fact },
  FindingVerification: {
    finding: ({ finding }: FindingVerification, _, { reader, asked }, info) =>
      reader.find('Finding', finding, asked.below(info)),
  },
  WitnessVerification: { fact },
  FindingChange: {
    finding: ({ finding }: SweepChange) => writeId('Finding', finding),
    subjects: ({ subjects }: SweepChange, _, context, info) =>
      nodes(
        subjects.map(([label, key]) => ({ label, key })),
        context,
        info,
      ),
  },
  WebhookDelivery: {
    finding: ({ finding }: { finding: string }, _, { reader, asked }, info) =>
      reader.find('Finding', finding, asked.below(info)),
  },
  ReviewFindingPayload: {
    finding: ({ finding }: { finding: string | null }, _, { reader, asked }, info) =>
      finding === null ? null : reader.find('Finding', finding, asked.below(info)),
  },
  CreateWebhookPayload: {
    webhook: ({ webhook }: { webhook: string | null }, _, { reader, asked }, info) =>
      webhook === null ? null : reader.find('Webhook', webhook, asked.below(info)),
  },
}

/** A finding's subjects come as labels and keys. */
export const subjectsOf =
  (read: Resolver): Resolver =>
  async (parent, args, context, info) =>
    nodes((await read(parent, args, context, info)) as SubjectRow[], context, info)
