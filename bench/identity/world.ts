import { type Random, stream } from '../../seed/base/random.ts'
import { misdated, misread, typed } from '../../seed/noise/slips.ts'
import { mixWith } from './names.ts'
import { type Human, type Passport, populate } from './population.ts'
import { russian, type Scheme, zoneLetters } from './romanisation.ts'

/** An identity as a source states it, and who it is. */
export interface Told {
  readonly person: number
  readonly fields: {
    readonly surname: string
    readonly givenNames?: string
    readonly surnameCyrillic?: string
    readonly givenNamesCyrillic?: string
    readonly surnameAtBirth?: string
    readonly dateOfBirth?: string
    readonly sex?: string
  }
  readonly documents: readonly { readonly type: string; readonly issuer: string; readonly number: string }[]
}

const CLERKS: readonly Scheme[] = ['ICAO', 'GOST 2006', '1997', 'French', 'BGN/PCGN', 'Wikipedia', 'Telegram']
const ZONE = 39
/** Lines that have Cyrillic, patronymic and all, where Latin is expected, as domestic ticket offices write. */
const CYRILLIC_LINES = 0.05

/** Identities of so many invented persons; each field goes wrong at the rate `noise` (0 to 1). Same arguments, same world. */
export function noisyWorld({ persons, noise, seed }: { persons: number; noise: number; seed: number }): Told[] {
  const random = stream(seed, `identities ${noise}`)
  mixWith(stream(seed, 'names'))
  const humans = populate(persons, stream(seed, 'humans'))
  return humans.flatMap((human, person) => {
    const told: Told[] = []
    do told.push(tell(human, person, noise, random))
    while (told.length < 12 && random.chance(0.72))
    return told
  })
}

/** Once on a list: by the passport held, or by the permit. */
function tell(human: Human, person: number, noise: number, random: Random): Told {
  const passport = random.pick(human.passports)
  const { permit } = human
  const source = permit && random.chance(0.4) ? permit : passport
  const kind = random.next()
  const inCyrillic = random.chance(CYRILLIC_LINES) && passport.cyrillic
  const names = inCyrillic
    ? { surname: inCyrillic[0], givenNames: `${inCyrillic[1]} ${human.patronymic.toUpperCase()}`.trim() }
    : misspelt(source, passport, human, kind < 0.5, noise, random)
  const cyrillic = kind > 0.8 ? passport.cyrillic : undefined
  const documents = papers(passport, permit, noise, random)
  const date = random.chance(noise) ? misdated(human.birth, random) : human.birth
  return {
    person,
    fields: {
      ...names,
      ...(cyrillic
        ? {
            surnameCyrillic: cyrillic[0],
            givenNamesCyrillic: `${cyrillic[1]} ${human.patronymic.toUpperCase()}`.trim(),
          }
        : {}),
      ...(passport.surnameAtBirth && random.chance(0.5) ? { surnameAtBirth: passport.surnameAtBirth } : {}),
      ...(random.chance(noise) ? {} : { dateOfBirth: date }),
      ...(random.chance(noise) ? {} : { sex: random.chance(noise / 4) ? (human.sex === 'F' ? 'M' : 'F') : human.sex }),
    },
    documents,
  }
}

function misspelt(
  source: { readonly surname: string; readonly given: string },
  { cyrillic }: Passport,
  human: Human,
  zone: boolean,
  noise: number,
  random: Random,
): { surname: string; givenNames?: string } {
  let { surname, given } = source
  // A clerk reads the Cyrillic page and puts it into Latin letters in a way of his own.
  if (cyrillic && human.tongue === 'ru' && random.chance(noise)) {
    const scheme = random.pick(CLERKS)
    surname = russian(cyrillic[0], scheme)
    given = russian(cyrillic[1], scheme)
  }
  if (random.chance(noise)) surname = typed(surname, random)
  if (random.chance(noise)) given = typed(given, random)
  if (random.chance(noise / 4)) [surname, given] = [given, surname]
  if (random.chance(noise / 4)) given = given.slice(0, 1)
  if (random.chance(noise / 2)) return { surname }
  if (!zone) return { surname, givenNames: given }
  const cut = zoneLetters(`${surname}<<${given}`).slice(0, ZONE).split('<<')
  return { surname: cut[0] ?? surname, givenNames: cut[1] ?? '' }
}

function papers(passport: Passport, permit: Human['permit'], noise: number, random: Random): Told['documents'] {
  if (random.chance(noise * 2)) return []
  const read = (number: string) => (random.chance(noise) ? misread(number, random) : number)
  const { issuer, number } = passport
  const trip = { type: 'FRTD', issuer: 'LTU', number: `F${random.below(90_000_000) + 10_000_000}` }
  return [
    { type: 'PASSPORT', issuer, number: read(number) },
    permit ? { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: read(permit.number) } : trip,
  ]
}
