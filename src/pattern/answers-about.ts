import { numberOf, type Place } from '../graph/index.ts'
import { type RepeatDisembarker, repeatDisembarkersAmong } from './disembarking/repeat-disembarkers.ts'
import { type Grouping, grouped } from './grouping.ts'
import type { Projection } from './projection/projection.ts'
import { type SharedDocument, sharedAmong } from './shared-document.ts'
import type { Reader } from './store.ts'

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
 * at every station. Who these persons are is read anew; their journeys, and the peers that they are compared with, are
 * those of the projection: facts do not move, and a few persons hardly move what is ordinary.
 */
export const answersBeside =
  (projection: Projection): AnswersAbout =>
  async (reader, persons, documents) => ({
    repeatDisembarkers: leavers(projection, await groupingOf(reader, projection, persons)),
    sharedDocuments: await sharedAmong(reader, documents),
  })

function leavers(projection: Projection, among: Grouping): LeaverAt[] {
  const { stations, about } = projection.rail
  const known = stations.all.filter((_, row) => about[row] !== undefined)
  return known
    .sort()
    .flatMap(station => repeatDisembarkersAmong(projection, among, { station }).map(row => ({ ...row, station })))
}

/** Who these persons are now. */
async function groupingOf(reader: Reader, { people }: Projection, persons: readonly string[]): Promise<Grouping> {
  const rows = (await reader.read(
    `// identitiesOfPersons
UNWIND range(0, size($persons) - 1) AS i
MATCH (:Person {id: $persons[i]})<-[:IS]-(x:Identity)
RETURN i, elementId(x)`,
    { persons },
  )) as [number, Place][]
  const person = new Int32Array(people.identities.length).fill(-1)
  for (const [i, place] of rows) {
    const row = people.find(numberOf(place))
    if (row >= 0) person[row] = i
  }
  return grouped(person, persons)
}
