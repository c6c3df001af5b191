import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FILE } from '../base/file-names.ts'
import type { RegimeRecord, StationRecord } from '../base/records.ts'

const file = (name: string) => fileURLToPath(new URL(`../world/${name}.ndjson`, import.meta.url))

const read = (name: string): unknown[] =>
  readFileSync(file(name), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))

/** The stations of the line, as they are. */
export const stations = (): StationRecord[] => read('stations') as StationRecord[]

/** The dated rules, as sources state them. */
export const regimes = (): RegimeRecord[] => read('regimes') as RegimeRecord[]

/** Puts stations, trains and regimes, which are not invented, at the head of a world. */
export function copyWorldFiles(folder: string): void {
  copyFileSync(file('stations'), join(folder, FILE.stations))
  copyFileSync(file('trains'), join(folder, FILE.trains))
  copyFileSync(file('regimes'), join(folder, FILE.regimes))
}
