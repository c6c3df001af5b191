import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { noisyWorld } from '../../bench/identity/world.ts'
import { Candidates } from '../../src/person/key/candidates.ts'
import { sentenceOf } from '../../src/person/match/explanation.ts'
import { FIRST_VERSION } from '../../src/person/match/first-version.ts'
import { fitMatcher } from '../../src/person/match/fit/fit-matcher.ts'
import { COMPARISONS, levelsOf } from '../../src/person/match/levels.ts'
import { Matcher } from '../../src/person/match/matcher.ts'
import type { MatcherVersion } from '../../src/person/match/version.ts'
import type { Paper, StatedDocument } from '../../src/person/portrait/paper.ts'
import { type Portrait, portraitOf } from '../../src/person/portrait/portrait.ts'

type Fields = Partial<Parameters<typeof portraitOf>[1]>

const portrait = (fields: Fields, documents: readonly StatedDocument[] = []) =>
  portraitOf('i', { surname: '', ...fields }, documents)

/** The named level of one comparison; undefined where it is silent. */
function levelOf(field: string, left: Fields, right: Fields): string | undefined {
  const place = COMPARISONS.findIndex(comparison => comparison.field === field)
  return COMPARISONS[place]?.levels[levelsOf(portrait(left), portrait(right))[place] as number]
}

describe('surnames', () => {
  test.each([
    ['SHCHEGLOVA', 'Shcheglova', 'equal'],
    ['SHCHEGLOVA', 'ŠČEGLOVA', 'same key'],
    ['ZHUKOV', 'ŽUKOVAS', 'same key'],
    ['TSOI', 'TCOI', 'same key'],
    ['PETROVA', 'PETORVA', 'same key'],
    ['PETROVA', 'PERTOVA', 'similar'],
    ['TSOI', 'TA', 'different'],
    ['CHACHKOV', 'ŠAŠKOV', 'similar'],
    ['IVANOV', 'SMIRNOV', 'different'],
    ['XXXX', 'XXXX', undefined],
    ['', '', undefined],
    ['ИВАНOВ', 'ИВАНOВ', undefined],
    ['<<<<<', '<<<<<', undefined],
  ])('%s and %s: %s', (left, right, level) =>
    expect(levelOf('surname', { surname: left }, { surname: right })).toBe(level),
  )

  test('one at birth counts as one now', () => {
    const married = { surname: 'SOKOLOVA', surnameAtBirth: 'SHCHEGLOVA' }
    expect(levelOf('surname', married, { surname: 'SHCHEGLOVA' })).toBe('equal')
  })

  test('one that fills its field is compared by its beginning', () => {
    const cut = 'KONSTANTINOPOLSKAIAVLADIMIROVSKAIAMARKO'
    expect(levelOf('surname', { surname: cut }, { surname: `${cut}VSKAIA` })).toBe('cut')
    expect(levelOf('surname', { surname: cut }, { surname: `${cut.slice(0, 30)}EVABCDEFGHI` })).toBe('different')
  })
})

describe('given names', () => {
  test.each([
    ['ANDREI', 'ANDREI', 'equal'],
    ['SERGEI', 'SIARHEI', 'same class'],
    ['IURII', 'YURIY', 'same class'],
    ['MIROSLAVA', 'MYROSLAWA', 'same key'],
    ['ANDREI', 'A', 'begins alike'],
    ['ANNA', 'ANNA MARIA', 'begins alike'],
    ['ANDREI', 'B', 'different'],
    ['ANDREI', 'OLEG', 'different'],
    ['A', 'A', undefined],
    ['ANDREI', '', undefined],
    ['MYKOLAS', 'MYKOLA', 'different'],
    ['ALEKSANDR', 'ALEKSANDRA', 'different'],
    ['IVAN MR', 'IVAN', 'equal'],
    ['IVAN PETROVICH', 'IVAN', 'equal'],
  ])('%s and %s: %s', (left, right, level) =>
    expect(levelOf('given', { givenNames: left }, { givenNames: right })).toBe(level),
  )

  test.each([
    ['one word each', 'ADAMOVICH', 'VOLHA'],
    ['a surname of two words', 'FROLOVA VINOGRADOVA', 'LARISA'],
    ['a second given name', 'ADAMOVICH', 'VOLHA MARYIA'],
  ])('exchanged with the surname agree by key: %s', (_, surname, given) => {
    const [left, right] = [
      { surname: given, givenNames: surname },
      { surname, givenNames: given },
    ]
    expect([levelOf('surname', left, right), levelOf('given', left, right)]).toEqual(['same key', 'same key'])
  })
})

describe('Cyrillic names', () => {
  const name = (surname: string, surnameCyrillic: string) => ({
    surname,
    givenNames: 'IURII',
    surnameCyrillic,
    givenNamesCyrillic: 'ЮРИЙ',
  })
  test.each([
    [name('TSOI', 'ЦОЙ'), name('XCOI', 'ЦОЙ'), 'equal'],
    [name('TSOI', 'ЦОЙ'), name('XCOI', 'ЦОИ'), 'one edit'],
    [name('TSOI', 'ЦОЙ'), name('TCOI', 'ЦОЙ'), 'as in Latin'],
    [name('TSOI', 'ЦОЙ'), name('IVANOV', 'ИВАНОВ'), 'as in Latin'],
    [name('KOVALEV', 'КОВАЛЕВ'), name('KOVALIEV', 'КАВАЛЁЎ'), 'different'],
  ])('%j and %j: %s', (left, right, level) => expect(levelOf('cyrillic', left, right)).toBe(level))
})

describe('dates of birth', () => {
  test.each([
    ['1986-03-07', '1986-03-07', 'equal'],
    ['1986-03-07', '1986-07-03', 'day and month exchanged'],
    ['1986-03-07', '1986-03-17', 'one digit'],
    ['1986-03-07', '1996-03-07', 'one digit'],
    ['1989-03-07', '1990-03-07', 'a year apart'],
    ['1986-03-07', '1986-11-25', 'same year'],
    ['1986-03-07', '1986', 'as far as known'],
    ['1986-03-07', '1986-03', 'as far as known'],
    ['1986-03-07', '1986-04', 'different'],
    ['1986-01-01', '1986-01-01', 'as far as known'],
    ['1986-03-07', '1991-07-19', 'different'],
    ['1900-01-01', '1900-01-01', undefined],
  ])('%s and %s: %s', (left, right, level) =>
    expect(levelOf('birth', { dateOfBirth: left }, { dateOfBirth: right })).toBe(level),
  )
})

describe('documents', () => {
  const paper = (number: string, more: Partial<StatedDocument> = {}): StatedDocument => ({
    type: 'PASSPORT',
    issuer: 'RUS',
    number,
    ...more,
  })
  const level = (left: StatedDocument, right: StatedDocument) =>
    COMPARISONS[6]?.levels[levelsOf(portrait({}, [left]), portrait({}, [right]))[6] as number]
  const valid = { validFrom: '2020-01-01', expiresOn: '2030-01-01' }
  test.each([
    [paper('709448936'), paper('70 9448 936'), 'same'],
    [paper('709448936'), paper('709448936', { issuer: 'BLR' }), 'same number, other issuer'],
    [paper('709448936'), paper('709448986'), 'one character off'],
    [paper('7O9448936'), paper('709448936'), 'one character off'],
    [paper('709448936'), paper('712345670'), 'different'],
    [paper('709448936', valid), paper('712345670', valid), 'different, both valid'],
    [paper('709448936', valid), paper('712345670', { kin: ['PASSPORT:RUS:709448936'] }), 'renewed'],
    [paper('709448936', valid), paper('712345670', { validFrom: '2029-11-01', expiresOn: '2039-11-01' }), 'renewed'],
    [paper('709448936', valid), paper('712345670', { validFrom: '2030-05-01', expiresOn: '2040-05-01' }), 'renewed'],
    [
      paper('709448936', valid),
      paper('712345670', { validFrom: '2029-05-01', expiresOn: '2039-05-01' }),
      'different, both valid',
    ],
    [paper('709448936', valid), paper('712345670', { validFrom: '2033-05-01', expiresOn: '2043-05-01' }), 'different'],
    [paper('709448936'), paper('709448936', { type: 'ID_CARD' }), undefined],
    [paper('F70944893', { type: 'FRTD' }), paper('F70944894', { type: 'FRTD' }), undefined],
    [paper('000000000'), paper('000000000'), undefined],
  ])('%j and %j: %s', (left, right, expected) => expect(level(left, right)).toBe(expected))
})

test('nationality and places are not compared', () => {
  const own = { surname: 'TSOI', givenNames: 'ANDREI', dateOfBirth: '1984-03-07' }
  const elsewhere = { ...own, nationality: 'KOR', placeOfBirth: 'PYONGYANG', countryOfBirth: 'PRK' }
  expect(levelsOf(portrait(own), portrait(elsewhere))).toEqual(levelsOf(portrait(own), portrait(own)))
})

describe('a fitted matcher', () => {
  const told = noisyWorld({ persons: 1_000, noise: 0.02, seed: 3 })
  const portraits = told.map(({ fields, documents }, i) => portraitOf(String(i), fields, documents))
  const pairs = [...new Candidates(portraits).pairs()]
  const version = fitMatcher(portraits, pairs, 7)
  const matcher = new Matcher(version)

  test('is plain, and judges the same when read again', () => {
    const again = new Matcher(JSON.parse(JSON.stringify(version)) as MatcherVersion)
    for (const [i, j] of pairs.slice(0, 500))
      expect(again.judge(portraits[i] as never, portraits[j] as never)).toEqual(
        matcher.judge(portraits[i] as never, portraits[j] as never),
      )
    expect(again.version).toBe(7)
  })

  test('is the same when fitted again', () => {
    const some = portraits.slice(0, 300)
    const theirs = [...new Candidates(some).pairs()]
    expect(fitMatcher(some, theirs, 1)).toEqual(fitMatcher(some, theirs, 1))
  })

  test('has its prior on all pairs: about as many as there are of one person', () => {
    const possible = (told.length * (told.length - 1)) / 2
    let same = 0
    for (const [i, { person }] of told.entries()) for (let j = 0; j < i; j++) if (told[j]?.person === person) same++
    expect(version.lambda / (same / possible)).toBeGreaterThan(0.9)
    expect(version.lambda / (same / possible)).toBeLessThan(1.1)
  })

  test('gives agreement bits for, difference bits against', () => {
    for (const [field, { m, u }] of Object.entries(version.rates)) {
      expect([field, (m[0] ?? 0) > (u[0] ?? 1)]).toEqual([field, true])
      expect([field, (m.at(-1) ?? 1) < (u.at(-1) ?? 0) || field === 'document' || field === 'cyrillic']).toEqual([
        field,
        true,
      ])
    }
  })

  test('counts the equality of a rare name for more', () => {
    const bits = (name: string) => {
      const { evidence } = matcher.judge(portrait({ surname: name }), portrait({ surname: name }))
      return evidence[0]?.bits as number
    }
    const [common = ''] = Object.entries(version.frequencies.surname).sort((a, b) => b[1] - a[1])[0] ?? []
    expect(bits('OSTROGRADSKII')).toBeGreaterThan(bits(common) + 3)
  })

  test('explains itself in one line that adds up', () => {
    const judgement = matcher.judge(
      portrait({ surname: 'SHCHEGLOVA', givenNames: 'OLGA', dateOfBirth: '1979-05-02' }),
      portrait({ surname: 'ŠČEGLOVA', givenNames: 'OLGA', dateOfBirth: '1979-05-02' }),
    )
    expect(judgement.evidence.map(({ field, left, right, level }) => [field, left, right, level])).toEqual([
      ['surname', 'SHCHEGLOVA', 'ŠČEGLOVA', 'same key'],
      ['given', 'OLGA', 'OLGA', 'equal'],
      ['birth', '1979-05-02', '1979-05-02', 'equal'],
    ])
    const sum = judgement.evidence.reduce((total, { bits }) => total + bits, judgement.prior)
    expect(judgement.sum).toBeCloseTo(sum, 9)
    expect(judgement.p).toBeCloseTo(1 / (1 + 2 ** -sum), 9)
    expect(judgement.zone).toBe('AUTO')
    expect(sentenceOf(judgement)).toMatch(
      /^surname SHCHEGLOVA ~ ŠČEGLOVA same key \+\d+\.\d; given OLGA equal \+\d+\.\d; birth 1979-05-02 equal \+\d+\.\d; prior −\d+\.\d: P [01]\.\d{4}$/,
    )
  })

  test('two passports speak against, more so when good at once; a renewal does not', () => {
    const own = { surname: 'TSOI', givenNames: 'ANDREI', dateOfBirth: '1984-03-07' }
    const one = {
      type: 'PASSPORT',
      issuer: 'RUS',
      number: '709448936',
      validFrom: '2020-01-01',
      expiresOn: '2030-01-01',
    }
    const bits = (other: Partial<StatedDocument>, by: Matcher) => {
      const { evidence } = by.judge(portrait(own, [one]), portrait(own, [{ ...one, number: '712345670', ...other }]))
      return evidence.find(({ field }) => field === 'document')?.bits as number
    }
    for (const by of [matcher, new Matcher(FIRST_VERSION)]) {
      const different = bits({ validFrom: undefined }, by)
      expect(different).toBeLessThan(-1)
      expect(bits({}, by)).toBeLessThanOrEqual(different)
      expect(bits({ kin: ['PASSPORT:RUS:709448936'] }, by)).toBe(0)
    }
  })

  test('a document alone is never AUTO; names or birth must agree too', () => {
    const own = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'LT1579334' }
    const zone = (left: Fields, right: Fields) => matcher.score(portrait(left, [own]), portrait(right, [own])).zone
    expect(zone({ surname: 'BAHDANOVICH' }, {})).not.toBe('AUTO')
    expect(zone({}, {})).not.toBe('AUTO')
    expect(zone({ surname: 'TSOI', givenNames: 'ANDREI' }, { surname: 'TCOI', givenNames: 'ANDREY' })).toBe('AUTO')
  })

  test('two women on one card are two, computed without the document', () => {
    const card = [{ type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'LT1579334' }]
    const [left, right] = [
      portrait({ surname: 'BAHDANOVICH', givenNames: 'MARHARYTA', dateOfBirth: '1979-05-02', sex: 'F' }, card),
      portrait({ surname: 'DZEMIANCHUK', givenNames: 'VOLHA', dateOfBirth: '1991-11-23', sex: 'F' }, card),
    ]
    expect(matcher.score(left, right, 'document').p).toBeLessThan(0.05)
    expect(matcher.score(left, right).zone).not.toBe('AUTO')
  })

  test('namesakes await a human, however rare the name', () => {
    const namesake = (dateOfBirth?: string) =>
      portrait({ surname: 'OSTROGRADSKII', givenNames: 'APOLLINARII', dateOfBirth, sex: 'M' })
    expect(matcher.score(namesake(), namesake()).zone).toBe('PROBABLE')
    expect(matcher.score(namesake('1984-03-07'), namesake('1951-11-19')).zone).not.toBe('AUTO')
    expect(matcher.score(namesake('1984-03-07'), namesake('1984-07-03')).zone).toBe('AUTO')
  })

  test('twins await a human where no given name is stated', () => {
    const twin = (givenNames?: string) =>
      portrait({ surname: 'OSTROGRADSKII', givenNames, dateOfBirth: '2010-10-17', sex: 'M' })
    expect(matcher.score(twin('ANTON'), twin()).zone).toBe('PROBABLE')
    expect(matcher.score(twin('ANTON'), twin('GLEB')).zone).not.toBe('AUTO')
  })

  test('strangers of whom nothing is said are not alike', () => {
    const nothing: Fields[] = [
      {},
      { surname: 'X', givenNames: 'X' },
      { surname: 'XXXXXXX', givenNames: 'XXXX', dateOfBirth: '1900-01-01', sex: 'X' },
      { surname: '<<<<<<<<', givenNames: '<<<<' },
      { surname: 'ИВАНOВ', givenNames: 'ИВAН' },
      { surname: 'A'.repeat(300), givenNames: 'B'.repeat(300) },
      { surname: '\u200b\u200b', givenNames: '\u2060' },
      { surname: 'UNKNOWN', givenNames: 'NO NAME', dateOfBirth: '1970-01-01' },
    ]
    for (const left of nothing)
      for (const right of nothing) expect(matcher.score(portrait(left), portrait(right)).zone).toBe('NONE')
  })

  test('who is a stranger by birth and papers is alike whatever the names and the issuers say', () => {
    const told = (i: number) => portraits[i] as Portrait
    const records = fc.constantFrom<((other: Portrait) => Partial<Paper>)[]>(
      () => ({}),
      () => ({ validFrom: '2020-01-01', expiresOn: '2030-01-01' }),
      ({ papers }) => ({ kin: papers.map(({ id }) => id) }),
    )
    const asRecorded = (own: Portrait, record: Partial<Paper>) => ({
      ...own,
      papers: own.papers.map(paper => ({ ...paper, ...record })),
    })
    for (const by of [matcher, new Matcher(FIRST_VERSION)]) {
      let strangers = 0
      fc.assert(
        fc.property(fc.constantFrom(...pairs), fc.nat({ max: portraits.length - 1 }), records, ([i, j], k, record) => {
          const left = told(i)
          const namesake = { ...left, birth: told(k).birth, papers: told(k).papers }
          for (const right of [told(j), namesake].filter(by.strangersTo(left))) {
            strangers++
            expect(by.weigh(left, right).zone).toBe('NONE')
            expect(by.weigh(asRecorded(left, record(right)), asRecorded(right, record(left))).zone).toBe('NONE')
          }
        }),
        { numRuns: 2_000 },
      )
      expect(strangers).toBeGreaterThan(200)
    }
  })

  test('which of two comes first makes no difference', () => {
    const place = fc.nat({ max: portraits.length - 1 })
    fc.assert(
      fc.property(place, place, (i, j) => {
        const [left, right] = [portraits[i] as never, portraits[j] as never]
        expect(levelsOf(left, right)).toEqual(levelsOf(right, left))
        expect(matcher.score(left, right).p).toBeCloseTo(matcher.score(right, left).p, 9)
      }),
      { numRuns: 500 },
    )
    for (const [i, j] of pairs)
      expect(levelsOf(portraits[i] as never, portraits[j] as never)).toEqual(
        levelsOf(portraits[j] as never, portraits[i] as never),
      )
  })
})

test('identities that say nothing fit a matcher that links nobody', () => {
  const empty = Array.from({ length: 50 }, (_, i) => portraitOf(String(i), { surname: '' }))
  const pairs = [...new Candidates(empty).pairs()]
  const matcher = new Matcher(fitMatcher(empty, pairs, 1))
  expect(pairs).toEqual([])
  expect(matcher.score(empty[0] as never, empty[1] as never).zone).toBe('NONE')
})
