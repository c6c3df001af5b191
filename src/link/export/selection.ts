import type { Strictness } from '../../person/index.ts'
import type { Thing, TieKind } from '../kinds.ts'
import type { ExportedKind, PropertyValue } from './properties.ts'

/** A line of a delivery on which something is written. */
export interface ExportedSource {
  /** File name of the delivery, and its SHA-256. */
  readonly name: string
  readonly sha256: string
  readonly line: number
  /** Epoch milliseconds. */
  readonly receivedAt: number
}

/** That something is concluded, by whom or what, and how sure: never a fact. */
export interface Assessed {
  /** What stands behind it, such as AUTO or CONFIRMED, or the state of a finding. */
  readonly status: string
  /** 0 to 1; null where it has none. */
  readonly score: number | null
  readonly by: string | null
}

export interface ExportedThing {
  /** Global id. */
  readonly id: string
  readonly kind: ExportedKind
  readonly key: string
  readonly label: string
  /** What is stated, or concluded, of it; what is not known is not there. */
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly sources: readonly ExportedSource[]
  /** Null: a fact. */
  readonly assessed: Assessed | null
}

/** How a finding is tied to what it is about, and to what it rests on. */
type FindingTie = 'ABOUT' | 'CITES'

export interface ExportedTie {
  readonly id: string
  readonly kind: TieKind | FindingTie
  /** Reads between its ends. */
  readonly says: string
  /** Global ids of things of the selection. */
  readonly from: string
  readonly to: string
  /** It is in the graph as a source stated it; else it is put together from what sources state. */
  readonly stated: boolean
  /** How often it was seen. */
  readonly count: number
  /** Epoch milliseconds; null where it has no time. */
  readonly firstSeen: number | null
  readonly lastSeen: number | null
  readonly sources: readonly ExportedSource[]
  readonly assessed: Assessed | null
}

/** What is not in an export, and how much of it. */
export interface LeftOut {
  readonly what: string
  readonly count: number
}

/** A finding, as the room that keeps it tells it. */
export interface FindingToExport {
  readonly key: string
  readonly pattern: string
  readonly title: string
  readonly question: string
  readonly state: string
  readonly score: number
  readonly raisedAt: number
  readonly asOf: number
  readonly because: readonly string[]
  readonly about: readonly Labelled[]
  readonly cites: readonly (Labelled & { readonly line: string })[]
}

interface Labelled {
  readonly label: string
  readonly key: string
}

/** What somebody asks to be exported. */
export interface ExportRequest {
  readonly things: readonly Thing[]
  readonly findings: readonly FindingToExport[]
  readonly identity: Strictness
  /** In words, as it is to be told in the file. */
  readonly asked: string
  readonly by: string
  readonly purpose: string | null
}

/** What every export says of itself. */
export interface About {
  readonly asked: string
  readonly by: string
  readonly purpose: string | null
  readonly identity: Strictness
  /** Epoch milliseconds. */
  readonly exportedAt: number
  /** The last delivery that was received when it was read; null where there was none. */
  readonly asOf: { readonly name: string; readonly receivedAt: number } | null
}

/** Everything that an export holds, whatever its format. */
export interface Selection {
  readonly about: About
  readonly things: readonly ExportedThing[]
  readonly ties: readonly ExportedTie[]
  readonly leftOut: readonly LeftOut[]
}

/** Said in every export (Dir. 2016/680 Art 7 and 11: facts apart from assessments; no automated decision). */
export const HANDLING =
  'Facts are as sources stated them. What is marked as an assessment was concluded, and may be wrong: a human decides.'

/** What an export holds at most. */
export const MOST_THINGS = 10_000
export const MOST_TIES = 100_000
/** Sources that are named of one thing or tie. */
export const MOST_SOURCES = 20
