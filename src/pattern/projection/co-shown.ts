import type { Documents } from './documents.ts'
import type { Journeys } from './journeys.ts'
import type { People } from './people.ts'

/** What it is made out of. */
interface Of {
  readonly people: People
  readonly documents: Documents
  readonly journeys: Journeys
}

/** Somebody not known, who may be anybody. */
const NOBODY = -1
const NONE: readonly number[] = []

/**
 * Documents that more than one person showed, or somebody not known: nearly all are shown by one alone, and that this is so
 * is all that most who ask about a document have to know. A showing at a check that read another than whoever made the
 * journey is of both. Made out when it is asked for first, in O(showings), or before that with rests (see `makeOut`); from
 * then on it follows what is noted.
 */
export class CoShown {
  readonly #of: Of
  /** By document, the persons who showed it. */
  readonly #showing: Map<number, readonly number[]>
  /** By person, what they showed of these. */
  readonly #shown: Map<number, readonly number[]>
  /** From which row on others may have shown a document: rows before it are of the one who did, if it was one. */
  readonly #noted = new Map<number, number>()
  #isMadeOut: boolean
  /** Documents that were gone through to make it out. */
  #gone: number

  /** @param before what is the same of other people, but for what is to be noted */
  constructor(of: Of, before?: CoShown) {
    before?.catchUp()
    this.#of = of
    this.#showing = new Map(before ? before.#showing : [])
    this.#shown = new Map(before ? before.#shown : [])
    this.#isMadeOut = before !== undefined
    this.#gone = before ? of.documents.documents.length : 0
  }

  /**
   * Takes down that others may show a document now; it is as before until it is asked about next.
   * @param since showings up to this row are as they were, as far as they are there: later ones stand before them in its list
   */
  note(document: number, since: number): void {
    if (this.#isMadeOut || this.#gone > 0)
      this.#noted.set(document, Math.min(since, this.#noted.get(document) ?? since))
  }

  /** Takes down that rows have moved: of what is noted no row is known any more. */
  noteMoved(): void {
    for (const document of this.#noted.keys()) this.#noted.set(document, 0)
  }

  /** Whether it is made out, so that it can be asked what is so before an update. */
  get isMadeOut(): boolean {
    return this.#isMadeOut
  }

  /** Makes itself out, and lets others have their turn. What they note meanwhile is brought in. */
  async makeOut(breathe: () => Promise<void> | undefined): Promise<void> {
    while (!this.#isMadeOut && this.#gone < this.#of.documents.documents.length) {
      this.#enter(this.#gone++)
      const pause = breathe()
      if (pause) await pause
    }
    this.catchUp()
  }

  /** Whether a document is one of these. */
  has(document: number): boolean {
    this.catchUp()
    return this.#showing.has(document)
  }

  /** Which of these a person showed, in no order. */
  shownBy(person: number): readonly number[] {
    this.catchUp()
    return this.#shown.get(person) ?? NONE
  }

  /** Makes itself out as things are now. */
  catchUp(): void {
    if (this.#isMadeOut && this.#noted.size === 0) return
    while (!this.#isMadeOut && this.#gone < this.#of.documents.documents.length) this.#enter(this.#gone++)
    for (const [document, since] of this.#noted) {
      const was = this.#showing.has(document)
      if (was) this.#leave(document)
      if (was || !this.#isOfOne(document, since)) this.#enter(document)
    }
    this.#isMadeOut = true
    this.#noted.clear()
  }

  #enter(document: number): void {
    if (this.#isOfOne(document)) return
    const showing = new Set<number>()
    this.#eachShowing(document, person => {
      showing.add(person)
      return true
    })
    showing.delete(NOBODY)
    this.#showing.set(document, [...showing])
    for (const person of showing) this.#shown.set(person, [...(this.#shown.get(person) ?? NONE), document])
  }

  #leave(document: number): void {
    for (const person of this.#showing.get(document) ?? NONE) {
      const others = (this.#shown.get(person) ?? NONE).filter(other => other !== document)
      if (others.length > 0) this.#shown.set(person, others)
      else this.#shown.delete(person)
    }
    this.#showing.delete(document)
  }

  /**
   * Whether one person alone showed a document, or nobody did at all.
   * @param since showings before this row are all of one: the first of them tells whose
   */
  #isOfOne(document: number, since = 0): boolean {
    let first: number | undefined
    let isSo = true
    this.#eachShowing(document, (person, row) => {
      first ??= person
      isSo = person === first && person !== NOBODY
      return isSo && row >= since
    })
    return isSo
  }

  /** Visits who made the journey of each showing, and whoever a check read; ends where it is told so. */
  #eachShowing(document: number, goOn: (person: number, row: number) => boolean): void {
    const { people, documents, journeys } = this.#of
    const { journey, check, next } = journeys.presentations.columns
    const { identity } = journeys.journeys.columns
    const { read } = journeys.checks.columns
    const { person } = people.identities.columns
    const whose = (row: number) => (row < 0 ? NOBODY : (person[row] as number))
    for (let p = documents.documents.columns.first[document] as number; p >= 0; p = next[p] as number) {
      if (!goOn(whose(identity[journey[p] as number] as number), p)) return
      const seen = (check[p] as number) < 0 ? NOBODY : (read[check[p] as number] as number)
      if (seen >= 0 && !goOn(whose(seen), p)) return
    }
  }
}
