import { instantText, MINUTE } from '../base/calendar.ts'
import type { DocumentKey } from '../base/records.ts'
import { identityOf } from '../big/line-text.ts'
import type { Traveller } from '../big/population.ts'
import type { Tier } from './case.ts'
import { otherPassport, passportRecord } from './passports.ts'
import { atKena, atKybartai, type Stage } from './stage.ts'

const STATES = ['BLR', 'KAZ', 'ARM', 'MDA'] as const

/** Enters Lithuania on one passport and leaves it on another. */
export function documentSwitches(stage: Stage): void {
  for (const tier of stage.tiers()) {
    const met = onTheWay(stage)
    if (!met) continue
    const { person, journey, own, day } = met
    const issuer = tier === 'easy' ? stage.random.pick(STATES) : 'RUS'
    const other = otherPassport(person, 0, issuer)
    stage.documents.push(
      passportRecord(own, identityOf(person)),
      passportRecord(
        other,
        identityOf(person),
        tier === 'limit' ? renewed(own, day - stage.random.between(95, 130)) : {},
      ),
    )
    stage.script(journey, { documents: shown(stage, person, journey, [own]), first: own, last: other })
    tell(stage, tier, person, journey, [own, other])
  }
  for (let i = 0; i < stage.perTier; i++) for (const decoy of [declared, justRenewed, lostOnTheWay]) decoy(stage)
}

const renewed = (own: DocumentKey, issuedOn: number) => ({ issuedOn, replaces: own })

interface Met {
  readonly person: Traveller
  readonly journey: number
  readonly own: DocumentKey
  readonly day: number
}

/** Somebody on one passport, and a journey through Lithuania late enough for a passport to have been renewed before. */
function onTheWay(stage: Stage): Met | undefined {
  const through = (one: Traveller) => stage.untouched(one).findLast(journey => stage.flags(journey) === 0)
  const person = stage.draw(
    one =>
      one.basis === 'FRTD' && one.nationality === 'RUS' && stage.wallet.onePassport(one) && through(one) !== undefined,
  )
  if (!person) return undefined
  const journey = through(person) as number
  return { person, journey, own: stage.wallet.passport(person, 0), day: stage.rides.run(journey).day }
}

function shown(stage: Stage, person: Traveller, journey: number, passports: readonly DocumentKey[]): DocumentKey[] {
  const paper = stage.wallet.paper(person, stage.rides.run(journey).day, stage.trip(journey))
  return [...passports, ...(paper ? [paper] : [])]
}

/** Both passports stand on the list. */
function declared(stage: Stage): void {
  const met = onTheWay(stage)
  if (!met) return
  const { person, journey, own } = met
  const other = otherPassport(person, 0, stage.random.pick(STATES))
  for (const passport of [own, other]) stage.documents.push(passportRecord(passport, identityOf(person)))
  stage.script(journey, { documents: shown(stage, person, journey, [own, other]), first: own, last: other })
  tell(stage, 'decoy', person, journey, [own, other], 'both passports declared on the list')
}

/** Renewed at most 90 days before. */
function justRenewed(stage: Stage): void {
  const met = onTheWay(stage)
  if (!met) return
  const { person, journey, own, day } = met
  const other = otherPassport(person, 0)
  stage.documents.push(
    passportRecord(own, identityOf(person)),
    passportRecord(other, identityOf(person), renewed(own, day - stage.random.between(10, 80))),
  )
  stage.script(journey, { documents: shown(stage, person, journey, [own]), first: own, last: other })
  tell(stage, 'decoy', person, journey, [own, other], 'renewed some weeks before, once')
}

/** Reported lost between the two stops. */
function lostOnTheWay(stage: Stage): void {
  const met = onTheWay(stage)
  if (!met) return
  const { person, journey, own } = met
  const run = stage.rides.run(journey)
  const late = stage.happenings.late(run, stage.runOf(journey))
  const [station, at] = run.plan.westbound ? (['KENA', atKena(run)] as const) : (['KYBARTAI', atKybartai(run)] as const)
  const lostAt = instantText(at + (late[station].departs + 90) * MINUTE)
  const other = otherPassport(person, 0)
  stage.documents.push(passportRecord(own, identityOf(person), { lostAt }), passportRecord(other, identityOf(person)))
  stage.script(journey, { documents: shown(stage, person, journey, [own]), first: own, last: other })
  tell(stage, 'decoy', person, journey, [own, other], 'reported lost before the other one was shown')
}

function tell(
  stage: Stage,
  tier: Tier | 'decoy',
  person: Traveller,
  journey: number,
  documents: readonly DocumentKey[],
  why?: string,
): void {
  stage.tell({
    pattern: 'DOCUMENT_SWITCH',
    tier,
    ...(why ? { decoy: why } : {}),
    persons: [person],
    documents,
    journeys: [journey],
  })
}
