import { dayOf, dayText } from '../base/calendar.ts'
import type { DocumentKey, DocumentRecord } from '../base/records.ts'
import type { Passport } from '../noise/passports.ts'
import type { Scribe } from '../noise/scribe.ts'
import { frtdOf, paperOf, passportOf } from './papers.ts'
import type { Traveller } from './population.ts'

/** A permit, visa or FTD as it was issued to somebody. */
export interface Paper extends DocumentKey {
  readonly issuedOn: number
  readonly expiresOn: number
  /** Day from which it is the one that is shown. */
  readonly from: number
  readonly passport: DocumentKey
  readonly status?: 'LOST' | 'REVOKED'
  readonly statusAt?: string
}

const FIRST_DAY = dayOf('2023-01-01')
/** An FTD is good for three years at most (Reg. 693/2003 Art 3), the others for five (assumed). */
const GOOD_FOR = { FTD: 1095, OTHERS: 1825 }
/** A new paper is issued 5 to 90 days before the old one expires, and shown three days later. */
const OVERLAP = { least: 5, most: 90 }
const POST = 3
/** Days before which nobody's first paper expires: the next one is shown by then. */
const SOON = 20

/** What everybody has to show on a day: papers that expire are renewed in time, and what a case has changed. */
export class Wallet {
  readonly #changed = new Map<number, readonly Paper[]>()
  readonly #lastDay: number
  readonly #scribe: Scribe | undefined

  constructor(lastDay: number, scribe: Scribe | undefined) {
    this.#lastDay = lastDay
    this.#scribe = scribe
  }

  /** The passport that is shown on a day. */
  passport(traveller: Traveller, day: number): DocumentKey {
    const passports = this.#scribe?.passports(traveller)
    const { type, issuer, number } =
      passports?.findLast(({ from }) => from <= day) ?? passports?.[0] ?? passportOf(traveller)
    return { type, issuer, number }
  }

  /** Whether one passport serves the traveller in all years of the world. */
  onePassport(traveller: Traveller): boolean {
    return (this.#scribe?.passports(traveller).length ?? 1) === 1
  }

  /** All papers of a traveller but FRTDs, the first one first. */
  papers(traveller: Traveller): readonly Paper[] {
    return this.#changed.get(traveller.index) ?? this.#issued(traveller)
  }

  /** The paper that is shown on a day, an FRTD for the trip where the traveller has no other; an EU citizen has none. */
  paper(traveller: Traveller, day: number, trip: number): DocumentKey | undefined {
    if (traveller.basis === 'FRTD') return frtdOf(trip)
    const papers = this.papers(traveller)
    const shown = papers.findLast(({ from }) => from <= day) ?? papers[0]
    return shown && { type: shown.type, issuer: shown.issuer, number: shown.number }
  }

  /** Gives the traveller other papers than are issued in the ordinary way. */
  keep(traveller: Traveller, papers: readonly Paper[]): void {
    this.#changed.set(traveller.index, papers)
  }

  /** What the issuer states of the traveller's papers. */
  records(traveller: Traveller): DocumentRecord[] {
    const { surname, givenNames, dateOfBirth, sex, nationality, basis } = traveller
    return this.papers(traveller).map(({ type, issuer, number, ...paper }, i, all) => {
      const before = all[i - 1]
      return {
        record: 'document',
        type,
        issuer,
        number,
        holder: { surname, givenNames, dateOfBirth, sex, nationality },
        issuedOn: dayText(paper.issuedOn),
        expiresOn: dayText(paper.expiresOn),
        authority: basis.startsWith('RESIDENCE') ? 'Migration office LTU' : 'Embassy Moscow',
        ...(paper.status && paper.statusAt ? { status: paper.status, statusAt: paper.statusAt } : {}),
        issuedFor: paper.passport,
        ...(basis === 'FTD' ? { transitHours: 24 } : {}),
        ...(before ? { replaces: { type, issuer, number: before.number } } : {}),
      }
    })
  }

  #issued(traveller: Traveller): Paper[] {
    const key = paperOf(traveller)
    if (!key) return []
    const years = key.type === 'FTD' ? GOOD_FOR.FTD : GOOD_FOR.OTHERS
    const papers: Paper[] = []
    const planned = FIRST_DAY + SOON + ((traveller.index * 7919) % (years - SOON))
    let issuedOn = planned - years
    let expiresOn = Math.min(planned, this.#atMost(traveller, key, issuedOn))
    for (;;) {
      const last = papers.at(-1)
      const from = last ? Math.min(issuedOn + POST, last.expiresOn + 1) : 0
      const passport = this.passport(traveller, issuedOn)
      papers.push({ ...generation(key, papers.length), issuedOn, expiresOn, from, passport })
      if (expiresOn > this.#lastDay) return papers
      const early = expiresOn - OVERLAP.least - ((traveller.index * 31) % (OVERLAP.most - OVERLAP.least))
      // Where the passport came to its end the next paper waits for the next passport; after that there is none.
      const next = this.#atMost(traveller, key, early) > expiresOn ? early : this.#renewedOn(traveller)
      if (next <= issuedOn) return papers
      issuedOn = next
      expiresOn = Math.min(issuedOn + years, this.#atMost(traveller, key, issuedOn))
    }
  }

  /** The day after which a paper issued on some day may not be good: an FTD may not outlive its passport (Reg. 693/2003 Art 6(3)). */
  #atMost(traveller: Traveller, { type }: DocumentKey, issuedOn: number): number {
    const passports = this.#scribe?.passports(traveller) ?? []
    if (type !== 'FTD' || passports.length < 2) return Number.POSITIVE_INFINITY
    return (passports.findLast(({ from }) => from <= issuedOn) ?? (passports[0] as Passport)).expiresOn
  }

  #renewedOn(traveller: Traveller): number {
    return this.#scribe?.passports(traveller)[1]?.from ?? FIRST_DAY
  }
}

/** The number of a paper's n-th renewal: another than before, and than anybody else's. */
export function generation({ type, issuer, number }: DocumentKey, n: number): DocumentKey {
  // Years later an office is at a number that has hardly a digit in common. Seven is prime to ten: no two come to be one.
  const later = (digits: string) => String((Number(digits) * 7 ** n) % 10 ** digits.length).padStart(digits.length, '0')
  return {
    type,
    issuer,
    number: number.replace(/^(\D+)9(\d+)$/, (_, letters, digits) => `${letters}${9 - n}${later(digits)}`),
  }
}
