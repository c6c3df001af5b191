import { type Problem, shown } from '../record/index.ts'
import { clockTime } from './dates.ts'
import type { Segment } from './segment.ts'

/** A run by where and when it was to leave: what a list says that does not name its run. */
export interface SoughtRun {
  readonly train: string
  /** Code of the last station before entry. */
  readonly station: string
  /** Planned departure by that station's clock, YYYY-MM-DDThh:mm. */
  readonly localTime: string
}

/** The run key as our profile puts it into UNH 0068. */
const RUN = /^[^\s/#@|]{1,20}\/\d{4}-\d{2}-\d{2}$/

/** D.02B and later, by the directory's year and letter; those of the last century begin with 9. */
const isRead = (directory: string) => directory >= '02B' && directory < '90'

/** A message and what it says before its passengers: which list it is part of, of which train, in which stage. */
export class Message {
  /** UNH 0062: the message's own reference. */
  readonly reference: string
  /** UNH 0068: the same in all parts of a list. */
  readonly common: string
  /** UNH 0070: which part of the list this is. */
  readonly sequence: number
  /** UNH 0073: C begins a list, F ends it. */
  readonly flag: string
  readonly isList: boolean
  #stage: string | undefined
  #isCrewList = false
  #came = ''
  #train = ''
  #mode = ''
  #station = ''
  #departure: string | undefined
  #hasTime = false
  #place = ''

  constructor(unh: Segment) {
    this.reference = unh.at(0)
    this.isList = unh.at(1) === 'PAXLST' && unh.at(1, 1) === 'D' && isRead(unh.at(1, 2))
    this.common = unh.at(2)
    this.sequence = Number.parseInt(unh.at(3) || '1', 10)
    this.flag = unh.at(3, 1)
  }

  get stage(): string | undefined {
    return this.#stage
  }

  /** Whether the list is of the crew alone and so says nothing about passengers. */
  get isCrewList(): boolean {
    return this.#isCrewList
  }

  /** The run where the message names it. */
  get run(): string | undefined {
    return RUN.test(this.common) ? this.common : undefined
  }

  get sought(): SoughtRun | undefined {
    if (this.#train === '' || this.#station === '' || this.#departure === undefined) return undefined
    return { train: this.#train, station: this.#station, localTime: this.#departure }
  }

  /** A day after which none of its passengers was born. */
  get latestBirth(): string {
    return (this.#departure ?? this.run?.slice(-10) ?? '').slice(0, 10)
  }

  /** Takes a segment up that stands before the passengers; false where it is not understood. */
  take(segment: Segment): boolean {
    const [qualifier, value] = [segment.at(0), segment.at(1)]
    switch (segment.tag) {
      case 'BGM':
        return this.#takeKind(qualifier, value)
      case 'TDT':
        if (qualifier !== '20') return false
        this.#train = value
        this.#mode = segment.at(2)
        return true
      case 'LOC':
        this.#place = qualifier
        if (qualifier === '125') this.#station = value
        return ['125', '87', '92'].includes(qualifier)
      case 'DTM':
        return this.#takeTime(qualifier, clockTime(segment.at(0, 1), segment.at(0, 2)))
      case 'RFF':
        return qualifier === 'TN'
      case 'NAD':
        return qualifier === 'MS'
      default:
        return false
    }
  }

  /** What keeps the message's passengers from being recorded. */
  problems(): Problem[] {
    const problems: Problem[] = []
    const expect = (holds: boolean, field: string, expected: string, came: string) => {
      if (!holds) problems.push({ field, expected, came: came === '' ? 'nothing' : shown(came) })
    }
    expect(this.#stage !== undefined, 'stage', 'BGM+745, BGM+250, or BGM+266 with CLOB', this.#came)
    expect(this.#train !== '', 'run', 'a train in TDT+20', '')
    expect(['', '2'].includes(this.#mode), 'run', '2 (rail) as the mode in TDT+20', this.#mode)
    if (this.run !== undefined) expect(this.#hasTime, 'run', 'LOC+125 with DTM+189, or LOC+87 with DTM+232', '')
    else if (this.#train !== '')
      expect(
        this.sought !== undefined,
        'run',
        'a run such as 029/2023-05-01 in UNH, or LOC+125 with DTM+189',
        this.common,
      )
    return problems
  }

  #takeKind(code: string, state: string): boolean {
    this.#came = [code, state].filter(Boolean).join('+')
    this.#isCrewList = code === '250'
    if (['745', '250', '266'].includes(code) && state === 'CLOB') this.#stage = 'BOARDED'
    else if (code === '745' || code === '250') this.#stage = 'DECLARED'
    return true
  }

  /** A time belongs to the place before it. */
  #takeTime(qualifier: string, time: string | undefined): boolean {
    const isDeparture = qualifier === '189' && this.#place === '125'
    const isArrival = qualifier === '232' && this.#place === '87'
    if (isDeparture) this.#departure = time
    if (isDeparture || isArrival) this.#hasTime ||= time !== undefined
    return isDeparture || isArrival
  }
}
