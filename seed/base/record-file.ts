import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const CHUNK = 1 << 20

/** A file written line by line, a megabyte at a time: worlds are larger than memory. */
export class RecordFile {
  readonly #descriptor: number
  #held: string[] = []
  #size = 0
  lines = 0

  constructor(folder: string, name: string) {
    this.#descriptor = openSync(join(folder, name), 'w')
  }

  /** Adds a record as one line of JSON. */
  add(record: object): void {
    this.addLine(JSON.stringify(record))
  }

  /** Adds a line as it is. */
  addLine(line: string): void {
    this.#held.push(line)
    this.#size += line.length + 1
    this.lines++
    if (this.#size >= CHUNK) this.#flush()
  }

  close(): void {
    this.#flush()
    closeSync(this.#descriptor)
  }

  #flush(): void {
    if (this.#held.length === 0) return
    let rest = Buffer.from(`${this.#held.join('\n')}\n`)
    this.#held = []
    this.#size = 0
    while (rest.length > 0) rest = rest.subarray(writeSync(this.#descriptor, rest))
  }
}

/** Writes records to a file of their own; returns how many. */
export function writeRecords(folder: string, name: string, records: Iterable<object>): number {
  const file = new RecordFile(folder, name)
  for (const record of records) file.add(record)
  file.close()
  return file.lines
}
