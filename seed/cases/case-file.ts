import { instantText } from '../base/calendar.ts'
import { CASE_FILE } from '../base/file-names.ts'
import { RecordFile } from '../base/record-file.ts'
import { type DocumentKey, keyOf } from '../base/records.ts'
import type { Trace, Written } from '../big/run-lines.ts'
import type { Rider } from '../big/sightings.ts'
import { BAN } from '../big/trips.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import type { Case, PlantedPattern } from './case.ts'

/** The truth of a world with planted cases, a case a line. */
export class CaseFile {
  readonly #file: RecordFile
  readonly #cases: readonly Case[]
  readonly #runs: readonly Run[]
  /** `pattern:journey` of what is told anyway. */
  readonly #told: ReadonlySet<string>
  /** The journeys of the cases: filled in while their runs are written. */
  readonly traces: Map<number, Trace>

  constructor(folder: string, cases: readonly Case[], runs: readonly Run[]) {
    this.#file = new RecordFile(folder, CASE_FILE.cases)
    this.#cases = cases
    this.#runs = runs
    this.#told = new Set(
      cases.flatMap(({ pattern, journeys = [] }) => journeys.map(journey => `${pattern}:${journey}`)),
    )
    this.traces = new Map(cases.flatMap(({ journeys = [] }) => journeys.map(journey => [journey, {}] as const)))
  }

  /**
   * Tells of a run's riders who left or boarded at a border stop in nobody's plan: the ticket says otherwise, and on an
   * FRTD, or after the ban, it is not allowed.
   */
  incidental(run: Run, riders: readonly Rider[], stops: Written['stops']): void {
    for (const { place, sighting, at } of stops) {
      const { journey, traveller, script } = riders[place] as Rider
      const transit = sighting.kind === 'ALIGHT' && sighting.basis === 'FRTD'
      const patterns: PlantedPattern[] = [
        'TICKET_MISMATCH',
        ...(at >= BAN || transit ? (['UNPERMITTED_ALIGHTING'] as const) : []),
      ]
      for (const pattern of patterns)
        if (!script?.exception && !this.#told.has(`${pattern}:${journey}`))
          this.#file.add({
            pattern,
            tier: 'incidental',
            persons: [`p${traveller.index}`],
            documents: [],
            journeys: [`${run.key}#Q${String(place + 1).padStart(3, '0')}`],
            runs: [run.key],
            station: sighting.station,
            knowableAt: instantText(at),
          })
    }
  }

  /** Writes the cases, when all runs are written. */
  close(): void {
    for (const told of this.#cases) this.#file.add(this.#line(told))
    this.#file.close()
  }

  #line(told: Case): object {
    const { pattern, tier, decoy, persons, documents = [], asShown, journeys = [], runs = [], station, week } = told
    const unique = [...new Set(journeys)]
    return {
      pattern,
      tier,
      ...(decoy ? { decoy } : {}),
      persons: [...new Set(persons)].map(({ index }) => `p${index}`),
      documents: [
        ...new Set([...documents, ...(asShown ? unique.flatMap(journey => this.#shown(journey)) : [])].map(keyOf)),
      ],
      journeys: unique.map(journey => this.#named(journey)),
      runs: [
        ...new Set([
          ...runs.map(r => this.#runs[r]?.key),
          ...unique.map(journey => this.#named(journey).split('#')[0]),
        ]),
      ],
      ...(station ? { station } : {}),
      ...(week ? { week } : {}),
      knowableAt: instantText(this.#knowable(told)),
    }
  }

  #shown(journey: number): readonly DocumentKey[] {
    return this.traces.get(journey)?.shown ?? []
  }

  #named(journey: number): string {
    return this.traces.get(journey)?.ref as string
  }

  /** When the last check that it takes is made; where it was never made, when its train was to come. */
  #knowable({ journeys = [], knownBy = journeys, runs = [], since = 0 }: Case): number {
    const seen = knownBy.flatMap(journey => this.traces.get(journey)?.last ?? [])
    const passed =
      seen.length > 0 ? [] : runs.map(r => (callAt(this.#runs[r] as Run, 'KYBARTAI') as { depart: number }).depart)
    return Math.max(since, ...seen, ...passed)
  }
}
