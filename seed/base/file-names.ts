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

/** Every file that a world consists of. */
export const WORLD_FILES: readonly string[] = Object.values(FILE)
