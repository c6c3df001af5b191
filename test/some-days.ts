import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { factId } from '../src/intake/graph/prepare-batch.ts'
import { type AnyRecord, parseRecord } from '../src/intake/record/index.ts'

/** Some days of the small world, as sources deliver them: with mistakes that are corrected later. */

const SMALL = fileURLToPath(new URL('../seed/small', import.meta.url))
const DAYS = ['2023-12-27', '2023-12-28', '2023-12-29', '2023-12-30', '2024-01-02', '2024-03-10', '2024-04-08']

export type Written = Record<string, unknown> & { record: string }

const small = readdirSync(SMALL)
  .filter(name => name.endsWith('.ndjson'))
  .sort()
  .flatMap(name => readFileSync(join(SMALL, name), 'utf8').trim().split('\n'))
  .map(text => JSON.parse(text) as Written)

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export const someDays = (): Written[] => {
  const documents = new Set<string>()
  const key = ({ type, issuer, number }: Record<string, unknown>) => `${type} ${issuer} ${number}`
  const kept = small.filter(record => {
    const { run } = record
    if (typeof run !== 'string') return record.record !== 'document'
    if (!DAYS.some(day => run.endsWith(day))) return false
    for (const document of (record.documents ?? []) as Record<string, unknown>[]) documents.add(key(document))
    return true
  })
  return [...kept, ...small.filter(record => record.record === 'document' && documents.has(key(record)))]
}

/** What a source may get wrong at first: three in ten lines have an earlier version with another content. */
export function withCorrections(records: readonly Written[], random: () => number, keepPassengers = false): Written[] {
  return records.flatMap(record => {
    if (random() > 0.3) return [record]
    if (record.record === 'passenger') {
      const { booking: _, ticket: __, ...rest } = record
      const other = records.find(one => one.record === 'passenger' && one.ref !== record.ref) as Written
      return [{ ...rest, identity: other.identity, documents: other.documents }, record]
    }
    if (record.record === 'check') {
      const { passenger, ...rest } = record
      const document = { type: 'PASSPORT', issuer: 'RUS', number: `X${random().toString().slice(2, 8)}` }
      const named = keepPassengers ? { passenger } : {}
      return [
        { ...rest, ...named, document, basis: 'NONE', station: random() < 0.5 ? 'VILNIUS' : record.station },
        record,
      ]
    }
    if (record.record === 'run') return [{ ...record, capacity: 7 }, record]
    if (record.record === 'document') return [{ ...record, status: 'LOST', expiresOn: '2029-01-01' }, record]
    return [record]
  })
}

/** Every tenth check names the document that was shown instead of the passenger. */
export function withLooseChecks(records: readonly Written[], random: () => number): Written[] {
  const shown = new Map(
    records
      .filter(({ record }) => record === 'passenger')
      .map(({ run, ref, documents }) => [`${run}#${ref}`, (documents as Record<string, unknown>[] | undefined)?.[0]]),
  )
  return records.map(record => {
    const document = shown.get(`${record.run}#${record.passenger}`)
    if (record.record !== 'check' || !document || random() > 0.1) return record
    const { passenger: _, ...rest } = record
    const { type, issuer, number } = document
    return { ...rest, document: { type, issuer, number } }
  })
}

const factOf = (record: Written) => {
  const parsed = parseRecord(record) as { record: AnyRecord }
  return `${record.record} ${factId(parsed.record)}`
}

/** Any order, but that the statements of one fact keep theirs. */
export function shuffled(records: readonly Written[], random: () => number): Written[] {
  const byFact = Map.groupBy(records, factOf)
  const order = records.map(record => ({ fact: factOf(record), at: random() })).sort((a, b) => a.at - b.at)
  return order.map(({ fact }) => byFact.get(fact)?.shift() as Written)
}
