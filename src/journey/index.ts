export { journeyFragments } from './fields.ts'
export { placeLooseChecks, runsWithLooseChecksOf, settleEnds } from './settle.ts'
export {
  type CheckFact,
  type JourneyFact,
  journeyId,
  recordBookings,
  recordChecks,
  recordJourneys,
  type StatedBooking,
} from './store.ts'
