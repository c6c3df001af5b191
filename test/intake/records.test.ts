import { Readable } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { csvRows } from '../../src/intake/read/csv.ts'
import { type AnyRecord, canonical, digestOf, parseRecord, SCHEMAS } from '../../src/intake/record/index.ts'

/** Text as hostile sources write it, but for what no field may hold (control characters, halves of characters, blanks around). */
const name = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      "=cmd|' /C calc'!A0",
      '"); MATCH (n) DETACH DELETE n //',
      'O\'Brien, "Ann"',
      'Сергей',
      '`$x`',
      '{{x}}',
    ),
  )
  .map(text => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}|]/gu, '').trim())
  .filter(text => text.length > 0)

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

const document = fc.record({
  type: fc.constantFrom('PASSPORT', 'FRTD', 'RESIDENCE_PERMIT'),
  issuer: fc.constantFrom('RUS', 'LTU', 'D', 'XXA'),
  number: fc.stringMatching(/^[A-Z0-9]{3,12}$/),
})

const passenger = fc.record(
  {
    record: fc.constant('passenger' as const),
    run: day.map(date => `029/${date}`),
    ref: fc.stringMatching(/^[A-Z][0-9]{1,5}$/),
    role: fc.constantFrom('PASSENGER', 'TRANSIT', 'CREW'),
    identity: fc.record(
      { surname: name, givenNames: name, surnameCyrillic: name, dateOfBirth: day, sex: fc.constantFrom('F', 'M', 'X') },
      { requiredKeys: ['surname'] },
    ),
    documents: fc.array(document, { minLength: 1, maxLength: 3 }),
    ticket: fc.record(
      { from: fc.constant('MOSKVA'), to: fc.constant('KENA'), seat: name },
      { requiredKeys: ['from', 'to'] },
    ),
  },
  { requiredKeys: ['record', 'run', 'ref', 'identity'] },
)

function parsed(value: unknown): AnyRecord {
  const found = parseRecord(value)
  if ('problems' in found) throw new Error(JSON.stringify(found.problems))
  return found.record
}

const contentOf = (value: unknown) => digestOf(canonical(parsed(value)))

/** The same content with the fields of every object in another order. */
const backwards = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(backwards)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, backwards(inner)]),
        )
      : value

/** A record as a row of CSV: dotted columns, items of lists joined by `|`. */
function rowOf(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const column = path + key
    if (Array.isArray(inner)) {
      const names = Object.keys(inner[0] as object)
      return names.map(name => [`${column}.${name}`, inner.map(item => String(item[name])).join('|')])
    }
    return typeof inner === 'object' ? rowOf(inner, `${column}.`) : [[column, String(inner)]]
  })
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

describe('any record', () => {
  test('is the same content whatever the order of its fields', () => {
    fc.assert(fc.property(passenger, value => contentOf(backwards(value)) === contentOf(value)))
  })

  test('is another content when anything of it differs', () => {
    fc.assert(
      fc.property(passenger, name, (value, surname) => {
        fc.pre(surname !== value.identity.surname)
        const other = { ...value, identity: { ...value.identity, surname } }
        return contentOf(other) !== contentOf(value)
      }),
    )
  })

  test('says the same as a row of CSV', async () => {
    await fc.assert(
      fc.asyncProperty(passenger, async value => {
        const { record: _, ...fields } = value
        const row = rowOf(fields)
        const text = [row.map(([column]) => quoted(column)), row.map(([, cell]) => quoted(cell))].join('\n')
        const rows = []
        for await (const found of csvRows(Readable.from([Buffer.from(text)]), 'passenger.csv')) rows.push(...found)
        expect(rows).toHaveLength(1)
        expect(contentOf(rows[0]?.value)).toBe(contentOf(value))
      }),
    )
  })

  test('keeps every text as it was written', () => {
    fc.assert(
      fc.property(passenger, value => {
        const record = parsed(JSON.parse(JSON.stringify(value))) as Extract<AnyRecord, { record: 'passenger' }>
        expect(record.identity).toEqual(value.identity)
        expect(record.ticket?.seat).toBe(value.ticket?.seat)
      }),
    )
  })

  test('with a field that its kind has not is refused, and the field named', () => {
    fc.assert(
      fc.property(
        passenger,
        fc.stringMatching(/^[a-z]{9,12}$/),
        fc.oneof(fc.string(), fc.integer(), fc.boolean()),
        (value, field, content) => {
          fc.pre(!(field in SCHEMAS.passenger.shape))
          expect(parseRecord({ ...value, [field]: content })).toEqual({
            problems: [expect.objectContaining({ field, expected: 'no such field' })],
          })
          expect(parseRecord({ ...value, identity: { ...value.identity, [field]: content } })).toEqual({
            problems: [expect.objectContaining({ field: `identity.${field}`, expected: 'no such field' })],
          })
        },
      ),
    )
  })
})

test('no value makes the check throw, and every refusal says where, what was expected and what came', () => {
  const kind = fc.constantFrom(...Object.keys(SCHEMAS))
  const value = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    fc
      .record({ record: kind })
      .chain(({ record }) => fc.dictionary(fc.string(), fc.anything()).map(rest => ({ ...rest, record }))),
  )
  fc.assert(
    fc.property(value, came => {
      const found = parseRecord(came)
      if ('record' in found) return
      expect(found.problems.length).toBeGreaterThan(0)
      for (const problem of found.problems)
        expect(problem).toEqual({ field: expect.any(String), expected: expect.any(String), came: expect.any(String) })
    }),
    { numRuns: 1_000 },
  )
})
