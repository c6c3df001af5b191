import { readFileSync } from 'node:fs'
import { Conflict, Invalid, instantText } from '../base/index.ts'
import { findingToExport } from '../finding/index.ts'
import type { Database } from '../graph/index.ts'
import { type ExportParts, HANDLING, MOST_THINGS, readSelection, type Selection, type Thing } from '../link/index.ts'
import type { Strictness } from '../person/index.ts'
import { type Bundle, FORM } from './bundle.ts'
import { hashOf } from './canonical.ts'
import { earlierSources } from './earlier.ts'
import { factsOf } from './facts.ts'
import { knownUpTo } from './known-up-to.ts'
import { rulesInForce } from './rules.ts'

/** What was asked, in GraphQL. */
export interface Question {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Readonly<Record<string, unknown>>
}

/** What was answered: plain JSON, and the keys of all that it tells of. */
export interface Answered {
  readonly data: unknown
  readonly things: readonly Thing[]
  readonly findings: readonly string[]
}

export interface ToFreeze {
  readonly question: Question
  /** In words, without anything personal: it is kept. */
  readonly about: string
  /** SHA-256 of the schema's text. */
  readonly schema: string
  readonly identity: Strictness
  readonly by: string
  readonly purpose: string | null
  /** Answers the question anew each time. */
  answer(): Promise<Answered>
}

export interface FreezeParts extends Omit<ExportParts, 'database'> {
  readonly database: Database
}

/** Said in every bundle. */
const AS_OF =
  'Things and ties are told as they were known when the bundle was made; an answer that was asked as known on an earlier day rests on the statements of then, which stand under `earlier` where others have taken their place.'

/** How often a question is asked again because the graph changed meanwhile. */
const TRIES = 3

/**
 * Answers a question and reads what its answer rests on, all of one state of the graph.
 * @throws Conflict where the graph goes on changing; Invalid for an answer of more than 10,000 things; what the question's
 *   answer throws
 */
export async function freeze(parts: FreezeParts, toFreeze: ToFreeze): Promise<Bundle> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await knownUpTo(parts.database)
    const answered = await toFreeze.answer()
    const selection = await readFacts(parts, toFreeze, answered)
    const earlier = await earlierSources(parts.database, selection.things)
    const rules = await rulesInForce(parts.database)
    if (hashOf(before) !== hashOf(await knownUpTo(parts.database))) continue
    return bundleOf(toFreeze, { answered, selection, earlier, rules, knownUpTo: before })
  }
  throw new Conflict(
    `Bundle: expected data that stand still while the question is answered, got a change each of ${TRIES} times; ask again when no delivery is being loaded and no sweep is under way`,
  )
}

async function readFacts(
  { database, ...parts }: FreezeParts,
  { identity, by, purpose, about }: ToFreeze,
  { things, findings }: Answered,
): Promise<Selection> {
  if (things.length + findings.length > MOST_THINGS)
    throw new Invalid(
      `query: expected an answer of at most ${MOST_THINGS} things, got ${things.length + findings.length}; ask for a smaller \`first\``,
      { field: 'query' },
    )
  const found = []
  for (const key of findings) found.push(await findingToExport(database, key))
  const there = found.filter(one => one !== undefined)
  return readSelection({ database, ...parts }, { things, findings: there, identity, by, purpose, asked: about })
}

interface Read {
  readonly answered: Answered
  readonly selection: Selection
  readonly earlier: Awaited<ReturnType<typeof earlierSources>>
  readonly rules: Bundle['rules']
  readonly knownUpTo: Bundle['knownUpTo']
}

function bundleOf(toFreeze: ToFreeze, { answered, selection, earlier, rules, knownUpTo }: Read): Bundle {
  const question = toFreeze.question as Bundle['question']
  const data = answered.data as Bundle['answer']['data']
  return {
    form: FORM,
    madeAt: instantText(Date.now()),
    madeBy: toFreeze.by,
    purpose: toFreeze.purpose,
    madeWith: madeWith(),
    handling: `${HANDLING} ${AS_OF}`,
    about: toFreeze.about,
    question: { ...question, sha256: questionHash(toFreeze.question) },
    schema: { sha256: toFreeze.schema },
    rules,
    knownUpTo,
    answer: { data, sha256: hashOf(data) },
    identity: toFreeze.identity,
    ...factsOf(selection, earlier),
  }
}

/** The hash of a question: of its text, which operation of it, and what its variables stand for. */
export const questionHash = ({ query, operationName, variables }: Question): string =>
  hashOf({ query, operationName, variables })

function madeWith(): { name: string; version: string } {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return { name, version }
}
