import { type Problem, shown } from '../record/index.ts'
import { ROLES } from './codes.ts'
import { Message, type SoughtRun } from './message.ts'
import { Passenger } from './passenger.ts'
import type { Segment } from './segment.ts'
import { Tally } from './tally.ts'

/** What a passenger's segments say, or a list of itself: a record, one whose run must be found first, or neither. */
export type ListLine = { readonly line: number; readonly raw: string } & (
  | { readonly record: unknown }
  | { readonly sought: SoughtRun; readonly recordOn: (run: string) => unknown }
  | { readonly problems: readonly Problem[] }
)

/** A hostile file must not flood the terminal. */
const MOST_NOTICES = 20

/**
 * Makes records of the passengers of a file's lists, and of every list whether it was complete. Takes the segments of a
 * file that was found whole; lines come in the order of their segments.
 */
export class ListReader {
  readonly #notice: (text: string) => void
  #message: Message | undefined
  #list: Tally | undefined
  #passenger: Passenger | undefined
  /** Which passenger of a list's messages under one reference: what stands for a missing ref. */
  #ordinal = 0
  #notices = 0
  readonly #notUnderstood = new Map<string, number>()

  /** `notice` is told what was noticed and is no refusal: counts that differ, segments not understood. */
  constructor(notice: (text: string) => void) {
    this.#notice = notice
  }

  take(segment: Segment): ListLine[] {
    switch (segment.tag) {
      case 'UNH':
        return this.#beginMessage(segment)
      case 'NAD':
        return this.#takeParty(segment)
      case 'CNT':
        return this.#takeCount(segment)
      case 'UNT':
        return this.#endMessage(segment)
      case 'UNZ':
        return this.#endList()
      case 'UNB':
      case 'UNG':
      case 'UNE':
        return []
      default:
        this.#understood(segment, (this.#passenger ?? this.#message)?.take(segment) ?? true)
        return []
    }
  }

  /** A line of the list at hand was refused: whoever it names is missing from the list. */
  refused(): void {
    this.#list?.lack()
  }

  /** Says what was noticed over the whole file. */
  end(): void {
    if (this.#notices > MOST_NOTICES) this.#notice(`${this.#notices - MOST_NOTICES} more lists are not complete`)
    const counts = [...this.#notUnderstood].sort(([, a], [, b]) => b - a)
    const total = counts.reduce((sum, [, count]) => sum + count, 0)
    if (total === 0) return
    const named = counts.slice(0, MOST_NOTICES).map(([tag, count]) => `${count} ${tag}`)
    const more = counts.length > named.length ? ' …' : ''
    this.#notice(`${total} segments not understood and left aside: ${named.join(', ')}${more}`)
  }

  #beginMessage(segment: Segment): ListLine[] {
    const message = new Message(segment)
    const goesOn = message.isList && this.#list?.goesOn(message)
    if (!goesOn || message.reference !== this.#message?.reference) this.#ordinal = 0
    if (goesOn) {
      this.#message = message
      return []
    }
    const lines = this.#endList()
    this.#message = message.isList ? message : undefined
    this.#list = message.isList ? new Tally(message) : undefined
    if (message.isList) return lines
    const came = shown(segment.elements[1]?.slice(0, 3).join(':'))
    return [
      ...lines,
      { ...placeOf(segment), problems: [{ field: '', expected: 'UNH with PAXLST:D:02B or later', came }] },
    ]
  }

  #takeParty(segment: Segment): ListLine[] {
    const lines = this.#endPassenger()
    const message = this.#message
    if (!message) return lines
    if (!Object.hasOwn(ROLES, segment.at(0))) this.#understood(segment, message.take(segment))
    else {
      this.#passenger = new Passenger(segment, message.latestBirth)
      this.#list?.count(this.#passenger.role)
      this.#ordinal++
    }
    return lines
  }

  #takeCount(segment: Segment): ListLine[] {
    const lines = this.#endPassenger()
    this.#understood(segment, this.#list?.says(segment) ?? true)
    return lines
  }

  #endMessage(segment: Segment): ListLine[] {
    const lines = this.#endPassenger()
    this.#list?.ends(segment)
    return lines
  }

  #endPassenger(): ListLine[] {
    const [passenger, message] = [this.#passenger, this.#message]
    this.#passenger = undefined
    if (!passenger || !message) return []
    const ref = `${message.reference}-${this.#ordinal}`
    return [lineOf(passenger, message, run => passenger.record(run, message.stage, ref))]
  }

  /** A list of the crew alone says nothing about how complete the passengers' list is. */
  #endList(): ListLine[] {
    const list = this.#list
    this.#list = undefined
    if (!list) return []
    const { doubt, first } = list
    if (doubt && ++this.#notices <= MOST_NOTICES)
      this.#notice(`segment ${list.line}: ${doubt}: what it names is kept, and the list is not taken for complete`)
    if (first.isCrewList || first.problems().length > 0) return []
    const complete = doubt === undefined
    return [lineOf(list, first, run => ({ record: 'coverage', run, feed: 'PASSENGER_LIST', complete }))]
  }

  #understood(segment: Segment, understood: boolean): void {
    if (!understood) this.#notUnderstood.set(segment.tag, (this.#notUnderstood.get(segment.tag) ?? 0) + 1)
  }
}

const placeOf = ({ ordinal, raw }: Segment) => ({ line: ordinal, raw })

function lineOf(
  { line, raw }: { line: number; raw: string },
  message: Message,
  recordOn: (run: string) => unknown,
): ListLine {
  const problems = message.problems()
  if (problems.length > 0) return { line, raw, problems }
  const { run, sought } = message
  if (run !== undefined) return { line, raw, record: recordOn(run) }
  return { line, raw, sought: sought as SoughtRun, recordOn }
}
