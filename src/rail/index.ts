export { railFragments } from './fields.ts'
export { clockAt, instantBy, zoneOf } from './station-clock.ts'
export {
  CALL_ROW,
  callId,
  coverageId,
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
export { type PlannedCall, type Timetable, timetableOf } from './timetable.ts'
