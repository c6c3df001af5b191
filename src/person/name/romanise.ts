import { ICAO_DOC_9303, translate } from 'iuliia'

/** Belarusian, Ukrainian and Serbian letters of ICAO Doc 9303-3 section 6 B, which iuliia, being for Russian, leaves. */
const OTHER_LETTERS: Readonly<Record<string, string>> = {
  І: 'I',
  Ў: 'U',
  Є: 'IE',
  Ї: 'I',
  Ґ: 'G',
  Ј: 'J',
  Ђ: 'D',
  Љ: 'LJ',
  Њ: 'NJ',
  Ћ: 'C',
  Џ: 'DZ',
}

/** Cyrillic in Latin letters as passports have it since 2014 (ICAO 9303): upper case; other scripts stay as they are. */
export function romanise(text: string): string {
  return translate(text, ICAO_DOC_9303)
    .toUpperCase()
    .replace(/\p{Script=Cyrillic}/gu, letter => OTHER_LETTERS[letter] ?? '')
}
