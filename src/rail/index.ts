export { railFragments } from './fields.ts'
export {
  callId,
  ensureCalls,
  type Fact,
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
