import { check, identity, line, passenger, passport, run } from '../builders.ts'
import type { Chance } from '../reads/chance.ts'

type Written = Record<string, unknown>

const DAYS = ['2023-05-01', '2023-05-08', '2023-05-15', '2024-03-04']
const REFS = ['1', '2', '3', '4', '5']
const STOPS = ['MOSKVA', 'KENA', 'KYBARTAI', 'KALININGRAD', 'VILNIUS']
const KINDS = ['BOARD', 'ALIGHT', 'ENTRY', 'EXIT', 'TRANSIT', 'ALIGHT']
const BASES = ['FRTD', 'FTD', 'RESIDENCE_PERMIT', 'NONE', 'SHORT_STAY_VISA']
const MOVES = ['ARRIVED', 'DEPARTED', 'UNPLANNED_STOP', 'DOOR_OPENED', 'ROUTE_CHANGED']
const TYPES = ['PASSPORT', 'RESIDENCE_PERMIT', 'FRTD', 'FTD', 'SHORT_STAY_VISA']

/** Few people on few trains, who do what people do and what they should not, often: each pattern has something to look at. */
export class RandomWorld {
  readonly #chance: Chance
  #checks = 0
  #arrivals = 0

  constructor(chance: Chance) {
    this.#chance = chance
  }

  /** Stations, trains and runs, in any order with the rest. */
  frame(): Written[] {
    return [...line, ...DAYS.map(day => run(day, { capacity: this.#chance.between(2, 6) }))]
  }

  /** A run of a day of its own, earlier or later than those before it: its list, and checks of those on it. */
  arrival(): Written[] {
    const chance = this.#chance
    const nth = ++this.#arrivals
    const day = new Date(Date.parse('2023-06-01') + (chance.is(0.3) ? -nth : nth) * 86_400_000)
      .toISOString()
      .slice(0, 10)
    const refs = REFS.slice(0, chance.between(1, 4))
    return [
      run(day),
      ...refs.map(ref => this.#passenger(day, ref)),
      ...refs.flatMap(() => (chance.is(0.6) ? [this.#check(day, ++this.#checks)] : [])),
    ]
  }

  /** Every list, each passenger a first time. */
  lists(): Written[] {
    return DAYS.flatMap(day => REFS.map(ref => this.#passenger(day, ref)))
  }

  /** Some lines: new ones, and other contents of some that are there already. */
  lines(count: number): Written[] {
    return Array.from({ length: count }, () => this.#line())
  }

  #line(): Written {
    const chance = this.#chance
    const kind = chance.between(0, 19)
    if (kind < 8) return this.#passenger()
    if (kind < 15) return this.#check()
    if (kind < 17) return this.#document()
    if (kind === 17) return this.#regime()
    if (kind === 18) return this.#coverage()
    return this.#movement()
  }

  #who() {
    const chance = this.#chance
    const names = [
      ['IVANOVA', 'ANNA'],
      ['PETROV', 'BORIS'],
      ['TSOI', 'VIKTOR'],
      ['TCOI', 'VIKTOR'],
      ['NOVIK', 'ALENA'],
    ] as const
    const [surname, given] = chance.one(names)
    return {
      ...identity(surname, given, chance.one(['1984-03-09', '1984-03-09', '1991-07-19'])),
      sex: chance.one(['F', 'M']),
    }
  }

  #shown() {
    const type = this.#chance.one(TYPES)
    return {
      type,
      issuer: type === 'PASSPORT' ? 'RUS' : 'LTU',
      number: `${type.slice(0, 2)}${this.#chance.between(1, 3)}`,
    }
  }

  #passenger(day = this.#chance.one(DAYS), ref = String(this.#chance.between(1, REFS.length))): Written {
    const chance = this.#chance
    return passenger(day, ref, this.#who(), {
      role: chance.one(['PASSENGER', 'PASSENGER', 'PASSENGER', 'TRANSIT', 'CREW']),
      documents: Array.from({ length: chance.between(1, 2) }, () => this.#shown()),
      ticket: { from: 'MOSKVA', to: chance.one(['KALININGRAD', 'KENA']) },
      ...(chance.is(0.5) ? { booking: { ref: `B${chance.between(1, 3)}` } } : {}),
    })
  }

  #check(day = this.#chance.one(DAYS), nth = this.#checkNumber()): Written {
    const chance = this.#chance
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
    const named = chance.between(0, 3)
    return check(`c${nth}`, day, chance.one(KINDS), {
      at: `${next}T${String(chance.between(7, 16)).padStart(2, '0')}:${chance.one(['05', '20', '45'])}:00Z`,
      station: chance.one(STOPS),
      ...(named < 2 ? { passenger: String(chance.between(1, 5)) } : {}),
      ...(named > 0 ? { document: this.#shown() } : {}),
      ...(named === 3 ? { identity: this.#who() } : {}),
      ...(chance.is(0.6) ? { basis: chance.one(BASES) } : {}),
      ...(chance.is(0.1) ? { exception: 'MEDICAL' } : {}),
      ...(chance.is(0.3) ? { capture: chance.one(['CHIP', 'MANUAL']) } : {}),
    })
  }

  /** Of a new check, or of one that is there and gets another content. */
  #checkNumber(): number {
    const chance = this.#chance
    return chance.is(0.3) && this.#checks > 0 ? chance.between(1, this.#checks) : ++this.#checks
  }

  #document(): Written {
    const chance = this.#chance
    const status = chance.one(['VALID', 'LOST', 'REVOKED', undefined])
    return {
      record: 'document',
      ...this.#shown(),
      holder: this.#who(),
      ...(chance.is(0.7) ? { issuedOn: chance.one(['2022-01-01', '2023-05-10']) } : {}),
      ...(chance.is(0.7) ? { expiresOn: chance.one(['2023-05-09', '2030-01-01']) } : {}),
      ...(status ? { status, statusAt: '2023-05-12T00:00:00Z' } : {}),
      ...(chance.is(0.4) ? { issuedFor: passport(`PA${chance.between(1, 3)}`) } : {}),
      ...(chance.is(0.3) ? { replaces: passport(`PA${chance.between(1, 3)}`) } : {}),
      ...(chance.is(0.3) ? { transitHours: chance.between(1, 9) } : {}),
      ...(chance.is(0.3) ? { authorises: [`029/${chance.one(DAYS)}`] } : {}),
    }
  }

  #regime(): Written {
    const chance = this.#chance
    return {
      record: 'regime',
      id: `r${chance.between(1, 3)}`,
      from: chance.one(['2023-01-01', '2023-05-10', '2024-03-01']),
      ...(chance.is(0.4) ? { until: '2024-12-31' } : {}),
      ...(chance.is(0.6) ? { stations: [chance.one(['KENA', 'KYBARTAI'])] } : {}),
      ...(chance.is(0.6) ? { alighting: chance.is(0.5) } : {}),
      ...(chance.is(0.4) ? { boarding: chance.is(0.5) } : {}),
      ...(chance.is(0.3) ? { capacity: chance.between(1, 5) } : {}),
      ...(chance.is(0.2) ? { documents: { refused: ['SHORT_STAY_VISA'] } } : {}),
      basis: 'test',
    }
  }

  #coverage(): Written {
    const chance = this.#chance
    const of = chance.is(0.7) ? { run: `029/${chance.one(DAYS)}` } : { from: '2023-05-01T00:00:00Z' }
    return { record: 'coverage', ...of, feed: 'CHECKS', complete: chance.is(0.7) }
  }

  #movement(): Written {
    const chance = this.#chance
    const day = chance.one(DAYS)
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
    return {
      record: 'movement',
      run: `029/${day}`,
      station: chance.one(STOPS),
      kind: chance.one(MOVES),
      at: `${next}T${String(chance.between(7, 16)).padStart(2, '0')}:30:00Z`,
    }
  }
}
