import { CAPTURES } from '../../journey/index.ts'

/** Direction of a run, from the longitudes of its first and last calls; UNKNOWN where a station lacks coordinates. */
export const DIRECTIONS = ['UNKNOWN', 'EASTBOUND', 'WESTBOUND'] as const

/** What a traveller travelled on. Comparisons are made within a class only. */
export const CLASSES = ['RESIDENCE', 'LONG_STAY', 'SHORT_STAY', 'FTD', 'FRTD', 'EU', 'NONE'] as const

export const CHECK_KINDS = ['BOARD', 'ALIGHT', 'ENTRY', 'EXIT', 'TRANSIT', 'REFUSAL'] as const
export const CHECK_BASES = [
  'RESIDENCE_PERMIT',
  'RESIDENCE_CARD',
  'LONG_STAY_VISA',
  'SHORT_STAY_VISA',
  'FTD',
  'FRTD',
  'EU_CITIZEN',
  'NONE',
] as const
export const EXCEPTIONS = ['HUMANITARIAN', 'MEDICAL', 'AUTHORITY_ORDER', 'MFA_MEDIATION', 'OTHER'] as const
const ROLES = ['PASSENGER', 'TRANSIT', 'CREW'] as const
const STAGES = ['DECLARED', 'BOARDED'] as const
export const MOVEMENT_KINDS = ['ARRIVED', 'DEPARTED', 'UNPLANNED_STOP', 'DOOR_OPENED', 'ROUTE_CHANGED'] as const
export const STATUSES = ['VALID', 'LOST', 'STOLEN', 'REVOKED'] as const
export const CONTACT_KINDS = ['PHONE', 'EMAIL', 'CARD', 'AGENT'] as const

/** Each name's code: its place from 1, times a step; what is not stated is 0. */
export function codesOf(names: readonly string[], step = 1): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, (i + 1) * step]))
}

const BASIS = 8
const CAPTURE = 128
const EXCEPTION = 1_024

/** What a check says, in one number: the codes of its kind, basis, capture and exception. */
export const CHECK_CODES = {
  kinds: codesOf(CHECK_KINDS),
  bases: codesOf(CHECK_BASES, BASIS),
  captures: codesOf(CAPTURES, CAPTURE),
  exceptions: codesOf(EXCEPTIONS, EXCEPTION),
}

const KINDS = CHECK_CODES.kinds as Record<(typeof CHECK_KINDS)[number], number>
export const { BOARD, ALIGHT, ENTRY, EXIT, TRANSIT, REFUSAL } = KINDS

export const kindOf = (code: number) => code % BASIS
/** Place in CHECK_BASES, −1 where none is stated. */
export const basisOf = (code: number) => Math.floor((code % CAPTURE) / BASIS) - 1
/** The better, the greater; −1 where none is stated. */
export const captureOf = (code: number) => Math.floor((code % EXCEPTION) / CAPTURE) - 1
export const isExcepted = (code: number) => code >= EXCEPTION
/** Place in EXCEPTIONS, −1 where none is stated. */
export const exceptionOf = (code: number) => Math.floor(code / EXCEPTION) - 1

/** What a line of a list says of a journey, in one number. */
export const JOURNEY_CODES = { roles: codesOf(ROLES), stages: codesOf(STAGES, 4), unlisted: 16 }
