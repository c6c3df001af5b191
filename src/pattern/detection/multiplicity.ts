/** Level at which the false discovery rate is held. */
export const LEVEL = 0.05
/** Claims of a p above this are counted as tests and not kept: no q that is asked about turns on them. */
export const KEPT = 0.1

/**
 * The q-value of each p by Benjamini–Hochberg: the least, over all p′ ≥ p, of p′ · m / rank(p′), at most 1. Exact for all
 * that are at most {@link KEPT}, where every p up to there is given. O(n log n).
 * @param m number of all tests, also of those whose p is not given
 * @see Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995) 289–300
 */
export function falseDiscoveryRates(ps: readonly number[], m: number): number[] {
  const inOrder = Float64Array.from(ps).sort()
  const q = new Float64Array(ps.length)
  let least = 1
  for (let rank = q.length; rank > 0; rank--) {
    least = Math.min(least, ((inOrder[rank - 1] as number) * m) / rank)
    q[rank - 1] = least
  }
  // Of equal p the last has the least, and so have those before it.
  return ps.map(p => q[placeOf(p, inOrder)] as number)
}

/**
 * The greatest p whose q-value is at most a level, −1 where there is none: whoever is not above it is not above the level
 * (see {@link falseDiscoveryRates}). O(n log n).
 */
export function mostOfRate(level: number, ps: readonly number[], m: number): number {
  const inOrder = Float64Array.from(ps).sort()
  for (let rank = inOrder.length; rank > 0; rank--)
    if (((inOrder[rank - 1] as number) * m) / rank <= level) return inOrder[rank - 1] as number
  return -1
}

/** Where a number stands among numbers in order, of which it is one. */
function placeOf(number: number, inOrder: Float64Array): number {
  let [from, until] = [0, inOrder.length]
  while (from < until) {
    const middle = (from + until) >>> 1
    if ((inOrder[middle] as number) < number) from = middle + 1
    else until = middle
  }
  return from
}

/**
 * How many orders of magnitude q would stay below {@link LEVEL} had a test another p and all others theirs; less than 0
 * where it would not pass. To first order: q moves with p where its rank stays.
 */
export function roomAt({ p, q }: { readonly p: number; readonly q: number }, other: number): number {
  const moved = (q * other) / Math.max(Number.MIN_VALUE, p)
  return Math.log10(LEVEL / Math.max(Number.MIN_VALUE, moved))
}
