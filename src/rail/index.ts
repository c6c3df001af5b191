export { railFragments } from './fields.ts'
export {
  CALL_ROW,
  callId,
  ensureCalls,
  type Fact,
  RUN_ROW,
  type RunFact,
  recordCoverages,
  recordMovements,
  recordRegimes,
  recordRuns,
  recordStations,
  recordTrains,
  type Stop,
  settleCalls,
} from './store.ts'
