import type { Given, Name, Portrait } from '../portrait/portrait.ts'
import { oneEdit, sameKey, similar } from './alike.ts'
import { isDateSlip } from './birth.ts'
import { areOfOneClass } from './names.ts'

/**
 * Whether what two state differs by no more than capture error: of each name no more than its spelling or one character, one
 * of the two cut to its first letter or left out, surname and given names in each other's place or not; dates of birth by a
 * digit, by day and month exchanged, or by what one does not know. Each alone is a slip of the matcher's levels already; a
 * clerk in a hurry makes two of them, which it takes for independent evidence against.
 */
export const isWithinCaptureError = (left: Portrait, right: Portrait): boolean =>
  (left.sex === null || right.sex === null || left.sex === right.sex) &&
  isDateSlip(left, right) &&
  areAlike(left.father, right.father) !== false &&
  areNamesWithinCaptureError(left, right)

/** The same of names alone; of two who share none that both state it is not said. */
export function areNamesWithinCaptureError(left: Portrait, right: Portrait): boolean {
  return bothWays(left, right).some(pair => pair.every(alike => alike !== false) && pair.includes(true))
}

/** Whether some name of the one is a name of the other but for capture error, in whatever place: then one name alone differs. */
export const shareAName = (left: Portrait, right: Portrait): boolean => bothWays(left, right).flat().includes(true)

/** Surname and given names beside each other as they stand, and exchanged. */
function bothWays(left: Portrait, right: Portrait) {
  const [ours, theirs] = [writtenOf(left), writtenOf(right)]
  return [
    [areAlike(ours.surname, theirs.surname), areAlike(ours.given, theirs.given)],
    [areAlike(ours.surname, theirs.given, true), areAlike(ours.given, theirs.surname, true)],
  ]
}

/** Letters of a name from which on one of them wrong leaves it recognizable. */
const LONG_ENOUGH = 3

type Written = Name | Given | string | null

const writtenOf = ({ surname, given, initial }: Portrait): { surname: Written; given: Written } => ({
  surname,
  given: given ?? initial,
})

/**
 * Undefined: one of them says too little to tell, though nothing else. Crosswise likeness does not count: IVANOV is no
 * misspelt IVAN.
 */
function areAlike(left: Written, right: Written, crosswise = false): boolean | undefined {
  if (left === null || right === null) return undefined
  if (typeof left === 'string' || typeof right === 'string') return beginAlike(left, right)
  if (left.text.length === 1 || right.text.length === 1) return beginAlike(left, right)
  if (left.text === right.text) return true
  const known = areOfOneClass(left, right)
  if (known !== undefined) return known
  return sameKey(left, right) || isOneCharacterOff(left.text, right.text) || (!crosswise && similar(left, right))
}

const beginAlike = (left: Name | string, right: Name | string) =>
  textOf(left)[0] === textOf(right)[0] ? undefined : false

const textOf = (name: Name | string) => (typeof name === 'string' ? name : name.text)

const isOneCharacterOff = (left: string, right: string) =>
  Math.min(left.length, right.length) >= LONG_ENOUGH && oneEdit(left, right)
