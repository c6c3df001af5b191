import { dayOf, dayText } from '../../seed/base/calendar.ts'
import type { Random } from '../../seed/base/random.ts'
import { borne, fatherOf, givenOf, patronymicOf, type Sex, surnameOf, type Tongue } from './names.ts'
import { belarusian, lithuanian, russian, type Scheme } from './romanisation.ts'

/** A passport as it was issued: the same person may be spelt otherwise on the next. */
export interface Passport {
  readonly surname: string
  readonly given: string
  readonly number: string
  readonly issuer: string
  readonly surnameAtBirth: string | undefined
  readonly cyrillic: readonly [surname: string, given: string] | undefined
}

export interface Human {
  readonly sex: Sex
  readonly birth: string
  readonly tongue: Tongue
  readonly patronymic: string
  readonly passports: readonly Passport[]
  readonly permit: { readonly number: string; readonly surname: string; readonly given: string } | undefined
}

const TONGUES: readonly Tongue[] = ['ru', 'be', 'lt']
const TONGUE_SHARES = [0.8, 0.12, 0.08]
/** Schemes of Russian passports that are still shown, by shares assumed: most were issued under ICAO. */
const PASSPORT_SCHEMES: readonly Scheme[] = ['ICAO', 'GOST 2006', '1997', 'French']
const SCHEME_SHARES = [0.55, 0.22, 0.2, 0.03]
const RENEWED = 0.35
/** Women who renew under a new surname. */
const MARRIED_SINCE = 0.2
const PERMIT = 0.15
/** Cards of Lithuania that spell a Slavic name the Lithuanian way. */
const LITHUANIAN_SPELLING = 0.2
/** Of third and fourth in a household, whoever is born on the day of the one before. */
const TWINS = 0.05
/** Boys called like whoever is before them in the household, if that is a man. */
const NAMESAKE = 0.02

/** Persons by household: families of one surname, twins among them, and boys called like one another. */
export function populate(count: number, random: Random): Human[] {
  const humans: Human[] = []
  while (humans.length < count) {
    const tongue = TONGUES[random.weighted(TONGUE_SHARES)] as Tongue
    const surname = surnameOf(tongue, random)
    const size = random.chance(0.55) ? 1 : random.between(2, 4)
    const father = fatherOf(tongue, random)
    let last: { given: string; birth: string; sex: Sex } | undefined
    for (let i = 0; i < size; i++) {
      const sex: Sex = i === 1 ? 'F' : random.pick(['F', 'M'] as const)
      const child = i >= 2
      const twin = i > 2 && random.chance(TWINS)
      const namesake = child && !twin && sex === 'M' && last?.sex === 'M' && random.chance(NAMESAKE)
      let given = namesake && last ? last.given : givenOf(tongue, sex, random)
      while (twin && given === last?.given) given = givenOf(tongue, sex, random)
      const birth =
        twin && last && i > 2
          ? last.birth
          : bornBetween(child ? '2003-01-01' : '1948-01-01', child ? '2019-12-31' : '2002-12-31', random)
      last = { given, birth, sex }
      const patronymic = patronymicOf(tongue, child ? father : fatherOf(tongue, random), sex)
      humans.push(human({ tongue, surname, given, patronymic, sex, birth, married: i === 1 }, random))
    }
  }
  return humans.slice(0, count)
}

const bornBetween = (from: string, until: string, random: Random) => dayText(random.between(dayOf(from), dayOf(until)))

interface Born {
  readonly tongue: Tongue
  readonly surname: string
  readonly given: string
  readonly patronymic: string
  readonly sex: Sex
  readonly birth: string
  readonly married: boolean
}

function human({ tongue, surname, given, patronymic, sex, birth, married }: Born, random: Random): Human {
  const first = borne(tongue, surname, sex, married)
  const renewed = random.chance(RENEWED)
  const scheme = PASSPORT_SCHEMES[random.weighted(SCHEME_SHARES)] as Scheme
  const passports = [passport({ tongue, surname: first, given, scheme }, undefined, random)]
  if (renewed) {
    const marries = sex === 'F' && random.chance(MARRIED_SINCE)
    const own = marries ? borne(tongue, surnameOf(tongue, random), sex, true) : first
    const before = marries && random.chance(0.5) ? passports[0]?.surname : undefined
    // Six in ten keep the spelling of the passport before.
    const next = random.chance(0.6) ? scheme : 'ICAO'
    passports.push(passport({ tongue, surname: own, given, scheme: next }, before, random))
  }
  const held = passports[0] as Passport
  const lithuanianCard = tongue !== 'lt' && random.chance(LITHUANIAN_SPELLING)
  const spell = (name: string) => (lithuanianCard ? lithuanian(name, sex === 'M') : name)
  const permit = random.chance(PERMIT)
    ? { number: `LT${digits(7, random)}`, surname: spell(held.surname), given: spell(held.given) }
    : undefined
  return { sex, birth, tongue, patronymic, passports, permit }
}

const digits = (count: number, random: Random) => Array.from({ length: count }, () => random.below(10)).join('')

interface Issued {
  readonly tongue: Tongue
  readonly surname: string
  readonly given: string
  readonly scheme: Scheme
}

const ISSUER: Record<Tongue, string> = { ru: 'RUS', be: 'BLR', lt: 'LTU' }
const LETTERS: Record<Tongue, string> = { ru: '7', be: 'MP', lt: '2' }
const SPELL: Record<Tongue, (name: string, scheme: Scheme) => string> = {
  ru: (name, scheme) => russian(name, scheme).replace(/["'’]/g, ''),
  be: belarusian,
  lt: name => name.toUpperCase(),
}

function passport(
  { tongue, surname, given, scheme }: Issued,
  surnameAtBirth: string | undefined,
  random: Random,
): Passport {
  return {
    surname: SPELL[tongue](surname, scheme),
    given: SPELL[tongue](given, scheme),
    number: `${LETTERS[tongue]}${digits(tongue === 'ru' ? 8 : 7, random)}`,
    issuer: ISSUER[tongue],
    surnameAtBirth,
    cyrillic: tongue === 'lt' ? undefined : [surname.toUpperCase(), given.toUpperCase()],
  }
}
