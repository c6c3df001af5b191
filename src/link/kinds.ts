/** What a tie can lead to, by the name that the API has for it and the label in the graph. */
export const NODE_KINDS = {
  PERSON: 'Person',
  IDENTITY: 'Identity',
  DOCUMENT: 'Document',
  JOURNEY: 'Journey',
  TRAIN_RUN: 'TrainRun',
  CALL: 'Call',
  STATION: 'Station',
  CHECK: 'Check',
  BOOKING: 'Booking',
  CONTACT: 'Contact',
} as const

export type NodeKind = keyof typeof NODE_KINDS

const KIND_OF = new Map(Object.entries(NODE_KINDS).map(([kind, label]) => [label as string, kind as NodeKind]))

/** The kind that a label of the graph, which is a type of the API, stands for; undefined for one that no tie leads to. */
export const kindOfLabel = (label: string): NodeKind | undefined => KIND_OF.get(label)

/** A thing of the graph: its kind and its key within the kind. */
export interface Thing {
  readonly kind: NodeKind
  readonly key: string
}

interface TieMeaning {
  /** What it leads from and to; a tie is opened from either end. */
  readonly ends: readonly (readonly [from: NodeKind, to: NodeKind])[]
  /** Reads between its ends: "person HELD document". */
  readonly says: string
  /** Whether it is stated by a source, or put together from what sources state. */
  readonly stated: boolean
}

/**
 * The ties between things. Those that are stated are in the graph as they are; the others are put together from several,
 * so that whoever opens a person need not know that it reached the train by an identity and a journey.
 */
export const TIE_KINDS = {
  IS: { ends: [['IDENTITY', 'PERSON']], says: 'is taken for', stated: false },
  STATED_ON: { ends: [['IDENTITY', 'DOCUMENT']], says: 'is stated on', stated: true },
  ISSUED_FOR: { ends: [['DOCUMENT', 'DOCUMENT']], says: 'was issued for the holder of', stated: true },
  REPLACES: { ends: [['DOCUMENT', 'DOCUMENT']], says: 'replaces', stated: true },
  AUTHORISES: { ends: [['DOCUMENT', 'TRAIN_RUN']], says: 'authorises travel on', stated: true },
  MADE: { ends: [['IDENTITY', 'JOURNEY']], says: 'made', stated: true },
  ON: { ends: [['JOURNEY', 'TRAIN_RUN']], says: 'was on', stated: true },
  HAS_CALL: { ends: [['TRAIN_RUN', 'CALL']], says: 'calls at', stated: true },
  AT: { ends: [['CALL', 'STATION']], says: 'is at', stated: true },
  PRESENTED: { ends: [['JOURNEY', 'DOCUMENT']], says: 'presented', stated: true },
  TICKETED_FROM: { ends: [['JOURNEY', 'CALL']], says: 'was ticketed from', stated: true },
  TICKETED_TO: { ends: [['JOURNEY', 'CALL']], says: 'was ticketed to', stated: true },
  BOARDED_AT: {
    ends: [
      ['JOURNEY', 'CALL'],
      ['PERSON', 'CALL'],
      ['PERSON', 'STATION'],
    ],
    says: 'was seen boarding at',
    stated: true,
  },
  ALIGHTED_AT: {
    ends: [
      ['JOURNEY', 'CALL'],
      ['PERSON', 'CALL'],
      ['PERSON', 'STATION'],
    ],
    says: 'was seen alighting at',
    stated: true,
  },
  BOOKED_IN: {
    ends: [
      ['JOURNEY', 'BOOKING'],
      ['PERSON', 'BOOKING'],
    ],
    says: 'was booked in',
    stated: true,
  },
  GAVE: { ends: [['BOOKING', 'CONTACT']], says: 'gave', stated: true },
  CHECKED: { ends: [['CHECK', 'JOURNEY']], says: 'was of', stated: true },
  SEEN_AT: { ends: [['CHECK', 'CALL']], says: 'took place at', stated: true },
  EXAMINED: { ends: [['CHECK', 'DOCUMENT']], says: 'examined', stated: true },
  READ: { ends: [['CHECK', 'IDENTITY']], says: 'read', stated: true },
  HELD: { ends: [['PERSON', 'DOCUMENT']], says: 'is stated as holder of', stated: false },
  TRAVELLED: {
    ends: [
      ['PERSON', 'JOURNEY'],
      ['PERSON', 'TRAIN_RUN'],
    ],
    says: 'travelled on',
    stated: false,
  },
  REACHED_BY: { ends: [['PERSON', 'CONTACT']], says: 'is reached by', stated: false },
  SHARED_DOCUMENT: { ends: [['PERSON', 'PERSON']], says: 'has a document in common with', stated: false },
  SHARED_BOOKING: { ends: [['PERSON', 'PERSON']], says: 'was booked together with', stated: false },
  SHARED_CONTACT: { ends: [['PERSON', 'PERSON']], says: 'has a contact in common with', stated: false },
} as const satisfies Record<string, TieMeaning>

export type TieKind = keyof typeof TIE_KINDS
