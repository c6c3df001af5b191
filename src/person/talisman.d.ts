declare module 'talisman/metrics/jaro-winkler.js' {
  /** Jaro–Winkler similarity of two sequences, 0 to 1. */
  export default function jaroWinkler(left: string, right: string): number
}

declare module 'talisman/phonetics/daitch-mokotoff.js' {
  /** Daitch–Mokotoff codes of a name of A–Z, six digits each; every letter with two sounds doubles their number. */
  export default function daitchMokotoff(name: string): string[]
}

declare module 'talisman/phonetics/double-metaphone.js' {
  /** Double Metaphone: two codes, equal where a name sounds in one way only. */
  export default function doubleMetaphone(name: string): [string, string]
}

declare module 'talisman/metrics/damerau-levenshtein.js' {
  /** Insertions, deletions, substitutions and exchanges of neighbours that take one sequence to the other. */
  export default function damerauLevenshtein(left: string, right: string): number
}
