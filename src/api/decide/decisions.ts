import type { GraphQLResolveInfo } from 'graphql'
import {
  decideIdentity,
  mergePersons,
  splitPerson,
  type Taken,
  type Terms,
  undoDecision,
} from '../../decision/index.ts'
import type { Context } from '../context.ts'
import type {
  MutationDecideIdentityArgs,
  MutationMergePersonsArgs,
  MutationSplitPersonArgs,
  MutationUndoDecisionArgs,
} from '../schema.generated.ts'
import { orUserErrors } from '../user-errors.ts'
import { asksForAnswers, asksForFindings } from './asks-for-answers.ts'
import { keyOf, keysOf } from './named.ts'

interface Asked {
  readonly dryRun?: boolean | null | undefined
}

/** Takes a decision for a caller. What was read before it in the same request is read anew. */
async function decide({ context, info, input }: Deciding, act: (terms: Terms) => Promise<Taken>) {
  const { database, patterns, actor, purpose, reader } = context
  const terms = { database, patterns, by: actor, purpose }
  return orUserErrors(async () => {
    try {
      return await act({
        ...terms,
        dryRun: input.dryRun ?? false,
        withAnswers: asksForAnswers(info),
        withFindings: asksForFindings(info),
      })
    } finally {
      reader.startAnew()
    }
  }, NOTHING)
}

const NOTHING = { decision: null, persons: [], overrules: [], effect: null }

interface Deciding {
  readonly context: Context
  readonly info: GraphQLResolveInfo
  readonly input: Asked
}

export const decisionMutations = {
  decideIdentity: (_: unknown, { input }: MutationDecideIdentityArgs, context: Context, info: GraphQLResolveInfo) =>
    decide({ context, info, input }, async terms => {
      const identity = keyOf(context, 'identity', input.identity, 'Identity')
      const person = keyOf(context, 'person', input.person, 'Person', 'Identity')
      return decideIdentity(terms, { identity, person, decision: input.decision, note: input.note })
    }),
  mergePersons: (_: unknown, { input }: MutationMergePersonsArgs, context: Context, info: GraphQLResolveInfo) =>
    decide({ context, info, input }, async terms => {
      const persons = keysOf(context, 'persons', input.persons, 'Person', 'Identity')
      return mergePersons(terms, { persons, note: input.note })
    }),
  splitPerson: (_: unknown, { input }: MutationSplitPersonArgs, context: Context, info: GraphQLResolveInfo) =>
    decide({ context, info, input }, async terms => {
      const person = keyOf(context, 'person', input.person, 'Person', 'Identity')
      const identities = keysOf(context, 'identities', input.identities, 'Identity')
      return splitPerson(terms, { person, identities, note: input.note })
    }),
  undoDecision: (_: unknown, { input }: MutationUndoDecisionArgs, context: Context, info: GraphQLResolveInfo) =>
    decide({ context, info, input }, async terms => {
      const decision = keyOf(context, 'decision', input.decision, 'Decision')
      return undoDecision(terms, { decision, note: input.note })
    }),
}
