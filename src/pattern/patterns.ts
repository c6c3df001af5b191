import { LRUCache } from 'lru-cache'
import { type Notes, standpoint } from '../graph/index.ts'
import { Groupings, type Strictness, type WhoIsWho } from '../person/index.ts'
import { type AnswersAbout, answersBeside } from './answers-about.ts'
import { type CoTraveller, type CoTravellersInput, coTravellers } from './company/co-travellers.ts'
import { countTraffic, type TrafficCounted } from './company/traffic.ts'
import { Detection } from './detection/detection.ts'
import { DETECTORS } from './detectors/index.ts'
import {
  type RepeatDisembarker,
  type RepeatDisembarkersInput,
  repeatDisembarkers,
} from './disembarking/repeat-disembarkers.ts'
import { identityIds, peopleUnder } from './group-people.ts'
import { Picture } from './picture.ts'
import { projectionBeside } from './projection/beside.ts'
import { Projection } from './projection/projection.ts'
import type { Snapshot } from './projection/snapshot/snapshot.ts'
import { type SharedDocument, type SharedDocumentsInput, sharedDocuments } from './shared-document.ts'
import { coachesShared, documentsExaminedElsewhere, personPlace, type Reader } from './store.ts'

/** Rows of all kept answers together. */
const ROWS_KEPT = 200_000
const ANSWERS_KEPT = 100
/** Milliseconds that working out who is one person may take. */
const TIMEOUT = 60_000
const NO_IDS: ReadonlyMap<number, string> = new Map()

/** What is read once for all askers and holds as long as nothing more is recorded, and nobody decides who is who. */
class Shared<T> {
  readonly #read: () => Promise<T>
  #state: string | undefined
  #value: Promise<T> | undefined

  constructor(read: () => Promise<T>) {
    this.#read = read
  }

  /** The value for a state of the graph. A reading under way is waited for, so two are never held at once. */
  async of(state: string): Promise<T> {
    while (this.#value !== undefined && this.#state !== state) {
      const earlier = this.#value
      await earlier.catch(() => {})
      if (this.#value === earlier) this.#value = undefined
    }
    if (this.#value === undefined) {
      const reading = this.#read()
      this.#state = state
      this.#value = reading
      reading.catch(() => {
        if (this.#value === reading) this.#value = undefined
      })
    }
    return this.#value
  }
}

/**
 * What is computed: two answers, who leaves again and again and which documents are shared; and what detectors say.
 * An answer is kept until more is recorded, a human decides who is who, or others push it out, so the pages of one answer
 * are one answer.
 */
export class Patterns {
  /** Who is one person, under each strictness. */
  readonly groupings: Groupings
  readonly #reader: Reader
  readonly #snapshot: Snapshot | undefined
  readonly #picture: Picture
  readonly #identityIds: Shared<ReadonlyMap<number, string>>
  readonly #examinedElsewhere: Shared<string[]>
  readonly #traffic: Shared<TrafficCounted>
  #detection: Detection | undefined
  /** The end of the looks at earlier days that were asked for so far. */
  #asKnown: Promise<void> = Promise.resolve()
  readonly #answers = new LRUCache<string, Promise<readonly unknown[]>>({ max: ANSWERS_KEPT, maxSize: ROWS_KEPT })

  /** @param snapshot where the projection is kept from one start to the next; without: it is read from the graph */
  constructor(reader: Reader, snapshot?: Snapshot) {
    this.#reader = reader
    this.#snapshot = snapshot
    this.groupings = new Groupings((text, given) => reader.read(text, given, { timeout: TIMEOUT }))
    this.#picture = new Picture(reader, snapshot)
    this.#identityIds = new Shared(() => identityIds(reader))
    this.#examinedElsewhere = new Shared(() => documentsExaminedElsewhere(reader))
    this.#traffic = new Shared(async () => {
      const projection = await this.#picture.now()
      return countTraffic(
        projection,
        run => projection.rail.runs.columns.load[run] as number,
        async () => {},
      )
    })
  }

  /** Keeps the projection for the next start. */
  async close(): Promise<void> {
    await this.#snapshot?.close()
  }

  /** See `repeatDisembarkers`. Reads of the graph what has changed since it was read last. */
  repeatDisembarkers(input: RepeatDisembarkersInput): Promise<readonly RepeatDisembarker[]> {
    return this.#answer('repeatDisembarkers', input, async whoIsWho => {
      const { strictness, state } = whoIsWho
      const ids = strictness === 'STRICT' ? await this.#identityIds.of(state) : NO_IDS
      // Nothing is waited for from here on: the next update goes on in the same columns.
      const projection = await this.#picture.now()
      return repeatDisembarkers(projection, input, peopleUnder(projection.people, whoIsWho, ids))
    })
  }

  /** See `sharedDocuments`. */
  sharedDocuments(input: SharedDocumentsInput): Promise<readonly SharedDocument[]> {
    return this.#answer('sharedDocuments', input, whoIsWho =>
      sharedDocuments(this.#reader, whoIsWho, input, () => this.#examinedElsewhere.of(whoIsWho.state)),
    )
  }

  /** See `coTravellers`; persons are those of REVIEWED. */
  coTravellers(input: CoTravellersInput): Promise<readonly CoTraveller[]> {
    return this.#answer('coTravellers', input as CoTravellersInput & { identity?: Strictness }, async ({ state }) => {
      const place = await personPlace(this.#reader, input.person)
      const counted = await this.#traffic.of(state)
      return coTravellers(await this.#picture.now(), counted, input, place)
    })
  }

  /** In how many of the journeys of each of these both sat in one coach, as far as lists say. */
  coachesShared(rows: readonly CoTraveller[]) {
    return coachesShared(
      this.#reader,
      rows.map(({ pairs }) => pairs),
    )
  }

  /**
   * All detectors, told of everything that has changed; what they are to test again waits for `Detection.settle`. Once
   * asked for, every update of the projection reaches them, whoever has it made.
   */
  async detection(): Promise<Detection> {
    const projection = await this.#picture.now()
    if (!this.#detection) {
      this.#detection = new Detection(DETECTORS, this.#reader)
      this.#keepCurrent(this.#detection, projection)
    }
    return this.#detection
  }

  /**
   * Detectors that go on from what those of now say, with persons as another reader finds them, such as a transaction: of
   * use until something else changes. Those of now must be settled.
   */
  async detectionBeside(reader: Reader, notes: Pick<Notes, 'identities' | 'persons'>): Promise<Detection> {
    const detection = await this.detection()
    const { projection, touched } = await projectionBeside(reader, await this.#picture.now(), notes)
    return detection.beside(projection, touched, reader)
  }

  /** Has something be done with detectors of its own, to see what they would say under other parameters. */
  async beside<T>(act: (detection: Detection) => Promise<T>): Promise<T> {
    const detection = new Detection(DETECTORS, this.#reader)
    const leave = this.#keepCurrent(detection, await this.#picture.now())
    try {
      return await act(detection)
    } finally {
      leave()
    }
  }

  /** Has something be done with detectors of its own that see what was known when the delivery of this number had been received. */
  async asKnown<T>(asOf: number, act: (detection: Detection) => Promise<T>): Promise<T> {
    // Each reads a projection of its own: two at once would take the memory of three.
    const earlier = this.#asKnown
    const own = Promise.withResolvers<void>()
    this.#asKnown = own.promise
    try {
      await earlier
      const detection = new Detection(DETECTORS, this.#reader)
      const known = await Projection.readAsKnown(this.#reader, await standpoint(this.#reader), asOf)
      detection.touch(known, 'all')
      return await act(detection)
    } finally {
      own.resolve()
    }
  }

  #keepCurrent(detection: Detection, projection: Projection): () => void {
    detection.touch(projection, 'all')
    return this.#picture.follow((updated, touched) => detection.touch(updated, touched))
  }

  /** How to compute both answers about some persons and documents beside the peers of now; see `answersBeside`. */
  async answersAbout(): Promise<AnswersAbout> {
    return answersBeside(await this.#picture.now())
  }

  async #answer<Row>(
    name: string,
    input: { readonly identity?: Strictness },
    compute: (whoIsWho: WhoIsWho) => Promise<Row[]>,
  ): Promise<readonly Row[]> {
    const whoIsWho = await this.groupings.of(input.identity ?? 'REVIEWED')
    const key = `${whoIsWho.state} ${whoIsWho.strictness} ${name} ${JSON.stringify(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1)))}`
    const kept = this.#answers.get(key)
    if (kept) return kept as Promise<Row[]>
    const answer = compute(whoIsWho)
    this.#answers.set(key, answer, { size: 1 })
    try {
      const rows = await answer
      // Too large an answer is not kept at all; the next page computes it again.
      this.#answers.set(key, answer, { size: rows.length + 1 })
      return rows
    } catch (error) {
      this.#answers.delete(key)
      throw error
    }
  }
}
