import { MINUTE } from '../base/calendar.ts'
import type { Random } from '../base/random.ts'
import type { DocumentKey, IdentityFields } from '../base/records.ts'
import type { Scribe } from '../noise/scribe.ts'
import { misspelt } from '../people/misspelling.ts'
import { callAt, type Run } from '../rail/timetable.ts'
import type { Happening, Mishaps } from './happenings.ts'
import { checkText, identityOf, listedText, looseText, passengerText } from './line-text.ts'
import { frtdOf, paperOf, passportOf } from './papers.ts'
import type { Traveller } from './population.ts'
import { lenderOf, type Rider, type Sighting, sightings } from './sightings.ts'
import type { Wallet } from './wallet.ts'

const MISSPELT = 0.02
/** Share of checks missing where they are not complete. */
const MISSING = 0.1
/** Share of ENTRY and EXIT that name the document which the machine read, in a world with planted cases. */
const NAMED = 0.3

/** The line in which a journey came to stand, as `run#ref`, what is shown on it, and when it was seen last. */
export interface Trace {
  ref?: string
  shown?: readonly DocumentKey[]
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

/** A line that is written, and the one whose it is. */
interface Seen {
  readonly run: Run
  readonly ref: string
  readonly place: number
  readonly rider: Rider
  /** What the rider has about them, whatever the list says. */
  readonly carried: readonly DocumentKey[]
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
    for (const [place, rider] of riders.entries()) {
      const ref = `Q${String(place + 1).padStart(3, '0')}`
      const { text, shown, carried } = this.#passenger(run, ref, rider)
      written.passengers.push(text)
      if (this.#lately()) written.late.push(text)
      if (place < (happening?.twice ?? 0)) written.passengers.push(this.#passenger(run, `R${ref.slice(1)}`, rider).text)
      const trace = this.#eventful?.traces.get(rider.journey)
      if (trace) Object.assign(trace, { ref: `${run.key}#${ref}`, shown })
      for (const sighting of sightings(run, rider, place))
        if (complete || rider.script || !this.#random.chance(MISSING))
          this.#check({ run, ref, place, rider, carried }, sighting, happening, written)
    }
    if (happening) this.#others(run, happening, written)
    return written
  }

  /** One check, or two where a device scans twice; with this delivery or a later one. */
  #check(seen: Seen, sighting: Sighting, happening: Happening | undefined, written: Written): void {
    const { run, ref, place, rider, carried } = seen
    const eventful = this.#eventful
    const at = stampOf(run, sighting, rider, happening)
    const read = eventful ? named(sighting, carried, eventful.random) : sighting
    const text = checkText(run, ref, read, at, ++this.#checks)
    ;(this.#lately() ? written.late : written.checks).push(text)
    if (!eventful) return
    const trace = eventful.traces.get(rider.journey)
    if (trace) trace.last = at
    const { exception, lately } = rider.script ?? {}
    if (sighting.kind === 'ALIGHT' || sighting.kind === 'BOARD') {
      written.stops.push({ place, sighting, at })
      if (lately) written.late.push(`${text.slice(0, -1)},"exception":"${exception}"}`)
    }
    if (!eventful.random.chance(eventful.mishaps.scannedTwice)) return
    const again = at + eventful.random.between(4, 40) * 1000
    written.checks.push(checkText(run, ref, lately && exception ? { ...read, exception } : read, again, ++this.#checks))
  }

  #lately(): boolean {
    const eventful = this.#eventful
    return eventful?.random.chance(eventful.mishaps.lately) ?? false
  }

  /** Crew, who never came, and checks that name a document and nobody's line. */
  #others(run: Run, { crew = [], absent = [], loose = [] }: Happening, { passengers, checks }: Written): void {
    const list = (ref: string, traveller: Traveller, as: 'CREW' | 'DECLARED') => {
      this.#note(traveller, `${run.key}/${ref}`)
      passengers.push(listedText(run, ref, traveller, as))
    }
    for (const [i, traveller] of crew.entries()) list(`C00${i + 1}`, traveller, 'CREW')
    for (const [i, traveller] of absent.entries()) list(`D${String(i + 1).padStart(3, '0')}`, traveller, 'DECLARED')
    for (const check of loose) checks.push(looseText(run, check, ++this.#checks))
  }

  #passenger(
    run: Run,
    ref: string,
    rider: Rider,
  ): { text: string } & Record<'shown' | 'carried', readonly DocumentKey[]> {
    const { traveller, script } = rider
    const paper = this.#paper(run, rider)
    const written = this.#scribe?.line(traveller, run.day, paper)
    if (this.#scribe || this.#eventful) this.#note(traveller, `${run.key}/${ref}`)
    if (script?.identity) this.#spelt(traveller, script.identity)
    const other = script?.identity ?? written?.identity
    const identity = other ? JSON.stringify(other) : this.#identity(traveller)
    const carried = script?.documents ?? this.#carried(run, traveller, paper)
    const shown = script ? (script.listed ?? carried) : (written?.documents ?? carried)
    return { text: passengerText(run, ref, rider, { identity, shown }), shown, carried }
  }

  #carried(run: Run, traveller: Traveller, paper: DocumentKey | undefined): DocumentKey[] {
    const passport = this.#eventful?.wallet.passport(traveller, run.day) ?? passportOf(traveller)
    return paper ? [passport, paper] : [passport]
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

/**
 * The sighting with the passport that the machine read, in a share of those that a machine makes: the one that was there.
 * Any one character read for another fails a check digit (ICAO Doc 9303-3, 4.9), and it is read again.
 */
function named(sighting: Sighting, [passport]: readonly DocumentKey[], random: Random): Sighting {
  const machine = sighting.kind === 'ENTRY' || sighting.kind === 'EXIT'
  if (!machine || sighting.document || !random.chance(NAMED)) return sighting
  return { ...sighting, document: passport }
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
