import type { Database } from '../../graph/index.ts'
import { WAYS, type WhoIsWho } from '../../person/index.ts'
import type { NodeKind, Thing, TieKind } from '../kinds.ts'
import { ALWAYS, findOf, reached, type Step, stepsFrom } from '../steps.ts'

/** A thing in one word, for maps and sets. */
export const nameOf = ({ kind, key }: Thing) => `${kind} ${key}`

/** What makes a hub: everybody is two hops from everybody through it. */
export interface HubBounds {
  /** Things that one is tied to along one kind of tie; a hub has more. */
  readonly things: number
  /** Facts of one kind of tie that are looked at, to see whether it is one. */
  readonly facts: number
}
/** Things that are opened by one statement. */
const AT_ONCE = 200

/** What was opened so far, and what it is tied to. */
export class Network {
  /** Of every thing that was opened, or is tied to one: the things that it is known to be tied to, by which kinds. */
  readonly ties = new Map<string, Map<string, Set<TieKind>>>()
  readonly things = new Map<string, Thing>()
  readonly opened = new Set<string>()
  /** Hubs: they are ends of a path, never on its way. */
  readonly hubs = new Map<string, Thing>()
  /** Things that no path may pass. */
  readonly avoided: ReadonlySet<string>
  /** Ties read, in both ways. */
  size = 0

  constructor(avoiding: readonly Thing[]) {
    this.avoided = new Set(avoiding.map(nameOf))
  }

  add(thing: Thing): string {
    const name = nameOf(thing)
    if (!this.things.has(name)) {
      this.things.set(name, thing)
      this.ties.set(name, new Map())
    }
    return name
  }

  join(one: string, other: string, kind: TieKind): void {
    this.#tie(one, other, kind)
    this.#tie(other, one, kind)
  }

  #tie(from: string, to: string, kind: TieKind): void {
    const ties = this.ties.get(from) as Map<string, Set<TieKind>>
    const known = ties.get(to)
    if (known) known.add(kind)
    else {
      ties.set(to, new Set([kind]))
      this.size++
    }
  }

  /** Whether a path may lead through a thing. */
  passes(name: string): boolean {
    return !this.hubs.has(name) && !this.avoided.has(name)
  }

  /** Things that a thing is known to be tied to. */
  neighbours(name: string): IterableIterator<string> {
    return (this.ties.get(name) as Map<string, unknown>).keys()
  }
}

/** Along which ties paths may go. */
export type Allows = (step: Step) => boolean

/** Opens things of a network: reads what they are tied to. */
export class Opener {
  readonly #database: Database
  readonly #whoIsWho: WhoIsWho
  readonly #allows: Allows
  readonly #hub: HubBounds

  constructor(database: Database, whoIsWho: WhoIsWho, allows: Allows, hub: HubBounds) {
    this.#database = database
    this.#whoIsWho = whoIsWho
    this.#allows = allows
    this.#hub = hub
  }

  /** Opens these, as long as `goesOn`, and tells whether all were. */
  async open(network: Network, names: readonly string[], goesOn: () => boolean): Promise<boolean> {
    const shut = names.filter(name => !network.opened.has(name))
    const byKind = Map.groupBy(shut, name => (network.things.get(name) as Thing).kind)
    for (const [kind, all] of byKind)
      for (let at = 0; at < all.length; at += AT_ONCE) {
        if (!goesOn()) return false
        await this.#openSome(network, kind, all.slice(at, at + AT_ONCE))
      }
    return true
  }

  async #openSome(network: Network, kind: NodeKind, names: readonly string[]): Promise<void> {
    const keys = names.map(name => (network.things.get(name) as Thing).key)
    const steps = stepsFrom(WAYS[this.#whoIsWho.strictness], kind).filter(this.#allows)
    await Promise.all(
      steps.map(async step => {
        for (const [key, others, facts] of await this.#neighbours(step, keys))
          this.#take(network, step, { kind, key }, others, facts)
      }),
    )
    for (const name of names) network.opened.add(name)
  }

  #take(network: Network, step: Step, thing: Thing, others: readonly string[], facts: number): void {
    const name = nameOf(thing)
    if (others.length > this.#hub.things || facts >= this.#hub.facts) {
      network.hubs.set(name, thing)
      return
    }
    for (const key of others) network.join(name, network.add({ kind: step.to, key }), step.tie)
  }

  async #neighbours(step: Step, keys: readonly string[]) {
    const rows = await this.#database.read(
      `// openMany ${step.from} ${step.tie} ${step.to}
UNWIND $keys AS key
${findOf(WAYS[this.#whoIsWho.strictness], step.from)}
CALL (x) {
  CALL (x) {
${reached(step)}
  RETURN key LIMIT $facts
  }
  RETURN collect(DISTINCT key)[..$hub + 1] AS others, count(*) AS facts
}
RETURN key, others, facts`,
      {
        ...this.#whoIsWho.parameters,
        keys,
        facts: this.#hub.facts,
        hub: this.#hub.things,
        span: ALWAYS,
      },
    )
    return rows as [key: string, others: string[], facts: number][]
  }
}
