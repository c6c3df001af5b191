/** Characters for names in the machine-readable zones of TD3, TD2 and TD1 (ICAO Doc 9303 parts 5 to 7). */
const NAME_FIELDS: ReadonlySet<number> = new Set([39, 31, 30])

/** May this name have been cut at the end of its field? Then it fills the field: surname, two fillers, given names. */
export function mayBeCut(surname: string, givenNames: string): boolean {
  return NAME_FIELDS.has(givenNames ? surname.length + 2 + givenNames.length : surname.length)
}

/** Is the shorter the start of the longer, and at least two letters of it? */
export function prefixCompatible(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left]
  return short.length >= 2 && long.startsWith(short)
}
