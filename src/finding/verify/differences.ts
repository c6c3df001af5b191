import type { Database } from '../../graph/index.ts'
import type { Epoch, Evidence, Explanation, Rule, Verdict } from '../../pattern/index.ts'
import { findThings } from '../things.ts'
import { ruleWords } from '../wording.ts'
import type { CitedFact, KeptWhole } from './store.ts'

/** Something that was kept of a finding and comes out otherwise; null: there is none of it. */
export interface Difference {
  readonly name: string
  readonly kept: string | null
  readonly now: string | null
}

/** What a pattern says again. */
export interface Retested {
  readonly verdict: Verdict
  readonly explanation: Explanation
}

/** Numbers that differ by less, relatively, come of adding up in another order. */
const ROUNDING = 1e-9

/** How a finding as it was kept differs from what is said now; where nothing is said any more, only the rule and sources. */
export async function differences(
  database: Pick<Database, 'read'>,
  kept: KeptWhole,
  now: Retested | undefined,
  by: { readonly rule: Rule; readonly epoch: Epoch; readonly withRate: boolean },
): Promise<Difference[]> {
  return [
    ...ruleDiffers(kept, by),
    ...kept.cited.flatMap(sourceDiffers),
    ...(now ? numbersDiffer(kept, now.verdict, by.withRate) : []),
    ...(now ? textDiffers('WHAT_HAPPENED', kept.because[0] as string, now.explanation.whatHappened) : []),
    ...(now ? await evidenceDiffers(database, kept, now.explanation.evidence) : []),
  ]
}

const textDiffers = (name: string, kept: string | null, now: string | null): Difference[] =>
  kept === now ? [] : [{ name, kept, now }]

/** The instant at the end of the line is that of the last delivery, and says nothing of the rule. */
function ruleDiffers({ because }: KeptWhole, { rule, epoch }: { readonly rule: Rule; readonly epoch: Epoch }) {
  const kept = (because[5] as string).replace(/, as of [^,]*$/, '')
  return textDiffers('RULE', kept, ruleWords({ rule, parameters: epoch.parameters }))
}

const nameOf = ({ line, label, id }: Pick<CitedFact, 'line' | 'label' | 'id'>) => `${line} ${label} ${id}`

const sourceDiffers = (fact: CitedFact) => textDiffers(`source of ${nameOf(fact)}`, fact.source, fact.sourceNow)

function numbersDiffer(kept: KeptWhole, { claim, q }: Verdict, withRate: boolean): Difference[] {
  const figures = [...new Set([...Object.keys(kept.figures), ...Object.keys(claim.figures)])]
  return [
    ...numberDiffers('score', kept.score, claim.score),
    ...numberDiffers('pValue', kept.p, claim.p),
    ...(withRate ? numberDiffers('qValue', kept.q, q) : []),
    ...figures.flatMap(name => numberDiffers(name, kept.figures[name] ?? null, claim.figures[name] ?? null)),
  ]
}

function numberDiffers(name: string, kept: number | null, now: number | null): Difference[] {
  if (kept !== null && now !== null && Math.abs(kept - now) <= ROUNDING * Math.abs(kept)) return []
  return textDiffers(name, kept === null ? null : String(kept), now === null ? null : String(now))
}

/** Which facts are cited, and of what weight each is. */
async function evidenceDiffers(database: Pick<Database, 'read'>, kept: KeptWhole, now: readonly Evidence[]) {
  const things = await findThings(
    database,
    now.map(({ fact }) => fact),
  )
  const before = new Map(kept.cited.map(fact => [nameOf(fact), fact]))
  const after = new Map(
    now.map(one => [nameOf({ line: one.line, label: one.fact[0], id: things(one.fact)?.id ?? '' }), one]),
  )
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(name => [
    ...textDiffers(name, weightOf(before.get(name)), weightOf(after.get(name))),
    ...marginDiffers(name, kept, before.get(name), after.get(name)),
  ])
}

const weightOf = (fact: Pick<Evidence, 'witness'> | undefined) => (fact ? (fact.witness ? 'witness' : 'cited') : null)

/** The margin of what has a p moves with q, and so with every test of the pattern, from one sweep to the next. */
function marginDiffers(
  name: string,
  { p }: KeptWhole,
  kept: Pick<Evidence, 'margin'> | undefined,
  now: Pick<Evidence, 'margin'> | undefined,
): Difference[] {
  return p === null && kept && now ? numberDiffers(`margin of ${name}`, kept.margin, now.margin) : []
}
