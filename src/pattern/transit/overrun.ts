import { clockShift } from '../presence/clock-error.ts'
import { ENTRY, EXCEPTIONS, EXIT, exceptionOf, kindOf } from '../projection/codes.ts'
import { UNLISTED } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import { isDiverted, standstillOf } from '../terms/aboard.ts'
import { journeysTrulyShowing } from '../terms/paper.ts'
import { seenOf } from '../terms/seen.ts'
import { journeysShowing } from '../terms/units.ts'
import { type Visit, visitsOf } from '../terms/visits.ts'
import { isUsed, type Limits, type TransitPaper, transitPapersOf, type Use, usesUpTo } from './transit-paper.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
/** Exceptions by which a transit may lawfully take longer, or another train. */
const EXCUSING = [EXCEPTIONS.indexOf('MEDICAL'), EXCEPTIONS.indexOf('AUTHORITY_ORDER')]
/** Uses for which an FRTD is good: one transit there and one back (Reg. 693/2003 Art 2). */
const USES = 2

export interface Bounds extends Limits {
  readonly slackMinutes: number
}

/** A transit that took longer than its paper allows. */
export interface Stay extends Visit {
  readonly paper: TransitPaper
  /** Minutes begun beyond what the paper allows. */
  readonly over: number
}

/** An FRTD that was used too often. */
export interface Reuse {
  readonly paper: TransitPaper
  /** Those that count, this one the last. */
  readonly uses: readonly Use[]
  /** How many would be allowed: two in all, one in one direction. */
  readonly allowed: number
}

/** What of a journey goes beyond the terms of its transit papers. */
export interface Overrun {
  /** Those papers, one at least. */
  readonly papers: readonly TransitPaper[]
  /** The longest of those that this journey began. */
  readonly stay: Stay | undefined
  /** A paper that names runs, this not among them. */
  readonly unauthorised: TransitPaper | undefined
  readonly reused: Reuse | undefined
}

/** What goes beyond the terms of a journey's papers, guards heeded; undefined: nothing. */
export function overrunOf(projection: Projection, journey: number, bounds: Bounds): Overrun | undefined {
  const papers = transitPapersOf(projection, journey, bounds)
  if (papers.length === 0) return undefined
  const stay = papers.flatMap(paper => staysOf(projection, journey, paper, bounds)).sort((a, b) => b.over - a.over)[0]
  const own = papers.filter(({ isMisread }) => !isMisread)
  const strange = own.find(paper => !isAuthorised(projection, journey, paper))
  const again = reuseOf(projection, journey, own)
  const counts = (strange || again) && isUsed(projection, journey) && !isExcused(projection, journey)
  const [unauthorised, reused] = counts ? [strange, again] : []
  return stay || unauthorised || reused ? { papers, stay, unauthorised, reused } : undefined
}

function staysOf(projection: Projection, journey: number, paper: TransitPaper, bounds: Bounds): Stay[] {
  if (isWithin(projection, journey, paper.hours * HOUR)) return []
  const shown = paper.isMisread ? [journey] : journeysTrulyShowing(projection, paper.document)
  const isSure = (entered: number, left: number) => paper.type === 'FRTD' && isEitherWay(projection, entered, left)
  return visitsOf(projection, shown, isSure).flatMap(visit => {
    const over = Math.ceil((visit.exit.at - visit.entry.at - paper.hours * HOUR) / MINUTE)
    if (visit.entered !== journey || over <= 0) return []
    if ([visit.entered, visit.left].some(made => isExcused(projection, made, visit.exit.at))) return []
    if (isTrainLate(projection, visit, paper, bounds) || isClockOff(projection, visit, paper)) return []
    return [{ ...visit, paper, over }]
  })
}

/**
 * Whether an EXIT that was made on an FRTD alone, in the direction in which it was entered on, goes beyond its terms whatever
 * checks are missing: it ends that transit, or another one in the same direction, of which it allows one.
 */
function isEitherWay({ rail, journeys }: Projection, entered: number, left: number): boolean {
  const { run, flags } = journeys.journeys.columns
  const { direction } = rail.runs.columns
  const [own, other] = [entered, left].map(journey => run[journey] as number) as [number, number]
  const isOneWay = (direction[own] as number) > 0 && direction[own] === direction[other]
  return own !== other && isOneWay && ((flags[left] as number) & UNLISTED) !== 0
}

/** Whether the journey's own checks alone tell that no stay that it began was longer: an EXIT closes its own ENTRY first. */
function isWithin({ journeys }: Projection, journey: number, most: number): boolean {
  const { at, code } = journeys.checks.columns
  const { checks } = journeys.journeys.columns
  let [first, last, left] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let k = checks[journey] as number; k < (checks[journey + 1] as number); k++) {
    const kind = kindOf(code[k] as number)
    if (kind === EXIT) left = Math.max(left, at[k] as number)
    if (kind !== ENTRY) continue
    first = Math.min(first, at[k] as number)
    last = Math.max(last, at[k] as number)
  }
  return first > last || (left >= last && left - first <= most)
}

/** Whether an exception excuses a journey, or its train was put on another way: ever, or up to an instant. */
function isExcused(projection: Projection, journey: number, by = Number.POSITIVE_INFINITY): boolean {
  const run = projection.journeys.journeys.columns.run[journey] as number
  return (
    seenOf(projection, journey).some(({ code }) => EXCUSING.includes(exceptionOf(code))) ||
    isDiverted(projection, run, by)
  )
}

/** Whether the train itself needed longer between the two stops, and the traveller left no later than it did. */
function isTrainLate(
  projection: Projection,
  { entry, exit, entered, left }: Visit,
  { hours }: TransitPaper,
  { slackMinutes }: Bounds,
): boolean {
  if (entered !== left || entry.call < 0 || exit.call < 0) return false
  const { arrived } = standstillOf(projection, entry.call)
  const { departed } = standstillOf(projection, exit.call)
  return departed - arrived > hours * HOUR && exit.at <= departed + slackMinutes * MINUTE
}

/** Whether the stay is within what is allowed once the clocks of the devices are put right that went by another zone's. */
function isClockOff(projection: Projection, { entry, exit, entered, left }: Visit, { hours }: TransitPaper): boolean {
  const { run } = projection.journeys.journeys.columns
  const [came, went] = (
    [
      [entry, entered],
      [exit, left],
    ] as const
  ).map(
    ([{ at, call }, journey]) => at + (call < 0 ? 0 : HOUR * clockShift(projection, run[journey] as number, call)),
  ) as [number, number]
  return went - came <= hours * HOUR
}

function isAuthorised(projection: Projection, journey: number, { document }: TransitPaper): boolean {
  const { run } = projection.journeys.journeys.columns
  const authorised = projection.documents.authorises.get(document) ?? []
  return authorised.length === 0 || authorised.includes(projection.rail.ids.all[run[journey] as number] as string)
}

function reuseOf(projection: Projection, journey: number, papers: readonly TransitPaper[]): Reuse | undefined {
  for (const paper of papers) {
    if (paper.type !== 'FRTD' || !mayBeTooMany(projection, journey, paper.document)) continue
    const many = tooMany(projection, journey, usesUpTo(projection, paper.document, journey))
    if (many) return { paper, ...many }
  }
  return undefined
}

/** Whether an FRTD was shown on so many runs that {@link tooMany} may say so: most are shown on one each way. */
function mayBeTooMany(projection: Projection, journey: number, document: number): boolean {
  const { run } = projection.journeys.journeys.columns
  const { direction } = projection.rail.runs.columns
  const own = run[journey] as number
  const others = new Set<number>()
  for (const other of journeysShowing(projection, document)) if (run[other] !== own) others.add(run[other] as number)
  if (others.size >= USES) return true
  return others.values().some(other => direction[other] === direction[own])
}

/** Those of some uses of an FRTD up to a journey that are too many; undefined: they are not. */
export function tooMany(
  { rail, journeys }: Projection,
  journey: number,
  uses: readonly Use[],
): Omit<Reuse, 'paper'> | undefined {
  const { direction } = rail.runs.columns
  const own = direction[journeys.journeys.columns.run[journey] as number] as number
  const same = uses.filter(({ run }) => direction[run] === own)
  if (uses.length > USES) return { uses, allowed: USES }
  return own > 0 && same.length > 1 ? { uses: same, allowed: 1 } : undefined
}
