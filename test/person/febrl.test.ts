import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import damerauLevenshtein from 'talisman/metrics/damerau-levenshtein.js'
import jaroWinkler from 'talisman/metrics/jaro-winkler.js'
import { clustersOf } from '../../src/person/cluster/cluster.ts'
import { type Levels, SILENT } from '../../src/person/match/comparison.ts'
import { bitsOf, type Estimate, estimate, type Shape } from '../../src/person/match/fit/estimate.ts'
import type { Pattern } from '../../src/person/match/fit/patterns.ts'
import { randomPairs } from '../../src/person/match/fit/random-pairs.ts'

/**
 * The estimate, the scores and the clusters on data that others made and everybody knows: a gate against regressions. It
 * is easy data, and proves nothing else.
 */
type Row = Readonly<Record<string, string>>
type Pair = readonly [left: number, right: number]

const NAMES = ['surname', 'given_name']
const OTHERS = ['street_number', 'address_1', 'address_2', 'suburb', 'postcode', 'state', 'date_of_birth', 'soc_sec_id']
const FIELDS = [...NAMES, ...OTHERS]

function rows(...files: readonly string[]): Row[] {
  return files.flatMap(file => {
    const text = brotliDecompressSync(readFileSync(new URL(`febrl/${file}.csv.br`, import.meta.url)))
    return parse(text, { columns: true, trim: true }) as Row[]
  })
}

/** Names by Jaro–Winkler ≥ 0.92 and ≥ 0.80, the rest by one edit and two. */
function level(field: string, left: Row, right: Row): number {
  const [a, b] = [left[field] ?? '', right[field] ?? '']
  if (a === '' || b === '') return SILENT
  if (a === b) return 0
  if (NAMES.includes(field)) {
    const likeness = jaroWinkler(a, b)
    return likeness >= 0.92 ? 1 : likeness >= 0.8 ? 2 : 3
  }
  return Math.min(3, damerauLevenshtein(a, b))
}

const SHAPES: readonly Shape[] = FIELDS.map(() => ({ levels: 4 }))
const levelsOf = (left: Row, right: Row) => FIELDS.map(field => level(field, left, right))

/** Pairs that agree in the date of birth, the social security number, both names, or a name and the postcode. */
function candidates(records: readonly Row[]): Pair[] {
  const blocks = new Map<string, number[]>()
  for (const [i, row] of records.entries()) {
    const {
      surname = '',
      given_name: given = '',
      date_of_birth: birth = '',
      soc_sec_id: number = '',
      postcode = '',
    } = row
    const keys = [birth, number, surname && given && `${surname}|${given}`, postcode && `${postcode}|${surname}`]
    for (const [k, key] of [...keys, postcode && `${postcode}|${given}`].entries())
      if (key) blocks.set(`${k} ${key}`, [...(blocks.get(`${k} ${key}`) ?? []), i])
  }
  const pairs = new Map<number, Pair>()
  for (const own of blocks.values())
    if (own.length <= 400)
      for (const [at, j] of own.entries()) for (const i of own.slice(0, at)) pairs.set(i * records.length + j, [i, j])
  return [...pairs.values()]
}

/** Bits by which equality of a name is rarer, or more frequent, than one in so many records. */
function rarities(records: readonly Row[]): (field: number, row: Row) => number {
  const shares = NAMES.map(name => {
    const counts = Map.groupBy(records, row => row[name])
    return (row: Row) => (counts.get(row[name])?.length ?? 1) / records.length
  })
  return (field, row) => -Math.log2(shares[field]?.(row) ?? 1)
}

function patterns(records: readonly Row[], pairs: Iterable<Pair>, rarity: ReturnType<typeof rarities>): Pattern[] {
  return Array.from(pairs, ([i, j]) => {
    const [left, right] = [records[i] as Row, records[j] as Row]
    return { levels: levelsOf(left, right), rarity: [rarity(0, left), rarity(1, left)], count: 1 }
  })
}

function probability(
  levels: Levels,
  left: Row,
  { m, u, lambda }: Estimate,
  rarity: ReturnType<typeof rarities>,
): number {
  const bits = levels.map((own, field) => {
    if (own === SILENT) return 0
    const worth = bitsOf(SHAPES[field] as Shape, m[field] ?? [], u[field] ?? [])[own] ?? 0
    return own === 0 && field < NAMES.length ? worth + Math.log2(u[field]?.[0] ?? 1) + rarity(field, left) : worth
  })
  return 1 / (1 + 2 ** -bits.reduce((sum, own) => sum + own, Math.log2(lambda / (1 - lambda))))
}

/** Pairwise precision, recall and F1 of the clusters, fitted without being told the truth. */
function linked(records: readonly Row[]): { precision: number; recall: number; f1: number } {
  const pairs = candidates(records)
  const rarity = rarities(records)
  const fitted = estimate(
    SHAPES,
    patterns(records, pairs, rarity),
    patterns(records, randomPairs(records.length, 300_000), rarity),
    records.length,
  )
  const id = (place: number) => String(place).padStart(5, '0')
  const likenesses = pairs.map(([i, j]) => {
    const [left, right] = [records[i] as Row, records[j] as Row]
    const p = probability(levelsOf(left, right), left, fitted, rarity)
    return { left: id(i), right: id(j), p, auto: p >= 0.99 }
  })
  const identities = records.map((_, place) => id(place))
  const { clusters } = clustersOf({ identities, likenesses, decisions: [], cannotLinks: [] })
  const person = records.map(({ rec_id: name = '' }) => name.replace(/^rec-(\d+).*/, '$1'))
  const count = (groups: Iterable<readonly unknown[]>) =>
    [...groups].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  const made = count(clusters.map(({ members }) => members))
  const all = count(Map.groupBy(person, own => own).values())
  const right = count(
    clusters.flatMap(({ members }) => [...Map.groupBy(members, member => person[Number(member)]).values()]),
  )
  return { precision: right / made, recall: right / all, f1: (2 * right) / (made + all) }
}

describe('Febrl', () => {
  test('3: 2,000 persons of 5,000 records, up to five duplicates each', () => {
    expect(linked(rows('dataset3')).f1).toBeGreaterThan(0.995)
  })

  test('4: 5,000 persons of 10,000 records, one duplicate each', () => {
    expect(linked(rows('dataset4a', 'dataset4b')).f1).toBeGreaterThan(0.995)
  })
})
