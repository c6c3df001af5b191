import { dayOf, dayText } from '../base/calendar.ts'
import { type Random, stream } from '../base/random.ts'
import type { Basis, DocumentKey, DocumentType } from '../base/records.ts'
import { givenName, type Sex, surname, surnameOf, type Tongue } from './names.ts'
import type { Person, Region } from './person.ts'

/** Sizes of households and how many there are of each: 238 with 400 persons. */
const HOUSEHOLDS = [
  [4, 14],
  [3, 30],
  [2, 60],
  [1, 134],
] as const

/** On what 400 persons travel. */
const BASES: readonly (readonly [Basis, number])[] = [
  ['FRTD', 248],
  ['RESIDENCE_PERMIT', 72],
  ['EU_CITIZEN', 20],
  ['FTD', 16],
  ['LONG_STAY_VISA', 16],
  ['SHORT_STAY_VISA', 16],
  ['RESIDENCE_CARD', 12],
]

/** How often persons who travel on this leave at Kena when they come from the east (66, 8 and 0.5 % in all; assumed). */
const LEAVING: Record<Basis, { readonly resident: number; readonly other: number; readonly residents: number }> = {
  RESIDENCE_PERMIT: { resident: 0.8, other: 0.12, residents: 0.8 },
  RESIDENCE_CARD: { resident: 0.8, other: 0.12, residents: 0.8 },
  EU_CITIZEN: { resident: 0.8, other: 0.12, residents: 0.8 },
  LONG_STAY_VISA: { resident: 0.8, other: 0.12, residents: 0.8 },
  SHORT_STAY_VISA: { resident: 0, other: 0.08, residents: 0 },
  FTD: { resident: 0, other: 0.005, residents: 0 },
  FRTD: { resident: 0, other: 0.005, residents: 0 },
}

/** What numbers of these papers begin with. */
const LETTERS: Partial<Record<Basis, string>> = {
  RESIDENCE_PERMIT: 'LT',
  RESIDENCE_CARD: 'LR',
  LONG_STAY_VISA: 'LD',
  SHORT_STAY_VISA: 'LC',
  FTD: 'T',
}

/** Gives every date of birth and every number once. */
class Once {
  readonly #given = new Set<string>()

  draw(make: () => string): string {
    for (;;) {
      const value = make()
      if (this.#given.has(value)) continue
      this.#given.add(value)
      return value
    }
  }
}

/** The 400 persons of the small world; no two share a date of birth, a name being then never enough to confuse them. */
export function population(seed: number): Person[] {
  const random = stream(seed, 'population')
  const once = new Once()
  const bases = BASES.flatMap(([basis, count]) => Array<Basis>(count).fill(basis))
  const sizes = random.shuffled(HOUSEHOLDS.flatMap(([size, count]) => Array<number>(count).fill(size)))
  const persons: Person[] = []
  // Bases are dealt to households in turn, so that most families travel on one.
  let dealtOut = 0
  for (const [place, size] of sizes.entries()) {
    const own = bases.slice(dealtOut, dealtOut + size)
    dealtOut += size
    persons.push(...household(`h${String(place + 1).padStart(3, '0')}`, persons.length, own, random, once))
  }
  return persons
}

function household(id: string, before: number, bases: readonly Basis[], random: Random, once: Once): Person[] {
  const first = bases[0] as Basis
  const tongue = tongueOf(first, random)
  const resident = random.chance(LEAVING[first].residents)
  const region: Region = resident ? 'UNION' : random.chance(0.6) ? 'KALININGRAD' : 'MAINLAND'
  const ends = resident || tongue === 'be' ? ['MINSK', 'MOSKVA', 'SMOLENSK'] : ['MOSKVA', 'MOSKVA', 'SPB', 'ADLER']
  const end = random.pick(ends)
  const name = surname(tongue, random)
  return bases.map((basis, i) => {
    const sex: Sex = i === 0 ? random.pick(['F', 'M'] as const) : i === 1 ? 'F' : random.pick(['F', 'M'] as const)
    const child = i >= 2
    const nationality = nationalityOf(basis, tongue)
    const { resident: often, other } = LEAVING[basis]
    return {
      id: `p${String(before + i + 1).padStart(3, '0')}`,
      household: id,
      identity: {
        surname: surnameOf(tongue, name, sex, i < 2 && bases.length > 1),
        givenNames: givenName(tongue, sex, random),
        dateOfBirth: once.draw(() => birth(child, bases.length > 2, random)),
        sex,
        nationality,
      },
      basis,
      region,
      end,
      leaves: resident ? often : other,
      passport: passportOf(basis, nationality, random, once),
      paper: paperOf(basis, random, once),
    }
  })
}

function tongueOf(basis: Basis, random: Random): Tongue {
  if (basis === 'EU_CITIZEN') return 'lt'
  if (basis === 'SHORT_STAY_VISA') return 'be'
  return basis !== 'FRTD' && basis !== 'FTD' && random.chance(0.4) ? 'be' : 'ru'
}

function nationalityOf(basis: Basis, tongue: Tongue): string {
  if (basis === 'EU_CITIZEN') return 'LTU'
  return tongue === 'be' ? 'BLR' : 'RUS'
}

function birth(child: boolean, parent: boolean, random: Random): string {
  const [from, until] = child
    ? ['2007-01-01', '2019-12-31']
    : parent
      ? ['1968-01-01', '1989-12-31']
      : ['1948-01-01', '2003-12-31']
  return dayText(random.between(dayOf(from), dayOf(until)))
}

function passportOf(basis: Basis, nationality: string, random: Random, once: Once): DocumentKey {
  const [letters, length] = nationality === 'BLR' ? (['MP', 7] as const) : (['7', 8] as const)
  return {
    type: basis === 'EU_CITIZEN' && random.chance(0.4) ? 'ID_CARD' : 'PASSPORT',
    issuer: nationality,
    number: once.draw(() => letters + digits(random, length)),
  }
}

function paperOf(basis: Basis, random: Random, once: Once): DocumentKey | undefined {
  const letters = LETTERS[basis]
  if (letters === undefined) return undefined
  const issuer =
    basis === 'RESIDENCE_PERMIT' || basis === 'RESIDENCE_CARD' ? random.pick(['LTU', 'LTU', 'POL', 'LVA']) : 'LTU'
  return { type: basis as DocumentType, issuer, number: once.draw(() => `${letters}${digits(random, 7)}`) }
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.below(10)).join('')
}
