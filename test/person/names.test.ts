import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { nameKey, slavicKey } from '../../src/person/names.ts'

describe('the Slavic key', () => {
  test.each([
    ['SRG', ['Sergei', 'Siarhei', 'Serhii']],
    ['WGLV', ['Shcheglova', 'Chtcheglova', 'Ščeglova']],
    ['T', ['Tsoy', 'Tcoi']],
    ['ARV', ['Yuryev', 'Iurev']],
    ['PDQV', ['Podyachev', 'Podieiachev']],
    ['KVLV', ['Kovalev', 'Kavaliou']],
    ['MTKVQ', ['Mackevič', 'Mackiewicz']],
    ['ZKV', ['Zhukov', 'Joukov', 'Žukovas']],
    ['VLDMR', ['Uladzimir', 'Vladimir']],
  ])('%s', (key, names) => {
    expect(names.map(slavicKey)).toEqual(names.map(() => key))
  })

  test('takes any text and gives letters only', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => expect(slavicKey(text)).toMatch(/^[A-Z]*$/)))
  })
})

test('name keys are the same when made again, whatever the text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => expect(nameKey(nameKey(text))).toBe(nameKey(text))))
})
