import { type Random, stream } from '../base/random.ts'
import type { DocumentKey } from '../base/records.ts'
import type { Traveller } from '../big/population.ts'
import { type NoiseMix, USUAL } from './mix.ts'
import { type Passport, passportsOf } from './passports.ts'
import { misdated, misread, typed } from './slips.ts'
import { respelt } from './spellings.ts'

/** How often each field goes wrong, 0 to 1, and what goes wrong; the usual unless told. */
export interface Noise {
  readonly rate: number
  readonly mix?: NoiseMix
}

/** An identity as a line has it; what is missing is left out. */
export interface Written {
  readonly surname: string
  readonly givenNames?: string
  readonly surnameAtBirth?: string
  readonly dateOfBirth?: string
  readonly sex?: string
  readonly nationality?: string
}

/** Letters for names in the machine-readable zones of passports (TD3) and of cards (TD1). */
const ZONE = { passport: 39, card: 30 }
/** Lines whose names come from a machine-readable zone rather than from a clerk, and those that go by the permit. */
const BY_ZONE = 0.5
const BY_PERMIT = 0.4

/** Writes who somebody is as sources do: from one document or another, with what goes wrong on the way. */
export class Scribe {
  readonly #random: Random
  readonly #told: { seed: number; years: number; rate: number; mix: NoiseMix }
  readonly #passports = new Map<number, readonly [Passport, ...Passport[]]>()

  constructor({ rate, mix = USUAL }: Noise, seed: number, years: number) {
    this.#told = { seed, years, rate, mix }
    this.#random = stream(seed, `noise ${rate}`)
  }

  passports(traveller: Traveller): readonly [Passport, ...Passport[]] {
    let own = this.#passports.get(traveller.index)
    if (own === undefined) {
      own = passportsOf(traveller, this.#told)
      this.#passports.set(traveller.index, own)
    }
    return own
  }

  /** A line about somebody on that day, who shows a passport and maybe another paper. */
  line(
    traveller: Traveller,
    day: number,
    paper: DocumentKey | undefined,
  ): { identity: Written; documents: DocumentKey[] } {
    const { mix } = this.#told
    const own = this.passports(traveller)
    const passport = own.findLast(({ from }) => from <= day) ?? own[0]
    const byPermit = paper?.type.startsWith('RESIDENCE') && this.#random.chance(BY_PERMIT)
    const identity = this.#identity(traveller, passport, byPermit === true)
    const documents = [passport, ...(paper ? [paper] : [])].map(({ type, issuer, number }) => ({
      type,
      issuer,
      number: this.#goes(mix.misread) ? misread(number, this.#random) : number,
    }))
    return { identity, documents: this.#goes(mix.noDocuments) ? [] : documents }
  }

  #goes(multiple: number): boolean {
    return this.#random.chance(multiple * this.#told.rate)
  }

  #identity(traveller: Traveller, passport: Passport, byPermit: boolean): Written {
    const { mix } = this.#told
    const { dateOfBirth, sex, nationality } = traveller
    const names = this.#names(traveller, passport, byPermit)
    const other = sex === 'F' ? 'M' : 'F'
    return {
      ...names,
      ...(passport.surnameAtBirth ? { surnameAtBirth: passport.surnameAtBirth } : {}),
      ...(this.#goes(mix.noBirth)
        ? {}
        : { dateOfBirth: this.#goes(mix.misdated) ? misdated(dateOfBirth, this.#random) : dateOfBirth }),
      ...(this.#goes(mix.noSex) ? {} : { sex: this.#goes(mix.otherSex) ? other : sex }),
      nationality,
    }
  }

  #names(traveller: Traveller, passport: Passport, byPermit: boolean): { surname: string; givenNames?: string } {
    const { mix } = this.#told
    let { surname, givenNames } = byPermit ? this.#onPermit(traveller, passport) : passport
    if (this.#goes(mix.typed)) surname = typed(surname, this.#random)
    if (this.#goes(mix.typed)) givenNames = typed(givenNames, this.#random)
    if (this.#goes(mix.exchanged)) [surname, givenNames] = [givenNames, surname]
    if (this.#goes(mix.initial)) givenNames = givenNames.slice(0, 1)
    if (this.#goes(mix.noGivenNames)) return { surname }
    if (this.#told.rate === 0 || !this.#random.chance(BY_ZONE)) return { surname, givenNames }
    return inZone(surname, givenNames, byPermit ? ZONE.card : ZONE.passport)
  }

  /** A permit spells one person always alike. */
  #onPermit({ index, sex, nationality }: Traveller, passport: Passport): { surname: string; givenNames: string } {
    const { seed, rate, mix } = this.#told
    const { surname, givenNames } = passport
    if (nationality === 'LTU' || !stream(seed, `permit of ${index}`).chance(mix.otherOnPermit * rate))
      return { surname, givenNames }
    const spelt = (name: string) => respelt(name, 'Lithuanian', sex === 'M')
    return { surname: spelt(surname), givenNames: spelt(givenNames) }
  }
}

/** Names as a machine-readable zone has them: A–Z, no marks, as far as its field goes. */
function inZone(surname: string, givenNames: string, letters: number): { surname: string; givenNames?: string } {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .toUpperCase()
      .replace(/-/g, ' ')
      .replace(/[^A-Z ]/g, '')
  const [own = '', given] = `${plain(surname)}<<${plain(givenNames)}`.slice(0, letters).split('<<')
  return given ? { surname: own, givenNames: given } : { surname: own }
}
