import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { blockingKeys, finerKey, largest } from '../../src/person/key/blocking.ts'
import { Candidates } from '../../src/person/key/candidates.ts'
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
    expect(blockingKeys(person)).toEqual([
      'b:1984-03-07:T',
      'b:1984-03-07:A',
      'n:T:Andrei',
      'm:T:Andrei:03-07',
      's:400000:1984:A',
    ])
  })

  test('are shared by two spellings, by a wrong digit in the year of birth, and by names exchanged', () => {
    const other = (fields: object) =>
      blockingKeys(portraitOf('o', { surname: 'TCOI', givenNames: 'ANDREY', ...fields })).filter(key =>
        blockingKeys(person).includes(key),
      )
    expect(other({ dateOfBirth: '1984' })).toEqual(['n:T:Andrei', 's:400000:1984:A'])
    expect(other({ dateOfBirth: '1934-03-07' })).toEqual(['n:T:Andrei', 'm:T:Andrei:03-07'])
    expect(other({ dateOfBirth: '1991-11-30' })).toEqual(['n:T:Andrei'])
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

  const namesakes = (count: number, year: number, sex = 'M'): Portrait[] =>
    Array.from({ length: count }, (_, i) =>
      portraitOf(`${year} ${sex} ${i}`, { surname: 'IVANOV', givenNames: 'IVAN', sex, dateOfBirth: String(year) }),
    )
  const pairs = (portraits: readonly Portrait[]) => [...new Candidates(portraits).pairs()]
  const among = (count: number) => (count * (count - 1)) / 2

  test('of one name are split by year of birth where they are many, then by sex; above 400 compare nobody', () => {
    expect(pairs([...namesakes(50, 1980), ...namesakes(50, 1981)]).length).toBe(among(100))
    expect(pairs([...namesakes(60, 1980), ...namesakes(60, 1981)]).length).toBe(2 * among(60))
    expect(pairs([...namesakes(300, 1980, 'M'), ...namesakes(300, 1980, 'F')]).length).toBe(2 * among(300))
    const many = new Candidates(namesakes(401, 1980))
    // The block of the name, and that of the sound and year.
    expect([[...many.pairs()], many.left]).toEqual([[], 2 * 401])
  })

  test('hold each pair once, however they come, and just those of a naive reading', () => {
    const word = fc.constantFrom('IVANOV', 'IVANOU', 'PETROVA', 'SERGEI', 'OLGA', 'X')
    const birth = fc.constantFrom('1984-03-07', '1984-07-03', '1984', '1991-03-07', undefined)
    const sex = fc.constantFrom('M', 'F', undefined)
    const identity = fc.record({ surname: word, givenNames: word, dateOfBirth: birth, sex })
    fc.assert(
      fc.property(
        fc.array(identity, { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 20, max: 90 }),
        (some, times) => {
          const portraits = Array.from({ length: times }, (_, n) =>
            some.map((fields, i) => portraitOf(`${n} ${i}`, fields)),
          ).flat()
          const named = (list: readonly Portrait[]) =>
            pairs(list)
              .map(([i, j]) => [list[i]?.id, list[j]?.id].sort().join('|'))
              .sort()
          expect(named(portraits)).toEqual(naivePairs(portraits))
          expect(named([...portraits].reverse())).toEqual(naivePairs(portraits))
        },
      ),
      { numRuns: 15 },
    )
  })

  test('a document brings together whoever states it', () => {
    const shown = { type: 'FRTD', issuer: 'LTU', number: 'F39288053' }
    expect(
      pairs([{ surname: 'TSOI' }, { surname: 'IVANOV' }].map((own, i) => portraitOf(`${i}`, own, [shown]))),
    ).toEqual([[0, 1]])
  })

  test('a name of letters with two sounds each costs no more than another', () => {
    expect(phoneticCodes('CACACACACACACACACACACACACACACACACA').length).toBeLessThanOrEqual(4)
  })
})

/** Who shares a key whose block, or whose finer one where every coarser is too large, is not too large: by counting alone. */
function naivePairs(portraits: readonly Portrait[]): string[] {
  const found = new Set<string>()
  let level = portraits.flatMap(portrait => blockingKeys(portrait).map(key => ({ key, portrait })))
  while (level.length > 0) {
    const blocks = Map.groupBy(level, ({ key }) => key)
    level = []
    for (const [key, own] of blocks) {
      if (own.length > largest(key))
        level.push(
          ...own.flatMap(({ portrait }) => ({ key: finerKey(key, portrait) ?? '', portrait })).filter(one => one.key),
        )
      else
        for (const [i, { portrait }] of own.entries())
          for (const other of own.slice(i + 1)) found.add([portrait.id, other.portrait.id].sort().join('|'))
    }
  }
  return [...found].sort()
}
