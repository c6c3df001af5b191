import type { DocumentKey, IdentityFields } from '../base/records.ts'
import { identityOf } from '../big/line-text.ts'
import type { Traveller } from '../big/population.ts'
import { respelt, SPELLINGS } from '../noise/spellings.ts'
import { surname, surnameOf } from '../people/names.ts'
import { isParentOf, journeysBeside, showParents } from './families.ts'
import { borrow, lends, lent, occasions, WAYS } from './lending.ts'
import { counterpart } from './likeness.ts'
import type { Stage } from './stage.ts'

/** Shown by the borrower so many times at most. */
const TIMES = 4

/** Somebody shows another's passport or permit. */
export function sharedDocuments(stage: Stage): void {
  let turn = 0
  for (const tier of stage.tiers()) {
    const way = WAYS[turn++ % WAYS.length] as (typeof WAYS)[number]
    const holder = stage.draw(one => stage.wallet.onePassport(one) && lends(stage, one, way, 2))
    if (!holder) continue
    const document = lent(stage, holder, way)
    const other = counterpart(
      stage,
      holder,
      tier,
      one =>
        (one.basis === 'FRTD' || way !== 'passport') &&
        stage.wallet.onePassport(one) &&
        occasions(stage, one, document).length >= 2,
    )
    if (!other) continue
    const shown = stage.random.shuffled(occasions(stage, other, document)).slice(0, stage.random.between(2, TIMES))
    borrow(stage, other, document, shown)
    for (const person of [holder, other]) stage.offer(person)
    for (const journey of document.own) stage.script(journey)
    const firstOf = (journeys: readonly number[]) =>
      journeys.reduce((a, b) => (stage.rides.start(a) <= stage.rides.start(b) ? a : b))
    stage.tell({
      pattern: 'SHARED_DOCUMENT',
      tier,
      persons: [holder, other],
      documents: [document.key],
      journeys: [...document.own, ...shown],
      knownBy: [firstOf(document.own), firstOf(shown)],
    })
  }
  marriages(stage)
  spellings(stage)
  children(stage)
  misreadings(stage)
}

/** Two names of one person on one passport, the second from the middle of the journeys on. */
function renamed(stage: Stage, person: Traveller, identity: IdentityFields, decoy: string): void {
  const journeys = stage.untouched(person)
  for (const [i, journey] of journeys.entries()) stage.script(journey, i >= journeys.length / 2 ? { identity } : {})
  const passport = stage.wallet.passport(person, 0)
  stage.tell({ pattern: 'SHARED_DOCUMENT', tier: 'decoy', decoy, persons: [person], documents: [passport], journeys })
}

const travels = (stage: Stage, person: Traveller, times: number) =>
  stage.wallet.onePassport(person) && stage.untouched(person).length >= times

function marriages(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const bride = stage.draw(one => one.sex === 'F' && one.nationality === 'RUS' && travels(stage, one, 4))
    if (!bride) continue
    const own = surnameOf('ru', surname('ru', stage.random), 'F', true)
    const identity = { ...identityOf(bride), surname: own, surnameAtBirth: bride.surname }
    renamed(stage, bride, identity, 'married, and the passport not yet exchanged')
  }
}

function spellings(stage: Stage): void {
  for (let i = 0; i < stage.perTier; i++) {
    const scheme = stage.random.pick(SPELLINGS)
    const spelt = (one: Traveller) => ({
      ...identityOf(one),
      surname: respelt(one.surname, scheme, one.sex === 'M'),
      givenNames: respelt(one.givenNames, scheme, one.sex === 'M'),
    })
    const person = stage.draw(
      one => one.nationality === 'RUS' && spelt(one).surname !== one.surname && travels(stage, one, 4),
    )
    if (person) renamed(stage, person, spelt(person), 'one name in two spellings')
  }
}

/** A child on a parent's passport, wherever both travel. */
function children(stage: Stage): void {
  const families = stage.random.shuffled(stage.households.filter(({ length }) => length >= 3))
  let told = 0
  for (const [parent, , child] of families) {
    if (told === stage.perTier) return
    if (!parent || !child || stage.acts(parent) || stage.acts(child) || !stage.wallet.onePassport(parent)) continue
    const journeys = journeysBeside(stage, child, parent)
    if (child.basis !== 'FRTD' || !isParentOf(parent, child) || journeys.length < 2) continue
    for (const person of [parent, child]) stage.engage(person)
    showParents(stage, child, parent, journeys)
    const passport = stage.wallet.passport(parent, 0)
    for (const journey of stage.untouched(parent)) stage.script(journey)
    stage.tell({
      pattern: 'SHARED_DOCUMENT',
      tier: 'decoy',
      decoy: "a child on a parent's passport",
      persons: [parent, child],
      documents: [passport],
      journeys: [...stage.rides.of(parent), ...journeys],
    })
    told++
  }
}

/** Two whose passports were issued one after the other, and once a list has a digit misread that makes the one of the other. */
function misreadings(stage: Stage): void {
  const taken = new Set(stage.travellers.map(one => stage.wallet.passport(one, 0).number))
  const next = ({ number, ...key }: DocumentKey): DocumentKey => ({
    ...key,
    number: number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10),
  })
  for (let i = 0; i < stage.perTier; i++) {
    const reader = stage.draw(
      one => one.basis === 'FRTD' && travels(stage, one, 3) && !taken.has(next(stage.wallet.passport(one, 0)).number),
    )
    const other =
      reader &&
      stage.draw(one => one.basis === 'FRTD' && one.nationality === reader.nationality && travels(stage, one, 2))
    if (!other) return
    const passport = next(stage.wallet.passport(reader, 0))
    taken.add(passport.number)
    const withPassport = (person: Traveller, journey: number) => {
      const paper = stage.wallet.paper(person, stage.rides.run(journey).day, stage.trip(journey))
      return [passport, ...(paper ? [paper] : [])]
    }
    const [, misread] = stage.untouched(reader) as [number, number]
    const own = stage.untouched(other)
    for (const journey of stage.untouched(reader)) stage.script(journey)
    stage.script(misread, { listed: withPassport(reader, misread) })
    for (const journey of own) stage.script(journey, { documents: withPassport(other, journey) })
    stage.tell({
      pattern: 'SHARED_DOCUMENT',
      tier: 'decoy',
      decoy: 'one digit of a passport number misread',
      persons: [reader, other],
      documents: [passport],
      journeys: [misread, ...own],
    })
  }
}
