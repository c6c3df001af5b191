import { dayOf, dayText } from '../base/calendar.ts'
import { type Random, stream } from '../base/random.ts'
import type { Basis } from '../base/records.ts'
import { givenName, type Sex, surname, surnameOf, type Tongue } from '../people/names.ts'

/** Shares of what travellers hold: eastern arrivals of 2023 as assumed in the domain notes. */
const BASES: readonly (readonly [Basis, share: number, leaves: number])[] = [
  ['FRTD', 0.82, 0.005],
  ['FTD', 0.04, 0.005],
  ['RESIDENCE_PERMIT', 0.07, 0.66],
  ['EU_CITIZEN', 0.02, 0.66],
  ['LONG_STAY_VISA', 0.015, 0.66],
  ['RESIDENCE_CARD', 0.015, 0.66],
  ['SHORT_STAY_VISA', 0.02, 0.08],
]
/** Of those who may leave, three in four live in the Union and leave nearly always, the others seldom: 0.66 in all. */
const RESIDENT = { share: 0.75, leaves: 0.84, others: 0.12 }

const TYPES = ['YEARLY', 'VISITOR', 'STUDENT', 'CARER', 'REGULAR', 'COURIER'] as const
/** Crew travel by no plan of their own. */
export type TravellerType = (typeof TYPES)[number] | 'CREW'
const TYPE_SHARES = [0.59, 0.255, 0.05, 0.035, 0.06, 0.01]

/** Somebody of a large world. What is beside the numbers is built when it is written. */
export interface Traveller {
  readonly index: number
  readonly household: number
  readonly surname: string
  readonly givenNames: string
  readonly dateOfBirth: string
  readonly sex: Sex
  readonly nationality: string
  readonly basis: Basis
  readonly type: TravellerType
  readonly resident: boolean
  readonly end: string
  /** How often the person leaves at Kena when coming from the east, before March 2024. */
  leaves: number
  /** Somebody else whose permit the person shows when going west. */
  borrowsFrom?: Traveller
}

const ENDS = ['MOSKVA', 'MOSKVA', 'MOSKVA', 'SPB', 'SPB', 'ADLER', 'SMOLENSK', 'MINSK'] as const

/** The travellers of a large world by household: 55 % live alone, the others in twos to fours; so large a share of regulars. */
export function makeHouseholds(persons: number, seed: number, regulars?: number): Traveller[][] {
  const random = stream(seed, 'population')
  const shares = regulars === undefined ? TYPE_SHARES : TYPE_SHARES.with(TYPES.indexOf('REGULAR'), regulars)
  const taken = new Set<string>()
  const made: Traveller[][] = []
  for (let index = 0; index < persons; ) {
    const size = Math.min(persons - index, random.chance(0.55) ? 1 : random.between(2, 4))
    made.push(household(made.length, index, size, { random, taken, shares }))
    index += size
  }
  return made
}

function household(
  id: number,
  first: number,
  size: number,
  { random, taken, shares }: { random: Random; taken: Set<string>; shares: readonly number[] },
): Traveller[] {
  const place = random.weighted(BASES.map(([, share]) => share))
  const [basis, , leaves] = BASES[place] as (typeof BASES)[number]
  const tongue = tongueOf(basis, random)
  const mayLeave = leaves > 0.5
  const resident = mayLeave && random.chance(RESIDENT.share)
  const end = tongue === 'be' ? 'MINSK' : random.pick(ENDS)
  const name = surname(tongue, random)
  const type = TYPES[random.weighted(shares)] as TravellerType
  const nationality = tongue === 'lt' ? 'LTU' : tongue === 'be' ? 'BLR' : 'RUS'
  return Array.from({ length: size }, (_, i) => {
    const sex: Sex = i === 1 ? 'F' : random.pick(['F', 'M'] as const)
    const own = surnameOf(tongue, name, sex, i < 2 && size > 1)
    return {
      index: first + i,
      household: id,
      surname: own,
      ...named(own, tongue, sex, i >= 2, random, taken),
      sex,
      nationality,
      basis,
      // Beside somebody who travels by a fixed plan the others travel once a year.
      type: type === 'REGULAR' && i > 0 ? 'YEARLY' : type,
      resident,
      end,
      leaves: mayLeave ? (resident ? RESIDENT.leaves : RESIDENT.others) : leaves,
    }
  })
}

function tongueOf(basis: Basis, random: Random): Tongue {
  if (basis === 'EU_CITIZEN') return 'lt'
  if (basis === 'SHORT_STAY_VISA') return 'be'
  return basis !== 'FRTD' && basis !== 'FTD' && random.chance(0.4) ? 'be' : 'ru'
}

/** Given name and date of birth, so that no two persons share name and date. */
function named(own: string, tongue: Tongue, sex: Sex, child: boolean, random: Random, taken: Set<string>) {
  for (;;) {
    const givenNames = givenName(tongue, sex, random)
    const [from, until] = child ? ['2007-01-01', '2019-12-31'] : ['1948-01-01', '2003-12-31']
    const dateOfBirth = dayText(random.between(dayOf(from), dayOf(until)))
    const key = `${own}|${givenNames}|${dateOfBirth}`
    if (taken.has(key)) continue
    taken.add(key)
    return { givenNames, dateOfBirth }
  }
}
