import { LRUCache } from 'lru-cache'
import type { IdentityFields } from '../identity.ts'
import { mayBeCut } from '../name/cut.ts'
import { givenClasses } from '../name/given-class.ts'
import { decodeInternalPassport } from '../name/internal-passport.ts'
import { fatherIn, partPatronymic } from '../name/patronymic.ts'
import { phoneticCodes } from '../name/phonetic.ts'
import { plain, spellingOf, unaccented, wordsOf } from '../name/spelling.ts'
import { slavicKey } from '../names.ts'
import { type Birth, birthOf } from './birth.ts'
import { type Paper, paperOf, type StatedDocument } from './paper.ts'

/** A name made ready to be compared again and again. */
export interface Name {
  /** A–Z and spaces. */
  readonly text: string
  /** A–Z and spaces, the sounds that accents stand for spelt out. */
  readonly spoken: string
  /** Consonant skeleton. */
  readonly key: string
  /** Daitch–Mokotoff codes. */
  readonly sounds: readonly string[]
  /** Upper case, accents kept: what an explanation shows. */
  readonly shown: string
}

/** Given names made ready: the first decides class and initial. */
export interface Given extends Name {
  readonly first: Name
  readonly classes: readonly string[]
}

/** An identity as it is compared: what a source stated, each field made plain, null where it says nothing. */
export interface Portrait {
  readonly id: string
  readonly surname: Name | null
  readonly surnameAtBirth: Name | null
  readonly given: Given | null
  /** One letter in place of given names. */
  readonly initial: string | null
  /** The father's name in the patronymic. */
  readonly father: Name | null
  /** Surname and first given name in Cyrillic, where both were written so. */
  readonly cyrillic: string | null
  readonly birth: Birth | null
  readonly sex: 'F' | 'M' | null
  readonly papers: readonly Paper[]
  /** The names fill their field of a machine-readable zone: the last may go on. */
  readonly cut: boolean
}

/** Takes what was stated to what is compared. Never throws, whatever was written. */
export function portraitOf(id: string, fields: IdentityFields, documents: readonly StatedDocument[] = []): Portrait {
  const [surname, givenNames] = decoded(fields.surname, fields.givenNames ?? '')
  const givenWritten = plain(givenNames)
  const { given, patronymic } = partPatronymic(wordsOf(givenWritten))
  const cyrillicGiven = partPatronymic(wordsOf(plain(fields.givenNamesCyrillic ?? '')))
  const inCyrillic = {
    surname: plain(fields.surnameCyrillic ?? ''),
    given: cyrillicGiven.given.join(' '),
    patronymic: cyrillicGiven.patronymic ?? '',
  }
  const latinSurname = plain(surname)
  const latinGiven = given.join(' ')
  return {
    id,
    surname: nameOf(latinSurname) ?? nameOf(inCyrillic.surname),
    surnameAtBirth: nameOf(plain(fields.surnameAtBirth ?? '')),
    given: givenOf(latinGiven) ?? givenOf(inCyrillic.given),
    initial: latinGiven.length === 1 ? unaccented(latinGiven) || null : null,
    father: fatherOf(patronymic ?? '') ?? fatherOf(inCyrillic.patronymic),
    cyrillic: cyrillicOf(inCyrillic.surname || latinSurname, inCyrillic.given || latinGiven),
    birth: birthOf(fields.dateOfBirth),
    sex: fields.sex === 'F' || fields.sex === 'M' ? fields.sex : null,
    papers: documents.flatMap(document => paperOf(document) ?? []),
    cut: mayBeCut(unaccented(latinSurname), unaccented(givenWritten)),
  }
}

function decoded(surname: string, givenNames: string): readonly [string, string] {
  const names = decodeInternalPassport([surname, givenNames])
  return names ? [names[0] as string, names[1] as string] : [surname, givenNames]
}

/** Names made ready, some 500 bytes each: most people are called like somebody before them. */
const known = new LRUCache<string, Name>({ max: 20_000 })

function nameOf(name: string): Name | null {
  const before = known.get(name)
  if (before) return before
  const spelt = spellingOf(name)
  if (!spelt) return null
  const { latin, spoken } = spelt
  const made = { text: latin, spoken, key: keyOf(name, latin), sounds: phoneticCodes(spoken), shown: name }
  known.set(name, made)
  return made
}

function givenOf(name: string): Given | null {
  const whole = nameOf(name)
  const first = whole && nameOf(name.split(' ')[0] ?? '')
  return whole && { ...whole, first: first ?? whole, classes: givenClasses((first ?? whole).text) }
}

/** Accents carry sounds (Š is SH), so Latin is keyed as written; Cyrillic as romanised. */
const keyOf = (written: string, latin: string) => slavicKey(/\p{Script=Cyrillic}/u.test(written) ? latin : written)

const fatherOf = (patronymic: string) => (patronymic ? nameOf(fatherIn(patronymic)) : null)

function cyrillicOf(surname: string, given: string): string | null {
  const names = [surname, given.split(' ')[0] ?? ''].map(name => spellingOf(name)?.cyrillic)
  return names.every(Boolean) ? names.join(' ').replaceAll('Ё', 'Е') : null
}
