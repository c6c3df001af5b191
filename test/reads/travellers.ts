import type { Chance } from './chance.ts'

type Fields = Record<string, unknown>

/** Somebody invented: how sources write the name, one way or the other, and the papers carried. */
export interface Traveller {
  readonly identities: readonly Fields[]
  readonly papers: readonly Fields[]
}

const SURNAMES = ['IVANOV', 'Kairytė', "D'Arsi", 'Petrov-Vodkin', 'ŽUKAUSKAS', 'ZHUK', 'Ivanova', 'Łoś']
const GIVEN = ['SERGEI', 'Olga', 'Rūta', 'ANNA MARIA', 'Stepan']
const BORN = ['1984', '1984-03', '1984-03-09', '1991-12-31', '1961-05-23', '1984-03-09']

/** Some have namesakes of the same day of birth, and some papers are carried by two. */
export function travellers(chance: Chance, count: number): Traveller[] {
  const shared = [passport(chance, 0), passport(chance, 1)]
  return Array.from({ length: count }, (_, n) => {
    const identity = {
      surname: chance.one(SURNAMES),
      ...chance.sometimes({ givenNames: chance.one(GIVEN), dateOfBirth: chance.one(BORN) }, 0.85),
      ...chance.sometimes({ sex: chance.one(['F', 'M', 'X']), nationality: chance.one(['RUS', 'LTU', 'D']) }),
      ...chance.sometimes({ surnameCyrillic: 'Иванов', givenNamesCyrillic: 'Сергей Ильич', surnameAtBirth: 'ЁЖ' }, 0.2),
      ...chance.sometimes({ placeOfBirth: 'Tver', countryOfBirth: 'RUS' }, 0.2),
    }
    const respelt = { ...identity, surname: identity.surname.toUpperCase(), sex: 'X' }
    const own = { ...passport(chance, 10 + n), type: chance.one(['PASSPORT', 'ID_CARD']) }
    const papers = [...(chance.is(0.9) ? [own] : []), ...(chance.is(0.25) ? [chance.one(shared)] : [])]
    return { identities: chance.is(0.4) ? [identity, respelt] : [identity], papers }
  })
}

const passport = (chance: Chance, n: number) => ({
  type: 'PASSPORT',
  issuer: chance.one(['RUS', 'LTU']),
  number: `7${chance.one(['', '0', 'a'])}${n}`,
})
