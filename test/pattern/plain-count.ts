/**
 * REPEAT_DISEMBARKER counted as its definition reads, from records and not from the graph: no columns, no shared code.
 * Slow, and only for comparison.
 */

export interface PlainCheck {
  readonly kind: string
  readonly station: string
  readonly at: number
  readonly basis?: string
  readonly exception?: string
}

export interface PlainJourney {
  readonly person: string
  readonly run: string
  readonly role?: string
  readonly documents: readonly string[]
  readonly checks: readonly PlainCheck[]
}

export interface PlainRun {
  readonly direction: string
  readonly complete: boolean
  readonly calls: Readonly<Record<string, number>>
}

export interface PlainInput {
  readonly station: string
  readonly from?: number
  readonly to?: number
  readonly atLeast?: number
  readonly documentTypes?: readonly string[]
  readonly minRate?: number
}

const BASES: Record<string, string> = {
  RESIDENCE_PERMIT: 'RESIDENCE',
  RESIDENCE_CARD: 'RESIDENCE',
  LONG_STAY_VISA: 'LONG_STAY',
  SHORT_STAY_VISA: 'SHORT_STAY',
  EU_CITIZEN: 'EU',
}

function classOf({ checks, documents }: PlainJourney): string {
  const entry = checks.find(({ kind, basis }) => kind === 'ENTRY' && basis)?.basis
  const basis = entry ?? checks.find(({ kind, basis }) => kind === 'BOARD' && basis)?.basis
  if (basis) return BASES[basis] ?? basis
  const classes = documents.map(type => BASES[type] ?? type)
  return ['RESIDENCE', 'LONG_STAY', 'SHORT_STAY', 'FTD', 'FRTD'].find(name => classes.includes(name)) ?? 'NONE'
}

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k
}

function plainTail(x: number, n: number, a: number, b: number): number {
  let sum = 0
  for (let i = x; i <= n; i++) {
    let p = choose(n, i)
    for (let k = 0; k < i; k++) p *= a + k
    for (let k = 0; k < n - i; k++) p *= b + k
    for (let k = 0; k < n; k++) p /= a + b + k
    sum += p
  }
  return sum
}

interface Counted {
  readonly person: string
  readonly run: string
  readonly stratum: string
  readonly at: number
  readonly left: number | undefined
}

interface Fitted {
  readonly a: number
  readonly b: number
}

function fitted(rows: readonly { n: number; x: number }[]): Fitted {
  const sum = (of: readonly { n: number; x: number }[], term: (row: { n: number; x: number }) => number) =>
    of.reduce((total, row) => total + term(row), 0)
  const within = (low: number, value: number, high: number) => Math.max(low, Math.min(high, value))
  const rateOf = (of: readonly { n: number; x: number }[]) =>
    within(Math.max(1e-5, 1 / (sum(of, r => r.n) + 2)), sum(of, r => r.x) / sum(of, r => r.n), 1 - 1e-5)
  let m = rateOf(rows)
  let rho = 0.005
  for (let round = 0; round < 4; round++) {
    const [a, b] = [(m * (1 - rho)) / rho, ((1 - m) * (1 - rho)) / rho]
    const kept = rows.filter(({ n, x }) => !(x >= 2 && plainTail(x, n, a, b) < 0.002))
    m = rateOf(kept)
    const room = sum(kept, ({ n }) => n * (n - 1) * m * (1 - m))
    const excess = sum(kept, ({ n, x }) => (x - n * m) ** 2 - n * m * (1 - m))
    rho = room === 0 ? 0.005 : within(0.005, excess / room, 0.9)
  }
  return { a: (m * (1 - rho)) / rho, b: ((1 - m) * (1 - rho)) / rho }
}

export function plainCount(
  journeys: readonly PlainJourney[],
  runs: Readonly<Record<string, PlainRun>>,
  spanOf: (at: number) => number,
  input: PlainInput,
) {
  const counted: Counted[] = journeys.flatMap(journey => {
    const { direction, complete, calls } = runs[journey.run] as PlainRun
    const at = calls[input.station]
    if (at === undefined || at < (input.from ?? -Infinity) || at >= (input.to ?? Infinity)) return []
    if (journey.role === 'CREW') return []
    if (input.documentTypes && !journey.documents.some(type => input.documentTypes?.includes(type))) return []
    const here = journey.checks.filter(({ kind, station }) => kind === 'ALIGHT' && station === input.station)
    if (here.some(({ exception }) => exception)) return []
    if (!complete && !journey.checks.some(({ kind }) => kind === 'ALIGHT' || kind === 'EXIT')) return []
    const seenAfter = (t: number) =>
      journey.checks.some(({ kind, at }) => (kind === 'EXIT' || kind === 'TRANSIT') && at > t)
    const leavings = here.map(({ at }) => at).filter(t => !seenAfter(t))
    const stratum = `${classOf(journey)} ${direction} ${spanOf(at)}`
    const left = leavings.length > 0 ? Math.min(...leavings) : undefined
    return [{ person: journey.person, run: journey.run, stratum, at, left }]
  })
  const models = new Map(
    [...Map.groupBy(counted, c => c.stratum)].map(([stratum, all]) => {
      const persons = [...Map.groupBy(all, c => c.person).values()]
      return [stratum, fitted(persons.map(own => ({ n: own.length, x: own.filter(c => c.left !== undefined).length })))]
    }),
  )
  return [...Map.groupBy(counted, c => c.person)]
    .map(([person, own]) => {
      const left = own.filter(c => c.left !== undefined).sort((p, q) => p.at - q.at)
      let shrunken = 0
      let expected = 0
      const tails: number[] = []
      for (const [stratum, group] of Map.groupBy(own, c => c.stratum)) {
        const { a, b } = models.get(stratum) as Fitted
        const x = group.filter(c => c.left !== undefined).length
        expected += (group.length * a) / (a + b)
        shrunken += (group.length * (x + a)) / (group.length + a + b)
        for (const { at: t } of group.filter(c => c.left !== undefined)) {
          const year = group.filter(({ at }) => at > t - 365 * 86_400_000 && at <= t)
          tails.push(plainTail(year.filter(c => c.left !== undefined).length, year.length, a, b))
        }
      }
      return {
        person,
        times: left.length,
        journeys: own.length,
        rate: left.length / own.length,
        shrunkenRate: shrunken / own.length,
        expected,
        pValue: Math.min(1, Math.min(...tails) * tails.length),
        calls: left.map(({ run }) => `${run}@${input.station}`),
        first: left[0]?.left ?? Number.NaN,
        last: left.at(-1)?.left ?? Number.NaN,
      }
    })
    .filter(({ times, shrunkenRate }) => times >= (input.atLeast ?? 2) && shrunkenRate >= (input.minRate ?? 0))
}
