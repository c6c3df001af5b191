import { chainOf, type Paper } from '../portrait/paper.ts'
import type { Portrait } from '../portrait/portrait.ts'

/** Papers whose number stays with a person for years; of others (an FRTD is new for every trip) no misread number is looked for. */
const LASTING: ReadonlySet<string> = new Set(['PASSPORT', 'ID_CARD', 'RESIDENCE_PERMIT', 'RESIDENCE_CARD'])

/**
 * The blocks an identity is in: two identities are compared when they share one. Each key tells its kind first:
 *
 * - `d` a document, or one that it goes with or replaces; `n` a number but for one character, and date of birth
 * - `b` date of birth and first letter of the surname's key; `c` date of birth and given-name class
 * - `k` surname's and given name's keys; `g` surname's key and given-name class
 * - `p` Daitch–Mokotoff code of the surname and year of birth
 * - `s` year of birth, the first four letters of one name and the first of the other: stands in for full names of
 *   Jaro–Winkler ≥ 0.90, which no key can say, and gives weight to beginnings as that does
 */
export function blockingKeys(portrait: Portrait): string[] {
  return [...new Set([...documentKeys(portrait), ...nameKeys(portrait)])]
}

function documentKeys({ papers, birth }: Portrait): string[] {
  return papers.flatMap(paper => [
    ...chainOf(paper).map(id => `d:${id}`),
    ...(birth?.exact && LASTING.has(paper.type) ? gapped(paper).map(number => `n:${number}:${birth.text}`) : []),
  ])
}

/** The number with each one character left out: two numbers one character apart have one of these in common. */
function gapped({ shape }: Paper): string[] {
  return Array.from(shape, (_, i) => `${shape.slice(0, i)}_${shape.slice(i + 1)}`)
}

function nameKeys(portrait: Portrait): string[] {
  const { surname, surnameAtBirth, given, birth } = portrait
  const keys: string[] = []
  // Names may stand in each other's place, and a surname be the one before marriage.
  const surnames = [surname, surnameAtBirth].filter(name => name !== null)
  const asSurname = given && surname ? [...surnames, given.first] : surnames
  if (birth?.exact) for (const { key } of asSurname) if (key) keys.push(`b:${birth.text}:${key[0]}`)
  for (const { text, key, sounds } of surnames) {
    if (birth) for (const code of sounds) keys.push(`p:${code}:${birth.year}`)
    if (given && key) keys.push(`k:${[key, given.first.key].sort().join(':')}`)
    if (given && key) for (const name of given.classes) keys.push(`g:${key}:${name}`)
    if (given && birth) keys.push(...starts(text, given.first.text).map(start => `s:${birth.year}:${start}`))
  }
  if (birth?.exact && given) for (const name of given.classes) keys.push(`c:${birth.text}:${name}`)
  return keys
}

function starts(surname: string, given: string): string[] {
  return [`${surname.slice(0, 4)}:${given[0]}`, `${given.slice(0, 4)}:${surname[0]}`]
}
