import { expect, test } from '@jest/globals'
import { MRZ_FIELDS, mrzSlips } from '../../src/document/index.ts'

const record = { number: 'L898902C3', birth: '1974-08-12', expiresOn: '2012-04-15' }
const NAMES = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
/** The specimens of ICAO Doc 9303-4, -6 and -5. */
const TD3 = [NAMES, 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']
const TD1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<']

const slipped = (mrz: string[], fields = record) => MRZ_FIELDS.filter((_, i) => mrzSlips(mrz, fields) & (1 << i))
const changed = (mrz: string[], line: number, at: number, by: string) =>
  mrz.map((text, i) => (i === line ? text.slice(0, at) + by + text.slice(at + by.length) : text))

test.each([
  ['TD3', TD3, record],
  ['TD2', TD2, { ...record, number: 'D23145890' }],
  ['TD1', TD1, { ...record, number: 'D23145890' }],
])('nothing slipped in the specimen of %s', (_, mrz, fields) => {
  expect(slipped(mrz, fields)).toEqual([])
})

test.each([
  ['number', TD3, 1, 8, '4'],
  ['birth', TD3, 1, 13, '84'],
  ['expiresOn', TD3, 1, 21, '13'],
  ['number', TD1, 0, 5, 'E'],
  ['birth', TD1, 1, 0, '84'],
  ['expiresOn', TD1, 1, 8, '13'],
])('%s disagrees, and its digit is wrong', (field, mrz, line, at, by) => {
  const fields = mrz === TD1 ? { ...record, number: 'D23145890' } : record
  expect(slipped(changed(mrz, line, at, by), fields)).toEqual([field])
})

test.each<[string, string[], object]>([
  ['a wrong digit alone', changed(TD3, 1, 9, '7'), record],
  ['another record under a right digit', TD3, { ...record, birth: '1974-08-13' }],
  ['a field that the record does not state', changed(TD3, 1, 13, '84'), { ...record, birth: '' }],
  ['a number that goes on elsewhere', changed(changed(TD3, 1, 8, '4'), 1, 9, '<'), record],
  ['no known format', changed(TD3, 1, 13, '84').map(line => `${line}<`), record],
  ['lines of two lengths', [NAMES, `${changed(TD3, 1, 13, '84')[1]}<`], record],
  ['no zone', [], record],
])('nothing is said of %s', (_, mrz, fields) => {
  expect(slipped(mrz, fields as typeof record)).toEqual([])
})
