import { instantText, MINUTE } from '../base/calendar.ts'
import type { Random } from '../base/random.ts'
import type { IdentityFields } from '../base/records.ts'
import { misspelt } from '../people/misspelling.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import { paperOf, passportOf } from './papers.ts'
import type { Traveller } from './population.ts'
import { ALIGHTS_AT_KENA, ALIGHTS_AT_KYBARTAI, BOARDS_AT_KENA } from './trips.ts'

const MISSPELT = 0.02
/** Share of checks missing where they are not complete. */
const MISSING = 0.1

/** One journey about to be written. */
export interface Going {
  readonly traveller: Traveller
  readonly trip: number
  readonly booking: number
  readonly flags: number
}

/** Writes what is said of one run's passengers, as lines. */
export class RunLines {
  readonly #random: Random
  readonly #seen: Uint8Array
  readonly #usual = new Map<number, string>()
  /** Other spellings of each person's name, for the truth file. */
  readonly spellings = new Map<number, IdentityFields[]>()
  #checks = 0

  constructor(travellers: number, random: Random) {
    this.#seen = new Uint8Array(travellers)
    this.#random = random
  }

  /** Passenger lines and checks of a run; where checks are not complete, some are missing. */
  of(run: Run, all: readonly Going[], complete: boolean): { passengers: string[]; checks: string[] } {
    const passengers: string[] = []
    const checks: string[] = []
    const [first, last] = run.plan.westbound ? ['KENA', 'KYBARTAI'] : ['KYBARTAI', 'KENA']
    for (const [i, going] of all.entries()) {
      const ref = `Q${String(i + 1).padStart(3, '0')}`
      passengers.push(this.#passenger(run, ref, going))
      const { flags, traveller } = going
      const lender = run.plan.westbound ? traveller.borrowsFrom : undefined
      const basis = `,"basis":"${(lender ?? traveller).basis}"`
      const minute = 2 + (i % 100) * 0.17
      const check = (station: string, kind: string, after: number, fields: string, capture: string) => {
        if (!complete && this.#random.chance(MISSING)) return
        const { arrive } = callAt(run, station) as { arrive: number }
        const at = instantText(arrive + after * MINUTE)
        checks.push(
          `{"record":"check","id":"k-${++this.#checks}","at":"${at}","run":"${run.key}","station":"${station}","kind":"${kind}","passenger":"${ref}"${fields},"capture":"${capture}"}`,
        )
      }
      if (flags & BOARDS_AT_KENA) check('KENA', 'BOARD', minute / 3, basis, 'MANUAL')
      else check(first as string, 'ENTRY', minute, basis, 'MRZ')
      if (flags & ALIGHTS_AT_KENA) check('KENA', 'ALIGHT', 22 + minute / 4, basis, 'MANUAL')
      else if (flags & ALIGHTS_AT_KYBARTAI) check('KYBARTAI', 'ALIGHT', 22 + minute / 4, basis, 'MANUAL')
      else check(last as string, 'EXIT', minute + 6, '', 'MRZ')
    }
    return { passengers, checks }
  }

  #passenger(run: Run, ref: string, { traveller, trip, booking }: Going): string {
    const { end, household, basis } = traveller
    const { westbound } = run.plan
    const lender = westbound ? traveller.borrowsFrom : undefined
    const paper = lender
      ? paperOf(lender)
      : basis === 'FRTD'
        ? { type: 'FRTD', issuer: 'LTU', number: `F9${String(trip).padStart(8, '0')}` }
        : paperOf(traveller)
    const documents = [passportOf(traveller), ...(paper ? [paper] : [])]
      .map(({ type, issuer, number }) => `{"type":"${type}","issuer":"${issuer}","number":"${number}"}`)
      .join(',')
    const [from, to] = westbound ? [end, 'KALININGRAD'] : ['KALININGRAD', end]
    const contact = booking % 3 === 0 ? '' : `,"contacts":[{"kind":"PHONE","value":"+7907${phone(household)}"}]`
    return `{"record":"passenger","run":"${run.key}","ref":"${ref}","stage":"BOARDED","identity":${this.#identity(traveller)},"documents":[${documents}],"ticket":{"from":"${from}","to":"${to}"},"booking":{"ref":"${bookingRef(booking)}"${contact}}}`
  }

  /** As a clerk writes it: one in fifty lines has a slip, never a person's first, so that the right name stands beside the same passport. */
  #identity(traveller: Traveller): string {
    const { index } = traveller
    if (this.#seen[index] && this.#random.chance(MISSPELT)) {
      const field = this.#random.chance(0.6) ? 'surname' : 'givenNames'
      const slip = { ...identityOf(traveller), [field]: misspelt(traveller[field], this.#random) }
      const others = this.spellings.get(index)
      if (others) others.push(slip)
      else this.spellings.set(index, [slip])
      return JSON.stringify(slip)
    }
    this.#seen[index] = 1
    let usual = this.#usual.get(index)
    if (usual === undefined) {
      usual = JSON.stringify(identityOf(traveller))
      this.#usual.set(index, usual)
    }
    return usual
  }
}

/** The name as it is rightly written. */
export function identityOf({ surname, givenNames, dateOfBirth, sex, nationality }: Traveller): IdentityFields {
  return { surname, givenNames, dateOfBirth, sex, nationality }
}

const phone = (household: number) => String((household * 7919) % 10_000_000).padStart(7, '0')

/** Six letters and digits for up to two thousand million bookings, no two alike and none in sequence. */
function bookingRef(booking: number): string {
  return (((booking + 1) * 7_368_787) % 2_176_782_336).toString(36).toUpperCase().padStart(6, '0')
}
