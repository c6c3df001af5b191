import type { Regime } from '../projection/rail.ts'
import { startOfDay } from './regime-span.ts'

/** What a dated rule may say of a call, or of a run's documents. */
export type Attribute = 'boarding' | 'alighting' | 'capacity' | 'refused'

/** Where and when a rule is asked for. */
export interface Occasion {
  /** Station code; null: of no station in particular. */
  readonly station: string | null
  /** Train number. */
  readonly train: string
  /** Epoch milliseconds. */
  readonly at: number
}

interface Dated extends Regime {
  /** From ≤ t < end, epoch milliseconds. */
  readonly start: number
  readonly end: number
}

/** The dated rules as they are looked up: attribute by attribute, each with its Lithuanian days as instants. */
export class Regimes {
  readonly #stating: ReadonlyMap<Attribute, readonly Dated[]>
  /** None of them ever allows fewer aboard. */
  readonly leastCapacity: number

  constructor(regimes: readonly Regime[]) {
    const dated = regimes.map(regime => ({
      ...regime,
      start: startOfDay(regime.from),
      end: regime.until === null ? Number.POSITIVE_INFINITY : startOfDay(regime.until, 1),
    }))
    const stating = (attribute: Attribute) => dated.filter(regime => regime[attribute] !== null).sort(outranking)
    this.#stating = new Map(
      (['boarding', 'alighting', 'capacity', 'refused'] as const).map(name => [name, stating(name)]),
    )
    this.leastCapacity = Math.min(...regimes.map(({ capacity }) => capacity ?? Number.POSITIVE_INFINITY))
  }

  /**
   * The rule that holds of an attribute; undefined: none says anything. Of those in force that state it the later `from`
   * wins, then the earlier `until`.
   */
  ruling(attribute: Attribute, occasion: Occasion): Regime | undefined {
    return this.#stating.get(attribute)?.find(regime => holds(regime, occasion))
  }

  /** All rules in force that state an attribute, the one that holds first. */
  inForce(attribute: Attribute, occasion: Occasion): Regime[] {
    return this.#stating.get(attribute)?.filter(regime => holds(regime, occasion)) ?? []
  }
}

function outranking(a: Dated, b: Dated): number {
  return b.start - a.start || a.end - b.end || (a.id < b.id ? -1 : 1)
}

function holds({ start, end, stations, trains }: Dated, { station, train, at }: Occasion): boolean {
  if (at < start || at >= end) return false
  if (stations !== null && (station === null || !stations.includes(station))) return false
  return trains === null || trains.includes(train)
}

const kept = new WeakMap<readonly Regime[], Regimes>()

/** The dated rules of a projection, looked up in O(rules); put in order once for each state of them. */
export function regimesOf({ rail }: { readonly rail: { readonly regimes: readonly Regime[] } }): Regimes {
  const known = kept.get(rail.regimes) ?? new Regimes(rail.regimes)
  kept.set(rail.regimes, known)
  return known
}
