import { DAY, weekday, weekText } from '../base/calendar.ts'
import { ALIGHTS_AT_KENA, ALIGHTS_AT_KYBARTAI } from '../big/journeys.ts'
import type { Traveller } from '../big/population.ts'
import { MOST_ABOARD } from '../big/seats.ts'
import type { Tier } from './case.ts'
import { atKena, atKybartai, DAY_OF_BAN, type Stage, tolerated } from './stage.ts'

/** Standard deviations over the mean of the weeks around. */
const SIGMAS: Readonly<Record<Tier, number>> = { limit: 2, real: 4, easy: 6 }
const MOST = 5
/** Weeks of a world before the first surge, weeks around that it is measured by, and weeks between two. */
const FIRST = 12
const AROUND = 4
const APART = 3
const GROUP = 12
/** Seats for each who is to come, so that they are found. */
const ROOMY = 3
const ATTEMPTS = 50_000

/** A stop in one direction, week by week. */
interface Series {
  readonly station: 'KENA' | 'KYBARTAI'
  readonly flag: number
  /** Monday of each week before the ban, its runs, and how many leave. */
  readonly weeks: readonly { readonly monday: number; readonly runs: readonly number[]; readonly left: number }[]
}

/** Weeks in which more permit holders than the season explains come and leave. */
export function disembarkationSurges(stage: Stage): void {
  const all = [series(stage, 'KENA'), series(stage, 'KYBARTAI')]
  const taken: Record<string, number[]> = { KENA: [], KYBARTAI: [] }
  let turn = 0
  for (const tier of stage.tiers(Math.min(MOST, stage.perTier))) {
    const { station, flag, weeks } = all[turn++ % 3 === 2 ? 1 : 0] as Series
    const wantedIn = (place: number) => Math.ceil(usual(weeks, place, SIGMAS[tier])) - (weeks[place]?.left ?? 0)
    const week = weekFor(stage, weeks, taken[station] as number[], wantedIn)
    if (week === undefined) continue
    const { monday, runs } = weeks[week] as Series['weeks'][number]
    taken[station]?.push(week)
    const wanted = wantedIn(week)
    const journeys = come(stage, runs, flag, wanted)
    if (journeys.length < wanted) continue
    const persons = journeys.map(journey => stage.traveller(journey))
    stage.tell({ pattern: 'DISEMBARKATION_SURGE', tier, persons, journeys, station, week: weekText(monday), runs })
  }
  festivals(stage, all[0] as Series, taken.KENA as number[])
  ban(stage)
}

function series(stage: Stage, station: Series['station']): Series {
  const flag = station === 'KENA' ? ALIGHTS_AT_KENA : ALIGHTS_AT_KYBARTAI
  const { rides } = stage
  const weeks = new Map<number, { monday: number; runs: number[]; left: number }>()
  for (const [r, run] of rides.runs.entries()) {
    if (run.plan.westbound !== (station === 'KENA') || !tolerated(run)) continue
    const day = Math.floor((station === 'KENA' ? atKena(run) : atKybartai(run)) / DAY)
    const monday = day - weekday(day)
    const week = weeks.get(monday) ?? { monday, runs: [], left: 0 }
    week.runs.push(r)
    weeks.set(monday, week)
  }
  const weekOf = new Map([...weeks.values()].flatMap(week => week.runs.map(r => [r, week] as const)))
  for (let journey = 0; journey < rides.journeys.count; journey++) {
    const week = weekOf.get(stage.runOf(journey))
    if (week && stage.flags(journey) & flag) week.left++
  }
  // The week of the ban is none of these.
  const whole = [...weeks.values()].filter(({ monday }) => monday + 7 < DAY_OF_BAN).sort((a, b) => a.monday - b.monday)
  return { station, flag, weeks: whole }
}

/** A week not near another surge, after a first time in which nothing can be known yet, whose trains have room for so many. */
function weekFor(
  { random, rides }: Stage,
  weeks: Series['weeks'],
  taken: readonly number[],
  wantedIn: (week: number) => number,
): number | undefined {
  const room = (week: number) =>
    (weeks[week]?.runs ?? []).reduce((seats, r) => seats + Math.max(0, MOST_ABOARD - rides.aboard(r)), 0)
  const fitting = weeks
    .map((_, week) => week)
    .filter(week => {
      if (week < FIRST || week >= weeks.length - 1 || taken.some(other => Math.abs(other - week) < APART)) return false
      const wanted = wantedIn(week)
      return wanted > 0 && room(week) > ROOMY * wanted
    })
  return fitting.length > 0 ? random.pick(fitting) : undefined
}

/** What would be so many standard deviations over the mean of the weeks around; of counts, at least those of Poisson. */
function usual(weeks: Series['weeks'], week: number, sigmas: number): number {
  const around = weeks.slice(Math.max(0, week - AROUND), week + AROUND + 1).filter(other => other !== weeks[week])
  const mean = around.reduce((sum, { left }) => sum + left, 0) / around.length
  const variance = around.reduce((sum, { left }) => sum + (left - mean) ** 2, 0) / (around.length - 1)
  return mean + sigmas * Math.sqrt(Math.max(mean, variance, 1))
}

/** Permit holders who have nothing else to do then come by these runs and leave. */
function come(stage: Stage, runs: readonly number[], flag: number, wanted: number, booking?: number): number[] {
  const { rides, random } = stage
  const journeys: number[] = []
  const may = (one: Traveller) => one.leaves >= 0.08 && !stage.acts(one)
  for (let attempt = 0; journeys.length < wanted && attempt < ATTEMPTS; attempt++) {
    const one = random.pick(stage.travellers)
    if (!may(one)) continue
    const legs = rides.ride(one, random.pick(runs), random, booking === undefined ? {} : { booking })
    if (!legs) continue
    for (const journey of legs) stage.script(journey)
    stage.flag(legs[0], flag)
    journeys.push(legs[0])
  }
  return journeys
}

/** Groups of a dozen on one booking each come for a festival. */
function festivals(stage: Stage, { flag, weeks, station }: Series, taken: number[]): void {
  for (let i = 0; i < Math.min(3, stage.perTier); i++) {
    const groupsIn = (place: number) =>
      Math.max(1, Math.round((usual(weeks, place, 5) - (weeks[place]?.left ?? 0)) / GROUP))
    const week = weekFor(stage, weeks, taken, place => groupsIn(place) * GROUP)
    if (week === undefined) return
    taken.push(week)
    const { monday, runs } = weeks[week] as Series['weeks'][number]
    const groups = groupsIn(week)
    const journeys: number[] = []
    for (let n = 0; n < groups; n++)
      journeys.push(...come(stage, [stage.random.pick(runs)], flag, GROUP, stage.rides.booking(true)))
    stage.tell({
      pattern: 'DISEMBARKATION_SURGE',
      tier: 'decoy',
      decoy: 'groups of a dozen on one booking came for a festival',
      persons: journeys.map(journey => stage.traveller(journey)),
      journeys,
      station,
      week: weekText(monday),
      runs,
    })
  }
}

/** From the ban on next to nobody leaves: another rule, not another habit. */
function ban(stage: Stage): void {
  const { runs } = stage.rides
  const after = runs.flatMap((run, r) => {
    const day = Math.floor(atKena(run) / DAY)
    return run.plan.westbound && day >= DAY_OF_BAN && day < DAY_OF_BAN + 7 ? [r] : []
  })
  if (after.length === 0) return
  stage.tell({
    pattern: 'DISEMBARKATION_SURGE',
    tier: 'decoy',
    decoy: 'leaving was forbidden from 2024-03-01 on',
    persons: [],
    station: 'KENA',
    week: weekText(DAY_OF_BAN),
    runs: after,
  })
}
