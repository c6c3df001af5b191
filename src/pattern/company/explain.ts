import type { Thing, Verdict } from '../detection/claim.ts'
import type { Evidence, Explanation, Guard } from '../detection/explanation.ts'
import { roomAt } from '../detection/multiplicity.ts'
import { evidence } from '../terms/cite.ts'
import { checkThing, journeyThing } from '../terms/seen.ts'
import { counted, day, figure } from '../terms/words.ts'
import { type Presences, together } from './together.ts'

/** What is said of persons who were together, beside what is counted. */
export interface Telling extends Presences {
  /** `Travelled`, `Left at Kena`. */
  readonly did: string
  readonly comparedWith: string
  /** Which two of a group count. */
  readonly whoCount: string
  readonly guards: readonly Guard[]
  readonly uncertain: readonly string[]
  /** Journeys of a person on a run, and the checks that say what is counted. */
  cited(person: number, run: number): { readonly journeys: readonly number[]; readonly checks: readonly number[] }
}

/** Tells of persons who were together again and again: the runs on which two of them were, each with what would be left without it. */
export function explainTogether({ claim, q }: Verdict, telling: Telling): Explanation {
  const { rail } = telling.projection
  const members = claim.units
  const runs = sharedRuns(members, telling)
  const at = (run: number | undefined) => day(rail.runs.columns.departsAt[run ?? 0] as number)
  const { times = 0, expected = 0, everyTwo = times } = claim.figures
  const who = members.length === 2 ? 'Two persons' : `${members.length} persons`
  const least = members.length === 2 ? '' : `, every two of them at least ${counted(everyTwo, 'time')}`
  // Of a rhythm, and of both ways on one booking, some runs tell nothing new.
  const countLess = members.length === 2 && times < runs.length
  const meetings = countLess
    ? `${counted(runs.length, 'run')} together count ${counted(times, 'time')}`
    : `${counted(times, 'time')} together`
  return {
    whatHappened: `${who}: ${telling.did} together on ${counted(runs.length, 'run')} from ${at(runs[0])} to ${at(runs.at(-1))}${least}: ${runs.map(run => rail.ids.all[run]).join(', ')}.`,
    comparedWith: telling.comparedWith,
    howUnusual: `${members.length === 2 ? '' : `${telling.whoCount}: `}${meetings}, ${figure(expected)} expected of the habits of both.`,
    guards: telling.guards,
    uncertain: telling.uncertain,
    evidence: runs.flatMap(run => evidenceOf(run, members, { p: claim.p as number, q: q ?? 1 }, telling)),
  }
}

/** Runs on which at least two of them were, in order of time. */
function sharedRuns(members: readonly number[], { projection, of }: Telling): number[] {
  const { ids, runs } = projection.rail
  const times = new Map<number, number>()
  for (const { run } of members.flatMap(member => of(member))) times.set(run, (times.get(run) ?? 0) + 1)
  const at = (run: number) => runs.columns.departsAt[run] as number
  return [...times]
    .flatMap(([run, count]) => (count > 1 ? [run] : []))
    .sort((a, b) => at(a) - at(b) || ((ids.all[a] as string) < (ids.all[b] as string) ? -1 : 1))
}

function evidenceOf(
  run: number,
  members: readonly number[],
  { p, q }: { readonly p: number; readonly q: number },
  telling: Telling,
): Evidence[] {
  const without = together(members, telling, run)
  const room = roomAt({ p, q }, without.p)
  const { projection } = telling
  // By node, since rows lie in the order in which they were read.
  const inOrder = (things: readonly Thing[]) => things.toSorted(([, a], [, b]) => Number(a) - Number(b))
  return members
    .map(member => telling.cited(member, run))
    .flatMap(({ journeys, checks }) => [
      ...inOrder(journeys.map(journey => journeyThing(projection, journey))),
      ...inOrder(checks.map(check => checkThing(projection, check))),
    ])
    .map(fact => evidence('WHAT_HAPPENED', fact, room < 0, room))
}
