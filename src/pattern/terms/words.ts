import type { Projection } from '../projection/projection.ts'
import type { Regime } from '../projection/rail.ts'

/** How things are named in explanations: by names of places and instants, never by names of persons. */

const NUMBERS = new Intl.NumberFormat('en-GB')
const DAYS = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

/** `1 journey`, `2 journeys`. */
export const counted = (count: number, noun: string) => `${NUMBERS.format(count)} ${noun}${count === 1 ? '' : 's'}`

/** `14 Feb 2023 10:02Z`. */
export function instant(at: number): string {
  return `${day(at)} ${new Date(at).toISOString().slice(11, 16)}Z`
}

/** `14 Feb 2023`, of an instant in UTC. */
export const day = (at: number): string => DAYS.format(at)

/** A probability or a rate, two digits. */
export function figure(value: number): string {
  if (value === 0) return '0'
  return value < 0.001 || value >= 100_000 ? value.toExponential(1) : String(Number(value.toPrecision(2)))
}

/** A station's English name. */
export const stationName = ({ rail }: Projection, station: number) =>
  rail.about[station]?.name ?? (rail.stations.all[station] as string)

/** `Dated rule closed-2024 forbade it from 2024-03-01 on.` */
export const datedRule = ({ id, from, until }: Regime, said: string) =>
  `Dated rule ${id} ${said} from ${from}${until === null ? ' on' : ` to ${until}`}.`
