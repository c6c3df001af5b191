/** The files of a world; read in the order of their names, nothing is named before it is known. */
export const FILE = {
  stations: '10-stations.ndjson',
  trains: '20-trains.ndjson',
  regimes: '30-regimes.ndjson',
  runs: '40-runs.ndjson',
  documents: '50-documents.ndjson',
  passengers: '60-passengers.ndjson',
  checks: '70-checks.ndjson',
  movements: '80-movements.ndjson',
  coverage: '90-coverage.ndjson',
  /** Its ending keeps it from being loaded. */
  truth: 'truth.json',
} as const

/** What only a world with planted cases has beside: records that come late, and the cases, whose ending keeps them from being loaded. */
export const CASE_FILE = { late: '95-late.ndjson', cases: 'cases.jsonl' } as const

/** Every file that a world consists of. */
export const WORLD_FILES: readonly string[] = Object.values(FILE)

/** Every file that may be found where a world is. */
export const ALL_FILES: readonly string[] = [...WORLD_FILES, ...Object.values(CASE_FILE)]
