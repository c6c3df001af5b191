import { Random } from '../../seed/base/random.ts'
import { agree } from './agree.ts'
import type { PlainDriver } from './driver.ts'
import { alone, apart, inTurn, together } from './measure.ts'
import type { Keys, Shape } from './shape.ts'
import type { Ways } from './ways/index.ts'
import type { Ask, Way } from './ways/way.ts'

/** How long and how often is measured. */
export interface Plan {
  readonly rounds: number
  /** Of one client alone, and again of many clients, for each way in each round. */
  readonly seconds: number
  readonly clients: number
  /** Names of the ways that are timed; empty: all. */
  readonly ways: readonly string[]
}

/** What one way took for one shape, over all rounds. */
export interface Row {
  readonly way: string
  /** Milliseconds of each request of a client that is alone. */
  readonly latencies: number[]
  /** Requests per second of each round: of many clients. */
  readonly together: number[]
  /** Of the middle question: statements sent and what they touch; undefined where that cannot be seen. */
  readonly cost: { readonly statements: number; readonly dbHits: number } | undefined
  /** Of the JSON of its answer. */
  readonly bytes: number
}

export interface Outcome {
  readonly shape: string
  readonly questions: number
  readonly rows: readonly Row[]
}

const SEED = 7
/** Shapes never seen are not without number: a few a round, and milliseconds after each for what it starts in the background. */
const APART = 8
const PAUSE = 400
/** The server's Java compiles what it runs often: so many measurements long, twice. */
const WARM_UP = 2
/** Milliseconds after which what a first use starts in the background is over. */
const SETTLED = 3_000

/** A way with the questions that it is asked in turn, and its row so far. */
interface Timed {
  readonly ask: Ask
  readonly row: Row
}

/** Draws the questions, checks that all ways answer them alike, and times the ways in turn, another one first each round. */
export async function runShape(shape: Shape, ways: Ways, driver: PlainDriver, plan: Plan): Promise<Outcome> {
  const isChosen = ({ name }: Way) => plan.ways.length === 0 || plan.ways.includes(name)
  const warm = ways.warm.filter(isChosen)
  const onesApart = ways.apart.filter(isChosen)
  const drawn = await shape.draw(driver.read, new Random(SEED))
  say(`${shape.name}: comparing the answers to ${drawn.length} questions`)
  await agree(shape, drawn, [...warm, ...onesApart], ways.raw)
  const middle = drawn[Math.floor(drawn.length / 2)] as Keys
  const timedOf = async (way: Way): Promise<Timed> => ({
    ask: inTurn(drawn.map(keys => way.asking(shape, keys))),
    row: await emptyRow(shape, middle, way, driver),
  })
  const timed = await inSequence(warm, timedOf)
  const timedApart = await inSequence(onesApart, timedOf)
  say(`${shape.name}: warming up`)
  await warmUp(timed, plan)
  for (let round = 0; round < plan.rounds; round++) {
    say(`${shape.name}: round ${round + 1} of ${plan.rounds}`)
    await measure(turned(timed, round), timedApart, plan)
  }
  return { shape: shape.name, questions: drawn.length, rows: [...timed, ...timedApart].map(({ row }) => row) }
}

async function warmUp(timed: readonly Timed[], { clients, seconds }: Plan): Promise<void> {
  for (const { ask } of timed) await together(ask, clients, WARM_UP * seconds)
  await new Promise(resolve => setTimeout(resolve, SETTLED))
  for (const { ask } of timed) await together(ask, clients, WARM_UP * seconds)
}

async function measure(timed: readonly Timed[], timedApart: readonly Timed[], { clients, seconds }: Plan) {
  for (const { ask, row } of timed) {
    row.latencies.push(...(await alone(ask, seconds)))
    row.together.push(await together(ask, clients, seconds))
  }
  for (const { ask, row } of timedApart) row.latencies.push(...(await apart(ask, APART, PAUSE)))
}

/** How far it is, beside the tables. */
function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function emptyRow(shape: Shape, keys: Keys, way: Way, driver: PlainDriver): Promise<Row> {
  const answer = await way.asking(shape, keys)()
  const bytes = Buffer.byteLength(typeof answer === 'string' ? answer : JSON.stringify({ data: answer.data }))
  const statements = (await way.statements?.(shape, keys)) ?? []
  const hits = await inSequence(statements, ({ text, parameters }) => driver.dbHits(text, parameters))
  const dbHits = hits.reduce((sum, count) => sum + count, 0)
  const cost = statements.length > 0 ? { statements: statements.length, dbHits } : undefined
  return { way: way.name, latencies: [], together: [], cost, bytes }
}

async function inSequence<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const item of items) results.push(await act(item))
  return results
}

const turned = <T>(items: readonly T[], by: number): T[] => {
  const start = by % Math.max(1, items.length)
  return [...items.slice(start), ...items.slice(0, start)]
}
