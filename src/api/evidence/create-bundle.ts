import type { GraphQLResolveInfo } from 'graphql'
import { parse as parseJson } from 'secure-json-parse'
import { Invalid, NotFound } from '../../base/index.ts'
import { canonicalText, freeze, type Question, register, seal } from '../../evidence/index.ts'
import type { Context } from '../context.ts'
import { keyOf } from '../decide/named.ts'
import { EXPORT_PATH } from '../export/download.ts'
import { idOf } from '../export/export-graph.ts'
import type { CreateEvidenceBundleInput, MutationCreateEvidenceBundleArgs } from '../schema.generated.ts'
import { orUserErrors } from '../user-errors.ts'
import { FINDING_QUESTION } from './finding-question.ts'

/** What is to be frozen. */
interface Asked {
  readonly question: Question
  readonly about: string
  /** The question is the service's own. */
  readonly trusted: boolean
}

const NOTHING = { url: null, expiresAt: null, bundle: null, things: 0, ties: 0, leftOut: [] }
/** Characters that weigh in memory as much as a thing does. */
const AS_A_THING = 500

export const evidenceMutations = {
  createEvidenceBundle: (_: unknown, { input }: MutationCreateEvidenceBundleArgs, context: Context) =>
    orUserErrors(async () => {
      const { database, patterns, sealingKey, actor, purpose, exports, schemaHash } = context
      const { question, about, trusted } = await asked(input, context)
      const { identity, answer } = context.answering.prepare(question, trusted)
      const bundle = await freeze(
        { database, idOf, whoIsWho: strictness => patterns.groupings.of(strictness) },
        {
          question,
          about,
          answer,
          schema: schemaHash,
          identity,
          by: actor,
          purpose,
        },
      )
      const key = sealingKey()
      const { text, sha256 } = seal(bundle, key)
      const { madeAt, things, ties, leftOut } = bundle
      // Before it is handed out: none is in the world that the graph does not know of.
      await register(database, {
        sha256,
        madeAt: Date.parse(madeAt),
        madeBy: actor,
        purpose,
        about,
        key: key.fingerprint,
      })
      context.reader.startAnew()
      const { token, expiresAt } = exports.keep({
        fileName: `alight-bundle-${sha256.slice(0, 12)}.json`,
        contentType: 'application/json; charset=utf-8',
        size: things.length + ties.length + Math.ceil(text.length / AS_A_THING),
        write: () => [text],
      })
      return {
        url: `${EXPORT_PATH}/${token}`,
        expiresAt,
        bundle: sha256,
        things: things.length,
        ties: ties.length,
        leftOut,
      }
    }, NOTHING),
}

async function asked(input: CreateEvidenceBundleInput, context: Context): Promise<Asked> {
  const { query, finding, operationName = null, variables } = input
  if ((query == null) === (finding == null))
    throw new Invalid(`query: expected a query or a finding, one of the two, got ${query == null ? 'none' : 'both'}`, {
      field: 'query',
    })
  if (finding == null) {
    const question = { query: wellFormed('query', query as string), operationName, variables: variablesOf(variables) }
    return { question, about: operationName === null ? 'a question' : `the question ${operationName}`, trusted: false }
  }
  if (variables != null || operationName != null)
    throw new Invalid('variables: expected none with a finding, got some', { field: 'variables' })
  const key = keyOf(context, 'finding', finding, 'Finding')
  const [there] = await context.database.read('// findingToFreeze\nMATCH (f:Finding {id: $key}) RETURN f.pattern', {
    key,
  })
  if (!there) throw new NotFound('finding: expected a finding that is there, got one that is not', { field: 'finding' })
  const question = { query: FINDING_QUESTION, operationName: 'Finding', variables: { id: finding } }
  return { question, about: `finding ${finding} of ${there[0]}`, trusted: true }
}

/** @throws Invalid where the text is no JSON object */
function variablesOf(text: string | null | undefined): Record<string, unknown> {
  if (text == null || text.trim() === '') return {}
  const value = parsed(wellFormed('variables', text))
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new Invalid('variables: expected a JSON object such as {"id": "…"}, got other JSON', { field: 'variables' })
}

function parsed(text: string): unknown {
  try {
    const value: unknown = parseJson(text)
    canonicalText(value)
    return value
  } catch (cause) {
    throw new Invalid('variables: expected the text of a JSON object in Unicode, got something else', {
      field: 'variables',
      cause,
    })
  }
}

/** Evidence is kept in UTF-8, which has no place for halves of characters. */
function wellFormed(field: string, text: string): string {
  if (text.isWellFormed()) return text
  throw new Invalid(`${field}: expected text in Unicode, got half a surrogate pair`, { field })
}

type Resolver = (parent: never, args: never, context: Context, info: GraphQLResolveInfo) => unknown

const bundle: Resolver = ({ bundle: key }: { bundle: string | null }, _, { reader, asked: below }, info) =>
  key === null ? null : reader.find('EvidenceBundle', key, below.below(info))

/** What a payload names by its key. */
export const evidenceTypes: Record<string, Record<string, Resolver>> = { CreateEvidenceBundlePayload: { bundle } }
