import damerauLevenshtein from 'talisman/metrics/damerau-levenshtein.js'
import jaroWinkler from 'talisman/metrics/jaro-winkler.js'
import type { Name } from '../portrait/portrait.ts'

const SIMILAR = 0.9
const NEAR = 0.8
const HEARD = 0.7

type Heard = Pick<Name, 'text' | 'spoken' | 'sounds'>

/** Similar by their letters (Jaro–Winkler ≥ 0.90), or by their sound where the letters are not far: ERCHOV, YERSHOV. */
export function similar(left: Heard, right: Heard): boolean {
  const accented = left.text !== left.spoken || right.text !== right.spoken
  const letters = jaroWinkler(left.text, right.text)
  const likeness = accented ? Math.max(letters, jaroWinkler(left.spoken, right.spoken)) : letters
  return likeness >= SIMILAR || (likeness >= HEARD && left.sounds.some(code => right.sounds.includes(code)))
}

/** Do two names share their consonant skeleton? One consonant (TSOI, TCOI: T) says little: the letters must be near too. */
export function sameKey(left: Pick<Name, 'key' | 'text'>, right: Pick<Name, 'key' | 'text'>): boolean {
  if (left.key !== right.key || left.key === '') return false
  return left.key.length > 1 || jaroWinkler(left.text, right.text) >= NEAR
}

/** One insertion, deletion, substitution or exchange of neighbours apart. */
export function oneEdit(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false
  if (left.length === right.length && unlikePlaces(left, right) > 2) return false
  return damerauLevenshtein(left, right) === 1
}

function unlikePlaces(left: string, right: string): number {
  let places = 0
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) places++
  return places
}
