declare module 'talisman/metrics/jaro-winkler.js' {
  /** Jaro–Winkler similarity of two sequences, 0 to 1. */
  export default function jaroWinkler(left: string, right: string): number
}
