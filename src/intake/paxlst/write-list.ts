import { Invalid } from '../../base/index.ts'
import type { ListedPassenger } from '../../journey/index.ts'
import type { Timetable } from '../../rail/index.ts'
import { written } from './segment.ts'
import { DEFAULTS } from './separators.ts'
import { type WrittenStops, writtenStops } from './stops.ts'
import { type Tagged, writtenPassenger } from './write-passenger.ts'

/** The repertoire of UNOA (ISO 9735-1): upper case, digits, and these signs. */
const UNOA = /^[A-Z0-9 .,\-()/=!"%&*;<>'+:?]*$/

/**
 * The list of a run as one interchange, one segment a line, in UNOA where its letters do, else in UTF-8 (UNOY): who was
 * declared and who was aboard as messages of their own. A list that is not known to be complete is written as one whose
 * last part is missing, so that nobody takes it for complete.
 * @throws Invalid where the run has no planned times, without which a message is not valid
 */
export function writtenList(
  run: string,
  timetable: Timetable,
  passengers: readonly ListedPassenger[],
  preparedAt: number,
): string {
  const stops = writtenStops(timetable.calls)
  if (!stops.isTimed)
    throw new Invalid(`expected planned times for ${run}, got none: a passenger list must say when the train enters`)
  const groups = Map.groupBy(passengers, ({ stage }) => stage === 'BOARDED')
  const messages = [...groups].map(([boarded, aboard], i) =>
    message(`M${i + 1}`, run, timetable, stops, boarded, aboard),
  )
  const body = messages.flat().map(([tag, elements]) => written(tag, elements, DEFAULTS))
  const syntax = body.every(text => UNOA.test(text)) ? 'UNOA' : 'UNOY'
  const reference = preparedAt.toString(36).toUpperCase()
  const [day, time] = new Date(preparedAt).toISOString().replaceAll(/[-:]/g, '').split('T') as [string, string]
  const header = written('UNB', [[syntax, '4'], ['ALIGHT'], ['ALIGHT'], [day, time.slice(0, 4)], [reference]], DEFAULTS)
  const trailer = written('UNZ', [[String(messages.length)], [reference]], DEFAULTS)
  return ["UNA:+.? '", header, ...body, trailer, ''].join('\n')
}

function message(
  reference: string,
  run: string,
  { train, stations, isListComplete }: Timetable,
  { segments, departure }: WrittenStops,
  boarded: boolean,
  aboard: readonly ListedPassenger[],
): Tagged[] {
  const crew = aboard.filter(({ role }) => role === 'CREW').length
  const kind = crew === aboard.length ? '250' : boarded ? '266' : '745'
  const latestBirth = (departure ?? run.slice(-10)).slice(0, 10)
  const inside: Tagged[] = [
    ['UNH', [[reference], ['PAXLST', 'D', '02B', 'UN', 'IATA'], [run], ['01', isListComplete ? 'F' : 'C']]],
    ['BGM', [[kind], [boarded ? 'CLOB' : '']]],
    ['NAD', [['MS'], [], [], ['ALIGHT']]],
    ['TDT', [['20'], [train], ['2']]],
    ...segments,
    ...aboard.flatMap(passenger => writtenPassenger(passenger, call => stations.get(call) ?? '', latestBirth)),
    ['CNT', [['42', String(aboard.length - crew)]]],
    ...(crew > 0 ? [['CNT', [['41', String(crew)]]] as const] : []),
  ]
  return [...inside, ['UNT', [[String(inside.length + 1)], [reference]]]]
}
