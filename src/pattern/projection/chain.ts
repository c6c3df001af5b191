/** Lists of rows, each of which begins at its owner and goes on from row to row; both −1 where it ends. */
export interface Chain {
  readonly first: Int32Array
  readonly next: Int32Array
}

/** The rows of an owner's list, in no order. An array, for it is asked for all the time, and a generator takes twice as long. */
export function chained({ first, next }: Chain, owner: number): number[] {
  const rows: number[] = []
  for (let row = first[owner] as number; row >= 0; row = next[row] as number) rows.push(row)
  return rows
}

/** Puts a row at the beginning of its owner's list. */
export function push({ first, next }: Chain, owner: number, row: number): void {
  next[row] = first[owner] as number
  first[owner] = row
}

/** Takes a row out of its owner's list. O(rows before it). */
export function pull({ first, next }: Chain, owner: number, row: number): void {
  if (first[owner] === row) {
    first[owner] = next[row] as number
    return
  }
  let before = first[owner] as number
  while (before >= 0 && next[before] !== row) before = next[before] as number
  if (before < 0) throw new Error(`Projection: expected row ${row} among those of its owner ${owner}, it is not there`)
  next[before] = next[row] as number
}
