import { dayOf, dayText } from '../base/calendar.ts'
import { type Random, stream } from '../base/random.ts'
import type { DocumentKey, DocumentRecord } from '../base/records.ts'
import { passportOf } from '../big/papers.ts'
import type { Traveller } from '../big/population.ts'
import { surname, surnameOf, type Tongue } from '../people/names.ts'
import type { NoiseMix } from './mix.ts'
import { respelt, SPELLINGS, type SpellingScheme } from './spellings.ts'

/** A passport as it was issued. */
export interface Passport extends DocumentKey {
  /** Day from which it is shown. */
  readonly from: number
  readonly issuedOn: number
  readonly expiresOn: number
  readonly surname: string
  readonly givenNames: string
  readonly surnameAtBirth?: string | undefined
}

const TEN_YEARS = 3652
/** A passport may be renewed so many days before it expires, and both are good for as long. */
const OVERLAP = 120
const FIRST_DAY = dayOf('2023-01-01')

const TONGUE: Readonly<Record<string, Tongue>> = { RUS: 'ru', BLR: 'be', LTU: 'lt' }

/** The passports that a person shows in a world of so many years, the first one first: one, or two where it is renewed. */
export function passportsOf(
  traveller: Traveller,
  { seed, years, rate, mix }: { seed: number; years: number; rate: number; mix: NoiseMix },
): readonly [Passport, ...Passport[]] {
  const random = stream(seed, `passports of ${traveller.index}`)
  const tongue = TONGUE[traveller.nationality] ?? 'ru'
  const man = traveller.sex === 'M'
  const second = random.chance(mix.doubleNamed)
    ? `-${surnameOf(tongue, surname(tongue, random), traveller.sex, false)}`
    : ''
  const own = { surname: traveller.surname + second, givenNames: traveller.givenNames }
  const renewedOn = FIRST_DAY + random.below(years * 365)
  const expiresOn = renewedOn + random.below(OVERLAP)
  const first = { ...passportOf(traveller), from: 0, issuedOn: expiresOn - TEN_YEARS, expiresOn }
  if (!random.chance(mix.renewed)) return [{ ...first, ...own, expiresOn: first.expiresOn + TEN_YEARS }]
  const scheme = random.chance(mix.otherScheme * rate) ? schemeOf(mix, random) : undefined
  const spelt = (name: string) => (scheme && tongue === 'ru' ? respelt(name, scheme, man) : name)
  const before = { surname: spelt(own.surname), givenNames: spelt(own.givenNames) }
  const marries = !man && random.chance(mix.married)
  const after = marries
    ? {
        surname: surnameOf(tongue, surname(tongue, random), 'F', true),
        givenNames: own.givenNames,
        ...(random.chance(0.5) ? { surnameAtBirth: own.surname } : {}),
      }
    : own
  const { type, issuer } = first
  const next = { type, issuer, number: renewedNumber(traveller), from: renewedOn, issuedOn: renewedOn }
  return [
    { ...first, ...before },
    { ...next, ...after, expiresOn: renewedOn + TEN_YEARS },
  ]
}

function schemeOf({ schemes }: NoiseMix, random: Random): SpellingScheme {
  return SPELLINGS[random.weighted(SPELLINGS.map(scheme => schemes[scheme]))] as SpellingScheme
}

/** Numbers of renewed passports: no two alike, and unlike the ones before. */
function renewedNumber({ index, nationality }: Traveller): string {
  const spread = (digits: number) => String((index * 6_700_417 + 31_415_926) % 10 ** digits).padStart(digits, '0')
  return nationality === 'BLR' ? `MC${spread(7)}` : `5${spread(8)}`
}

/** What the issuer states of passports of which one replaces the other; of others it states nothing. */
export function passportRecords(traveller: Traveller, passports: readonly Passport[]): DocumentRecord[] {
  if (passports.length < 2) return []
  const { dateOfBirth, sex, nationality } = traveller
  return passports.map((passport, i) => {
    const { type, issuer, number, surname: own, givenNames, issuedOn, expiresOn } = passport
    const before = passports[i - 1]
    return {
      record: 'document',
      type,
      issuer,
      number,
      holder: { surname: own, givenNames, dateOfBirth, sex, nationality },
      issuedOn: dayText(issuedOn),
      expiresOn: dayText(expiresOn),
      ...(before ? { replaces: { type, issuer, number: before.number } } : {}),
    }
  })
}
