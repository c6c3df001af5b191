import { ru } from '@faker-js/faker'
import jaroWinkler from 'talisman/metrics/jaro-winkler.js'
import daitchMokotoff from 'talisman/phonetics/daitch-mokotoff.js'
import doubleMetaphone from 'talisman/phonetics/double-metaphone.js'
import { type Random, stream } from '../../seed/base/random.ts'
import { levelsOf } from '../../src/person/match/levels.ts'
import { Matcher } from '../../src/person/match/matcher.ts'
import type { MatcherVersion } from '../../src/person/match/version.ts'
import { slavicKey } from '../../src/person/names.ts'
import { portraitOf } from '../../src/person/portrait/portrait.ts'
import { russian, SCHEMES, type Scheme } from './romanisation.ts'

/** A name as it is spelt. */
interface Spelt {
  readonly surname: string
  readonly given: string
}
type Method = (left: Spelt, right: Spelt) => boolean

const whole = ({ surname, given }: Spelt) => `${given} ${surname}`.trim()
const each =
  (test: (left: string, right: string) => boolean): Method =>
  (left, right) =>
    (left.surname === '' || test(left.surname, right.surname)) && (left.given === '' || test(left.given, right.given))
const letters = (name: string) => name.normalize('NFD').replace(/[^A-Z ]/g, '')
const shareCode = (left: readonly string[], right: readonly string[]) => left.some(code => right.includes(code))
const jaro =
  (least: number): Method =>
  (left, right) =>
    jaroWinkler(letters(whole(left)), letters(whole(right))) >= least
const sounds = each((left, right) => doubleMetaphone(letters(left))[0] === doubleMetaphone(letters(right))[0])
const daitch = each((left, right) => shareCode(daitchMokotoff(letters(left)), daitchMokotoff(letters(right))))
const key = each((left, right) => slavicKey(left) === slavicKey(right))

const portrait = ({ surname, given }: Spelt, dateOfBirth?: string) =>
  portraitOf('', { surname, givenNames: given, dateOfBirth, sex: 'M' })

/** Neither surname nor given name is at the level `different`. */
const levels: Method = (left, right) => {
  const [surname = -1, given = -1] = levelsOf(portrait(left), portrait(right))
  return surname < 4 && given < 5
}

/** Born on one day and of one sex, do the two become one person by themselves? */
function judged(version: MatcherVersion): Method {
  const matcher = new Matcher(version)
  return (left, right) => matcher.score(portrait(left, '1984-03-17'), portrait(right, '1984-03-17')).zone === 'AUTO'
}

/** Recall over one name in two spellings, and false pairs per 10,000 of different names, for each method. */
export function spellingTable(version: MatcherVersion, print: (line: string) => void): void {
  const random = stream(101, 'spellings')
  const list = (part: unknown) => odd(Object.values(part as Record<string, string[]>).flat())
  const surnames = list(ru.person?.last_name).map(surname => ({ surname, given: '' }))
  const givens = list(ru.person?.first_name).map(given => ({ surname: '', given }))
  const full = fullNames(1_000, random)
  const methods: readonly (readonly [string, Method])[] = [
    ['Jaro–Winkler ≥ 0.85', jaro(0.85)],
    ['Jaro–Winkler ≥ 0.90', jaro(0.9)],
    ['Jaro–Winkler ≥ 0.95', jaro(0.95)],
    ['Double Metaphone', sounds],
    ['GTAS: both of the last two', (left, right) => jaro(0.95)(left, right) && sounds(left, right)],
    ['Daitch–Mokotoff', daitch],
    ['Slavic key', key],
    [
      'key ∪ Daitch–Mokotoff ∪ 0.90',
      (left, right) => key(left, right) || daitch(left, right) || jaro(0.9)(left, right),
    ],
    ['our levels: none is "different"', levels],
  ]
  for (const [kind, schemes] of [
    ['twelve schemes', Object.keys(SCHEMES) as Scheme[]],
    ['the four of passports', ['ICAO', 'GOST 2006', '1997', 'French'] as Scheme[]],
  ] as const) {
    const rows = [surnames, givens, full].map(names => ({
      same: samePairs(names, schemes),
      other: otherPairs(names, schemes, random),
    }))
    print(`\n${kind}: one name in two spellings that differ (${rows.map(({ same }) => same.length).join(', ')} pairs)`)
    print(
      `${'found % / false per 10,000'.padEnd(34)}${['surnames', 'given', 'full name'].map(head => head.padStart(18)).join('')}`,
    )
    for (const [name, method] of methods) print(name.padEnd(34) + rows.map(row => cell(method, row)).join(''))
    const auto = judged(version)
    print(
      `${'ours, same birth and sex: AUTO'.padEnd(34)}${'–'.padStart(18)}${'–'.padStart(18)}${cell(auto, rows[2] as Row)}`,
    )
  }
}

interface Row {
  readonly same: readonly (readonly [Spelt, Spelt])[]
  readonly other: readonly (readonly [Spelt, Spelt])[]
}

function cell(method: Method, { same, other }: Row): string {
  const share = (pairs: Row['same']) => pairs.filter(([left, right]) => method(left, right)).length / pairs.length
  return `${(share(same) * 100).toFixed(1)} / ${(share(other) * 10_000).toFixed(2)}`.padStart(18)
}

/** Every second name: the others may be looked at while comparisons are written. */
const odd = (names: readonly string[] = []) => names.filter((_, i) => i % 2 === 1)

function fullNames(count: number, random: Random): Spelt[] {
  const [last, first] = [ru.person?.last_name, ru.person?.first_name] as unknown as Record<
    'female' | 'male',
    string[]
  >[]
  return Array.from({ length: count }, () => {
    const sex = random.pick(['female', 'male'] as const)
    return { surname: random.pick(odd(last?.[sex])), given: random.pick(odd(first?.[sex])) }
  })
}

const spell = ({ surname, given }: Spelt, scheme: Scheme) => ({
  surname: russian(surname, scheme),
  given: russian(given, scheme),
})

/** Each name in each two schemes in which it is spelt differently; each two spellings once. */
function samePairs(names: readonly Spelt[], schemes: readonly Scheme[]): [Spelt, Spelt][] {
  return names.flatMap(name => {
    const spelt = [...new Map(schemes.map(scheme => spell(name, scheme)).map(one => [whole(one), one])).values()]
    return spelt.flatMap((left, i) => spelt.slice(i + 1).map((right): [Spelt, Spelt] => [left, right]))
  })
}

/** 20,000 pairs of different names, each in a scheme at random. */
function otherPairs(names: readonly Spelt[], schemes: readonly Scheme[], random: Random): [Spelt, Spelt][] {
  const pairs: [Spelt, Spelt][] = []
  while (pairs.length < 20_000) {
    const [left, right] = [random.pick(names), random.pick(names)]
    if (whole(left) !== whole(right))
      pairs.push([spell(left, random.pick(schemes)), spell(right, random.pick(schemes))])
  }
  return pairs
}
