import type { Kept, Worded } from './kept.ts'

/** What a pattern says now of one finding. */
export interface Said {
  readonly id: string
  readonly p: number | null
  readonly q: number | null
  readonly passes: boolean
  /** Undefined where what it says is known to be what was kept: it was not tested since. */
  readonly worded: Worded | undefined
}

/** What is to be done with one finding. */
export type Move =
  | { readonly kind: 'RAISED'; readonly id: string }
  | { readonly kind: 'CHANGED'; readonly id: string; readonly because: string }
  | { readonly kind: 'REOPENED'; readonly id: string; readonly because: string }
  | { readonly kind: 'WITHDRAWN'; readonly id: string; readonly because: 'FACTS' | 'FAMILY' }
  /** Only how it compares with others has changed. */
  | { readonly kind: 'RATED'; readonly id: string }

/** A finding that its own facts still bear out is kept until its rate is beyond this: a family that grows does not flicker. */
export const LET_GO = 0.1
/** A dismissed finding opens again when it is this many times as unusual as whoever dismissed it saw. */
const FAR_MORE = 10

/**
 * What becomes of the findings of one pattern, given what it says now: a pure function of both.
 * Whatever passes and is not kept is raised; what does not pass any more is withdrawn, unless only its family grew; what was
 * withdrawn and passes again is opened again; what a human dismissed only where it says something new.
 * @param kept by id
 * @param said every claim that passes, and those beside them that a finding may live on
 * @param looked those kept that may have ceased to be said; all others are known to be said as they were
 */
export function plan(
  kept: ReadonlyMap<string, Kept>,
  said: readonly Said[],
  looked: Iterable<Kept> = kept.values(),
): Move[] {
  const stillSaid = new Map(said.map(one => [one.id, one]))
  const moves = said.flatMap(one => moveOf(kept.get(one.id), one) ?? [])
  for (const { id, state } of looked) {
    if (state === 'WITHDRAWN') continue
    const one = stillSaid.get(id)
    if (one?.passes) continue
    if (one && (state !== 'PENDING_REVIEW' || (one.q ?? 0) <= LET_GO)) {
      if (one.q !== kept.get(id)?.q) moves.push({ kind: 'RATED', id })
    } else moves.push({ kind: 'WITHDRAWN', id, because: one ? 'FAMILY' : 'FACTS' })
  }
  return moves
}

function moveOf(before: Kept | undefined, said: Said): Move | undefined {
  const { id, passes, worded } = said
  if (!passes) return undefined
  if (!before) return { kind: 'RAISED', id }
  if (before.state === 'WITHDRAWN') return { kind: 'REOPENED', id, because: 'The facts bear it out again.' }
  if (!worded || worded.substance === before.substance) return said.q === before.q ? undefined : { kind: 'RATED', id }
  const unseen = whatIsNew(before.reviewed ?? before, said, worded)
  if (before.state === 'DISMISSED' && unseen) return { kind: 'REOPENED', id, because: unseen }
  const because = [whatIsNew(before, said, worded), whatWent(before, worded)].filter(Boolean).join(' ')
  return {
    kind: 'CHANGED',
    id,
    because: because || 'The same happened; how it is stated, who it is of or what it is compared with has changed.',
  }
}

/** What a finding said before and says no more; undefined: nothing. */
function whatWent({ happened }: Kept, worded: Worded): string | undefined {
  const events = happened.filter(fact => !worded.happened.includes(fact)).length
  if (events === 0) return undefined
  return `${events === 1 ? 'One fact' : `${events} facts`} of what had happened no longer ${events === 1 ? 'counts' : 'count'}.`
}

/** What a finding says that was not seen before; undefined: nothing of weight. */
function whatIsNew(seen: Pick<Kept, 'p' | 'happened' | 'holding'>, said: Said, worded: Worded): string | undefined {
  const events = worded.happened.filter(fact => !seen.happened.includes(fact)).length
  if (events > 0) return `${events === 1 ? 'One fact' : `${events} facts`} more of what happened.`
  if (said.p !== null && seen.p !== null && said.p * FAR_MORE <= seen.p)
    return `Far more unusual than before: p ${said.p.toExponential(1)}, it was ${seen.p.toExponential(1)}.`
  const flipped = [
    ...seen.holding.filter(name => !worded.holding.includes(name)).map(name => `${name} no longer explains it`),
    ...worded.holding.filter(name => !seen.holding.includes(name)).map(name => `${name} may explain it now`),
  ]
  return flipped.length > 0 ? `${flipped.join(', ')}.` : undefined
}
