import type { Message } from './message.ts'
import type { Segment } from './segment.ts'

/** What a list says of its own size against whom it names, over all its messages. */
export class Tally {
  /** Its first message: the parts of a list are of one run. */
  readonly first: Message
  /** Ordinal of the last UNT. */
  line = 0
  #last: Message
  #hasGap: boolean
  #passengers = 0
  #crew = 0
  readonly #counts = new Map<string, Segment>()
  #trailer: Segment | undefined
  #refused = 0

  constructor(message: Message) {
    this.first = message
    this.#last = message
    this.#hasGap = message.sequence !== 1
  }

  /** Takes the list's next part; false where the message is of another list. */
  goesOn(message: Message): boolean {
    const last = this.#last
    if (last.flag === 'F' || message.common !== last.common || message.sequence !== last.sequence + 1) return false
    this.#last = message
    return true
  }

  count(role: string): void {
    if (role === 'CREW') this.#crew++
    else this.#passengers++
  }

  /** Somebody of it was refused. */
  lack(): void {
    this.#refused++
  }

  /** Takes CNT up; of several the last holds. False where it counts something else. */
  says(cnt: Segment): boolean {
    const what = cnt.at(0)
    if (what !== '42' && what !== '41') return false
    this.#counts.set(what, cnt)
    return true
  }

  ends(unt: Segment): void {
    this.line = unt.ordinal
    this.#trailer = unt
  }

  /** The counts and the trailer as they came. */
  get raw(): string {
    return [...this.#counts.values(), this.#trailer].map(segment => segment?.raw ?? '').join('')
  }

  /** Why the list cannot be taken for complete; undefined where it can. */
  get doubt(): string | undefined {
    const { flag } = this.#last
    if (this.#hasGap || (flag !== 'F' && flag !== '')) return 'expected all parts of the list, some are missing'
    const crew = this.#differs('41', this.#crew, 'crew')
    if (this.first.isCrewList) return crew
    if (!this.#counts.has('42')) return 'expected CNT+42, came nothing'
    if (this.#refused > 0) return `${this.#refused} of those it names are refused`
    if (this.#passengers === 0 && this.#crew === 0) return 'expected passengers, the list names none'
    return this.#differs('42', this.#passengers, 'passengers') ?? crew
  }

  #differs(what: string, named: number, noun: string): string | undefined {
    const said = this.#counts.get(what)?.at(0, 1)
    if (said === undefined || (/^\d{1,10}$/.test(said) && Number(said) === named)) return undefined
    return `CNT+${what} says ${JSON.stringify(said.slice(0, 10))}, the list names ${named} ${noun}`
  }
}
