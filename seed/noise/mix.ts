import type { SpellingScheme } from './spellings.ts'

/** What goes wrong how often. All but the first three are multiples of the rate of noise. */
export interface NoiseMix {
  /** Share of persons whose passport is renewed in the years of the world. */
  readonly renewed: number
  /** Of women who renew, those who have married and bear another surname since. */
  readonly married: number
  /** Share of persons with a double surname, which fields of machine-readable zones cut. */
  readonly doubleNamed: number
  /** A renewal that spells otherwise than the passport before, and which scheme that one has, by weight. */
  readonly otherScheme: number
  readonly schemes: Readonly<Record<SpellingScheme, number>>
  /** A permit that spells the name as the state that issued it does. */
  readonly otherOnPermit: number
  readonly typed: number
  readonly misdated: number
  readonly misread: number
  readonly exchanged: number
  readonly initial: number
  readonly noGivenNames: number
  readonly noBirth: number
  readonly noSex: number
  readonly otherSex: number
  readonly noDocuments: number
}

/** What is taken for usual: detection studies know no public rate, so all are assumed. */
export const USUAL: NoiseMix = {
  renewed: 0.2,
  married: 0.1,
  doubleNamed: 0.02,
  otherScheme: 5,
  schemes: { '1997': 4, 'GOST 2006': 3, French: 1, Belarusian: 1, Lithuanian: 1 },
  otherOnPermit: 3,
  typed: 1,
  misdated: 1,
  misread: 1,
  exchanged: 0.25,
  initial: 0.25,
  noGivenNames: 0.5,
  noBirth: 1,
  noSex: 1,
  otherSex: 0.25,
  noDocuments: 1,
}

/**
 * A world that nobody has in mind who tunes a matcher: other spellings than are usual on most renewals, many dates and
 * numbers wrong, few typing slips, documents often left out. Frozen before anything was measured on it.
 */
export const MISSPECIFIED: NoiseMix = {
  renewed: 0.5,
  married: 0.4,
  doubleNamed: 0.1,
  otherScheme: 20,
  schemes: { '1997': 1, 'GOST 2006': 1, French: 3, Belarusian: 4, Lithuanian: 4 },
  otherOnPermit: 20,
  typed: 0.5,
  misdated: 3,
  misread: 3,
  exchanged: 1,
  initial: 1,
  noGivenNames: 0.25,
  noBirth: 3,
  noSex: 5,
  otherSex: 0.5,
  noDocuments: 10,
}
