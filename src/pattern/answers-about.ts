import { JourneyPage, joined } from './journey-page.ts'
import type { Projection } from './projection.ts'
import { type RepeatDisembarker, repeatDisembarkersAmong } from './repeat-disembarker.ts'
import { type SharedDocument, sharedAmong } from './shared-document.ts'
import { personRows, type Reader } from './store.ts'

/** Somebody who leaves again and again at a station. */
export interface LeaverAt extends RepeatDisembarker {
  /** Station code. */
  readonly station: string
}

/** The two answers as far as they speak of some persons and some documents. */
export interface Answers {
  readonly repeatDisembarkers: readonly LeaverAt[]
  readonly sharedDocuments: readonly SharedDocument[]
}

/** Computes them as `reader` finds the graph. */
export type AnswersAbout = (
  reader: Reader,
  persons: readonly string[],
  documents: readonly string[],
) => Promise<Answers>

/**
 * The answers about persons and documents in a graph that is not yet what others see, with the defaults of both questions,
 * at every station where one of the persons left. Journeys of these persons are read anew; the peers that they are
 * compared with, and the runs, are those of the projection: a few persons hardly move what is ordinary.
 */
export const answersBeside =
  (peers: Projection): AnswersAbout =>
  async (reader, persons, documents) => ({
    repeatDisembarkers: await leavers(peers, reader, persons),
    sharedDocuments: await sharedAmong(reader, documents),
  })

async function leavers(peers: Projection, reader: Reader, persons: readonly string[]): Promise<LeaverAt[]> {
  const index = {
    run: new Map(peers.runs.ids.map((id, i) => [id, i])),
    station: new Map(peers.stations.map((code, i) => [code, i])),
  }
  const pages: JourneyPage[] = []
  for (const person of persons) pages.push(new JourneyPage(await personRows(reader, person, person), index))
  const among: Projection = { ...peers, ...joined(pages) }
  const stations = [...new Set(among.alightings.station)].map(i => peers.stations[i] as string)
  return stations
    .sort()
    .flatMap(station => repeatDisembarkersAmong(peers, among, { station }).map(row => ({ ...row, station })))
}
