export { recordBookings, retireBookings, type StatedBooking } from './booking-store.ts'
export { journeyFragments } from './fields.ts'
export { type Named, namedByChecks, namedByJourneys } from './named.ts'
export { type ListedPassenger, passengerList } from './passenger-list.ts'
export { CAPTURES, journeysOfChecks, placeLooseChecks, runsWithLooseChecksOf, settleEnds } from './settle.ts'
export {
  type CheckFact,
  type CheckValues,
  type JourneyFact,
  type JourneyValues,
  journeyId,
  recordChecks,
  recordJourneys,
} from './store.ts'
