import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { blockingKeys } from '../../src/person/key/blocking.ts'
import { candidatePairs } from '../../src/person/key/candidates.ts'
import { phoneticCodes } from '../../src/person/name/phonetic.ts'
import { birthOf } from '../../src/person/portrait/birth.ts'
import { paperOf } from '../../src/person/portrait/paper.ts'
import { type Portrait, portraitOf } from '../../src/person/portrait/portrait.ts'

const PASSPORT = { type: 'PASSPORT', issuer: 'RUS', number: '70 9448-936' }

describe('dates of birth', () => {
  test.each([
    ['1984-03-07', { text: '1984-03-07', year: 1984, exact: true }],
    ['1984-03', { text: '1984-03', year: 1984, exact: false }],
    ['1984', { text: '1984', year: 1984, exact: false }],
    ['1984-01-01', { text: '1984', year: 1984, exact: false }],
    ['1900-01-01', null],
    ['1970-01-01', null],
    ['1899-05-05', null],
    ['1984-02-30', null],
    ['1984-13', null],
    ['84-03-07', null],
    ['', null],
    [undefined, null],
  ])('%s', (written, birth) => expect(birthOf(written)).toEqual(birth))
})

describe('document numbers', () => {
  test('upper case without spaces and hyphens; letters that are misread as the digits that they are misread for', () => {
    expect(paperOf({ type: 'PASSPORT', issuer: 'LTU', number: 'lt-0o1 i5s8b' })).toMatchObject({
      number: 'LT0O1I5S8B',
      shape: '1T00115588',
    })
  })

  test.each(['', '1234', '000000000', 'XXXXXXX', '<<<<<<<<<', '123456789', '0123456789', '9'.repeat(300)])(
    '%s says nothing',
    number => expect(paperOf({ type: 'PASSPORT', issuer: 'RUS', number })).toBeNull(),
  )
})

describe('a portrait', () => {
  test('keeps Latin and Cyrillic, patronymic and given names apart', () => {
    const portrait = portraitOf('i', {
      surname: 'Shcheglova',
      givenNames: 'Olga Ivanovna',
      surnameCyrillic: 'Щеглова',
      givenNamesCyrillic: 'Ольга Ивановна',
      dateOfBirth: '1979-05-02',
      sex: 'F',
    })
    expect(portrait).toMatchObject({
      surname: { text: 'SHCHEGLOVA', key: 'WGLV' },
      given: { text: 'OLGA', key: 'ALG', classes: ['Olga'] },
      father: { text: 'IVAN' },
      cyrillic: 'ЩЕГЛОВА ОЛЬГА',
      birth: { text: '1979-05-02', exact: true },
      sex: 'F',
    })
  })

  test('of names in Cyrillic only meets one in Latin', () => {
    expect(portraitOf('i', { surname: 'ЦОЙ', givenNames: 'АНДРЕЙ' })).toMatchObject({
      surname: { text: 'TSOI', key: 'T', shown: 'ЦОЙ' },
      given: { text: 'ANDREI', classes: ['Andrei'] },
    })
  })

  test('of a Russian internal passport’s zone is of its Cyrillic names', () => {
    expect(portraitOf('i', { surname: 'PODXE38EV', givenNames: 'ALEKSEQ<SERGEEVI3' })).toMatchObject({
      surname: { shown: 'ПОДЪЕЧЯЕВ' },
      given: { text: 'ALEKSEI' },
      father: { text: 'SERGE' },
    })
  })

  test('takes whatever was written', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 })
    const anything = fc.record({ surname: text, givenNames: text, surnameCyrillic: text, dateOfBirth: text, sex: text })
    fc.assert(
      fc.property(anything, text, (fields, number) => {
        const portrait = portraitOf('i', fields, [{ type: 'PASSPORT', issuer: 'RUS', number }])
        expect(blockingKeys(portrait).length).toBeLessThan(100)
      }),
    )
  })
})

describe('blocks', () => {
  const person = portraitOf('i', { surname: 'Tsoi', givenNames: 'Andrei', dateOfBirth: '1984-03-07', sex: 'M' }, [
    PASSPORT,
    { type: 'FRTD', issuer: 'LTU', number: 'F39288053', kin: ['PASSPORT:RUS:709448936'] },
  ])

  test('are those of names and birth, each once', () => {
    expect(blockingKeys(person)).toEqual(['b:1984-03-07:T', 'b:1984-03-07:A', 'k:T:Andrei:1984', 'k:T:Andrei:03-07'])
  })

  test('are shared by two spellings, by a wrong digit in the year of birth, and by names exchanged', () => {
    const other = (fields: object) =>
      blockingKeys(portraitOf('o', { surname: 'TCOI', givenNames: 'ANDREY', ...fields })).filter(key =>
        blockingKeys(person).includes(key),
      )
    expect(other({ dateOfBirth: '1984' })).toEqual(['k:T:Andrei:1984'])
    expect(other({ dateOfBirth: '1934-03-07' })).toEqual(['k:T:Andrei:03-07'])
    expect(other({ surname: 'ANDREI', givenNames: 'TSOI', dateOfBirth: '1984-03-07' })).toEqual([
      'b:1984-03-07:A',
      'b:1984-03-07:T',
    ])
  })

  test('are none where nothing is said', () => {
    const nobody = { surname: 'XXXX', givenNames: 'X', dateOfBirth: '1900-01-01', sex: 'X' }
    expect(blockingKeys(portraitOf('i', nobody, [{ type: 'PASSPORT', issuer: 'RUS', number: '000000000' }]))).toEqual(
      [],
    )
  })

  test('above 400 compare nobody, and are counted', () => {
    const namesakes = (count: number, year: number): Portrait[] =>
      Array.from({ length: count }, (_, i) =>
        portraitOf(`${year} ${i}`, { surname: 'IVANOV', givenNames: 'IVAN', sex: 'M', dateOfBirth: String(year) }),
      )
    const small = candidatePairs([...namesakes(300, 1980), ...namesakes(300, 1981)])
    expect(small).toMatchObject({ left: 0 })
    expect(small.pairs.length).toBe(2 * ((300 * 299) / 2))
    expect(candidatePairs(namesakes(401, 1980))).toEqual({ pairs: [], left: 401 })
  })

  test('a document brings together whoever states it', () => {
    const shown = { type: 'FRTD', issuer: 'LTU', number: 'F39288053' }
    const pair = [{ surname: 'TSOI' }, { surname: 'IVANOV' }].map((fields, i) => portraitOf(`${i}`, fields, [shown]))
    expect(candidatePairs(pair).pairs).toEqual([[0, 1]])
  })

  test('a name of letters with two sounds each costs no more than another', () => {
    expect(phoneticCodes('CACACACACACACACACACACACACACACACACA').length).toBeLessThanOrEqual(4)
  })
})
