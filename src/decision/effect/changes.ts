import { isDeepStrictEqual } from 'node:util'

/** How the rows of an answer differ before and after, in the order of their keys. */
export interface Changes<Row> {
  readonly appear: readonly Row[]
  readonly vanish: readonly Row[]
  readonly change: readonly { readonly before: Row; readonly after: Row }[]
}

/** @param keyOf what a row is about: the same before and after */
export function changes<Row>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string): Changes<Row> {
  const inOrder = (rows: readonly Row[]) =>
    new Map(rows.map(row => [keyOf(row), row] as const).sort(([a], [b]) => (a < b ? -1 : 1)))
  const [was, is] = [inOrder(before), inOrder(after)]
  return {
    appear: [...is].filter(([key]) => !was.has(key)).map(([, row]) => row),
    vanish: [...was].filter(([key]) => !is.has(key)).map(([, row]) => row),
    change: [...was].flatMap(([key, row]) => {
      const now = is.get(key)
      return now === undefined || isDeepStrictEqual(row, now) ? [] : [{ before: row, after: now }]
    }),
  }
}
