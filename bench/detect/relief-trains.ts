import type { Random } from '../../seed/base/random.ts'
import type { Api } from '../../src/api/index.ts'
import type { Database } from '../../src/graph/index.ts'

type Line = Readonly<Record<string, unknown>>

/** A passenger as lists and checks wrote of him, line by line. */
interface Seen {
  readonly person: string
  readonly passenger: string
  readonly checks: readonly string[]
}

/** Who travelled together on a booking, and on which run. */
interface Party {
  readonly run: string
  readonly aboard: readonly Seen[]
}

/** A delivery to come: a run's timetable, and then its list with its checks. */
export interface Relief {
  readonly late: boolean
  readonly timetable: readonly Line[]
  readonly list: readonly Line[]
}

const PASSENGERS = 300
/** Runs that passengers are drawn from. */
const RUNS = 120
/** Every so many lists one comes late: the first by so many days, each one after it by so many more. */
const LATE_EVERY = 4
const LATE_DAYS = 60
const LATER_DAYS = 5
/** Numbers of relief trains begin here. */
const FIRST_NUMBER = 901
const DAY = 86_400_000

/**
 * Lists of relief trains that no timetable has yet: of 300 persons of the graph, alone or with whom they were booked with
 * before, who pass the same checks as then. They run day after day after the last day of the graph, but every fourth is a
 * run of months ago. The train is a new one each time, so that a graph can be used again.
 */
export async function reliefTrains(
  { database, api }: { readonly database: Database; readonly api: Api },
  count: number,
  random: Random,
): Promise<Iterable<Relief>> {
  const rows = await database.read('MATCH (r:TrainRun) RETURN r.id ORDER BY r.id', {})
  const ids = rows.map(([id]) => String(id))
  const chosen = random.shuffled(ofBusiestTrain(ids)).slice(0, RUNS)
  const [timetable, ...others] = await inSequence(chosen, id => earlierRun(api, id))
  if (!timetable) throw new Error('detect: expected runs in the graph, there is none')
  const parties = [timetable, ...others].flatMap(run => run.parties)
  const train = String(Math.max(FIRST_NUMBER - 1, ...ids.map(id => Number(trainOf(id))).filter(Number.isFinite)) + 1)
  const last = Math.max(...ids.map(dayOf))
  return Iterator.from(Array(count).keys()).map(nth => {
    const late = nth % LATE_EVERY === LATE_EVERY - 1
    const before = LATE_DAYS + LATER_DAYS * Math.floor(nth / LATE_EVERY)
    const day = last + (late ? -before : nth + 1) * DAY
    return { late, ...reliefOf(train, day, timetable.run, drawn(parties, random)) }
  })
}

async function inSequence<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await act(item))
  return results
}

const trainOf = (id: string) => id.split('/')[0] as string
const dayOf = (id: string) => Date.parse(`${id.split('/')[1]}T00:00:00Z`)

function ofBusiestTrain(ids: readonly string[]): string[] {
  const byTrain = Map.groupBy(ids, trainOf)
  const regular = [...byTrain].filter(([train]) => !(Number(train) >= FIRST_NUMBER)).map(([, own]) => own)
  return regular.sort((a, b) => b.length - a.length)[0] ?? []
}

const LIST = `query ($run: String!) { trainRun(run: $run) {
  source { text }
  journeys(first: 500) { nodes { person { id } source { text } booking { id } checks { source { text } } } } } }`

interface Source {
  readonly source: { readonly text: string | null } | null
}
interface Listed {
  readonly trainRun: Source & {
    readonly journeys: {
      readonly nodes: readonly (Source & {
        readonly person: { readonly id: string } | null
        readonly booking: { readonly id: string } | null
        readonly checks: readonly Source[]
      })[]
    }
  }
}

/** Reads a run as it was delivered, by the lines that the service keeps: its timetable, and who travelled with whom. */
async function earlierRun(api: Api, id: string): Promise<{ readonly run: Line; readonly parties: readonly Party[] }> {
  const { data, errors } = await api.execute(LIST, { run: id })
  if (errors) throw new Error(`detect: expected the list of ${id}, got ${errors[0]?.message}`)
  const { trainRun } = data as unknown as Listed
  const run = textOf(trainRun)
  if (run === undefined) throw new Error(`detect: expected ${id} to have been delivered as NDJSON`)
  const aboard = trainRun.journeys.nodes.flatMap(({ person, source, checks, booking }): (Seen & { with: string })[] => {
    const passenger = textOf({ source })
    if (!person || passenger === undefined) return []
    const own = checks.flatMap(check => textOf(check) ?? [])
    return [{ person: person.id, passenger, checks: own, with: booking?.id ?? person.id }]
  })
  const parties = [...Map.groupBy(aboard, seen => seen.with).values()]
  return { run: JSON.parse(run), parties: parties.map(party => ({ run: id, aboard: party })) }
}

/** What was written of it, where that is a record. */
const textOf = ({ source }: Source) => (source?.text?.startsWith('{') ? source.text : undefined)

interface Drawn extends Seen {
  readonly run: string
}

/** Passengers with the run that each was on, nobody twice. */
function drawn(parties: readonly Party[], random: Random): readonly Drawn[] {
  const chosen = new Map<string, Drawn>()
  for (const { run, aboard } of random.shuffled(parties)) {
    if (chosen.size + aboard.length > PASSENGERS) break
    for (const seen of aboard) if (!chosen.has(seen.person)) chosen.set(seen.person, { ...seen, run })
  }
  return [...chosen.values()]
}

function reliefOf(train: string, day: number, timetable: Line, aboard: readonly Drawn[]): Omit<Relief, 'late'> {
  const originDate = new Date(day).toISOString().slice(0, 10)
  const run = `${train}/${originDate}`
  const moved = { ...shifted(JSON.stringify(timetable), day - dayOf(String(timetable.run))), run, train, originDate }
  const passengers = aboard.map(({ passenger }, i) => {
    const line = JSON.parse(passenger, newForTrip(originDate)) as Line
    return { ...line, run, ref: `P${i}`, booking: bookedFor(run, line.booking) }
  })
  const checks = aboard.flatMap((seen, i) =>
    seen.checks.map((check, k) => ({
      ...shifted(check, day - dayOf(seen.run), newForTrip(originDate)),
      id: `${run}#${i}.${k}`,
      run,
      passenger: `P${i}`,
    })),
  )
  return { timetable: [{ record: 'train', number: train }, moved], list: [...passengers, ...checks] }
}

/** A booking of its own, which those who booked together share. */
function bookedFor(run: string, booking: unknown): unknown {
  const { ref, ...rest } = (booking ?? {}) as { ref?: string }
  return ref === undefined ? undefined : { ...rest, ref: `${run}.${ref}` }
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

type Reviver = (key: string, value: unknown) => unknown

/** A record with every instant in it so much later. */
function shifted(text: string, by: number, revive: Reviver = (_, value) => value): Line {
  return JSON.parse(text, (key, value) =>
    typeof value === 'string' && INSTANT.test(value)
      ? new Date(Date.parse(value) + by).toISOString()
      : revive(key, value),
  ) as Line
}

/** An FRTD is another one for every trip. */
const newForTrip =
  (date: string): Reviver =>
  (_, value) =>
    isFrtd(value) ? { ...value, number: `${value.number}${date.slice(2).replaceAll('-', '')}` } : value

const isFrtd = (value: unknown): value is { readonly type: 'FRTD'; readonly number: string } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'FRTD' && 'number' in value
