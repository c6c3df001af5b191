import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { refusal, Service } from '../api/service.ts'
import { identity, line, passenger, passport, run, station } from '../builders.ts'

const DAY = '2023-05-01'
const phone = (value: string) => ({ kind: 'PHONE', value })

const records = [
  ...line,
  station('PABRADE', {
    names: { en: 'Pabradė', lt: 'Pabradė', ru: 'Пабраде', pl: 'Podbrodzie' },
    codes: [{ scheme: 'UIC', value: '2400123', verified: true }],
  }),
  run(DAY),
  run('2023-05-04'),
  passenger(DAY, 'P1', identity('IVANOV', 'SERGEI', '1984-03-09'), {
    documents: [passport('4510123456')],
    booking: { ref: 'EGQWL7', contacts: [phone('+7 (906) 262-33-95'), { kind: 'EMAIL', value: 'Ivanov@example.org' }] },
  }),
  passenger(DAY, 'P2', identity('IVANOU', 'SIARHEI', '1990-01-20'), { documents: [passport('4511999999')] }),
  passenger(
    DAY,
    'P3',
    { ...identity('IVANOVA', 'OLGA', '1984-12-24'), surnameCyrillic: 'ИВАНОВА', givenNamesCyrillic: 'ОЛЬГА' },
    {
      documents: [{ type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'LT-5S O123B' }],
    },
  ),
  passenger(DAY, 'P4', identity('Щеглов', 'Пётр', '1971'), { documents: [passport('4512000001')] }),
  passenger(DAY, 'P5', identity('Kairytė', 'Rūta', '1987-02-02'), {
    booking: { ref: 'EGQAAA', contacts: [phone('8 612 34567')] },
  }),
  passenger(DAY, 'P6', identity('ABRAMOVICH', 'ROMAN', '1966-10-24')),
  passenger(DAY, 'P7', identity('IVAN', 'PETR', '1950-02-02')),
]

let service: Service
beforeAll(async () => {
  service = await Service.open(records)
})
afterAll(() => service.close())

const QUERY = `query ($text: String!, $kinds: [NodeKind!], $identity: IdentityStrictness, $first: Int, $after: String) {
  search(text: $text, kinds: $kinds, identity: $identity, first: $first, after: $after) {
    totalCount completeness { complete reason } pageInfo { hasNextPage endCursor }
    nodes { kind score matched { field value how says } thing {
      ... on Person { displayName } ... on Document { number } ... on TrainRun { run } ... on Station { code }
      ... on Booking { ref } ... on Contact { value } ... on Journey { ref person { displayName } } } } } }`

interface Shown {
  kind: string
  score: number
  thing: Record<string, string>
  matched: { field: string; value: string; how: string; says: string }[]
}

async function search(text: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await service.ask(QUERY, { text, ...variables })
  expect(errors).toBeUndefined()
  return data.search as {
    nodes: Shown[]
    totalCount: number
    completeness: { complete: boolean; reason: string | null }
  }
}

const nameOf = ({ thing }: Shown) => Object.values(thing)[0] as string
const found = async (text: string, ...kinds: string[]) => (await search(text, { kinds })).nodes.map(nameOf)
const best = async (text: string, ...kinds: string[]) => {
  const [first] = (await search(text, { kinds })).nodes
  return first && [nameOf(first), ...first.matched.map(({ how, says }) => `${how}: ${says}`)]
}

test('a patronymic that nobody has is left out, and the score is the lower for it', async () => {
  const whole = (await search('Sergei Ivanov', { kinds: ['PERSON'] })).nodes[0] as Shown
  const more = (await search('Sergei Petrovich Ivanov', { kinds: ['PERSON'] })).nodes[0] as Shown
  expect(nameOf(more)).toBe(nameOf(whole))
  expect(more.score).toBeCloseTo((2 / 3) * whole.score, 9)
})

describe('a name', () => {
  test.each([
    ['Ivanov Sergei', 'IVANOV SERGEI', 'EXACT', 'EXACT'],
    ['sergei ivanov', 'IVANOV SERGEI', 'EXACT', 'EXACT'],
    ['Сергей Иванов', 'IVANOV SERGEI', 'TRANSLITERATION', 'TRANSLITERATION'],
    ['Sergejus Ivanovas', 'IVANOV SERGEI', 'SPELLING', 'SPELLING'],
    ['Сяргей Іваноў', 'IVANOU SIARHEI', 'SPELLING', 'TRANSLITERATION'],
    ['IVANOV SERG', 'IVANOV SERGEI', 'EXACT', 'SPELLING'],
    ['IVANOV SE', 'IVANOV SERGEI', 'EXACT', 'PREFIX'],
    ['IVANPV SERGEI', 'IVANOV SERGEI', 'FUZZY', 'EXACT'],
    ['Siarhei Ivanou', 'IVANOU SIARHEI', 'EXACT', 'EXACT'],
    ['ИBAHOBA', 'IVANOVA OLGA', 'EXACT'],
    ['Scheglov Piotr', 'Щеглов Пётр', 'SPELLING', 'SPELLING'],
    ['щеглов петр', 'Щеглов Пётр', 'EXACT', 'EXACT'],
    ['ruta kairyte', 'Kairytė Rūta', 'EXACT', 'EXACT'],
    ['Roman Abramovich', 'ABRAMOVICH ROMAN', 'EXACT', 'EXACT'],
    ['Иванов Сергей Петрович', 'IVANOV SERGEI', 'TRANSLITERATION', 'TRANSLITERATION'],
    ['Mr. Ivanov\u200b S.', 'IVANOV SERGEI', 'EXACT', 'PREFIX'],
    ['\u202eIvanov\u202c', 'IVANOV SERGEI', 'EXACT'],
    ['😀 Ivanov', 'IVANOV SERGEI', 'EXACT'],
    ['ივანოვი სერგეი', 'IVANOV SERGEI', 'SPELLING', 'TRANSLITERATION'],
  ])('%s', async (text, name, ...hows) => {
    const [first] = (await search(text, { kinds: ['PERSON'] })).nodes
    expect(first && nameOf(first)).toBe(name)
    expect(first?.matched.map(({ how }) => how).sort() ?? []).toEqual(hows.toSorted())
  })

  test('the exact spelling comes before another one, that before a beginning, that before a slip', async () => {
    const { nodes } = await search('Ivan', { kinds: ['PERSON'] })
    expect(nodes.map(one => one.matched[0]?.how)).toEqual(['EXACT', 'PREFIX', 'PREFIX', 'PREFIX'])
    expect(nodes[0] && nameOf(nodes[0])).toBe('IVAN PETR')
    const like = await search('Ivanov', { kinds: ['PERSON'] })
    expect(like.nodes.map(one => [nameOf(one), one.matched[0]?.how])).toEqual(
      [
        ['IVANOV SERGEI', 'EXACT'],
        ['IVANOVA OLGA', 'SPELLING'],
        ['IVANOU SIARHEI', 'SPELLING'],
        ['IVAN PETR', 'FUZZY'],
      ].slice(0, like.nodes.length),
    )
  })

  test('a word of the name answers one word only', async () => {
    expect(await found('Ivan Ivanov', 'PERSON')).toEqual([])
    expect(await found('Ivan Petr', 'PERSON')).toEqual(['IVAN PETR'])
  })

  test('with a year or a date of birth', async () => {
    expect((await found('Ivanov 1984', 'PERSON')).sort()).toEqual(['IVANOV SERGEI', 'IVANOVA OLGA'])
    expect(await found('09.03.1984 Ivanov', 'PERSON')).toEqual(['IVANOV SERGEI'])
    expect(await found('Ivanov 1985', 'PERSON')).toEqual([])
    expect(await best('Ivanov 1984-03-09', 'PERSON')).toEqual([
      'IVANOV SERGEI',
      'EXACT: surname IVANOV is what was asked for',
      'EXACT: date of birth 1984-03-09 is what was asked for',
    ])
  })

  test('says how it was recognised', async () => {
    expect(await best('Иванов', 'PERSON')).toEqual([
      'IVANOV SERGEI',
      'TRANSLITERATION: surname IVANOV is the same name as ИВАНОВ in another script',
    ])
  })
})

describe('a number', () => {
  test.each([
    ['4510 123456', '4510123456', 'EXACT: number 4510123456 is what was asked for'],
    ['passport 4510-123456', '4510123456', 'EXACT: number 4510123456 is what was asked for'],
    ['451O I23456', '4510123456', 'OCR: number 4510123456 read as 451OI23456 with O for 0 and I for 1'],
    ['LT550 1238', 'LT5SO123B', 'OCR: number LT5SO123B read as LT5501238 with 5 for S and 0 for O and 8 for B'],
    ['451012', '4510123456', 'PREFIX: number 4510123456 begins with 451012'],
    ['23456', '4510123456', 'PART: number 4510123456 holds 23456'],
    ['5SO1', 'LT5SO123B', 'PART: number LT5SO123B holds 5SO1'],
  ])('%s', async (text, number, says) => {
    expect(await best(text, 'DOCUMENT')).toEqual([number, says])
  })

  test('three characters are a beginning, and no part', async () => {
    expect((await found('451', 'DOCUMENT')).sort()).toEqual(['4510123456', '4511999999', '4512000001'])
    expect(await found('345', 'DOCUMENT')).toEqual([])
  })
})

describe('a run', () => {
  const first = `029/${DAY}`
  test.each([
    [first, [first], 'EXACT'],
    ['29 01.05.2023', [first], 'NOTATION'],
    ['train 029, 2023/05/01', [first], 'NOTATION'],
    ['поезд №029', ['029/2023-05-04', first], 'PREFIX'],
    ['029/2023-05', ['029/2023-05-04', first], 'PREFIX'],
    ['2023-05-01', [first], 'PREFIX'],
    ['031/2023-05-01', [], undefined],
  ])('%s', async (text, runs, how) => {
    const { nodes } = await search(text, { kinds: ['TRAIN_RUN'] })
    expect(nodes.map(nameOf)).toEqual(runs)
    expect(nodes[0]?.matched[0]?.how).toBe(how)
  })

  test('with a ref is a journey', async () => {
    const { nodes } = await search(`${first} P4`)
    expect(nodes.map(({ kind, thing }) => [kind, thing])).toEqual([
      ['JOURNEY', { ref: 'P4', person: { displayName: 'Щеглов Пётр' } }],
    ])
  })
})

describe('a station, a booking, a contact', () => {
  test.each([
    ['Pabrade', 'PABRADE'],
    ['пабраде', 'PABRADE'],
    ['Podbrodzie', 'PABRADE'],
    ['Pabradr', 'PABRADE'],
    ['2400123', 'PABRADE'],
    ['kena', 'KENA'],
    ['Кибартай', 'KYBARTAI'],
    ['verified', undefined],
  ])('%s', async (text, code) => {
    expect((await found(text, 'STATION'))[0]).toBe(code)
  })

  test('a booking by its reference, in whatever case, or how it begins', async () => {
    expect(await found('egqwl7', 'BOOKING')).toEqual(['EGQWL7'])
    expect(await found('EGQ', 'BOOKING')).toEqual(['EGQAAA', 'EGQWL7'])
  })

  test.each([
    ['+79062623395', '+7 (906) 262-33-95'],
    ['8 906 262 33 95', '+7 (906) 262-33-95'],
    ['9062623395', '+7 (906) 262-33-95'],
    ['262-33-95', '+7 (906) 262-33-95'],
    ['+370 612 34567', '8 612 34567'],
    ['ivanov@EXAMPLE.org', 'Ivanov@example.org'],
    ['@example.org', 'Ivanov@example.org'],
  ])('%s', async (text, value) => {
    expect(await found(text, 'CONTACT')).toEqual([value])
  })
})

describe('hostile text', () => {
  test.each(['*', '???', '/.*/', '😀', ' \u200b ', '', '\u0000'])('%j is refused', async text => {
    const answer = await service.ask(QUERY, { text })
    const { message, extensions } = refusal(answer)
    expect(extensions.code).toBe('BAD_USER_INPUT')
    expect(message).toMatch(/^text: expected a name, a number or another mark with letters or digits, got /)
  })

  test('too long is refused', async () => {
    const answer = await service.ask(QUERY, { text: 'A'.repeat(201) })
    expect(refusal(answer).message).toBe('text: expected at most 200 characters, got 201')
  })

  test.each([
    'surname:Ivanov',
    '+Ivanov -Sergei',
    'Ivanov AND NOT Sergei',
    'Ivanov OR (',
    '"Ivanov',
    'Ivanov~9 || [A TO Z]',
    'Ivanov^1e9 \\',
    'a*'.repeat(100),
    'A'.repeat(200),
    'I',
    'ИВAНОB \ud800',
    'עברית عربي',
    '日本 太郎',
    '1 2 3 4 5 6 7 8 9',
    '0'.repeat(200),
    '%_$text{}',
  ])('%s is answered', async text => {
    const { completeness } = await search(text)
    expect(completeness).toEqual({ complete: true, reason: null })
  })

  test('operators of Lucene are words', async () => {
    expect(await found('Ivanov NOT Sergei', 'PERSON')).toEqual([])
    expect(await found('NOT Ivanov', 'PERSON')).toEqual([])
    expect(await found('Iv*ov', 'PERSON')).toEqual([])
  })

  test('a kind that is not searched is refused', async () => {
    const answer = await service.ask(QUERY, { text: 'Ivanov', kinds: ['PERSON', 'CHECK'] })
    expect(refusal(answer).message).toBe(
      'kinds: expected some of PERSON, DOCUMENT, TRAIN_RUN, JOURNEY, STATION, BOOKING, CONTACT, got CHECK',
    )
  })
})

describe('pages', () => {
  test('go on after a cursor to the end, each hit once', async () => {
    const whole = await search('Ivan')
    const shown: Shown[] = []
    for (let after: string | null = null; ; ) {
      const { data } = await service.ask(QUERY, { text: 'Ivan', first: 2, after })
      shown.push(...data.search.nodes)
      if (!data.search.pageInfo.hasNextPage) break
      after = data.search.pageInfo.endCursor
    }
    expect(shown).toEqual(whole.nodes)
    expect(whole.totalCount).toBe(whole.nodes.length)
  })
})
