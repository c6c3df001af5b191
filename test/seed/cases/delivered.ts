import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordsOf } from '../folder.ts'

/** A line of the truth, as its file has it. */
export interface CaseLine {
  readonly pattern: string
  readonly tier: 'easy' | 'real' | 'limit' | 'decoy' | 'incidental'
  readonly decoy?: string
  readonly persons: readonly string[]
  readonly documents: readonly string[]
  readonly journeys: readonly string[]
  readonly runs: readonly string[]
  readonly station?: string
  readonly week?: string
  readonly knowableAt: string
}

export interface Key {
  readonly type: string
  readonly issuer: string
  readonly number: string
}

export interface Identity {
  readonly surname: string
  readonly givenNames?: string
  readonly surnameAtBirth?: string
  readonly dateOfBirth?: string
  readonly sex?: string
}

export interface Passenger {
  readonly run: string
  readonly ref: string
  readonly role?: string
  readonly stage?: string
  readonly identity: Identity
  readonly documents: readonly Key[]
  readonly ticket: { readonly from: string; readonly to: string }
  readonly booking?: { readonly ref: string }
}

export interface Check {
  readonly id: string
  readonly at: string
  readonly run: string
  readonly station: string
  readonly kind: 'BOARD' | 'ALIGHT' | 'ENTRY' | 'EXIT' | 'TRANSIT'
  readonly passenger?: string
  readonly document?: Key
  readonly basis?: string
  readonly exception?: string
}

export interface Document extends Key {
  readonly holder: Identity
  readonly issuedOn: string
  readonly expiresOn: string
  readonly status?: string
  readonly statusAt?: string
  readonly issuedFor?: Key
  readonly replaces?: Key
}

interface Call {
  readonly station: string
  readonly arrive?: string
  readonly depart?: string
}

export interface Run {
  readonly run: string
  readonly originDate: string
  readonly calls: readonly Call[]
}

export interface Movement {
  readonly run: string
  readonly station?: string
  readonly kind: string
  readonly at: string
}

export const keyText = ({ type, issuer, number }: Key) => `${type}:${issuer}:${number}`

/** What a folder delivers, read as a reader would who knows nothing of how it was made: a key that comes again replaces. */
export interface Delivered {
  readonly passengers: ReadonlyMap<string, Passenger>
  readonly checks: readonly Check[]
  readonly checksOf: ReadonlyMap<string, readonly Check[]>
  /** Lines that show a document, by its key. */
  readonly shownOn: ReadonlyMap<string, readonly string[]>
  readonly documents: ReadonlyMap<string, Document>
  readonly runs: ReadonlyMap<string, Run>
  readonly movements: readonly Movement[]
  readonly complete: ReadonlySet<string>
  readonly cases: readonly CaseLine[]
  /** Person by line, `run#ref`, and lines by person: from the other truth. */
  readonly personOf: ReadonlyMap<string, string>
  readonly linesOf: ReadonlyMap<string, readonly string[]>
  readonly households: ReadonlyMap<string, string>
}

export function delivered(folder: string): Delivered {
  const passengers = new Map<string, Passenger>()
  const checks = new Map<string, Check>()
  const documents = new Map<string, Document>()
  const runs = new Map<string, Run>()
  const movements: Movement[] = []
  const complete = new Set<string>()
  for (const record of recordsOf(folder)) {
    if (record.record === 'passenger') passengers.set(`${record.run}#${record.ref}`, record)
    else if (record.record === 'check') checks.set(record.id, record)
    else if (record.record === 'document') documents.set(keyText(record), record)
    else if (record.record === 'run') runs.set(record.run, record)
    else if (record.record === 'movement') movements.push(record)
    else if (record.record === 'coverage' && record.complete) complete.add(record.run)
  }
  const shownOn = new Map<string, string[]>()
  for (const [line, { documents: shown }] of passengers)
    for (const key of shown.map(keyText)) shownOn.set(key, [...(shownOn.get(key) ?? []), line])
  const text = readFileSync(join(folder, 'cases.jsonl'), 'utf8').trimEnd()
  const { persons } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
  const linesOf = new Map<string, string[]>(
    persons.map(({ id, lines }: { id: string; lines: string[] }) => [
      id,
      lines.map(line => line.replace(/\/([^/]*)$/, '#$1')),
    ]),
  )
  return {
    passengers,
    checks: [...checks.values()],
    checksOf: Map.groupBy([...checks.values()].sort(byTime), ({ run, passenger }) => `${run}#${passenger}`),
    shownOn,
    documents,
    runs,
    movements,
    complete,
    cases: text.split('\n').map(line => JSON.parse(line)),
    personOf: new Map([...linesOf].flatMap(([person, lines]) => lines.map(line => [line, person] as const))),
    linesOf,
    households: new Map(persons.map(({ id, household }: { id: string; household: string }) => [id, household])),
  }
}

const byTime = (a: Check, b: Check) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

export const westbound = (run: string) => ['029', '079', '147', '359'].includes(run.slice(0, 3))
export const minutes = (from: string, until: string) => (Date.parse(until) - Date.parse(from)) / 60_000
