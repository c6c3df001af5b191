import { parse, validate } from 'graphql'
import { type Answer, Service } from '../api/service.ts'
import { deliver, scratch } from '../delivery.ts'
import { differences } from './compare.ts'
import { Copy } from './copy.ts'
import { Cursors } from './cursors.ts'
import { decideSome } from './decide-some.ts'
import { decisions } from './decisions.ts'
import { everything } from './everything.ts'
import { type About, aboutAll } from './naive/about.ts'
import { evaluate, SCHEMA } from './naive/evaluate.ts'
import type { Selection } from './operations/selection.ts'
import { Values } from './operations/values.ts'
import { type Operation, writeOperation } from './operations/writing.ts'
import { world } from './world.ts'

/** A way of asking the service; it may ask several times, and every answer must be right. */
export interface Way {
  readonly name: string
  readonly ask: (service: Service, operation: Operation) => Promise<readonly Answer[]>
}

/** A random world as the service has it and as the naive reading has it. */
export class AskedWorld {
  readonly #service: Service
  readonly #about: About
  readonly #values: Values

  private constructor(service: Service, about: About) {
    this.#service = service
    this.#about = about
    this.#values = new Values(about.copy, about.cursors)
  }

  /** How many statements its answers took, at each speed. */
  get statements(): { whole: number; cut: number } {
    return this.#service.api.reads.statements
  }

  static async open(seed: number): Promise<AskedWorld> {
    const service = await Service.open([])
    const folder = scratch()
    const deliveries = world(seed)
    for (const [i, records] of deliveries.entries()) {
      // In between, so that some are about what a later delivery takes away.
      if (i === 3) await decideSome(service.database, seed)
      await deliver(service.database, folder, records)
    }
    const words = (delivery: number, line: number) => {
      const record = deliveries[delivery - 1]?.[line - 1]
      return typeof record === 'string' ? record : JSON.stringify(record)
    }
    await decisions(service.database, seed)
    return new AskedWorld(service, aboutAll({ copy: await Copy.read(service.database), cursors: new Cursors(), words }))
  }

  /** How many persons there are, from the strictest reading to the loosest. */
  get persons(): number[] {
    return (['STRICT', 'REVIEWED', 'PROBABLE'] as const).map(
      strictness => this.#about.under(strictness).persons.all.length,
    )
  }

  /** What is wrong with the answers to everything there is to ask; from them the service's cursors are learned. */
  async differencesInEverything(way: Way): Promise<string[]> {
    const found: string[] = []
    for (const operation of everything(this.#about)) found.push(...(await this.#differences(way, operation, true)))
    return found
  }

  /** What is wrong with the answers to an operation, told with what was asked; nothing: they are right. */
  async differencesIn(selections: readonly Selection[], ways: readonly Way[]): Promise<string[]> {
    const operation = writeOperation(selections, this.#values)
    const found: string[] = []
    for (const way of ways) found.push(...(await this.#differences(way, operation)))
    return found
  }

  async #differences({ name, ask }: Way, operation: Operation, learn = false): Promise<string[]> {
    const { text, variables } = operation
    const asked = [text, JSON.stringify(variables)]
    const document = parse(text)
    const invalid = validate(SCHEMA, document)
    if (invalid.length > 0) return ['the operation is not valid:', ...invalid.map(String), ...asked]
    const expected = evaluate(this.#about, document, variables)
    const answers = await ask(this.#service, operation)
    return answers.flatMap((answer, i) => {
      if (learn) this.#about.cursors.learnFrom(expected.data, answer.data)
      const found = differences(answer, expected, this.#about.cursors)
      return found.length === 0 ? [] : [`${name}, answer ${i + 1}:`, ...asked, ...found]
    })
  }

  close(): Promise<void> {
    return this.#service.close()
  }
}
