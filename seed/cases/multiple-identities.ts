import { dayOf, dayText } from '../base/calendar.ts'
import type { DocumentKey, IdentityFields } from '../base/records.ts'
import { identityOf } from '../big/line-text.ts'
import type { Traveller } from '../big/population.ts'
import type { OtherIdentity } from '../big/script.ts'
import { givenName, surname, surnameOf } from '../people/names.ts'
import type { Tier } from './case.ts'
import { otherPassport, passportRecord } from './passports.ts'
import type { Stage } from './stage.ts'

/** A passport is issued so many days before it is shown first. */
const BEFORE = 30

/** One person whose passports, of which one replaces the other, bear other births or other names. */
export function multipleIdentities(stage: Stage): void {
  for (const tier of stage.tiers()) {
    const person = somebody(stage, tier === 'easy' ? 6 : 4)
    if (!person) continue
    const identities = [identityOf(person), ...others(stage, person, tier)]
    const [journeys, documents] = showInTurn(stage, person, identities)
    stage.tell({ pattern: 'MULTIPLE_IDENTITIES', tier, persons: [person], documents, journeys })
    tellTornTrips(stage, person, journeys)
  }
  citizensOfTwo(stage)
  brides(stage)
  swapped(stage)
}

function somebody(
  stage: Stage,
  journeys: number,
  test: (one: Traveller) => boolean = () => true,
): Traveller | undefined {
  return stage.draw(
    one =>
      one.basis === 'FRTD' &&
      one.nationality === 'RUS' &&
      stage.wallet.onePassport(one) &&
      stage.untouched(one).length >= journeys &&
      test(one),
  )
}

function others({ random }: Stage, person: Traveller, tier: Tier): IdentityFields[] {
  if (tier === 'limit')
    return [{ ...identityOf(person), dateOfBirth: otherBirth(person.dateOfBirth, random.between(6, 9)) }]
  const renamed = (not: readonly string[]): IdentityFields => {
    for (;;) {
      const own = surnameOf('ru', surname('ru', random), person.sex, false)
      const givenNames = givenName('ru', person.sex, random)
      if (not.every(name => name[0] !== own[0] && name[0] !== givenNames[0]))
        return { ...identityOf(person), surname: own, givenNames }
    }
  }
  const second = renamed([person.surname, person.givenNames])
  if (tier === 'real') return [second]
  const third = renamed([person.surname, person.givenNames, second.surname, second.givenNames])
  return [second, { ...third, dateOfBirth: otherBirth(person.dateOfBirth, 4) }]
}

/** Years later, in another month and on another day. */
function otherBirth(date: string, years: number): string {
  return dayText(dayOf(date) + years * 365 + 131)
}

/** Shows one passport after the other, each in the name that it bears, on as many journeys; each replaces the one before. */
function showInTurn(stage: Stage, person: Traveller, identities: readonly OtherIdentity[]): [number[], DocumentKey[]] {
  const journeys = stage.untouched(person)
  const size = Math.ceil(journeys.length / identities.length)
  const documents: DocumentKey[] = []
  for (const [n, identity] of identities.entries()) {
    const own = journeys.slice(n * size, (n + 1) * size)
    const before = documents[n - 1]
    const passport = before ? otherPassport(person, (n - 1) as 0 | 1) : stage.wallet.passport(person, 0)
    documents.push(passport)
    const first = own[0] === undefined ? undefined : stage.rides.run(own[0]).day
    stage.documents.push(
      passportRecord(
        passport,
        identity,
        before && first !== undefined ? { issuedOn: first - BEFORE, replaces: before } : {},
      ),
    )
    for (const journey of own) show(stage, person, journey, [passport], n === 0 ? undefined : identity)
  }
  return [journeys, documents]
}

function show(
  stage: Stage,
  person: Traveller,
  journey: number,
  passports: readonly DocumentKey[],
  identity: OtherIdentity | undefined,
): void {
  const paper = stage.wallet.paper(person, stage.rides.run(journey).day, stage.trip(journey))
  stage.script(journey, { documents: [...passports, ...(paper ? [paper] : [])], ...(identity ? { identity } : {}) })
}

/** Tells of trips that begin under one name and end under another: their one FRTD is shown by both. */
function tellTornTrips(stage: Stage, person: Traveller, journeys: readonly number[]): void {
  const nameOn = (journey: number) => stage.scripts.get(journey)?.identity
  for (const [trip, own] of Map.groupBy(journeys, journey => stage.trip(journey))) {
    const [first] = own as [number, ...number[]]
    const paper = stage.wallet.paper(person, stage.rides.run(first).day, trip)
    if (paper && own.some(journey => nameOn(journey) !== nameOn(first)))
      stage.tell({
        pattern: 'SHARED_DOCUMENT',
        tier: 'incidental',
        persons: [person],
        documents: [paper],
        journeys: own,
      })
  }
}

/** Two passports at once, of two states or one of them for service, in one name. */
function citizensOfTwo(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const person = somebody(stage, 4)
    if (!person) return
    const service = i % 2 === 1
    const both = [stage.wallet.passport(person, 0), otherPassport(person, 0, service ? 'RUS' : 'BLR')]
    for (const passport of both) stage.documents.push(passportRecord(passport, identityOf(person)))
    const journeys = stage.untouched(person)
    for (const [n, journey] of journeys.entries()) show(stage, person, journey, [both[n % 2] as DocumentKey], undefined)
    decoy(stage, person, both, journeys, service ? 'a service passport beside the own' : 'a citizen of two states')
  }
}

function brides(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const person = somebody(stage, 4, ({ sex }) => sex === 'F')
    if (!person) return
    const married = {
      ...identityOf(person),
      surname: surnameOf('ru', surname('ru', stage.random), 'F', true),
      surnameAtBirth: person.surname,
    }
    const [journeys, documents] = showInTurn(stage, person, [identityOf(person), married])
    decoy(stage, person, documents, journeys, 'married')
  }
}

/** Day and month of birth exchanged on one line. */
function swapped(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const person = somebody(stage, 3, ({ dateOfBirth }) => {
      const [, month, day] = dateOfBirth.split('-')
      return Number(day) <= 12 && day !== month
    })
    if (!person) return
    const [year, month, day] = person.dateOfBirth.split('-')
    const journeys = stage.untouched(person)
    for (const [n, journey] of journeys.entries())
      stage.script(
        journey,
        n === 1 ? { identity: { ...identityOf(person), dateOfBirth: `${year}-${day}-${month}` } } : {},
      )
    decoy(stage, person, [stage.wallet.passport(person, 0)], journeys, 'day and month of birth exchanged on one line')
  }
}

function decoy(
  stage: Stage,
  person: Traveller,
  documents: readonly DocumentKey[],
  journeys: readonly number[],
  why: string,
): void {
  stage.tell({ pattern: 'MULTIPLE_IDENTITIES', tier: 'decoy', decoy: why, persons: [person], documents, journeys })
}
