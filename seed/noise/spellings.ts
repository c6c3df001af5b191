/**
 * A name of the lists, which are spelt after ICAO 9303, as another scheme spells it. The schemes of Russian passports by
 * their years (1997, GOST R 52535.1-2006, the French of before), and how Belarus and Lithuania write a Russian name.
 */
export const SPELLINGS = ['1997', 'GOST 2006', 'French', 'Belarusian', 'Lithuanian'] as const
export type SpellingScheme = (typeof SPELLINGS)[number]

type Changes = readonly (readonly [from: RegExp, to: string])[]

const OF_1997: Changes = [
  [/iu/g, 'yu'],
  [/ia/g, 'ya'],
  [/([aeo])i/g, '$1y'],
  [/ii$/, 'iy'],
]
const OF_2006: Changes = [[/ts/g, 'tc']]
const FRENCH: Changes = [
  [/iu/g, 'iou'],
  [/(?<!io)u/g, 'ou'],
  [/shch/g, 'chtch'],
  [/(?<!t)ch/g, 'tch'],
  [/ttch/g, 'tch'],
  [/sh/g, 'ch'],
  [/zh/g, 'j'],
  [/ks/g, 'x'],
  [/in$/, 'ine'],
]
/** What is said with a soft ending in Russian and a hard one in Belarusian, o that is not stressed, g that is h. */
const BELARUSIAN: Changes = [
  [/ov$/, 'ou'],
  [/ova$/, 'ava'],
  [/ev$/, 'eu'],
  [/vl/g, 'ul'],
  [/g/g, 'h'],
  [/ri/g, 'ry'],
  [/shch/g, 'shch'],
  [/t(?=i)/g, 'ts'],
  [/d(?=[ie])/g, 'dz'],
  [/se/g, 'sia'],
  [/ii$/, ''],
]
/** Ч before Х: both are CH on the way. */
const LITHUANIAN: Changes = [
  [/shch/g, 'šč'],
  [/ch/g, 'č'],
  [/zh/g, 'ž'],
  [/sh/g, 'š'],
  [/kh/g, 'ch'],
  [/ts/g, 'c'],
  [/iu/g, 'ju'],
  [/ia/g, 'ja'],
]
/** Lithuanian gives a man's name an ending. */
const OF_MEN: Changes = [
  [/ii$/, 'ij'],
  [/([aeo])i$/, '$1j'],
  [/j$/, 'jus'],
  [/([bdgklmnprtvzčšžfc])$/, '$1as'],
]

const CHANGES: Record<SpellingScheme, Changes> = {
  '1997': OF_1997,
  'GOST 2006': OF_2006,
  French: FRENCH,
  Belarusian: BELARUSIAN,
  Lithuanian: LITHUANIAN,
}

/** The name in that scheme, with a capital; where the scheme changes nothing it stays. */
export function respelt(name: string, scheme: SpellingScheme, man: boolean): string {
  const changes = scheme === 'Lithuanian' && man ? [...LITHUANIAN, ...OF_MEN] : CHANGES[scheme]
  const spelt = changes.reduce((written, [from, to]) => written.replace(from, to), name.toLowerCase())
  return spelt.charAt(0).toUpperCase() + spelt.slice(1)
}
