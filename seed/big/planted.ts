import { stream } from '../base/random.ts'
import type { Traveller } from './population.ts'

/** What was planted, and in whom: the truth that detectors are measured by. */
export interface Planted {
  readonly story: 'REPEAT_DISEMBARKER' | 'SHARED_DOCUMENT'
  readonly persons: readonly Traveller[]
}

const PREVALENCE = 3e-4
const CONSONANT = /^[BDFGKLMNPRSTVZ]/

/** Plants, three in ten thousand each, FRTD holders who leave at Kena and persons who show a stranger's permit. */
export function plant(travellers: readonly Traveller[], seed: number): Planted[] {
  const random = stream(seed, 'planted')
  const count = Math.round(travellers.length * PREVALENCE)
  const planted: Planted[] = []
  const mixed = random.shuffled(travellers.filter(({ type }) => type !== 'YEARLY'))
  for (const person of mixed.filter(({ basis }) => basis === 'FRTD').slice(0, count)) {
    person.leaves = 0.85
    planted.push({ story: 'REPEAT_DISEMBARKER', persons: [person] })
  }
  const clear = mixed.filter(clearlyNamed)
  const holders = clear.filter(({ basis }) => basis === 'RESIDENCE_PERMIT')
  const borrowers = clear.filter(({ basis, leaves }) => basis === 'FRTD' && leaves < 0.5).reverse()
  for (const [i, holder] of holders.slice(0, count).entries()) {
    const other = borrowers.slice(i * 40, i * 40 + 40).find(borrower => unlike(borrower, holder))
    if (!other) continue
    other.borrowsFrom = holder
    planted.push({ story: 'SHARED_DOCUMENT', persons: [holder, other] })
  }
  return planted
}

/** Every spelling of the name begins with one letter. */
function clearlyNamed({ surname, givenNames }: Traveller): boolean {
  return CONSONANT.test(surname) && CONSONANT.test(givenNames)
}

/** Names that no spelling makes one: they begin with different consonants. */
function unlike(a: Traveller, b: Traveller): boolean {
  return a.surname[0] !== b.surname[0] && a.givenNames[0] !== b.givenNames[0]
}
