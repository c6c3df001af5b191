import { instantText, MINUTE } from '../base/calendar.ts'
import type { Random } from '../base/random.ts'
import type { DocumentKey, IdentityFields } from '../base/records.ts'
import type { Scribe } from '../noise/scribe.ts'
import { misspelt } from '../people/misspelling.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import type { Happening, Mishaps } from './happenings.ts'
import { frtdOf, paperOf, passportOf } from './papers.ts'
import type { Traveller } from './population.ts'
import { lenderOf, type Rider, type Sighting, sightings } from './sightings.ts'
import type { Wallet } from './wallet.ts'

const MISSPELT = 0.02
/** Share of checks missing where they are not complete. */
const MISSING = 0.1

/** The line in which a journey came to stand, as `run#ref`, what is shown on it, and when it was seen first and last. */
export interface Trace {
  ref?: string
  shown?: readonly DocumentKey[]
  first?: number
  last?: number
}

/** What only a world with planted cases has. */
export interface Eventful {
  readonly wallet: Wallet
  readonly mishaps: Mishaps
  readonly random: Random
  /** The journeys to be traced. */
  readonly traces: ReadonlyMap<number, Trace>
}

/** What is written of a run; `late` comes with a later delivery. */
export interface Written {
  readonly passengers: string[]
  readonly checks: string[]
  readonly late: string[]
  /** Who was seen to leave or to board at a border stop, by place among the riders. */
  readonly stops: { readonly place: number; readonly sighting: Sighting; readonly at: number }[]
}

/** Writes what is said of one run's passengers, as lines. */
export class RunLines {
  readonly #random: Random
  /** Whose name was written rightly once. */
  readonly #seen: Uint8Array
  readonly #usual = new Map<number, string>()
  /** Other spellings of each person's name, for the truth file. */
  readonly spellings = new Map<number, IdentityFields[]>()
  /** Each person's lines, by run and ref, where what is written says too little. */
  readonly lines = new Map<number, string[]>()
  readonly #scribe: Scribe | undefined
  readonly #eventful: Eventful | undefined
  #checks = 0

  /** Lines have one slip in fifty, or what the scribe makes of them. */
  constructor(travellers: number, random: Random, scribe?: Scribe, eventful?: Eventful) {
    this.#seen = new Uint8Array(travellers)
    this.#random = random
    this.#scribe = scribe
    this.#eventful = eventful
  }

  /** Passenger lines and checks of a run; where checks are not complete, some are missing. */
  of(run: Run, riders: readonly Rider[], complete: boolean, happening?: Happening): Written {
    const written: Written = { passengers: [], checks: [], late: [], stops: [] }
    for (const [i, rider] of riders.entries()) {
      const ref = `Q${String(i + 1).padStart(3, '0')}`
      const line = this.#passenger(run, ref, rider)
      written.passengers.push(line)
      if (i < (happening?.twice ?? 0)) written.passengers.push(this.#passenger(run, `R${ref.slice(1)}`, rider))
      if (this.#lately()) written.late.push(line)
      const trace = this.#eventful?.traces.get(rider.journey)
      if (trace) trace.ref = `${run.key}#${ref}`
      for (const sighting of sightings(run, rider, i))
        if (complete || rider.script || !this.#random.chance(MISSING))
          this.#sight({ run, ref, place: i, sighting, rider, happening, trace, written })
    }
    if (happening) this.#others(run, happening, written)
    return written
  }

  /** One check, or two where a device scans twice; with this delivery or a later one. */
  #sight(seen: {
    run: Run
    ref: string
    place: number
    sighting: Sighting
    rider: Rider
    happening: Happening | undefined
    trace: Trace | undefined
    written: Written
  }): void {
    const { run, ref, place, sighting, rider, happening, trace, written } = seen
    const at = stampOf(run, sighting, rider, happening)
    const check = this.#check(run, ref, sighting, at)
    if (trace) {
      trace.first ??= at
      trace.last = at
    }
    const stops = sighting.kind === 'ALIGHT' || sighting.kind === 'BOARD'
    if (stops) written.stops.push({ place, sighting, at })
    const { exception, lately } = rider.script ?? {}
    ;(this.#lately() ? written.late : written.checks).push(check)
    if (lately && stops) written.late.push(`${check.slice(0, -1)},"exception":"${exception}"}`)
    const eventful = this.#eventful
    if (eventful?.random.chance(eventful.mishaps.scannedTwice))
      written.checks.push(this.#check(run, ref, sighting, at + eventful.random.between(4, 40) * 1000))
  }

  #lately(): boolean {
    const eventful = this.#eventful
    return eventful?.random.chance(eventful.mishaps.lately) ?? false
  }

  /** Crew, who never came, and checks that name a document and nobody's line. */
  #others(run: Run, { crew = [], absent = [], loose = [] }: Happening, { passengers, checks }: Written): void {
    for (const [i, traveller] of crew.entries()) passengers.push(this.#listed(run, `C00${i + 1}`, traveller, 'CREW'))
    for (const [i, traveller] of absent.entries())
      passengers.push(this.#listed(run, `D${String(i + 1).padStart(3, '0')}`, traveller, 'DECLARED'))
    for (const { station, kind, minute, document } of loose) {
      const at = instantText((callAt(run, station) as { arrive: number }).arrive + minute * MINUTE)
      checks.push(
        `{"record":"check","id":"k-${++this.#checks}","at":"${at}","run":"${run.key}","station":"${station}","kind":"${kind}","document":${documentText(document)},"capture":"MRZ"}`,
      )
    }
  }

  #listed(run: Run, ref: string, traveller: Traveller, as: 'CREW' | 'DECLARED'): string {
    this.#note(traveller, `${run.key}/${ref}`)
    const said = as === 'CREW' ? '"role":"CREW","stage":"BOARDED"' : '"stage":"DECLARED"'
    return `{"record":"passenger","run":"${run.key}","ref":"${ref}",${said},"identity":${JSON.stringify(identityOf(traveller))},"documents":[${documentText(passportOf(traveller))}],"ticket":${ticketText(run, traveller)}}`
  }

  #passenger(run: Run, ref: string, rider: Rider): string {
    const { traveller, booking, script } = rider
    const paper = this.#paper(run, rider)
    const written = this.#scribe?.line(traveller, run.day, paper)
    if (this.#scribe || this.#eventful) this.#note(traveller, `${run.key}/${ref}`)
    if (script?.identity) this.#spelt(traveller, script.identity)
    const identity = script?.identity
      ? JSON.stringify(script.identity)
      : written
        ? JSON.stringify(written.identity)
        : this.#identity(traveller)
    const own = () => [
      this.#eventful?.wallet.passport(traveller, run.day) ?? passportOf(traveller),
      ...(paper ? [paper] : []),
    ]
    const shown = script ? (script.documents ?? own()) : (written?.documents ?? own())
    const trace = this.#eventful?.traces.get(rider.journey)
    if (trace) trace.shown = shown
    const documents = shown.map(documentText).join(',')
    const contact =
      booking % 3 === 0 ? '' : `,"contacts":[{"kind":"PHONE","value":"+7907${phone(traveller.household)}"}]`
    return `{"record":"passenger","run":"${run.key}","ref":"${ref}","stage":"BOARDED","identity":${identity},"documents":[${documents}],"ticket":${ticketText(run, traveller)},"booking":{"ref":"${bookingRef(booking)}"${contact}}}`
  }

  #paper(run: Run, { traveller, trip }: Rider): DocumentKey | undefined {
    const lender = lenderOf(run, traveller)
    if (lender) return paperOf(lender)
    if (this.#eventful) return this.#eventful.wallet.paper(traveller, run.day, trip)
    return traveller.basis === 'FRTD' ? frtdOf(trip) : paperOf(traveller)
  }

  #note({ index }: Traveller, line: string): void {
    const own = this.lines.get(index)
    if (own) own.push(line)
    else this.lines.set(index, [line])
  }

  #spelt({ index }: Traveller, identity: IdentityFields): void {
    const others = this.spellings.get(index)
    if (!others) this.spellings.set(index, [identity])
    else if (!others.some(other => JSON.stringify(other) === JSON.stringify(identity))) others.push(identity)
  }

  #check(run: Run, ref: string, { station, kind, basis, document, exception }: Sighting, at: number): string {
    const capture = kind === 'ENTRY' || kind === 'EXIT' ? 'MRZ' : 'MANUAL'
    const shown = document ? `,"document":${documentText(document)}` : ''
    const why = exception ? `,"exception":"${exception}"` : ''
    return `{"record":"check","id":"k-${++this.#checks}","at":"${instantText(at)}","run":"${run.key}","station":"${station}","kind":"${kind}","passenger":"${ref}"${shown}${basis ? `,"basis":"${basis}"` : ''}${why},"capture":"${capture}"}`
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

/** When the check is stamped: after the train has come, by the clock of the device. */
function stampOf(run: Run, { station, minute }: Sighting, { script }: Rider, happening: Happening | undefined): number {
  const { arrive } = callAt(run, station) as { arrive: number }
  if (!happening) return arrive + minute * MINUTE
  const came = arrive + happening.late[station].arrives * MINUTE
  if (script) return came + minute * MINUTE
  if (happening.batch?.station === station) return came + happening.batch.minute * MINUTE
  const off = happening.clock?.station === station ? happening.clock.minutes : 0
  return came + (minute + off) * MINUTE
}

/** The name as it is rightly written. */
export function identityOf({ surname, givenNames, dateOfBirth, sex, nationality }: Traveller): IdentityFields {
  return { surname, givenNames, dateOfBirth, sex, nationality }
}

function documentText({ type, issuer, number }: DocumentKey): string {
  return `{"type":"${type}","issuer":"${issuer}","number":"${number}"}`
}

function ticketText(run: Run, { end }: Traveller): string {
  const [from, to] = run.plan.westbound ? [end, 'KALININGRAD'] : ['KALININGRAD', end]
  return `{"from":"${from}","to":"${to}"}`
}

const phone = (household: number) => String((household * 7919) % 10_000_000).padStart(7, '0')

/** Six letters and digits for up to two thousand million bookings, no two alike and none in sequence. */
function bookingRef(booking: number): string {
  return (((booking + 1) * 7_368_787) % 2_176_782_336).toString(36).toUpperCase().padStart(6, '0')
}
