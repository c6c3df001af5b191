import type { Random } from '../base/random.ts'

/** Spellings of 1997 and of GOST R 52535.1-2006, which older papers bear, for those of ICAO 9303. */
const OLDER: readonly (readonly [RegExp, string])[] = [
  [/Iu/, 'Yu'],
  [/iu/, 'yu'],
  [/Ia/, 'Ya'],
  [/ia/, 'ya'],
  [/ii$/, 'iy'],
  [/ei$/, 'ey'],
  [/ai$/, 'ay'],
  [/oi$/, 'oy'],
  [/Ts/, 'Tc'],
  [/ts/, 'tc'],
]

/** A name as a clerk may also write it: in an older spelling, or with one slip. Never changes the first four letters by a slip. */
export function misspelt(name: string, random: Random): string {
  const older = OLDER.filter(([from]) => from.test(name))
  if (older.length > 0 && random.chance(0.5)) {
    const [from, to] = random.pick(older)
    return name.replace(from, to)
  }
  // Short names get a letter twice: any other slip would make another name of them.
  if (name.length < 7) return doubled(name, random.between(1, name.length - 1))
  const at = random.between(4, name.length - 2)
  const kind = random.below(3)
  if (kind === 0 && name[at] !== name[at + 1])
    return `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`
  if (kind === 1) return name.slice(0, at) + name.slice(at + 1)
  return doubled(name, at)
}

function doubled(name: string, at: number): string {
  return name.slice(0, at + 1) + name.slice(at)
}
