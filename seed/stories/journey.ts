import type { Basis, Booking, CheckKind, DocumentKey, IdentityFields } from '../base/records.ts'
import type { Person } from '../people/person.ts'
import type { Run } from '../rail/timetable.ts'

/** What is seen of a journey at a border stop. */
export interface Sighting {
  readonly at: number
  readonly station: string
  readonly kind: CheckKind
  readonly basis?: Basis
  readonly exception?: 'HUMANITARIAN'
  readonly authority?: string
  readonly document?: DocumentKey
  /** Names no passenger: to be placed by its document. */
  readonly loose?: true
}

/** One line of a passenger list, whose it truly is, and what is seen of it. */
export interface Journey {
  readonly person: Person
  readonly run: Run
  identity: IdentityFields
  readonly documents: readonly DocumentKey[]
  readonly ticket: { readonly from: string; readonly to: string }
  readonly booking: Booking
  readonly scripted: boolean
  /** Unique within the run; given when the world is complete. */
  ref: string
  checks: Sighting[]
}

/** A journey to be made. */
export interface Ride {
  readonly run: Run
  readonly booking: Booking
  /** On what; the person's own basis when absent. */
  readonly basis?: Basis
  /** All papers shown, passport included; the person's own when absent. */
  readonly documents?: readonly DocumentKey[]
  readonly identity?: IdentityFields
  /** The other end of the ticket than Kaliningrad; the person's own when absent. */
  readonly end?: string
  readonly boards?: 'KENA' | 'KYBARTAI'
  readonly alights?: 'KENA' | 'KYBARTAI'
  readonly without?: readonly CheckKind[]
  readonly exception?: 'HUMANITARIAN'
  readonly scripted?: boolean
}
