import anyAscii from 'any-ascii'
import { LRUCache } from 'lru-cache'
import { givenClasses } from '../name/given-class.ts'
import { romanise } from '../name/romanise.ts'
import { plain, spoken, unaccented, wordsOf } from '../name/spelling.ts'
import { slavicKey } from '../names.ts'

/** One word of a name made ready to be looked for, in whatever script it was written. */
export interface NameWord {
  /** Upper case, accents kept. */
  readonly shown: string
  /** A–Z; empty where it cannot be put into Latin letters. */
  readonly latin: string
  /** A–Z, the sounds that accents stand for spelt out. */
  readonly spoken: string
  /** Consonant skeleton; empty where it says too little. */
  readonly key: string
  /** What it is called in Russian, where it is a known given name. */
  readonly classes: readonly string[]
  readonly isLatin: boolean
}

/** The words of names, some 300 bytes each: most people are called like somebody before them. */
const known = new LRUCache<string, NameWord>({ max: 20_000 })

/** No word of a name is longer. */
const LONGEST = 100

/** The words of a name without forms of address. */
export function nameWords(name: string): NameWord[] {
  return wordsOf(plain(name)).flatMap(word => (word.length > LONGEST ? [] : wordOf(word)))
}

function wordOf(written: string): NameWord {
  const before = known.get(written)
  if (before) return before
  const shown = inOneScript(written).replaceAll('Ё', 'Е')
  const isLatin = /^[\p{Script=Latin}\p{M}]+$/u.test(shown)
  const romanised = isLatin ? shown : latinOf(shown)
  const latin = unaccented(romanised).replaceAll(' ', '')
  const key = slavicKey(romanised)
  const made = {
    shown,
    latin,
    spoken: spoken(romanised).replaceAll(' ', ''),
    key: key.length > 1 ? key : '',
    classes: givenClasses(latin),
    isLatin,
  }
  known.set(written, made)
  return made
}

/** Cyrillic as passports have it, other scripts letter by letter. */
const latinOf = (word: string) => (/\p{Script=Cyrillic}/u.test(word) ? romanise(word) : anyAscii(word).toUpperCase())

const LATIN_LOOKALIKES = 'ABCEHIKMOPTXY'
const CYRILLIC_LOOKALIKES = 'АВСЕНІКМОРТХУ'

/** A word of both scripts in one, where all its letters of the other only look alike: a slip of the keyboard, or a disguise. */
function inOneScript(word: string): string {
  if (!/\p{Script=Latin}/u.test(word) || !/\p{Script=Cyrillic}/u.test(word)) return word
  const put = (from: string, to: string) => [...word].map(letter => to[from.indexOf(letter)] ?? letter).join('')
  const cyrillic = put(LATIN_LOOKALIKES, CYRILLIC_LOOKALIKES)
  if (!/\p{Script=Latin}/u.test(cyrillic)) return cyrillic
  const latin = put(CYRILLIC_LOOKALIKES, LATIN_LOOKALIKES)
  return /\p{Script=Cyrillic}/u.test(latin) ? word : latin
}
