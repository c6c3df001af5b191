import { createHash } from 'node:crypto'
import { instantText } from '../base/index.ts'
import { type Evidence, type Explanation, figure, LINES, type Line, type Rule, type Verdict } from '../pattern/index.ts'
import type { Worded } from './kept.ts'
import type { Known, Things } from './things.ts'

/** A fact that a finding rests on, as it stands in the graph. */
export interface Cited extends Omit<Evidence, 'fact'> {
  readonly label: string
  readonly known: Known
}

/** A finding in words. */
export interface Wording extends Worded {
  /** The six lines, in their order; HOW_UNUSUAL without what changes with every test of the pattern: see {@link rated}. */
  readonly because: readonly string[]
  readonly cited: readonly Cited[]
  /** When the last of what happened did, epoch milliseconds; null where nothing of it has an instant. */
  readonly lastAt: number | null
}

/** What all findings of one sweep have in common. */
export interface Occasion {
  readonly rule: Rule
  readonly parameters: Readonly<Record<string, number>>
  /** Epoch milliseconds: when the last delivery was received that it takes in. */
  readonly asOf: number
  /** Only findings of which something happened at or after this instant; others stay as they are. */
  readonly since?: number | undefined
  /** Number of the last delivery that it takes in, where it speaks of what was known then; absent: of what is known now. */
  readonly known?: number | undefined
}

/**
 * Puts a verdict into the six lines, and says of each fact where it is written.
 * @returns undefined where a fact is not in the graph any more: it is being changed, and will be tested again
 */
export function word(
  verdict: Verdict,
  explanation: Explanation,
  things: Things,
  occasion: Occasion & { readonly about: readonly Known[]; readonly doubts: readonly string[] },
): Wording | undefined {
  const cited = citedBy(explanation, things)
  if (!cited) return undefined
  const happened = cited.filter(({ line }) => line === 'WHAT_HAPPENED')
  const holding = explanation.guards.filter(({ holds }) => holds).map(({ name }) => name)
  const names = cited.map(nameOf)
  const instants = happened.flatMap(({ known }) => known.at ?? [])
  return {
    because: [
      explanation.whatHappened,
      explanation.comparedWith,
      explanation.howUnusual,
      innocent(explanation),
      uncertain([...explanation.uncertain, ...occasion.doubts], cited),
      ruleLine(occasion),
    ],
    cited,
    lastAt: instants.length > 0 ? Math.max(...instants) : null,
    happened: happened.map(nameOf),
    holding,
    substance: digestOf([
      occasion.rule.version,
      occasion.parameters,
      verdict.claim.figures,
      occasion.about.map(({ id }) => id),
      names,
      explanation.guards,
    ]),
  }
}

const nameOf = ({ label, known }: Pick<Cited, 'label' | 'known'>) => `${label} ${known.id}`

function citedBy({ evidence }: Explanation, things: Things): Cited[] | undefined {
  const cited: Cited[] = []
  for (const { fact, ...rest } of evidence) {
    const known = things(fact)
    if (!known) return undefined
    cited.push({ ...rest, label: fact[0], known })
  }
  return cited
}

/** How a finding compares with all others of its pattern. */
export interface Rate {
  readonly pValue: number | null
  readonly qValue: number | null
  readonly tests: number
}

/** The six lines with the figures of now. */
export function rated(because: readonly string[], { pValue, qValue, tests }: Rate): { line: Line; text: string }[] {
  const rate = `p ${figure(pValue ?? 1)}, q ${figure(qValue ?? 1)}, ${tests.toLocaleString('en-GB')} tests.`
  return LINES.map((line, i) => {
    const said = because[i] as string
    return { line, text: line === 'HOW_UNUSUAL' && pValue !== null ? `${said} ${rate}` : said }
  })
}

function innocent({ guards }: Explanation): string {
  if (guards.length === 0) return 'None is known for this pattern.'
  const doubts = guards.filter(({ holds }) => holds).map(({ says }) => `Perhaps: ${says}`)
  return [...doubts, ...guards.filter(({ holds }) => !holds).map(({ says }) => says)].join(' ')
}

function uncertain(said: readonly string[], cited: readonly Cited[]): string {
  const late = receivedLate(cited)
  const all = [...said, ...(late.length > 0 ? [`Not knowable when it happened: ${late.join(', ')} came later.`] : [])]
  return all.length > 0 ? all.join(' ') : 'Nothing is known to be.'
}

/** What it is compared with, as far as that was received in a later delivery than all that happened. */
function receivedLate(cited: readonly Cited[]): string[] {
  const numbers = (line: Line) => cited.filter(one => one.line === line && one.known.delivery !== null)
  const last = Math.max(...numbers('WHAT_HAPPENED').map(({ known }) => known.delivery as number))
  return numbers('COMPARED_WITH')
    .filter(({ known }) => (known.delivery as number) > last)
    .map(({ label, known }) => `${label.toLowerCase()} ${known.id}`)
}

const ruleLine = ({ asOf, ...by }: Occasion) => [ruleWords(by), `as of ${instantText(asOf)}.`].join(', ')

/** By which rule, version and values something was judged. */
export function ruleWords({ rule, parameters }: Pick<Occasion, 'rule' | 'parameters'>): string {
  const values = Object.entries(rule.parameters).map(
    ([name, { unit }]) => `${name} ${Number((parameters[name] as number).toPrecision(6))} ${unit}`,
  )
  return [`${rule.pattern} ${rule.version}`, ...values].join(', ')
}

export const digestOf = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)
