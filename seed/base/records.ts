/** The records of a delivery, as far as the invented worlds use them. */

export type DocumentType =
  | 'PASSPORT'
  | 'ID_CARD'
  | 'RESIDENCE_PERMIT'
  | 'RESIDENCE_CARD'
  | 'LONG_STAY_VISA'
  | 'SHORT_STAY_VISA'
  | 'FTD'
  | 'FRTD'

export type Basis = Exclude<DocumentType, 'PASSPORT' | 'ID_CARD'> | 'EU_CITIZEN'
export type CheckException = 'HUMANITARIAN' | 'MEDICAL' | 'AUTHORITY_ORDER' | 'MFA_MEDIATION' | 'OTHER'
export type CheckKind = 'BOARD' | 'ALIGHT' | 'ENTRY' | 'EXIT' | 'TRANSIT'

export interface DocumentKey {
  readonly type: DocumentType
  readonly issuer: string
  readonly number: string
}

/** A document's id: type, issuer, number. */
export const keyOf = ({ type, issuer, number }: DocumentKey) => `${type}:${issuer}:${number}`

export interface IdentityFields {
  readonly surname: string
  readonly givenNames: string
  readonly dateOfBirth: string
  readonly sex: 'F' | 'M'
  readonly nationality: string
}

export interface Contact {
  readonly kind: 'PHONE' | 'EMAIL' | 'CARD' | 'AGENT'
  readonly value: string
}

export interface Booking {
  readonly ref: string
  readonly purchasedAt?: string
  readonly channel?: string
  readonly contacts?: readonly Contact[]
}

export interface StationRecord {
  readonly record: 'station'
  readonly code: string
  readonly longitude?: number
}

export interface RegimeRecord {
  readonly record: 'regime'
  readonly id: string
  readonly from: string
  readonly until?: string
  readonly stations?: readonly string[]
  readonly boarding?: boolean
  readonly alighting?: boolean
  readonly capacity?: number
}

export interface DocumentRecord extends DocumentKey {
  readonly record: 'document'
  readonly holder: IdentityFields & { readonly surnameAtBirth?: string }
  readonly issuedOn?: string
  readonly expiresOn?: string
  readonly authority?: string
  readonly permitType?: string
  readonly status?: 'VALID' | 'LOST' | 'STOLEN' | 'REVOKED'
  readonly statusAt?: string
  readonly issuedFor?: DocumentKey
  readonly authorises?: readonly string[]
  readonly transitHours?: number
  readonly replaces?: DocumentKey
}

export interface MovementRecord {
  readonly record: 'movement'
  readonly run: string
  readonly station?: string
  readonly kind: 'ARRIVED' | 'DEPARTED' | 'UNPLANNED_STOP' | 'DOOR_OPENED' | 'ROUTE_CHANGED'
  readonly at: string
  readonly until?: string
  readonly km?: number
}

export interface CoverageRecord {
  readonly record: 'coverage'
  readonly run: string
  readonly station?: string
  readonly feed: 'CHECKS'
  readonly complete: boolean
}
