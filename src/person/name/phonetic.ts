import daitchMokotoff from 'talisman/phonetics/daitch-mokotoff.js'

/** Six digits stand for the first sounds only, and each C or J doubles the codes: a longer name would cost without end. */
const LETTERS_HEARD = 10
const CODES = 4

/** Daitch–Mokotoff codes of a surname of A–Z, at most four. */
export function phoneticCodes(surname: string): string[] {
  return daitchMokotoff(surname.replaceAll(' ', '').slice(0, LETTERS_HEARD)).slice(0, CODES)
}
