import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Invalid } from '../../src/base/index.ts'
import { dayOfBirth, writtenDay } from '../../src/intake/paxlst/dates.ts'
import { elementsOf, written } from '../../src/intake/paxlst/segment.ts'
import { SegmentReader } from '../../src/intake/paxlst/segment-reader.ts'
import { DEFAULTS, type Separators } from '../../src/intake/paxlst/separators.ts'
import { WholeFile } from '../../src/intake/paxlst/whole-file.ts'
import { filesOf, inspect, onRun, type ReadLine, readRecords } from '../../src/intake/read/index.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const EXAMPLE = readFileSync(join(root, 'docs', 'example.edi'), 'utf8')

const folder = mkdtempSync(join(tmpdir(), 'alight-paxlst-'))
let files = 0

interface Reading {
  readonly lines: ReadLine[]
  readonly notices: string[]
}

/** Reads a file as a load does: found whole first, then line by line. */
async function read(content: string | Uint8Array, ending = 'edi'): Promise<Reading> {
  const path = join(folder, `list-${++files}.${ending}`)
  writeFileSync(path, content)
  const [file] = (await filesOf([path])).files
  if (!file) throw new Error(`${path} is no delivery`)
  await inspect(file)
  const lines: ReadLine[] = []
  const notices: string[] = []
  const options = { onOverlong: () => {}, onNotice: (text: string) => void notices.push(text) }
  for await (const some of readRecords(file, options)) lines.push(...some)
  return { lines, notices }
}

const recordsOf = async (content: string | Uint8Array) =>
  (await read(content)).lines.map(line => ('record' in line ? line.record : line))

const problemsOf = async (content: string) =>
  (await read(content)).lines.flatMap(line => ('problems' in line ? line.problems : []))

interface MessageParts {
  readonly unh?: string
  readonly head?: readonly string[]
  readonly passengers: readonly string[]
  readonly counts?: readonly string[]
}

const HEAD = ['BGM+745', 'TDT+20+029+2', 'LOC+125+GUDOGAI', 'DTM+189:2305021000:201']
const RUN = '029/2023-05-01'

/** An interchange of messages, counted as it should be. */
function interchange(messages: readonly MessageParts[], unb = 'UNOA:4', end = "'\n"): string {
  const segments = messages.flatMap(({ unh = `${RUN}+01:F`, head = HEAD, passengers, counts }, i) => {
    const people = passengers.flatMap(passenger => passenger.split("'"))
    const count = people.filter(segment => /^NAD\+(FL|DDU)/.test(segment)).length
    const inside = [`UNH+M${i + 1}+PAXLST:D:02B:UN:IATA+${unh}`, ...head, ...people, ...(counts ?? [`CNT+42:${count}`])]
    return [...inside, `UNT+${inside.length + 1}+M${i + 1}`]
  })
  return [`UNB+${unb}+CARRIER+GUARD+230501:1800+A1`, ...segments, `UNZ+${messages.length}+A1`, ''].join(end)
}

const passenger = (ref: string, more = '') => `NAD+FL+++NOVIK:IHAR'RFF+ABO:${ref}${more ? `'${more}` : ''}`

const record = (ref: string, fields: object = {}) => ({
  record: 'passenger',
  run: RUN,
  ref,
  role: 'PASSENGER',
  stage: 'DECLARED',
  identity: { surname: 'NOVIK', givenNames: 'IHAR' },
  capture: 'CARRIER',
  ...fields,
})

const coverage = (complete: boolean, run = RUN) => ({ record: 'coverage', run, feed: 'PASSENGER_LIST', complete })

const IUREV = {
  record: 'passenger',
  run: RUN,
  ref: 'P0001',
  role: 'TRANSIT',
  stage: 'DECLARED',
  identity: { surname: 'IUREV', givenNames: 'ANDREI', dateOfBirth: '1981-03-14', sex: 'M', nationality: 'RUS' },
  documents: [
    { type: 'PASSPORT', issuer: 'RUS', number: '000000011', expiresOn: '2029-06-30' },
    { type: 'FRTD', issuer: 'LTU', number: 'SYN000011', expiresOn: '2023-07-30' },
  ],
  ticket: { from: 'MOSKVA', to: 'KALININGRAD' },
  booking: { ref: 'Q7K2LM' },
  capture: 'CARRIER',
}
const SHCHEGLOVA = {
  record: 'passenger',
  run: RUN,
  ref: 'P0002',
  role: 'PASSENGER',
  stage: 'DECLARED',
  identity: { surname: 'SHCHEGLOVA', givenNames: 'ELENA', dateOfBirth: '1993-08-22', sex: 'F', nationality: 'RUS' },
  documents: [
    { type: 'PASSPORT', issuer: 'RUS', number: '000000022', expiresOn: '2031-01-15' },
    { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: 'SYN000022', expiresOn: '2025-09-01' },
  ],
  ticket: { from: 'SMOLENSK', to: 'KALININGRAD' },
  booking: { ref: 'Q7K2ZZ' },
  capture: 'CARRIER',
}

describe('the example', () => {
  test('gives exactly its two passengers and says that the list was complete', async () => {
    const { lines, notices } = await read(EXAMPLE)
    expect(lines.map(line => ('record' in line ? line.record : line))).toEqual([IUREV, SHCHEGLOVA, coverage(true)])
    expect(notices).toEqual([])
  })

  test('a line is a segment, and its words are the segments as they came', async () => {
    const { lines } = await read(EXAMPLE)
    expect(lines.map(({ line }) => line)).toEqual([12, 26, 41])
    expect(lines[2]?.raw).toBe("CNT+42:2'UNT+38+M1'")
    const text = EXAMPLE.split('\n')
    expect(lines[0]?.raw).toBe(text.slice(11, 25).join(''))
  })

  test('reads the same gzipped', async () => {
    const { lines } = await read(gzipSync(EXAMPLE), 'edi.gz')
    expect(lines.map(line => ('record' in line ? line.record : line))).toEqual([IUREV, SHCHEGLOVA, coverage(true)])
  })
})

describe('how it is written', () => {
  test.each([
    ['on one line', EXAMPLE.replaceAll('\n', '')],
    ['with blanks, tabs and CRLF between segments', EXAMPLE.replaceAll('\n', ' \t\r\n\r\n ')],
    ['with a byte order mark', `\ufeff${EXAMPLE}`],
    ['wrapped after 80 characters', (EXAMPLE.replaceAll('\n', '').match(/.{1,80}/g) ?? []).join('\r\n')],
    ['wrapped after one character', [...EXAMPLE.replaceAll('\n', '').slice(9)].join('\n')],
    ['without UNA', EXAMPLE.replace(/^UNA.*\n/, '')],
    [
      'with other separators',
      EXAMPLE.replace(":+.? '", '|^.! ~').replaceAll(':', '|').replaceAll('+', '^').replaceAll("'", '~'),
    ],
    ['with line ends as terminators', EXAMPLE.replace("UNA:+.? '\n", 'UNA:+.? \n').replaceAll("'", '')],
    [
      'with control characters as separators',
      EXAMPLE.replaceAll(':', '\x1f').replaceAll('+', '\x1d').replaceAll("'", '\x1c'),
    ],
    ['without a release character', EXAMPLE.replace('? ', '  ')],
  ])('%s it says the same', async (_, content) => {
    expect(await recordsOf(content)).toEqual([IUREV, SHCHEGLOVA, coverage(true)])
  })

  test('the release character makes data of separators, of itself, and across a wrapped line', async () => {
    const names = "NAD+FL+++O?'BRIEN ?+?:??:A?\r\n+B'RFF+ABO:P1"
    const text = interchange([{ passengers: [] }])
      .replace("CNT+42:0'", `${names}'\nCNT+42:1'`)
      .replace('UNT+7', 'UNT+9')
    expect(await recordsOf(text)).toEqual([
      record('P1', { identity: { surname: "O'BRIEN +:?", givenNames: 'A+B' } }),
      coverage(true),
    ])
  })

  test('blanks inside data stay', async () => {
    const text = interchange([{ passengers: ["NAD+FL+++DE  LA CRUZ:ANA MARIA:ROSA'RFF+ABO:P1"] }])
    expect(await recordsOf(text)).toEqual([
      record('P1', { identity: { surname: 'DE  LA CRUZ', givenNames: 'ANA MARIA ROSA' } }),
      coverage(true),
    ])
  })

  test('chunks may end anywhere', () => {
    const bytes = Buffer.from(EXAMPLE)
    const whole = new SegmentReader().take(bytes).map(({ raw }) => raw)
    for (let size = 1; size < 40; size++) {
      const reader = new SegmentReader()
      const found: string[] = []
      for (let at = 0; at < bytes.length; at += size)
        found.push(...reader.take(bytes.subarray(at, at + size)).map(({ raw }) => raw))
      reader.end()
      expect(found).toEqual(whole)
    }
  })
})

describe('character sets', () => {
  const named = (surname: string, syntax: string) =>
    interchange([{ passengers: [`NAD+FL+++${surname}:I'RFF+ABO:P1`] }], syntax)

  test.each([
    ['UNOY', 'Щеглова ė', Buffer.from('Щеглова ė')],
    ['UNOW', 'Щеглова ė', Buffer.from('Щеглова ė')],
    ['UNOC', 'Müller', Buffer.from('Müller', 'latin1')],
    ['UNOD', 'Łódź', Buffer.from([0xa3, 0xf3, 0x64, 0xbc])],
    ['UNOE', 'Иван', Buffer.from([0xb8, 0xd2, 0xd0, 0xdd])],
    ['UNOF', 'Άλφα', Buffer.from([0xb6, 0xeb, 0xf6, 0xe1])],
  ])('%s reads %s', async (syntax, name, bytes) => {
    const [before, after] = named('@', `${syntax}:4`).split('@') as [string, string]
    const [first] = await recordsOf(Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]))
    expect(first).toEqual(record('P1', { identity: { surname: name, givenNames: 'I' } }))
  })

  test.each([
    ['UNOA', [0xc3, 0xa9]],
    ['UNOB', [0xe9]],
    ['UNOY', [0xe9]],
    ['UNOC', [0x92]],
    ['UNOF', [0xae]],
  ])('%s refuses the file for bytes %j', async (syntax, bytes) => {
    const [before, after] = named('@', `${syntax}:4`).split('@') as [string, string]
    const content = Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)])
    await expect(read(content)).rejects.toThrow(
      new Invalid('segment 7: expected the character set that UNB names, got bytes that do not fit it'),
    )
  })

  test('another set is refused', async () => {
    await expect(read(named('NOVIK', 'UNOX:4'))).rejects.toThrow('expected UNB and one of UNOA')
  })
})

describe('refused whole', () => {
  const good = interchange([{ passengers: [passenger('P1')] }])
  test.each([
    ['nothing', '', 'expected an interchange (UNB to UNZ), got nothing'],
    ['something else', '{"record":"train"}', 'expected UNA or UNB at the beginning of an interchange'],
    ['no UNT', good.replace(/UNT.*\n/, ''), 'segment 10: expected UNT before it, got UNZ'],
    ['no UNZ', good.replace(/UNZ.*\n/, ''), 'expected UNZ, got the end of the file: it is truncated'],
    ['no UNE', EXAMPLE.replace(/UNE.*\n/, ''), 'segment 42: expected UNE before it, got UNZ'],
    ['a miscounting UNT', good.replace('UNT+9', 'UNT+8'), 'segment 10: expected UNT to count 9, got "8"'],
    ['a miscounting UNE', EXAMPLE.replace('UNE+1', 'UNE+2'), 'segment 42: expected UNE to count 1, got "2"'],
    ['a miscounting UNZ', good.replace('UNZ+1', 'UNZ+2'), 'segment 11: expected UNZ to count 1, got "2"'],
    [
      'another reference in UNT',
      good.replace("+M1'\nUNZ", "+M2'\nUNZ"),
      'segment 10: expected the reference "M1" of UNH in UNT, got "M2"',
    ],
    [
      'another reference in UNE',
      EXAMPLE.replace('UNE+1+G1', 'UNE+1+G2'),
      'segment 42: expected the reference "G1" of UNG in UNE, got "G2"',
    ],
    [
      'another reference in UNZ',
      good.replace('UNZ+1+A1', 'UNZ+1+A2'),
      'segment 11: expected the reference "A1" of UNB in UNZ, got "A2"',
    ],
    ['a segment outside a message', good.replace('UNH', "BGM+745'\nUNH"), 'segment 2: expected UNH before it, got BGM'],
    ['a tag that is none', good.replace('BGM', 'bgm'), 'segment 3: expected a tag such as NAD, got something else'],
    ['separators that are the same', EXAMPLE.replace('UNA:+', 'UNA++'), 'expected UNA and distinct separators'],
    [
      'a segment of more than 1 MiB',
      good.replace('NOVIK', 'N'.repeat(1 << 20)),
      'segment 7: expected at most 1048576 bytes, got more',
    ],
    [
      'a passenger of more than 1 MiB',
      good.replace('RFF+ABO', `${"FTX+AAA'\n".repeat(140_000)}RFF+ABO`),
      'expected at most 1048576 characters about one passenger, got more',
    ],
  ])('%s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message)
  })

  test('any truncation', () => {
    const bytes = Buffer.from(EXAMPLE.trimEnd())
    for (let length = 0; length < bytes.length; length++) {
      const file = new WholeFile()
      expect(() => {
        file.take(bytes.subarray(0, length))
        file.end()
      }).toThrow(Invalid)
    }
  })
})

describe('what a passenger says', () => {
  test('every code of role and paper', async () => {
    const papers = ['P', 'I', 'IR', 'RC', 'VC', 'VD', 'FT', 'FR', 'XX']
    const roles = ['FL', 'DDU', 'FM', 'DDT']
    const docs = papers.map((code, i) => `DOC+${code}+${i}'LOC+91+LTU`).join("'")
    const people = roles.map(role => `NAD+${role}+++NOVIK:IHAR'RFF+ABO:${role}`)
    const [first, ...rest] = await recordsOf(
      interchange([{ passengers: [passenger('P1', docs), ...people], counts: ['CNT+42:3', 'CNT+41:2'] }]),
    )
    const types = [
      'PASSPORT',
      'ID_CARD',
      'RESIDENCE_PERMIT',
      'RESIDENCE_CARD',
      'SHORT_STAY_VISA',
      'LONG_STAY_VISA',
      'FTD',
      'FRTD',
      'OTHER',
    ]
    expect(first).toEqual(
      record('P1', { documents: types.map((type, i) => ({ type, issuer: 'LTU', number: String(i) })) }),
    )
    expect(rest).toEqual([
      record('FL'),
      record('DDU', { role: 'TRANSIT' }),
      record('FM', { role: 'CREW' }),
      record('DDT', { role: 'CREW' }),
      coverage(true),
    ])
  })

  test('seat, birthplace and what stays in the source', async () => {
    const said = (place: string) =>
      passenger('P1', `LOC+178+MOSKVA'LOC+179+KENA'LOC+180+${place}'RFF+SEA:12'LOC+22+KENA'LOC+174+RUS'GEI+4+173`)
    const ticket = { from: 'MOSKVA', to: 'KENA', seat: '12' }
    const born = async (place: string) => (await recordsOf(interchange([{ passengers: [said(place)] }])))[0]
    const who = { surname: 'NOVIK', givenNames: 'IHAR' }
    expect(await born('MOSKVA')).toEqual(record('P1', { ticket, identity: { ...who, placeOfBirth: 'MOSKVA' } }))
    expect(await born('RUS')).toEqual(record('P1', { ticket, identity: { ...who, countryOfBirth: 'RUS' } }))
    expect(await born('RUS:::OMSK')).toEqual(
      record('P1', { ticket, identity: { ...who, countryOfBirth: 'RUS', placeOfBirth: 'OMSK' } }),
    )
    expect(await born(':::OMSK')).toEqual(record('P1', { ticket, identity: { ...who, placeOfBirth: 'OMSK' } }))
  })

  test.each([
    ['810314', '1981-03-14'],
    ['230502', '2023-05-02'],
    ['230503', '1923-05-03'],
    ['19230501:102', '1923-05-01'],
    ['20010203', '2001-02-03'],
    ['1984:602', '1984'],
    ['198403:610', '1984-03'],
  ])('born %s on a train of 2023-05-02: %s', async (value, dateOfBirth) => {
    const [first] = await recordsOf(interchange([{ passengers: [passenger('P1', `DTM+329:${value}`)] }]))
    expect(first).toEqual(record('P1', { identity: { surname: 'NOVIK', givenNames: 'IHAR', dateOfBirth } }))
  })

  test('without RFF+ABO the ref is the UNH reference and the ordinal of the NAD', async () => {
    const anonymous = 'NAD+FL+++NOVIK:IHAR'
    const text = interchange([{ passengers: [anonymous, passenger('P7'), anonymous] }])
    expect(await recordsOf(text)).toEqual([record('M1-1'), record('P7'), record('M1-3'), coverage(true)])
  })

  test.each([
    ['BGM+745', 'DECLARED'],
    ['BGM+266+CLOB', 'BOARDED'],
    ['BGM+745+CLOB', 'BOARDED'],
  ])('%s: %s', async (bgm, stage) => {
    const text = interchange([{ head: [bgm, ...HEAD.slice(1)], passengers: [passenger('P1')] }])
    expect(await recordsOf(text)).toEqual([record('P1', { stage }), coverage(true)])
  })

  test('a list of the crew says nothing about how complete the passengers are', async () => {
    const crew = ["NAD+FM+++NOVIK:IHAR'RFF+ABO:C1"]
    const text = interchange([{ head: ['BGM+250', ...HEAD.slice(1)], passengers: crew, counts: ['CNT+41:1'] }])
    expect(await recordsOf(text)).toEqual([record('C1', { role: 'CREW' })])
  })
})

describe('refused one passenger at a time', () => {
  test.each([
    [
      '31 February',
      'DTM+329:810231',
      'identity.dateOfBirth',
      'a day of the calendar, or its year or month: YYYY-MM-DD, YYYY-MM or YYYY (DTM+329)',
      '"1981-02-31"',
    ],
    [
      'no day at all',
      'DTM+329:8103',
      'identity.dateOfBirth',
      'a day of the calendar, or its year or month: YYYY-MM-DD, YYYY-MM or YYYY (DTM+329)',
      '"8103:"',
    ],
    ['an unknown sex', 'ATT+2++Q', 'identity.sex', 'one of F, M, X (ATT+2)', '"Q"'],
    [
      'an unknown issuer',
      "DOC+P+1'LOC+91+RU",
      'documents.0.issuer',
      'a three-letter ICAO code such as LTU (LOC+91)',
      '"RU"',
    ],
    ['no issuer', 'DOC+P+1', 'documents.0.issuer', 'a three-letter ICAO code such as LTU (LOC+91)', 'nothing'],
    ['no number', "DOC+P'LOC+91+RUS", 'documents.0.number', 'a number (DOC)', 'nothing'],
    [
      'an expiry that is none',
      "DOC+P+1'LOC+91+RUS'DTM+36:291301",
      'documents.0.expiresOn',
      'a day of the calendar such as 2023-05-01 (DTM+36)',
      '"2029-13-01"',
    ],
    ['a ticket to nowhere', 'LOC+178+MOSKVA', 'ticket.to', 'text (LOC+179)', 'nothing'],
  ])('%s', async (_, said, field, expected, came) => {
    const { lines } = await read(interchange([{ passengers: [passenger('P1', said), passenger('P2')] }]))
    expect(lines).toEqual([
      { line: 7, raw: expect.stringContaining("NAD+FL+++NOVIK:IHAR'"), problems: [{ field, expected, came }] },
      expect.objectContaining({ record: record('P2') }),
      // Whoever was refused is missing from it.
      expect.objectContaining({ record: coverage(false) }),
    ])
  })

  test('a list after it is complete again', async () => {
    const bad = interchange([{ passengers: [passenger('P1', 'DTM+329:810231')] }])
    const good = interchange([{ passengers: [passenger('P2')] }])
    expect((await recordsOf(bad + good)).slice(1)).toEqual([coverage(false), record('P2'), coverage(true)])
  })

  test('no name', async () => {
    expect(await problemsOf(interchange([{ passengers: ["NAD+FL'RFF+ABO:P1"] }]))).toEqual([
      { field: 'identity.surname', expected: 'text (NAD)', came: 'nothing' },
    ])
  })

  test.each([
    ['no BGM', HEAD.slice(1), 'stage', 'BGM+745, BGM+250, or BGM+266 with CLOB', 'nothing'],
    [
      'a BGM of those who did not board',
      ['BGM+266+CLNB', ...HEAD.slice(1)],
      'stage',
      'BGM+745, BGM+250, or BGM+266 with CLOB',
      '"266+CLNB"',
    ],
    ['no TDT', HEAD.filter(part => !part.startsWith('TDT')), 'run', 'a train in TDT+20', 'nothing'],
    ['a flight', HEAD.map(part => part.replace('029+2', '029+4')), 'run', '2 (rail) as the mode in TDT+20', '"4"'],
    ['no LOC with DTM', HEAD.slice(0, 2), 'run', 'LOC+125 with DTM+189, or LOC+87 with DTM+232', 'nothing'],
  ])('a message with %s', async (_, head, field, expected, came) => {
    const { lines } = await read(interchange([{ head, passengers: [passenger('P1')] }]))
    expect(lines).toEqual([expect.objectContaining({ problems: [{ field, expected, came }] })])
  })

  test.each(['CONTRL:D:02B', 'PAXLST:D:96B', 'PAXLST:D:01B'])('a message of type %s', async type => {
    const [other, list] = [interchange([{ passengers: [passenger('P1')] }]), passenger('P2')]
    expect(await problemsOf(other.replace('PAXLST:D:02B', type))).toEqual([
      { field: '', expected: 'UNH with PAXLST:D:02B or later', came: `"${type}"` },
    ])
    const two = interchange([{ passengers: [passenger('P1')] }, { passengers: [list] }])
    expect((await recordsOf(two.replace('PAXLST:D:02B', type))).slice(1)).toEqual([record('P2'), coverage(true)])
  })
})

describe('how many', () => {
  test.each([
    ['CNT+42:3', 'CNT+42 says "3", the list names 2 passengers'],
    ['CNT+42:TWO', 'CNT+42 says "TWO", the list names 2 passengers'],
    ['CNT+41:0', 'expected CNT+42, came nothing'],
  ])('%s: kept, reported, not complete', async (count, doubt) => {
    const { lines, notices } = await read(
      interchange([{ passengers: [passenger('P1'), passenger('P2')], counts: [count] }]),
    )
    expect(lines.map(line => ('record' in line ? line.record : line))).toEqual([
      record('P1'),
      record('P2'),
      coverage(false),
    ])
    expect(notices).toEqual([`segment 12: ${doubt}: what it names is kept, and the list is not taken for complete`])
  })

  test('a list that names nobody is not complete', async () => {
    expect(await recordsOf(interchange([{ passengers: [] }]))).toEqual([coverage(false)])
  })

  test('segments not understood are counted by tag and stay with their passenger', async () => {
    const said = "FTX+AAA'MEA+CT'FTX+BBB'RFF+XYZ:1'DTM+36:290101"
    const { lines, notices } = await read(interchange([{ passengers: [passenger('P1', said)] }]))
    expect(notices).toEqual(['5 segments not understood and left aside: 2 FTX, 1 MEA, 1 RFF, 1 DTM'])
    expect(lines[0]?.raw).toContain("FTX+AAA'MEA+CT'FTX+BBB'")
  })
})

describe('lists split over messages', () => {
  const part = (sequence: string, refs: readonly string[], total: number, run = RUN): MessageParts => ({
    unh: `${run}+${sequence}`,
    passengers: refs.map(ref => passenger(ref)),
    counts: [`CNT+42:${total}`],
  })

  test('are counted as one', async () => {
    const { lines, notices } = await read(interchange([part('01:C', ['P1', 'P2'], 3), part('02:F', ['P3'], 3)]))
    expect(lines.map(line => ('record' in line ? line.record : line))).toEqual([
      record('P1'),
      record('P2'),
      record('P3'),
      coverage(true),
    ])
    expect(notices).toEqual([])
  })

  test.each([
    ['the last is missing', [part('01:C', ['P1'], 1)]],
    ['the first is missing', [part('02:F', ['P1'], 1)]],
    ['one between is missing', [part('01:C', ['P1'], 1), part('03:F', ['P2'], 1)]],
  ])('are not complete where %s', async (_, parts) => {
    const records = await recordsOf(interchange(parts))
    expect(records.filter(found => (found as { record?: string }).record === 'coverage')).toEqual(
      parts.map(() => coverage(false)),
    )
  })

  test('of several trains in several groups of one file', async () => {
    const other = '030/2023-05-01'
    const text = interchange([part('01:F', ['P1'], 1), part('01:C', ['P1'], 2, other), part('02:F', ['P2'], 2, other)])
    expect(await recordsOf(text)).toEqual([
      record('P1'),
      coverage(true),
      record('P1', { run: other }),
      record('P2', { run: other }),
      coverage(true, other),
    ])
    expect(
      await recordsOf(
        `${EXAMPLE}${EXAMPLE.replace(/UNG[\s\S]*UNE[^\n]*\n/, all => all + all.replaceAll('G1', 'G2')).replace('UNZ+1', 'UNZ+2')}`,
      ),
    ).toEqual([1, 2, 3].flatMap(() => [IUREV, SHCHEGLOVA, coverage(true)]))
  })
})

describe('a list that does not name its run', () => {
  test('seeks it by train, station and the time by its clock', async () => {
    const { lines } = await read(interchange([{ unh: '', passengers: [passenger('P1')] }]))
    const sought = { train: '029', station: 'GUDOGAI', localTime: '2023-05-02T10:00' }
    expect(lines).toEqual([
      { line: 7, raw: expect.any(String), sought, readAs: expect.any(Object) },
      { line: 10, raw: expect.any(String), sought, readAs: expect.any(Object) },
    ])
    const completed = lines.map(line => ('sought' in line ? onRun(line, RUN) : line))
    expect(completed.map(line => ('record' in line ? line.record : line))).toEqual([record('P1'), coverage(true)])
  })

  test.each(['2305321000:201', '2305022500:201', '230502:101', ''])('the time %s is none', async time => {
    const head = HEAD.map(part => part.replace('2305021000:201', time))
    expect(await problemsOf(interchange([{ unh: 'ABC', head, passengers: [passenger('P1')] }]))).toEqual([
      { field: 'run', expected: 'a run such as 029/2023-05-01 in UNH, or LOC+125 with DTM+189', came: '"ABC"' },
    ])
  })
})

describe('properties', () => {
  const separators = fc
    .uniqueArray(fc.constantFrom(..."!#$%&'()*+,-./:;<=>?@[]^_`{|}~"), { minLength: 4, maxLength: 4 })
    .map(([component, element, release, terminator]): Separators => {
      const code = (character: string | undefined) => (character as string).charCodeAt(0)
      return {
        component: code(component),
        element: code(element),
        release: code(release),
        terminator: code(terminator),
      }
    })
  const value = fc.string({ unit: 'grapheme', maxLength: 12 }).map(text => text.replace(/[\r\n]/g, ''))
  /** Empty components and elements at an end are not written. */
  const trimmed = (tree: readonly (readonly string[])[]) => {
    const elements = tree.map(parts => {
      const kept = parts.slice(0, parts.findLastIndex(part => part !== '') + 1)
      return kept.length > 0 ? kept : ['']
    })
    return elements.slice(0, elements.findLastIndex(parts => parts.length > 1 || parts[0] !== '') + 1)
  }

  test('whatever is written is read back', () => {
    fc.assert(
      fc.property(
        separators,
        fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        (by, tree) => {
          const text = written('NAD', tree, by)
          expect(elementsOf(text.slice(0, -1), by).slice(1)).toEqual(trimmed(tree))
          const unb = written('UNB', [['UNOY']], by)
          const una = `UNA${[by.component, by.element, 0x2e, by.release as number, 0x20, by.terminator].map(c => String.fromCharCode(c)).join('')}`
          const [, found] = new SegmentReader().take(Buffer.from(una + unb + text))
          expect([found?.raw, found?.elements]).toEqual([text, trimmed(tree)])
        },
      ),
    )
  })

  test('bytes at random, and the example with bytes changed, are read or refused and nothing else', () => {
    const survives = (bytes: Uint8Array) => {
      const file = new WholeFile()
      try {
        file.take(Buffer.from(bytes))
        file.end()
      } catch (error) {
        expect(error).toBeInstanceOf(Invalid)
      }
    }
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), survives))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes =>
        survives(Buffer.concat([Buffer.from("UNB+UNOY:4+A+B+1:1+R'"), bytes])),
      ),
    )
    const example = Buffer.from(EXAMPLE)
    const changes = fc.array(fc.tuple(fc.nat(example.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(changes, changed => {
        const bytes = Buffer.from(example)
        for (const [at, byte] of changed) bytes[at] = byte
        survives(bytes)
      }),
    )
  })

  test('messages of any segments give lines in order and no failure', async () => {
    const tags = fc.constantFrom('NAD', 'ATT', 'DTM', 'LOC', 'NAT', 'RFF', 'DOC', 'GEI', 'CNT', 'BGM', 'TDT', 'FTX')
    const codes = fc.constantFrom(
      'FL',
      'DDU',
      '2',
      '36',
      '91',
      '125',
      '178',
      '180',
      '189',
      '329',
      'ABO',
      '__proto__',
      '42',
      '745',
      '',
    )
    const segment = fc.tuple(
      tags,
      fc.array(fc.array(fc.oneof(codes, value), { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 30 }), async segments => {
        const inside = segments.map(([tag, tree]) => written(tag, tree, DEFAULTS).slice(0, -1))
        const count = inside.length + 2
        const text = ['UNB+UNOY:4+A+B+1:1+R', `UNH+M1+PAXLST:D:02B`, ...inside, `UNT+${count}+M1`, 'UNZ+1+R', ''].join(
          "'",
        )
        const { lines } = await read(text)
        const numbers = lines.map(({ line }) => line)
        expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      }),
    )
  })

  test('a day of birth is written so that it reads back', () => {
    const day = fc
      .date({ min: new Date('1850-01-01'), max: new Date('2023-05-02'), noInvalidDate: true })
      .map(date => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.constantFrom(4, 7, 10), (full, length) => {
        const born = full.slice(0, length)
        const [digits, format = ''] = writtenDay(born, text => dayOfBirth(text, '', '2023-05-02'))
        expect(dayOfBirth(digits as string, format, '2023-05-02')).toBe(born)
      }),
    )
  })
})
