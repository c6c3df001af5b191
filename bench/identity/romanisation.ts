import * as iuliia from 'iuliia'
import { respelt } from '../../seed/noise/spellings.ts'

/** The ways in which Russian names are put into Latin letters; the first four are those of passports. */
export const SCHEMES = {
  ICAO: iuliia.ICAO_DOC_9303,
  'GOST 2006': iuliia.GOST_52535,
  '1997': iuliia.MVD_310,
  French: iuliia.MVD_310_FR,
  'MVD 782': iuliia.MVD_782,
  'GOST 52290': iuliia.GOST_52290,
  'BGN/PCGN': iuliia.BGN_PCGN,
  Wikipedia: iuliia.WIKIPEDIA,
  Moscow: iuliia.MOSMETRO,
  Telegram: iuliia.TELEGRAM,
  UNGEGN: iuliia.UNGEGN_1987,
  'GOST 7.79': iuliia.GOST_779_ALT,
} as const
export type Scheme = keyof typeof SCHEMES

/** A Russian name in Latin letters, upper case. iuliia knows no capital Ё in some schemes: names go in in lower case. */
export function russian(name: string, scheme: Scheme): string {
  return iuliia.translate(name.toLowerCase(), SCHEMES[scheme]).toUpperCase()
}

const BELARUSIAN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  д: 'd',
  ж: 'zh',
  з: 'z',
  і: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ў: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  ы: 'y',
  ь: '',
  э: 'e',
  "'": '',
}
const IOTATED: Readonly<Record<string, string>> = { е: 'e', ё: 'o', ю: 'u', я: 'a' }

/** A Belarusian name as Belarusian passports have it: Siarhei, Yauhen, Kavaliou. */
export function belarusian(name: string): string {
  const letters = [...name.toLowerCase()]
  const latin = letters.map((letter, i) => {
    const iotated = IOTATED[letter]
    if (iotated === undefined) return BELARUSIAN[letter] ?? letter
    return (i === 0 || /[аеёіоуўыэюяь']/.test(letters[i - 1] as string) ? 'y' : 'i') + iotated
  })
  return latin.join('').replace(/yi$/, 'y').toUpperCase()
}

/** A Slavic name as Lithuanian cards may have it: letters of its own, men with an ending (Žukovas, Sergejus). */
export const lithuanian = (icao: string, man: boolean): string => respelt(icao, 'Lithuanian', man).toUpperCase()

/** Letters of A–Z only, as a machine-readable zone has them. */
export const zoneLetters = (name: string) => name.normalize('NFD').replace(/[^A-Z <]/g, '')
