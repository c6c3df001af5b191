import { HUSHING } from './name/spelling.ts'

/**
 * Names made comparable. The tables and rules are those of the Slavic key: a consonant skeleton under which the
 * romanisations in use between Russia, Belarus and Lithuania (ICAO 9303, GOST, 1997, BGN, Belarusian, Lithuanian) meet.
 */

const LETTERS: Readonly<Record<string, string>> = { ...HUSHING, Û: 'YU', Â: 'YA', Ł: 'L', Ё: 'E' }

/** Upper case, quotes and hyphens to spaces, marks and double spaces out: two names are equal when their keys are. */
export function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim()
}

/** Consonant skeleton of one name written in Latin letters; empty where nothing of a name is left. */
export function slavicKey(name: string): string {
  let key = name.normalize('NFC').toUpperCase()
  key = key.replace(/[ŠŜŚČĆŽŹŻÛÂŁЁ]/g, letter => LETTERS[letter] ?? letter)
  key = key.normalize('NFD').replace(/[^A-Z]/g, '')
  key = key.replace(/SZ/g, 'SH').replace(/W/g, 'V')
  key = key.replace(/^ALEX/, 'ALEKS').replace(/^MAX/, 'MAKS').replace(/JOU/g, 'ZHOU')
  key = key.replace(/(US|AS)$/, '')
  key = key.replace(/^U(?=[^AEIOUYJ])/, 'V').replace(/^VOL(?=[HG])/, 'OL')
  key = key.replace(/SHCHTCH|CHTCH|SHTCH|SHTSCH|STSCH|SHCH|SHCZ|SHH|SCH/g, 'W')
  key = key
    .replace(/TCH|CH|CZ/g, 'Q')
    .replace(/SH/g, 'W')
    .replace(/ZH/g, 'Z')
    .replace(/KH|X/g, 'G')
  key = key
    .replace(/TS|TC|TZ|C/g, 'T')
    .replace(/H/g, 'G')
    .replace(/DZ/g, 'D')
    .replace(/U$/, 'V')
  key = key.replace(/^[AEIOUYJ]+/, 'A').replace(/(?<=.)[AEIOUYJ]/g, '')
  return key.replace(/(.)\1+/g, '$1')
}
