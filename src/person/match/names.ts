import { prefixCompatible } from '../name/cut.ts'
import type { Given, Name, Portrait } from '../portrait/portrait.ts'
import { oneEdit, sameKey, similar } from './alike.ts'
import { bothBy, type Comparison, SILENT } from './comparison.ts'

const SURNAME = { EQUAL: 0, KEY: 1, SIMILAR: 2, CUT: 3, ELSE: 4 } as const
const GIVEN = { EQUAL: 0, CLASS: 1, KEY: 2, SIMILAR: 3, BEGINS: 4, ELSE: 5 } as const

function surnameLevel(left: Name, right: Name, cut: boolean): number {
  if (left.text === right.text) return SURNAME.EQUAL
  if (sameKey(left, right)) return SURNAME.KEY
  // What was cut is compared by what is left of it, never by likeness as a whole.
  if (cut) return prefixCompatible(left.text, right.text) ? SURNAME.CUT : SURNAME.ELSE
  return similar(left, right) ? SURNAME.SIMILAR : SURNAME.ELSE
}

/** The surnames, now or at birth, that agree best, and their level. */
function surnames(left: Portrait, right: Portrait): { level: number; pair: readonly [Name, Name] | null } {
  let best: { level: number; pair: readonly [Name, Name] | null } = { level: SILENT, pair: null }
  const cut = goesOn(left) || goesOn(right)
  for (const a of [left.surname, left.surnameAtBirth])
    for (const b of [right.surname, right.surnameAtBirth]) {
      if (!a || !b) continue
      const level = surnameLevel(a, b, cut)
      if (best.pair === null || level < best.level) best = { level, pair: [a, b] }
    }
  return best
}

/** A surname is cut only where nothing came after it. */
const goesOn = ({ cut, given }: Portrait) => cut && given === null

function givenLevel(left: Given, right: Given, cut: boolean): number {
  if (left.text === right.text) return GIVEN.EQUAL
  // The list knows that MYKOLAS (Michael) is not MYKOLA (Nicholas), and ANNA not ALLA, however alike they are.
  const ofOneClass = areOfOneClass(left, right)
  if (ofOneClass !== undefined) return ofOneClass ? GIVEN.CLASS : GIVEN.ELSE
  if (sameKey(left, right)) return GIVEN.KEY
  const begins = prefixCompatible(left.text, right.text)
  if (cut) return begins ? GIVEN.BEGINS : GIVEN.ELSE
  if (similar(left, right)) return GIVEN.SIMILAR
  return begins ? GIVEN.BEGINS : GIVEN.ELSE
}

/** Are these one name by the list of names? Undefined where it does not have both. */
export const areOfOneClass = (left: Name | Given, right: Name | Given): boolean | undefined =>
  isListed(left) && isListed(right) ? left.classes.some(name => right.classes.includes(name)) : undefined

const isListed = (name: Name | Given): name is Given => 'classes' in name && listed(name)

/** Is it one name, and of a known class? Of two names the list says nothing. */
const listed = ({ text, classes }: Given) => classes.length > 0 && !text.includes(' ')

function givens(left: Portrait, right: Portrait): number {
  if (left.given && right.given) return givenLevel(left.given, right.given, left.cut || right.cut)
  const [initial, whole] = left.given ? [right.initial, left.given] : [left.initial, right.given]
  if (!initial || !whole) return SILENT
  return whole.text.startsWith(initial) ? GIVEN.BEGINS : GIVEN.ELSE
}

/** Do surname and given name stand in each other's place, and agree there by key? It counts for as much as that. */
function exchanged(left: Portrait, right: Portrait): boolean {
  if (!left.surname || !right.surname || !left.given || !right.given) return false
  return standsFor(left.surname, right.given) && standsFor(right.surname, left.given)
}

/** A surname of two words fills the given names where it stands in their place; one of one word may be followed by more. */
const standsFor = (surname: Name, given: Given) =>
  [given, given.first].some(name => surnameLevel(surname, name, false) <= SURNAME.KEY)

/** Levels of surname and given names together, for they may stand exchanged. */
export function nameLevels(left: Portrait, right: Portrait): readonly [surname: number, given: number] {
  const surname = surnames(left, right).level
  const given = givens(left, right)
  if (surname === SURNAME.ELSE && given === GIVEN.ELSE && exchanged(left, right)) return [SURNAME.KEY, GIVEN.KEY]
  return [surname, given]
}

export const surnameComparison: Comparison = {
  field: 'surname',
  question: 'The surnames, now or at birth, are one surname as different states and clerks spell it.',
  levels: ['equal', 'same key', 'similar', 'cut', 'different'],
  agreeing: SURNAME.ELSE,
  level: (left, right) => nameLevels(left, right)[0],
  values(left, right) {
    const { pair } = surnames(left, right)
    return [pair?.[0].shown ?? '', pair?.[1].shown ?? '']
  },
}

export const givenComparison: Comparison = {
  field: 'given',
  question: 'The given names are one name, spelt or translated differently, or begin alike.',
  levels: ['equal', 'same class', 'same key', 'similar', 'begins alike', 'different'],
  agreeing: GIVEN.ELSE,
  level: (left, right) => nameLevels(left, right)[1],
  values: bothBy(({ given, initial }) => given?.shown ?? initial),
}

export const fatherComparison: Comparison = {
  field: 'father',
  question: 'The patronymics name one father.',
  levels: ['equal', 'different'],
  agreeing: 1,
  level({ father: left }, { father: right }) {
    if (!left || !right) return SILENT
    return left.text === right.text || sameKey(left, right) || similar(left, right) ? 0 : 1
  },
  values: bothBy(({ father }) => father?.shown),
}

const CYRILLIC = { EQUAL: 0, EDIT: 1, AS_LATIN: 2, ELSE: 3 } as const

export const cyrillicComparison: Comparison = {
  field: 'cyrillic',
  question: 'The names in Cyrillic agree where the Latin ones do not, or differ where those agree.',
  levels: ['equal', 'one edit', 'as in Latin', 'different'],
  agreeing: CYRILLIC.AS_LATIN,
  neutral: CYRILLIC.AS_LATIN,
  level(left, right) {
    const [a, b] = [left.cyrillic, right.cyrillic]
    if (!a || !b) return SILENT
    const [surname, given] = nameLevels(left, right)
    const agree = surname !== SURNAME.ELSE && given !== GIVEN.ELSE
    const near = a === b || oneEdit(a, b)
    if (agree === near) return CYRILLIC.AS_LATIN
    if (!near) return CYRILLIC.ELSE
    return a === b ? CYRILLIC.EQUAL : CYRILLIC.EDIT
  },
  values: bothBy(({ cyrillic }) => cyrillic),
}
