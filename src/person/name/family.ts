import { slavicKey } from '../names.ts'

/** Feminine endings of surnames and the masculine ones beside which they stand, tried in order. */
const FEMININE: readonly (readonly [RegExp, string])[] = [
  // Lithuanian: a wife's -ienė, a daughter's -aitė, -ytė, -utė, -iūtė.
  [/(?:IENE|IUVIENE|UVIENE|AITE|YTE|IUTE|UTE)$/, ''],
  [/(OV|EV|IOV|YOV|IN|YN)A$/, '$1'],
  [/(SK|TSK|CK)(?:AIA|AYA|AJA|AIJA|A)$/, '$1II'],
  [/(?:AIA|AYA|AJA)$/, 'YI'],
]

/** A surname in its masculine form, of A–Z (`IVANOVA` → `IVANOV`, `KAZLAUSKIENE` → `KAZLAUSK`); others stay. */
export function masculine(surname: string): string {
  const found = FEMININE.find(([ending]) => ending.test(surname) && surname.replace(ending, '').length > 2)
  return found ? surname.replace(found[0], found[1]) : surname
}

/** Alike for husband and wife, brother and sister: the surname's key in its masculine form. Tells households, not persons. */
export const familyKey = (surname: string) => slavicKey(masculine(surname))
