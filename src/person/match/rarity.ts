import type { Portrait } from '../portrait/portrait.ts'

/** Shares of each surname and given name (A–Z) among the identities of the sex that bears it most. */
export interface Frequencies {
  readonly surname: Readonly<Record<string, number>>
  readonly given: Readonly<Record<string, number>>
}

/** A rarer name than this weighs as much as this. */
const RAREST = 1e-6

/** How much more, or less, the equality of one name says than equality of names as a rule. */
export class Rarity {
  readonly #shares = new Map<string, number>()
  readonly #usual: readonly [surname: number, given: number]
  readonly #unseen: number

  /** `usual`: how often strangers' surnames and given names are equal; a name not seen is one in so many `identities`. */
  constructor(frequencies: Frequencies, usual: readonly [surname: number, given: number], identities: number) {
    // Either may stand in the other's place: a name counts as it is most frequent.
    for (const table of [frequencies.surname, frequencies.given])
      for (const [name, share] of Object.entries(table))
        this.#shares.set(name, Math.max(share, this.#shares.get(name) ?? 0))
    this.#usual = usual
    this.#unseen = 1 / Math.max(1, identities)
  }

  /** Bits to be added where the surnames are equal. */
  ofSurname(left: Portrait, right: Portrait): number {
    return this.#bits(this.#usual[0], commonSurname(left, right))
  }

  /** The most bits that may be added where a surname of this one is equal to one of anybody. */
  mostOfSurname({ surname, surnameAtBirth }: Portrait): number {
    return Math.max(...[surname, surnameAtBirth].map(name => this.#bits(this.#usual[0], name?.text ?? '')))
  }

  /** Bits to be added where the given names are equal. */
  ofGiven({ given }: Portrait): number {
    return this.#bits(this.#usual[1], given?.text ?? '')
  }

  #bits(usual: number, name: string): number {
    return Math.log2(usual / Math.max(RAREST, this.#shares.get(name) ?? this.#unseen))
  }
}

/** The surname that both have, now or at birth. */
function commonSurname(left: Portrait, right: Portrait): string {
  const own = [right.surname?.text, right.surnameAtBirth?.text]
  return [left.surname?.text, left.surnameAtBirth?.text].find(name => name && own.includes(name)) ?? ''
}

/** Counts how frequent names are. */
export function frequenciesOf(portraits: readonly Portrait[]): Frequencies {
  return {
    surname: shares(portraits, ({ surname }) => surname?.text),
    given: shares(portraits, ({ given }) => given?.text),
  }
}

function shares(portraits: readonly Portrait[], nameOf: (portrait: Portrait) => string | undefined) {
  const largest = new Map<string, number>()
  for (const ofSex of Map.groupBy(portraits, ({ sex }) => sex).values()) {
    const names = ofSex.map(nameOf).filter(name => name !== undefined)
    for (const [name, times] of Map.groupBy(names, name => name))
      largest.set(name, Math.max(largest.get(name) ?? 0, times.length / names.length))
  }
  return Object.fromEntries(largest)
}
