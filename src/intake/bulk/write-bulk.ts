import { Invalid } from '../../base/index.ts'
import type { ImportFile } from '../../graph/index.ts'
import type { CheckedRecord } from '../graph/prepare-batch.ts'
import { type DeliveryFile, inspect, type ReadLine, RefusedLines, readRecords } from '../read/index.ts'
import { DeliveryRows } from './delivery-rows.ts'
import { PutAside } from './put-aside.ts'
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
  const bulk = new Bulk(context)
  for (const file of files) await bulk.read(file)
  return bulk.finish()
}

class Bulk {
  readonly #context: WriteContext
  readonly #rows: ImportRows
  readonly #simple: SimpleRecords
  readonly #deliveries: DeliveryRows[] = []
  readonly #known = new Set<string>()
  readonly #again: DeliveryFile[] = []
  #early: PutAside
  #round = 0
  #refusedWhole = 0
  #before = 0

  constructor(context: WriteContext) {
    this.#context = context
    this.#rows = new ImportRows(context.folder)
    this.#simple = new SimpleRecords(this.#rows)
    this.#early = new PutAside(context.folder, this.#round)
  }

  async read(file: DeliveryFile): Promise<void> {
    try {
      const sha256 = await inspect(file)
      if (this.#known.has(sha256)) this.#again.push(file)
      else await this.#readNew(file, sha256)
      this.#known.add(sha256)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      this.#refusedWhole++
      this.#context.say(`refused ${file.path}: ${error.message}`)
    }
    this.#before += file.bytes
  }

  async #readNew(file: DeliveryFile, sha256: string): Promise<void> {
    const delivery = new DeliveryRows(this.#rows, this.#deliveries.length + 1, sha256, file.name)
    this.#deliveries.push(delivery)
    const refused = new RefusedLines(this.#context.home, sha256, file.name)
    const reading = readRecords(file, {
      onBytes: bytes => this.#context.progress(this.#before + bytes),
      onOverlong: piece => refused.piece(piece),
      onNotice: text => this.#context.say(`${file.name}: ${text}`),
    })
    try {
      for await (const lines of reading) for (const line of lines) this.#add(delivery, refused, line)
      delivery.end()
    } finally {
      refused.close()
    }
  }

  #add(delivery: DeliveryRows, refused: RefusedLines, line: ReadLine): void {
    if ('problems' in line) {
      if (line.raw === undefined) refused.reason(line.line, line.problems)
      else refused.keep(line.line, line.raw, line.problems)
      delivery.refuse(line)
      return
    }
    delivery.say(line)
    if ('sought' in line) {
      delivery.leaveSeeking(line)
      return
    }
    this.#take({ ...line, delivery: delivery.number })
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
    this.#rows.object('Counter', { name: 'delivery', value: this.#deliveries.length, touched: Date.now() })
    return { rows: this.#rows.close(), again: this.#again, refusedWhole: this.#refusedWhole }
  }
}
