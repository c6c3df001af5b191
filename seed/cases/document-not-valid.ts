import { DAY, instantText } from '../base/calendar.ts'
import type { DocumentKey } from '../base/records.ts'
import { paperOf } from '../big/papers.ts'
import type { Traveller } from '../big/population.ts'
import { generation, type Paper } from '../big/wallet.ts'
import type { Tier } from './case.ts'
import { atKena, atKybartai, type Stage } from './stage.ts'

const FIVE_YEARS = 1825
const THREE_YEARS = 1095
/** Days without another journey before the one on which the paper is shown in vain. */
const QUIET = 70

/** A permit, visa or FTD that is shown when it has expired, or after it was reported lost or revoked. */
export function documentsNotValid(stage: Stage): void {
  for (const tier of stage.tiers()) {
    const found = shown(stage)
    if (!found) continue
    const { person, journey } = found
    const paper = papersAround(stage, person, journey, flawOf(stage, tier))
    stage.script(journey)
    stage.tell({ pattern: 'DOCUMENT_NOT_VALID', tier, persons: [person], documents: [paper], journeys: [journey] })
  }
  lastDays(stage)
  lostLater(stage)
  renewals(stage)
}

/** Days since it expired (0: on the last day), or since it was reported lost or revoked (below 0: only later). */
type Flaw = { readonly expired: number } | { readonly status: 'LOST' | 'REVOKED'; readonly days: number }

function flawOf({ random }: Stage, tier: Tier): Flaw {
  if (tier === 'limit') return { expired: 1 }
  if (tier === 'easy') return { status: 'REVOKED', days: random.between(30, 55) }
  return random.chance(0.5) ? { expired: random.between(6, 40) } : { status: 'LOST', days: random.between(3, 20) }
}

/** Somebody with a paper and a journey before which there is none for a while. */
function shown(stage: Stage): { person: Traveller; journey: number } | undefined {
  const lonely = (one: Traveller) => {
    const own = stage.rides.of(one)
    return own.find((journey, i) => {
      const before = own[i - 1]
      return (
        !stage.scripts.has(journey) &&
        // Going west, both border stops are passed on one day of Lithuania, however late the train is.
        stage.rides.run(journey).plan.westbound &&
        (before === undefined || stage.rides.start(journey) - stage.rides.start(before) > QUIET * DAY)
      )
    })
  }
  const person = stage.draw(
    one => paperOf(one) !== undefined && stage.wallet.onePassport(one) && lonely(one) !== undefined,
  )
  return person && { person, journey: lonely(person) as number }
}

/** Gives the person a paper with the flaw, and a new one from the day after the journey on; returns the flawed one. */
function papersAround(stage: Stage, person: Traveller, journey: number, flaw: Flaw): DocumentKey {
  const run = stage.rides.run(journey)
  const first = Math.floor(Math.min(atKena(run), atKybartai(run)) / DAY)
  const key = paperOf(person) as DocumentKey
  const goodFor = key.type === 'FTD' ? THREE_YEARS : FIVE_YEARS
  const expiresOn = 'expired' in flaw ? first - flaw.expired : first + 400
  const passport = stage.wallet.passport(person, run.day)
  const next = { issuedOn: run.day + 1, expiresOn: run.day + 1 + goodFor, from: run.day + 2, passport }
  const status =
    'status' in flaw
      ? {
          status: flaw.status,
          statusAt: instantText((first - flaw.days) * DAY + stage.random.between(6, 15) * 3_600_000),
        }
      : {}
  const flawed: Paper = { ...key, issuedOn: expiresOn - goodFor, expiresOn, from: 0, passport, ...status }
  stage.wallet.keep(person, [flawed, { ...generation(key, 1), ...next }])
  return key
}

function lastDays(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const found = shown(stage)
    if (!found) continue
    const paper = papersAround(stage, found.person, found.journey, { expired: 0 })
    decoy(stage, found, [paper], 'shown on its last day')
  }
}

function lostLater(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const found = shown(stage)
    if (!found) continue
    const paper = papersAround(stage, found.person, found.journey, { status: 'LOST', days: -4 })
    decoy(stage, found, [paper], 'reported lost only after it was shown')
  }
}

/** Somebody who shows the old paper while it is good, and the new one from then on. */
function renewals(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const both = (one: Traveller) => {
      const [old, renewed] = stage.wallet.papers(one)
      if (!old || !renewed) return []
      const own = stage.untouched(one)
      const before = own.findLast(journey => stage.rides.run(journey).day < renewed.from)
      const after = own.find(journey => stage.rides.run(journey).day >= renewed.from)
      return before === undefined || after === undefined ? [] : [before, after]
    }
    const person = stage.draw(one => stage.wallet.onePassport(one) && both(one).length === 2)
    if (!person) continue
    const [old, renewed] = stage.wallet.papers(person) as [Paper, Paper]
    for (const journey of both(person))
      decoy(stage, { person, journey }, [old, renewed], 'renewed in time, both good for some weeks')
  }
}

function decoy(
  stage: Stage,
  { person, journey }: { person: Traveller; journey: number },
  papers: readonly DocumentKey[],
  why: string,
): void {
  stage.script(journey)
  stage.tell({
    pattern: 'DOCUMENT_NOT_VALID',
    tier: 'decoy',
    decoy: why,
    persons: [person],
    documents: papers.map(({ type, issuer, number }) => ({ type, issuer, number })),
    journeys: [journey],
  })
}
