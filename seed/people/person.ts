import type { Basis, DocumentKey, IdentityFields } from '../base/records.ts'

export type Region = 'KALININGRAD' | 'MAINLAND' | 'UNION'

/** Somebody of the small world, as it truly is. */
export interface Person {
  readonly id: string
  readonly household: string
  identity: IdentityFields
  readonly basis: Basis
  readonly region: Region
  /** The other end of the person's journeys than Kaliningrad. */
  readonly end: string
  /** How often the person leaves at Kena when coming from the east, while that was let pass. */
  readonly leaves: number
  passport: DocumentKey
  /** Permit, visa or FTD; an FRTD is new for every trip. */
  readonly paper: DocumentKey | undefined
}

/** The documents that the person shows, FRTD aside. */
export function papers({ passport, paper }: Person): DocumentKey[] {
  return paper ? [passport, paper] : [passport]
}
