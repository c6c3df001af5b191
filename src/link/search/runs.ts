import { isDate } from '../../base/index.ts'
import { journeyId } from '../../journey/index.ts'
import { LIMIT, type SearchGraph, upTo } from './graph.ts'
import { type Found, type Hit, hitBy, NOTHING } from './hit.ts'
import { journeysNamed, type RunRow, runsNamed, runsOfDay, runsOfTrains } from './store.ts'
import type { Asked } from './text.ts'

/** Words beside a number that say that it is a train's; `№` has become `No` by then. */
const TRAIN = /^(?:trains?|run|nr|no|поезд|п|рейс|цягнік|traukinys|pociąg)\.?$/iu

/** Finds runs by train and date in any notation, by a train alone, by a day alone; and a passenger's journey on one. */
export async function findRuns(asked: Asked, { ask }: SearchGraph): Promise<Found> {
  const { dates, rest } = asked
  const [date] = dates
  const named = rest
    .split(/[\s,;/#]+/)
    .map(part => part.replace(/^no\.?(?=\d)/i, ''))
    .filter(part => part !== '' && !TRAIN.test(part))
  const [train, ref] = named
  if (dates.length > 1 || named.length > (date ? 2 : 1)) return NOTHING
  if (!train)
    return date && isDate(date) ? found(await runsOfDay(ask, { ...aroundDay(date), ...LIMIT }), asked) : NOTHING
  if (!/\p{N}/u.test(train)) return NOTHING
  const trains = trainNumbers(train)
  if (!date || !isDate(date))
    return found(await runsOfTrains(ask, { trains, date: date ?? '', ...LIMIT }), asked, train)
  const runs = trains.map(number => `${number}/${date}`)
  if (!ref) return found(await runsNamed(ask, runs), asked, train)
  const journeys = await journeysNamed(
    ask,
    runs.map(run => journeyId(run, ref)),
  )
  return { hits: journeys.map(([key, value]) => journeyHit(key, value)), cut: false }
}

const LONGEST_NUMBER = 4

/** How a train's number may be written: `29` is `029` on a timetable, letters after it in capitals. */
function trainNumbers(written: string): string[] {
  const [, before = '', digits = '', after = ''] = /^(\D*)0*(\d+)(.*)$/.exec(written.toUpperCase()) ?? []
  const padded = Array.from({ length: LONGEST_NUMBER }, (_, i) => before + digits.padStart(i + 1, '0') + after)
  return [...new Set([written, written.toUpperCase(), ...padded])]
}

const DAY = 86_400_000

/** A day by any clock on earth, as instants. */
function aroundDay(date: string) {
  const start = Date.parse(date)
  return { date, from: start - DAY, to: start + 2 * DAY }
}

const found = (rows: readonly RunRow[], asked: Asked, train?: string): Found => {
  const kept = upTo(rows)
  return { hits: kept.rows.map((row, rank) => runHit(row, rank, asked, train)), cut: kept.cut }
}

function runHit(
  [key, number, originDate]: RunRow,
  rank: number,
  { text, dates: [date] }: Asked,
  train: string | undefined,
): Hit {
  const match = (field: string, value: string, how: 'EXACT' | 'NOTATION' | 'PREFIX', says: string) =>
    hitBy({ kind: 'TRAIN_RUN', key }, { field, value, how, says: `${field === 'run' ? 'run' : 'it is'} ${says}` }, rank)
  if (text === key) return match('run', key, 'EXACT', `${key} is what was asked for`)
  if (!train) return match('originDate', originDate, 'PREFIX', `a run of ${originDate}`)
  if (date === originDate) return match('run', key, 'NOTATION', `${key} is train ${number} of ${originDate}`)
  return match('train', number, 'PREFIX', `a run of train ${number}, of ${originDate}`)
}

const journeyHit = (key: string, ref: string): Hit =>
  hitBy(
    { kind: 'JOURNEY', key },
    { field: 'ref', value: ref, how: 'EXACT', says: `ref ${ref} is what was asked for on that run` },
  )
