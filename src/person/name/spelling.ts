import { isPlaceholder, TITLES } from './placeholders.ts'
import { romanise } from './romanise.ts'

/** A name as it is compared: what was written, made plain. */
export interface Spelling {
  /** Upper case, A–Z and single spaces. */
  readonly latin: string
  /** The same with the sounds that accents stand for spelt out. */
  readonly spoken: string
  /** Upper case Cyrillic letters and single spaces, where it was written so. */
  readonly cyrillic: string | null
}

/** Nobody's name is longer; a longer one is somebody's attempt, and costs time to compare. */
const LONGEST = 100

/** No more of a text is read than this. */
const LONGEST_TEXT = 1_000

/** Letters that are not a base letter with marks: these have no decomposition. */
const SINGLE: Readonly<Record<string, string>> = { Ł: 'L', Ø: 'O', Đ: 'D', Æ: 'AE', Œ: 'OE', Þ: 'TH', Ð: 'D', ẞ: 'SS' }

/**
 * Upper case, one space between words, letters only: marks of direction and of zero width, digits, quotes, hyphens and
 * the filler `<` of machine-readable zones go. Letters keep their accents. Made twice it is the same. Empty where the
 * text is longer than a name with all its words can be.
 */
export function plain(written: string): string {
  if (written.length > LONGEST_TEXT) return ''
  if (PLAIN_ALREADY.test(written)) return written.toUpperCase()
  const name = written
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .normalize('NFC')
    .replace(/['’‘ʼʹʺ`´"”“]/gu, '')
    .replace(/[^\p{L}\p{M}]+/gu, ' ')
    .trim()
    .normalize('NFC')
  return name.length > LONGEST_TEXT ? '' : name
}

/** Most names are: words of English letters, one space between them. */
const PLAIN_ALREADY = /^[A-Za-z]+(?: [A-Za-z]+)*$/
const UNACCENTED_ALREADY = /^[A-Z]+(?: [A-Z]+)*$/

/** Latin letters without accents: `ŠČEGLOVA` → `SCEGLOVA`. */
export function unaccented(text: string): string {
  if (UNACCENTED_ALREADY.test(text)) return text
  return text
    .replace(/[ŁØĐÆŒÞÐẞ]/g, letter => SINGLE[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^A-Z ]/g, '')
    .replace(/ +/g, ' ')
    .trim()
}

/** Letters of the hushing sounds, by how they sound. */
export const HUSHING: Readonly<Record<string, string>> = {
  Š: 'SH',
  Ŝ: 'SH',
  Ś: 'SH',
  Č: 'CH',
  Ć: 'CH',
  Ž: 'ZH',
  Ź: 'ZH',
  Ż: 'ZH',
}

/** Latin letters with the sounds that accents stand for spelt out: `ŠČEGLOVA` → `SHCHEGLOVA`. */
export const spoken = (text: string) => unaccented(text.replace(/[ŠŜŚČĆŽŹŻ]/g, letter => HUSHING[letter] ?? letter))

/** The words of a plain name without forms of address (`MR`, `GR`): those are beside a name, never of it. */
export function wordsOf(name: string): string[] {
  const words = name.split(' ').filter(Boolean)
  const own = words.filter(word => !TITLES.has(word))
  return own.length > 0 ? own : words
}

/**
 * How a name is spelt; null where it says nothing: no letters, one letter, a placeholder (`XXX`, `UNKNOWN`), more than
 * a hundred letters, a script other than Latin and Cyrillic, or a word of both (a lookalike, or a slip of the keyboard).
 */
export function spellingOf(name: string): Spelling | null {
  const letters = name.replaceAll(' ', '')
  if (letters.length < 2 || letters.length > LONGEST || isPlaceholder(name)) return null
  const latin = /\p{Script=Latin}/u.test(name)
  const cyrillic = /\p{Script=Cyrillic}/u.test(name)
  if (latin === cyrillic || /[^\p{Script=Latin}\p{Script=Cyrillic}\p{M} ]/u.test(name)) return null
  const inLatin = cyrillic ? romanise(name) : name
  const spelt = { latin: unaccented(inLatin), spoken: spoken(inLatin), cyrillic: cyrillic ? name : null }
  return spelt.latin.length < 2 ? null : spelt
}
