import type { CoverageRow } from './store.ts'

type Said = boolean | undefined

interface Span {
  readonly from: number
  readonly until: number
  readonly complete: boolean
}

/** Where several statements hold, one that says incomplete outranks all that say complete. */
function both(left: Said, right: Said): Said {
  return left === false || right === false ? false : (left ?? right)
}

/** What the sources said about the completeness of checks: of whole runs, of stations of a run, of stations in a span of time. */
export class Completeness {
  readonly #runs = new Map<string, Said>()
  readonly #calls = new Map<string, Said>()
  /** By station; '' where all stations are meant. */
  readonly #spans = new Map<string, Span[]>()

  constructor(rows: Iterable<CoverageRow>) {
    for (const [, run, station, from, until, complete] of rows) {
      if (run !== null) {
        const [map, key] = station === null ? [this.#runs, run] : [this.#calls, `${run}@${station}`]
        map.set(key, both(map.get(key), complete))
      } else {
        const spans = this.#spans.get(station ?? '') ?? []
        spans.push({ from: from ?? Number.NEGATIVE_INFINITY, until: until ?? Number.POSITIVE_INFINITY, complete })
        this.#spans.set(station ?? '', spans)
      }
    }
  }

  ofRun(run: string): Said {
    return this.#runs.get(run)
  }

  /** What was said of one call, not counting what was said of its whole run. */
  ofCall(run: string, station: string, at: number): Said {
    let said = this.#calls.get(`${run}@${station}`)
    for (const spans of [this.#spans.get(station), this.#spans.get('')])
      for (const { from, until, complete } of spans ?? []) if (from <= at && at < until) said = both(said, complete)
    return said
  }
}
