import type { Portrait } from '../portrait/portrait.ts'

/**
 * The blocks a portrait is in: two are compared when they share one, or a document. Each key tells its kind first:
 *
 * - `b` date of birth and first letter of a name's key, for names may stand in each other's place
 * - `k` keys of surname and given name, or the given name's class, and year of birth; or month and day of it, for a
 *   wrong digit in the year
 *
 * Few, for each is a tie in the graph. Who agrees in neither and has no document in common stays below P 0.5.
 */
export function blockingKeys(portrait: Portrait): string[] {
  return [...new Set([...birthKeys(portrait), ...nameKeys(portrait)])]
}

function birthKeys({ surname, surnameAtBirth, given, birth }: Portrait): string[] {
  if (!birth?.exact) return []
  return [surname, surnameAtBirth, given?.first].flatMap(name => (name?.key ? [`b:${birth.text}:${name.key[0]}`] : []))
}

function nameKeys({ surname, surnameAtBirth, given, birth }: Portrait): string[] {
  if (!given) return []
  const names = given.classes.length > 0 ? given.classes : [given.first.key]
  const times = birth ? [birth.year, ...(birth.exact ? [birth.text.slice(5)] : [])] : ['']
  const keys = [surname?.key, surnameAtBirth?.key].filter(Boolean)
  return keys.flatMap(key => names.flatMap(name => times.map(time => `k:${key}:${name}:${time}`)))
}
