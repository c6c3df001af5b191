import { type ImportFile, newestShape } from '../../graph/index.ts'
import type { CheckedRecord } from '../graph/prepare-batch.ts'
import type { DeliveryFile } from '../read/index.ts'
import { DeliveryRows } from './delivery-rows.ts'
import { PutAside } from './put-aside.ts'
import { readAhead } from './read-ahead.ts'
import type { Line, Told } from './reading.ts'
import { ImportRows } from './rows.ts'
import { SimpleRecords } from './simple.ts'

/** What was written, and what is still to be done once it is imported. */
export interface Written {
  readonly rows: readonly ImportFile[]
  /** Files that are the same, byte for byte, as one before them. */
  readonly again: readonly DeliveryFile[]
  readonly refusedWhole: number
}

export interface WriteContext {
  /** Folder for the rows. */
  readonly folder: string
  /** Folder under which refused lines are kept. */
  readonly home: string
  /** Told the bytes read of all files. */
  readonly progress: (bytes: number) => void
  readonly say: (line: string) => void
}

/** Writes deliveries as rows for an import: what is simple as the graph has it, the rest as records to be recorded. */
export async function writeBulk(files: readonly DeliveryFile[], context: WriteContext): Promise<Written> {
  const bulk = new Bulk(files, context)
  for await (const told of readAhead(files, context.home)) bulk.hear(told)
  return bulk.finish()
}

class Bulk {
  readonly #files: readonly DeliveryFile[]
  readonly #context: WriteContext
  readonly #rows: ImportRows
  readonly #simple: SimpleRecords
  readonly #deliveries: DeliveryRows[] = []
  readonly #again: DeliveryFile[] = []
  #early: PutAside
  #round = 0
  #refusedWhole = 0
  #before = 0

  constructor(files: readonly DeliveryFile[], context: WriteContext) {
    this.#files = files
    this.#context = context
    this.#rows = new ImportRows(context.folder)
    this.#simple = new SimpleRecords(this.#rows)
    this.#early = new PutAside(context.folder, this.#round)
  }

  hear(told: Told): void {
    if (told.what === 'file')
      this.#deliveries.push(new DeliveryRows(this.#rows, this.#deliveries.length + 1, told.sha256, told.name))
    else if (told.what === 'lines') this.#lines(told)
    else if (told.what === 'notice') this.#context.say(told.text)
    else this.#end(told)
  }

  #lines({ good, bad, seeking, excerpts, bytes, through }: Extract<Told, { what: 'lines' }>): void {
    const delivery = this.#deliveries.at(-1) as DeliveryRows
    for (const excerpt of excerpts) delivery.say(excerpt)
    for (const line of bad) delivery.refuse(line)
    for (const line of seeking) delivery.leaveSeeking(line)
    for (const line of JSON.parse(good) as Line[]) this.#take({ ...line, delivery: delivery.number })
    delivery.reach(through)
    this.#context.progress(this.#before + bytes)
  }

  #end({ index, same, refused }: Extract<Told, { what: 'end' }>): void {
    const file = this.#files[index] as DeliveryFile
    this.#before += file.bytes
    if (same) this.#again.push(file)
    else if (refused === undefined) this.#deliveries.at(-1)?.end()
    else {
      this.#refusedWhole++
      this.#context.say(`refused ${file.path}: ${refused}`)
    }
  }

  #take(checked: CheckedRecord): void {
    const taken = this.#simple.take(checked)
    const delivery = this.#deliveries[checked.delivery - 1] as DeliveryRows
    if (taken === 'taken') delivery.recorded()
    else if (taken === 'left') delivery.leave(checked)
    else this.#early.put(checked)
  }

  /** Tries what came early again, for as long as that brings something that others name; then ends the rows. */
  async finish(): Promise<Written> {
    for (let gained = true; gained; ) {
      const early = this.#early
      this.#early = new PutAside(this.#context.folder, ++this.#round)
      for await (const checked of early.take()) this.#take(checked)
      gained = this.#early.count < early.count
    }
    for await (const checked of this.#early.take()) this.#deliveries[checked.delivery - 1]?.leave(checked)
    this.#simple.write()
    for (const delivery of this.#deliveries) delivery.write()
    for (const step of newestShape()) this.#rows.object('Migration', step)
    this.#rows.object('Counter', { name: 'delivery', value: this.#deliveries.length, touched: Date.now() })
    return { rows: this.#rows.close(), again: this.#again, refusedWhole: this.#refusedWhole }
  }
}
