import type { DocumentKey } from '../base/records.ts'
import type { Traveller } from '../big/population.ts'
import type { Tier } from './case.ts'
import { isParentOf, journeysBeside, showParents } from './families.ts'
import { borrow, lends, lent, occasions } from './lending.ts'
import type { Stage } from './stage.ts'

/** How many show each passport; the last of them lends the next one. Three persons and two papers, up to eight and five. */
const TIERS: Readonly<Record<Tier, readonly number[]>> = { limit: [2, 2], real: [3, 2, 2], easy: [3, 3, 2, 2, 2] }
/** A ring is a larger plot than a borrowed passport: there are fewer. */
const LEAST_JOURNEYS = 4

/** Strangers tied by passports that go from hand to hand. */
export function sharedDocumentRings(stage: Stage): void {
  for (const tier of stage.tiers()) ring(stage, tier)
  families(stage)
}

const ready = (stage: Stage, one: Traveller) =>
  one.basis === 'FRTD' && stage.wallet.onePassport(one) && stage.rides.of(one).length >= LEAST_JOURNEYS

const strange = (a: Traveller, b: Traveller) =>
  a.household !== b.household && a.surname[0] !== b.surname[0] && a.givenNames[0] !== b.givenNames[0]

function ring(stage: Stage, tier: Tier): void {
  let lender = stage.draw(one => ready(stage, one) && lends(stage, one, 'passport', 3))
  if (!lender) return
  const persons = [lender]
  const passed: { readonly key: DocumentKey; readonly journeys: readonly number[] }[] = []
  for (const size of TIERS[tier]) {
    const document = lent(stage, lender, 'passport')
    const shownOn = [...document.own]
    for (let i = 1; i < size; i++) {
      const other = stage.draw(
        one =>
          ready(stage, one) &&
          persons.every(person => strange(person, one)) &&
          occasions(stage, one, document).length >= 1,
      ) as Traveller | undefined
      if (!other) continue
      const shown = occasions(stage, other, document).slice(0, 2)
      // Something has to be left to be shown in the own name.
      const borrowed = shown.slice(0, Math.max(1, stage.untouched(other).length - 2))
      borrow(stage, other, document, borrowed)
      persons.push(other)
      shownOn.push(...borrowed)
      lender = other
    }
    for (const journey of document.own) stage.script(journey)
    passed.push({ key: document.key, journeys: shownOn })
  }
  const journeys = passed.flatMap(one => one.journeys)
  stage.tell({ pattern: 'SHARED_DOCUMENT_RING', tier, persons, documents: passed.map(({ key }) => key), journeys })
  for (const { key, journeys } of passed) {
    const holders = [...new Set(journeys.map(journey => stage.traveller(journey)))]
    stage.tell({ pattern: 'SHARED_DOCUMENT', tier: 'incidental', persons: holders, documents: [key], journeys })
  }
}

/** Children on the mother's passport, and one of them once on the father's. */
function families(stage: Stage): void {
  let told = 0
  for (const family of stage.random.shuffled(stage.households.filter(({ length }) => length === 4))) {
    if (told === stage.perTier) return
    const [father, mother, elder, younger] = family as readonly [Traveller, Traveller, Traveller, Traveller]
    const fits = family.every(one => one.basis === 'FRTD' && !stage.acts(one) && stage.wallet.onePassport(one))
    if (!fits || ![father, mother].every(parent => [elder, younger].every(child => isParentOf(parent, child)))) continue
    const [withHim] = journeysBeside(stage, younger, father)
    const withHer = [elder, younger].map(child =>
      journeysBeside(stage, child, mother).filter(journey => journey !== withHim),
    )
    if (withHim === undefined || withHer.some(({ length }) => length === 0)) continue
    for (const person of family) stage.engage(person)
    showParents(stage, younger, father, [withHim])
    for (const [i, child] of [elder, younger].entries()) showParents(stage, child, mother, withHer[i] as number[])
    const [his, hers] = [father, mother].map(parent => stage.wallet.passport(parent, 0)) as [DocumentKey, DocumentKey]
    for (const parent of [father, mother]) for (const journey of stage.untouched(parent)) stage.script(journey)
    const journeys = family.flatMap(one => stage.rides.of(one))
    const decoy = "children on their parents' passports"
    stage.tell({
      pattern: 'SHARED_DOCUMENT_RING',
      tier: 'decoy',
      decoy,
      persons: family,
      documents: [his, hers],
      journeys,
    })
    for (const key of [his, hers])
      stage.tell({ pattern: 'SHARED_DOCUMENT', tier: 'decoy', decoy, persons: family, documents: [key], journeys })
    told++
  }
}
