import { instantText, MINUTE } from '../base/calendar.ts'
import type { Random } from '../base/random.ts'
import type { Basis, CheckKind, IdentityFields } from '../base/records.ts'
import type { Scribe } from '../noise/scribe.ts'
import { misspelt } from '../people/misspelling.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import { ALIGHTS_AT_KENA, ALIGHTS_AT_KYBARTAI, BOARDS_AT_KENA } from './journeys.ts'
import { frtdOf, paperOf, passportOf } from './papers.ts'
import type { Traveller } from './population.ts'

const MISSPELT = 0.02
/** Share of checks missing where they are not complete. */
const MISSING = 0.1

/** Somebody's journey on the run that is being written. */
export interface Rider {
  readonly traveller: Traveller
  readonly trip: number
  readonly booking: number
  readonly flags: number
}

/** What an officer sees of a rider at a border stop, so many minutes after the train came. */
interface Sighting {
  readonly station: 'KENA' | 'KYBARTAI'
  readonly kind: CheckKind
  readonly minute: number
  readonly basis?: Basis
}

/** Writes what is said of one run's passengers, as lines. */
export class RunLines {
  readonly #random: Random
  /** Whose name was written rightly once. */
  readonly #seen: Uint8Array
  readonly #usual = new Map<number, string>()
  /** Other spellings of each person's name, for the truth file. */
  readonly spellings = new Map<number, IdentityFields[]>()
  /** Each person's lines, by run and ref, where a scribe writes them: what is written then says too little. */
  readonly lines = new Map<number, string[]>()
  readonly #scribe: Scribe | undefined
  #checks = 0

  /** Lines have one slip in fifty, or what the scribe makes of them. */
  constructor(travellers: number, random: Random, scribe?: Scribe) {
    this.#seen = new Uint8Array(travellers)
    this.#random = random
    this.#scribe = scribe
  }

  /** Passenger lines and checks of a run; where checks are not complete, some are missing. */
  of(run: Run, riders: readonly Rider[], complete: boolean): { passengers: string[]; checks: string[] } {
    const passengers: string[] = []
    const checks: string[] = []
    for (const [i, rider] of riders.entries()) {
      const ref = `Q${String(i + 1).padStart(3, '0')}`
      passengers.push(this.#passenger(run, ref, rider))
      for (const sighting of sightings(run, rider, i))
        if (complete || !this.#random.chance(MISSING)) checks.push(this.#check(run, ref, sighting))
    }
    return { passengers, checks }
  }

  #passenger(run: Run, ref: string, { traveller, trip, booking }: Rider): string {
    const lender = lenderOf(run, traveller)
    const paper = lender ? paperOf(lender) : traveller.basis === 'FRTD' ? frtdOf(trip) : paperOf(traveller)
    const written = this.#scribe?.line(traveller, run.day, paper)
    if (written) this.#note(traveller, `${run.key}/${ref}`)
    const identity = written ? JSON.stringify(written.identity) : this.#identity(traveller)
    const documents = (written?.documents ?? [passportOf(traveller), ...(paper ? [paper] : [])])
      .map(({ type, issuer, number }) => `{"type":"${type}","issuer":"${issuer}","number":"${number}"}`)
      .join(',')
    const { end, household } = traveller
    const [from, to] = run.plan.westbound ? [end, 'KALININGRAD'] : ['KALININGRAD', end]
    const contact = booking % 3 === 0 ? '' : `,"contacts":[{"kind":"PHONE","value":"+7907${phone(household)}"}]`
    return `{"record":"passenger","run":"${run.key}","ref":"${ref}","stage":"BOARDED","identity":${identity},"documents":[${documents}],"ticket":{"from":"${from}","to":"${to}"},"booking":{"ref":"${bookingRef(booking)}"${contact}}}`
  }

  #note({ index }: Traveller, line: string): void {
    const own = this.lines.get(index)
    if (own) own.push(line)
    else this.lines.set(index, [line])
  }

  #check(run: Run, ref: string, { station, kind, minute, basis }: Sighting): string {
    const { arrive } = callAt(run, station) as { arrive: number }
    const at = instantText(arrive + minute * MINUTE)
    const capture = kind === 'ENTRY' || kind === 'EXIT' ? 'MRZ' : 'MANUAL'
    return `{"record":"check","id":"k-${++this.#checks}","at":"${at}","run":"${run.key}","station":"${station}","kind":"${kind}","passenger":"${ref}"${basis ? `,"basis":"${basis}"` : ''},"capture":"${capture}"}`
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

/** ENTRY and EXIT at the border stops passed aboard, BOARD and ALIGHT on top; an officer takes ten seconds for each rider. */
function sightings(run: Run, { traveller, flags }: Rider, place: number): Sighting[] {
  const [first, last] = run.plan.westbound ? (['KENA', 'KYBARTAI'] as const) : (['KYBARTAI', 'KENA'] as const)
  const { basis } = lenderOf(run, traveller) ?? traveller
  const minute = 2 + (place % 100) * 0.17
  const left = flags & ALIGHTS_AT_KENA ? 'KENA' : flags & ALIGHTS_AT_KYBARTAI ? 'KYBARTAI' : undefined
  return [
    flags & BOARDS_AT_KENA
      ? { station: 'KENA', kind: 'BOARD', minute: minute / 3, basis }
      : { station: first, kind: 'ENTRY', minute, basis },
    left
      ? { station: left, kind: 'ALIGHT', minute: 22 + minute / 4, basis }
      : { station: last, kind: 'EXIT', minute: minute + 6 },
  ]
}

/** Whose permit the traveller shows on the way west, where it is not the own one. */
function lenderOf(run: Run, { borrowsFrom }: Traveller): Traveller | undefined {
  return run.plan.westbound ? borrowsFrom : undefined
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
