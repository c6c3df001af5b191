export {
  BOOKING,
  CONTACT,
  contactId,
  contactRow,
  recordBookings,
  retireBookings,
  type StatedBooking,
} from './booking-store.ts'
export { journeyFragments } from './fields.ts'
export { type Named, namedByChecks, namedByJourneys } from './named.ts'
export { type ListedPassenger, passengerList } from './passenger-list.ts'
export {
  byHold,
  CAPTURES,
  captureRank,
  journeysOfChecks,
  placeLooseChecks,
  runsWithLooseChecksOf,
  type Sighting,
  settleEnds,
} from './settle.ts'
export {
  CHECK_ROW,
  type CheckFact,
  type CheckValues,
  checkNode,
  JOURNEY_ROW,
  type JourneyFact,
  type JourneyValues,
  journeyId,
  journeyNode,
  recordChecks,
  recordJourneys,
} from './store.ts'
