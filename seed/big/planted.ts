import { stream } from '../base/random.ts'
import type { DocumentKey } from '../base/records.ts'
import type { Run } from '../rail/timetable.ts'
import { ALIGHTS_AT_KENA, type Journeys } from './journeys.ts'
import { paperOf } from './papers.ts'
import type { Traveller, TravellerType } from './population.ts'

/** What is planted, and in whom. */
export interface Planted {
  readonly story: 'REPEAT_DISEMBARKER' | 'SHARED_DOCUMENT'
  /** Who leaves; or whose the permit is, and who shows it too. */
  readonly persons: readonly Traveller[]
}

/** What came about of it: the truth that detectors are measured by. */
export interface Deed extends Planted {
  /** The permit that is shared. */
  readonly document?: DocumentKey | undefined
  /** Runs that the person left at Kena, or on which the permit was shown. */
  readonly runs: readonly string[]
}

const PREVALENCE = 3e-4
/** In a world so small that it would be nobody. */
const LEAST = 3
/** Who travels so often that it shows. */
const FREQUENT: ReadonlySet<TravellerType> = new Set(['CARER', 'REGULAR', 'COURIER'])
/** Share of an FRTD holder's journeys west that end at Kena, once planted. */
const LEAVES = 0.85
/** Among so many, somebody whose name begins with other letters is found. */
const CANDIDATES = 40

/** Plants, three in ten thousand of each and three at least, FRTD holders who leave at Kena and persons who show a stranger's permit. */
export function plant(travellers: readonly Traveller[], seed: number): Planted[] {
  const random = stream(seed, 'planted')
  const count = Math.max(LEAST, Math.round(travellers.length * PREVALENCE))
  const planted: Planted[] = []
  const mixed = random.shuffled(travellers.filter(({ type }) => FREQUENT.has(type)))
  for (const person of mixed.filter(({ basis }) => basis === 'FRTD').slice(0, count)) {
    person.leaves = LEAVES
    planted.push({ story: 'REPEAT_DISEMBARKER', persons: [person] })
  }
  const clear = mixed.filter(clearlyNamed)
  const holders = clear.filter(({ basis }) => basis === 'RESIDENCE_PERMIT')
  const borrowers = clear.filter(({ basis, leaves }) => basis === 'FRTD' && leaves !== LEAVES).reverse()
  for (const [i, holder] of holders.slice(0, count).entries()) {
    const other = borrowers.slice(i * CANDIDATES, (i + 1) * CANDIDATES).find(borrower => unlike(borrower, holder))
    if (!other) continue
    other.borrowsFrom = holder
    planted.push({ story: 'SHARED_DOCUMENT', persons: [holder, other] })
  }
  return planted
}

/** What came about: who left at Kena at least twice, and permits that both did show. Plans that nobody carried out are not told. */
export function cameAbout(planted: readonly Planted[], journeys: Journeys, runs: readonly Run[]): Deed[] {
  const own = new Map(planted.flatMap(({ persons }) => persons.map(({ index }) => [index, [] as number[]] as const)))
  for (let journey = 0; journey < journeys.count; journey++) own.get(journeys.person[journey] as number)?.push(journey)
  const runOf = (journey: number) => runs[journeys.run[journey] as number] as Run
  const keys = (list: readonly number[]) => [...new Set(list.map(journey => runOf(journey).key))].sort(byDate)
  return planted.flatMap((plan): Deed[] => {
    const [first, second] = plan.persons as [Traveller, Traveller?]
    const journeysOfFirst = own.get(first.index) as number[]
    if (!second) {
      const left = journeysOfFirst.filter(journey => (journeys.flags[journey] as number) & ALIGHTS_AT_KENA)
      return left.length >= 2 ? [{ ...plan, runs: keys(left) }] : []
    }
    const borrowed = (own.get(second.index) as number[]).filter(journey => runOf(journey).plan.westbound)
    if (journeysOfFirst.length === 0 || borrowed.length === 0) return []
    return [{ ...plan, document: paperOf(first), runs: keys([...journeysOfFirst, ...borrowed]) }]
  })
}

/** By origin date, then train. */
function byDate(a: string, b: string): number {
  const [first, second] = [`${a.slice(4)} ${a}`, `${b.slice(4)} ${b}`]
  return first < second ? -1 : first > second ? 1 : 0
}

const CONSONANT = /^[BDFGKLMNPRSTVZ]/

/** Every spelling of the name begins with one letter. */
function clearlyNamed({ surname, givenNames }: Traveller): boolean {
  return CONSONANT.test(surname) && CONSONANT.test(givenNames)
}

/** Names that no spelling makes one: they begin with different consonants. */
function unlike(a: Traveller, b: Traveller): boolean {
  return a.surname[0] !== b.surname[0] && a.givenNames[0] !== b.givenNames[0]
}
