export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, ISO 8601 with zone; shown in UTC. A plain date is taken as its 00:00Z. */
  DateTime: { input: number; output: number; }
  /** A day, `YYYY-MM-DD`. */
  Date: { input: string; output: string; }
  /** A date as far as it is known: `1984`, `1984-03` or `1984-03-09`. */
  PartialDate: { input: string; output: string; }
};

export type Query = {
  __typename?: 'Query';
  /** Anything that has an `id`. */
  node?: Maybe<Node>;
  /** Many things at once, in the order asked, null where there is none; at most 500. */
  nodes: Array<Maybe<Node>>;
  /** One person; the id of any identity of the person finds it too. */
  person?: Maybe<Person>;
  /** Persons, by display name. */
  persons: PersonConnection;
  /** A document by what is printed on it; spaces, hyphens and letter case in the number do not matter. */
  document?: Maybe<Document>;
  /** Documents, by type, issuer and number. */
  documents: DocumentConnection;
  /** One run of a train by its key, such as `029/2023-05-01`. */
  trainRun?: Maybe<TrainRun>;
  /** Runs of trains, by departure. */
  trainRuns: TrainRunConnection;
  /** One station by its code, such as `KENA`. */
  station?: Maybe<Station>;
  /** All stations, by code. */
  stations: Array<Station>;
  /** One passenger's journey: a run and the `ref` of the passenger list. */
  journey?: Maybe<Journey>;
  /** How many of each thing the graph holds. */
  census: Census;
  /**
   * Who leaves at a station more often than comparable travellers do? Per person: journeys through the station whose end is
   * known, and how many of them ended there, against travellers of the same class, direction and regime (beta-binomial).
   * Most unusual first. Facts of numbers only: a person who lives there is as frequent as a person who may not.
   */
  repeatDisembarkers: RepeatDisembarkerConnection;
  /** Which documents were shown by more than one person? Same run first, then overlapping use, then how often shown. */
  sharedDocuments: SharedDocumentConnection;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type QueryPersonArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPersonsArgs = {
  filter?: InputMaybe<PersonFilter>;
  orderBy?: InputMaybe<PersonOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDocumentArgs = {
  type: DocumentType;
  issuer: Scalars['String']['input'];
  number: Scalars['String']['input'];
};


export type QueryDocumentsArgs = {
  filter?: InputMaybe<DocumentFilter>;
  orderBy?: InputMaybe<DocumentOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryTrainRunArgs = {
  run: Scalars['String']['input'];
};


export type QueryTrainRunsArgs = {
  filter?: InputMaybe<TrainRunFilter>;
  orderBy?: InputMaybe<TrainRunOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStationArgs = {
  code: Scalars['String']['input'];
};


export type QueryJourneyArgs = {
  run: Scalars['String']['input'];
  ref: Scalars['String']['input'];
};


export type QueryRepeatDisembarkersArgs = {
  input: RepeatDisembarkersInput;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySharedDocumentsArgs = {
  input?: InputMaybe<SharedDocumentsInput>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A thing with a global id. */
export type Node = {
  id: Scalars['ID']['output'];
};

/** Where a list goes on. */
export type PageInfo = {
  __typename?: 'PageInfo';
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** Somebody, as far as can be concluded: the identities that are taken to be one person. An assertion, never a fact. */
export type Person = Node & {
  __typename?: 'Person';
  id: Scalars['ID']['output'];
  /** The name most often stated. */
  displayName: Scalars['String']['output'];
  /** What sources stated, each as it was written. */
  identities: Array<Identity>;
  /** Documents that any of the identities was stated on. */
  documents: DocumentConnection;
  /** Journeys, latest last. */
  journeys: JourneyConnection;
};


/** Somebody, as far as can be concluded: the identities that are taken to be one person. An assertion, never a fact. */
export type PersonDocumentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Somebody, as far as can be concluded: the identities that are taken to be one person. An assertion, never a fact. */
export type PersonJourneysArgs = {
  filter?: InputMaybe<JourneyFilter>;
  orderBy?: InputMaybe<JourneyOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Who somebody was said to be: one per distinct set of fields as written and documents beside them. */
export type Identity = Node & {
  __typename?: 'Identity';
  id: Scalars['ID']['output'];
  surname: Scalars['String']['output'];
  givenNames?: Maybe<Scalars['String']['output']>;
  surnameCyrillic?: Maybe<Scalars['String']['output']>;
  givenNamesCyrillic?: Maybe<Scalars['String']['output']>;
  surnameAtBirth?: Maybe<Scalars['String']['output']>;
  dateOfBirth?: Maybe<Scalars['PartialDate']['output']>;
  sex?: Maybe<Sex>;
  /** Three-letter ICAO code. Shown, never weighed. */
  nationality?: Maybe<Scalars['String']['output']>;
  placeOfBirth?: Maybe<Scalars['String']['output']>;
  countryOfBirth?: Maybe<Scalars['String']['output']>;
  /** The person that this identity is taken to be. */
  person: Person;
  /** Why this identity belongs to that person. */
  link: IdentityLink;
  /** The documents beside the statement. */
  documents: Array<Document>;
};

/** The assertion that an identity is a person. */
export type IdentityLink = {
  __typename?: 'IdentityLink';
  status: IdentityLinkStatus;
  /** Probability that the link is right; null where no matcher computed one (identities joined by equal keys). */
  score?: Maybe<Scalars['Float']['output']>;
  /** What was compared, field by field. */
  because: Array<IdentityLinkReason>;
  /** Who decided; null for the matcher. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** One comparison that speaks for a link. */
export type IdentityLinkReason = {
  __typename?: 'IdentityLinkReason';
  /** What was compared: `name and dateOfBirth`, `document`. */
  field: Scalars['String']['output'];
  /** The value of this identity. */
  left: Scalars['String']['output'];
  /** The value of the person's other identity. */
  right: Scalars['String']['output'];
  /** How well they agree. */
  level: Scalars['String']['output'];
  /** Weight in bits; null where no matcher computed one. */
  bits?: Maybe<Scalars['Float']['output']>;
};

/** A passport, permit, visa or transit document, known by type, issuer and number. */
export type Document = Node & {
  __typename?: 'Document';
  id: Scalars['ID']['output'];
  type: DocumentType;
  /** Three-letter ICAO code of the issuing state. */
  issuer: Scalars['String']['output'];
  number: Scalars['String']['output'];
  series?: Maybe<Scalars['String']['output']>;
  issuedOn?: Maybe<Scalars['Date']['output']>;
  validFrom?: Maybe<Scalars['Date']['output']>;
  expiresOn?: Maybe<Scalars['Date']['output']>;
  authority?: Maybe<Scalars['String']['output']>;
  biometric?: Maybe<Scalars['Boolean']['output']>;
  permitType?: Maybe<Scalars['String']['output']>;
  /** What the issuer says of it; null where nothing was said. */
  status?: Maybe<DocumentStatus>;
  statusAt?: Maybe<Scalars['DateTime']['output']>;
  /** Hours that one transit may take, where the document says so. */
  transitHours?: Maybe<Scalars['Int']['output']>;
  /** Persons that were stated on it, with the tie on the edge. */
  holders: HolderConnection;
  /** Journeys and checks at which it was shown, earliest first. */
  presentations: PresentationConnection;
  /** The passport that a permit, visa, FTD or FRTD goes with. */
  issuedFor?: Maybe<Document>;
  /** The runs that an FRTD authorises, earliest departure first: at most two, out and back. */
  authorises: Array<TrainRun>;
  replaces?: Maybe<Document>;
  replacedBy?: Maybe<Document>;
};


/** A passport, permit, visa or transit document, known by type, issuer and number. */
export type DocumentHoldersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A passport, permit, visa or transit document, known by type, issuer and number. */
export type DocumentPresentationsArgs = {
  filter?: InputMaybe<PresentationFilter>;
  orderBy?: InputMaybe<PresentationOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** One passenger on one run. */
export type Journey = Node & {
  __typename?: 'Journey';
  id: Scalars['ID']['output'];
  /** The passenger's number on the list; for somebody seen by a check alone, `check:` and the check's id. */
  ref: Scalars['String']['output'];
  run: TrainRun;
  /** Null where only a document was seen, and no list says whose. */
  person?: Maybe<Person>;
  /** Null where only a document was seen, and no list says whose. */
  identity?: Maybe<Identity>;
  role?: Maybe<PassengerRole>;
  stage?: Maybe<PassengerStage>;
  coach?: Maybe<Scalars['String']['output']>;
  seat?: Maybe<Scalars['String']['output']>;
  /** Planned departure of the run from its first call. */
  departsAt: Scalars['DateTime']['output'];
  capture?: Maybe<Capture>;
  /** The documents that were presented. */
  documents: Array<Document>;
  /** Where the ticket begins; null where no ticket is known. */
  ticketedFrom?: Maybe<Call>;
  ticketedTo?: Maybe<Call>;
  /** Where a BOARD check saw the journey begin; null: not known. */
  boardedAt?: Maybe<Call>;
  /** Where an ALIGHT check saw the journey end; null: not known, which is not the same as `did not alight`. */
  alightedAt?: Maybe<Call>;
  checks: Array<Check>;
  booking?: Maybe<Booking>;
};

/** A train as the timetable names it. */
export type Train = Node & {
  __typename?: 'Train';
  id: Scalars['ID']['output'];
  /** As printed: `029`. */
  number: Scalars['String']['output'];
  name?: Maybe<Scalars['String']['output']>;
  from?: Maybe<Station>;
  to?: Maybe<Station>;
};

/** One run of a train, from its origin on one day. */
export type TrainRun = Node & {
  __typename?: 'TrainRun';
  id: Scalars['ID']['output'];
  /** Number and origin date: `029/2023-05-01`. */
  run: Scalars['String']['output'];
  train: Train;
  originDate: Scalars['Date']['output'];
  /** Planned departure from the first call. */
  departsAt: Scalars['DateTime']['output'];
  capacity?: Maybe<Scalars['Int']['output']>;
  /** Where it calls, in order; stops that were not planned are of kind UNPLANNED. */
  calls: Array<Call>;
  /** The passenger list, by ref. */
  journeys: JourneyConnection;
  /** How many journeys are known to have been aboard: listed ones that are not merely DECLARED, and all that a check saw. */
  onBoard: Scalars['Int']['output'];
};


/** One run of a train, from its origin on one day. */
export type TrainRunJourneysArgs = {
  filter?: InputMaybe<JourneyFilter>;
  orderBy?: InputMaybe<JourneyOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A stop of one run at one station. */
export type Call = Node & {
  __typename?: 'Call';
  id: Scalars['ID']['output'];
  seq?: Maybe<Scalars['Int']['output']>;
  station: Station;
  run: TrainRun;
  /** Planned arrival. */
  arrive?: Maybe<Scalars['DateTime']['output']>;
  /** Planned departure. */
  depart?: Maybe<Scalars['DateTime']['output']>;
  /** Observed arrival. */
  arrived?: Maybe<Scalars['DateTime']['output']>;
  /** Observed departure. */
  departed?: Maybe<Scalars['DateTime']['output']>;
  kind: CallKind;
  /** Does the carrier let passengers board here? What the state allows is a regime. */
  boarding?: Maybe<Scalars['Boolean']['output']>;
  /** Does the carrier let passengers alight here? What the state allows is a regime. */
  alighting?: Maybe<Scalars['Boolean']['output']>;
};

/** A station or technical stop. */
export type Station = Node & {
  __typename?: 'Station';
  id: Scalars['ID']['output'];
  /** Our own key: `KENA`. */
  code: Scalars['String']['output'];
  names: StationNames;
  /** Three-letter ICAO code. */
  country: Scalars['String']['output'];
  latitude?: Maybe<Scalars['Float']['output']>;
  longitude?: Maybe<Scalars['Float']['output']>;
  /** Is it where trains are checked at a state border? */
  borderCrossing: Scalars['Boolean']['output'];
  /** IANA time zone, where stated. */
  timeZone?: Maybe<Scalars['String']['output']>;
  /** Codes in other schemes. */
  codes: Array<StationCode>;
  /** Calls here, by planned time. */
  calls: CallConnection;
};


/** A station or technical stop. */
export type StationCallsArgs = {
  filter?: InputMaybe<CallFilter>;
  orderBy?: InputMaybe<CallOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A station's names by language. */
export type StationNames = {
  __typename?: 'StationNames';
  en: Scalars['String']['output'];
  lt?: Maybe<Scalars['String']['output']>;
  ru?: Maybe<Scalars['String']['output']>;
  be?: Maybe<Scalars['String']['output']>;
  pl?: Maybe<Scalars['String']['output']>;
};

/** A station's code in another scheme. */
export type StationCode = {
  __typename?: 'StationCode';
  scheme: StationCodeScheme;
  value: Scalars['String']['output'];
  verified: Scalars['Boolean']['output'];
};

/** What an officer or a device saw. */
export type Check = Node & {
  __typename?: 'Check';
  id: Scalars['ID']['output'];
  checkId: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  kind: CheckKind;
  /** On what the person was let through. */
  basis?: Maybe<CheckBasis>;
  exception?: Maybe<CheckException>;
  authority?: Maybe<Scalars['String']['output']>;
  capture?: Maybe<Capture>;
  call: Call;
  journey: Journey;
  /** The document that was examined. */
  document?: Maybe<Document>;
  /** The identity as it was read. */
  identity?: Maybe<Identity>;
};

/** A booking that tickets were bought under. */
export type Booking = Node & {
  __typename?: 'Booking';
  id: Scalars['ID']['output'];
  ref: Scalars['String']['output'];
  purchasedAt?: Maybe<Scalars['DateTime']['output']>;
  channel?: Maybe<Scalars['String']['output']>;
  contacts: Array<Contact>;
  journeys: JourneyConnection;
};


/** A booking that tickets were bought under. */
export type BookingJourneysArgs = {
  orderBy?: InputMaybe<JourneyOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A phone number, e-mail address, card or agent given with a booking. */
export type Contact = Node & {
  __typename?: 'Contact';
  id: Scalars['ID']['output'];
  kind: ContactKind;
  value: Scalars['String']['output'];
  bookings: BookingConnection;
};


/** A phone number, e-mail address, card or agent given with a booking. */
export type ContactBookingsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A journey or a check at which a document was shown. */
export type Presentation = Journey | Check;

/** How many of each thing the graph holds. */
export type Census = {
  __typename?: 'Census';
  persons: Scalars['Int']['output'];
  identities: Scalars['Int']['output'];
  documents: Scalars['Int']['output'];
  journeys: Scalars['Int']['output'];
  checks: Scalars['Int']['output'];
  runs: Scalars['Int']['output'];
  stations: Scalars['Int']['output'];
  findings: Scalars['Int']['output'];
  /** Records that wait for something they name. */
  parked: Scalars['Int']['output'];
  /** Lines that were refused, over all deliveries. */
  refused: Scalars['Int']['output'];
};

/** Whether an answer is whole, and if not, why. */
export type Completeness = {
  __typename?: 'Completeness';
  complete: Scalars['Boolean']['output'];
  reason?: Maybe<IncompleteReason>;
  /** How many rows are left out at least. */
  omittedAtLeast?: Maybe<Scalars['Int']['output']>;
  /** Where to go on: a cursor for `after`. */
  resume?: Maybe<Scalars['String']['output']>;
};

/** Somebody who left at the station, and how unusual that is among comparable travellers. */
export type RepeatDisembarker = {
  __typename?: 'RepeatDisembarker';
  person: Person;
  /** Journeys that ended at the station. */
  times: Scalars['Int']['output'];
  /** Journeys through the station whose end is known. */
  journeys: Scalars['Int']['output'];
  /** `times` of `journeys`. */
  rate: Scalars['Float']['output'];
  /** How many leavings that many journeys of comparable travellers would have. */
  expected: Scalars['Float']['output'];
  /** Probability of so many leavings in a year among comparable travellers, times the windows tried; at most 1. */
  pValue: Scalars['Float']['output'];
  /** Where each of these journeys ended, earliest first. */
  calls: Array<Call>;
  /** The first leaving. */
  first: Scalars['DateTime']['output'];
  /** The last leaving. */
  last: Scalars['DateTime']['output'];
};

/** A document shown by more than one person. */
export type SharedDocument = {
  __typename?: 'SharedDocument';
  document: Document;
  persons: Array<Person>;
  /** Journeys at which it was shown. */
  presentations: Scalars['Int']['output'];
  /** Two persons showed it on one run. */
  sameRun: Scalars['Boolean']['output'];
  /** The spans over which two persons showed it overlap. */
  overlapping: Scalars['Boolean']['output'];
  /** Only the spelling of one person's name differs: not shared. */
  spellingOnly: Scalars['Boolean']['output'];
  /** The facts in one sentence. */
  because: Scalars['String']['output'];
};

export type PersonConnection = {
  __typename?: 'PersonConnection';
  edges: Array<PersonEdge>;
  nodes: Array<Person>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type PersonEdge = {
  __typename?: 'PersonEdge';
  cursor: Scalars['String']['output'];
  node: Person;
};

export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  edges: Array<DocumentEdge>;
  nodes: Array<Document>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  cursor: Scalars['String']['output'];
  node: Document;
};

export type JourneyConnection = {
  __typename?: 'JourneyConnection';
  edges: Array<JourneyEdge>;
  nodes: Array<Journey>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type JourneyEdge = {
  __typename?: 'JourneyEdge';
  cursor: Scalars['String']['output'];
  node: Journey;
};

export type TrainRunConnection = {
  __typename?: 'TrainRunConnection';
  edges: Array<TrainRunEdge>;
  nodes: Array<TrainRun>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type TrainRunEdge = {
  __typename?: 'TrainRunEdge';
  cursor: Scalars['String']['output'];
  node: TrainRun;
};

export type CallConnection = {
  __typename?: 'CallConnection';
  edges: Array<CallEdge>;
  nodes: Array<Call>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type CallEdge = {
  __typename?: 'CallEdge';
  cursor: Scalars['String']['output'];
  node: Call;
};

export type BookingConnection = {
  __typename?: 'BookingConnection';
  edges: Array<BookingEdge>;
  nodes: Array<Booking>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type BookingEdge = {
  __typename?: 'BookingEdge';
  cursor: Scalars['String']['output'];
  node: Booking;
};

export type HolderConnection = {
  __typename?: 'HolderConnection';
  edges: Array<HolderEdge>;
  nodes: Array<Person>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

/** The tie between a document and somebody stated on it. */
export type HolderEdge = {
  __typename?: 'HolderEdge';
  cursor: Scalars['String']['output'];
  node: Person;
  /** How many of the person's identities were stated on the document. */
  identities: Scalars['Int']['output'];
  /** Journeys at which the person presented it. */
  journeys: Scalars['Int']['output'];
  firstSeen?: Maybe<Scalars['DateTime']['output']>;
  lastSeen?: Maybe<Scalars['DateTime']['output']>;
};

export type PresentationConnection = {
  __typename?: 'PresentationConnection';
  edges: Array<PresentationEdge>;
  nodes: Array<Presentation>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type PresentationEdge = {
  __typename?: 'PresentationEdge';
  cursor: Scalars['String']['output'];
  node: Presentation;
};

export type RepeatDisembarkerConnection = {
  __typename?: 'RepeatDisembarkerConnection';
  edges: Array<RepeatDisembarkerEdge>;
  nodes: Array<RepeatDisembarker>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
  completeness: Completeness;
};

export type RepeatDisembarkerEdge = {
  __typename?: 'RepeatDisembarkerEdge';
  cursor: Scalars['String']['output'];
  node: RepeatDisembarker;
};

export type SharedDocumentConnection = {
  __typename?: 'SharedDocumentConnection';
  edges: Array<SharedDocumentEdge>;
  nodes: Array<SharedDocument>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
  completeness: Completeness;
};

export type SharedDocumentEdge = {
  __typename?: 'SharedDocumentEdge';
  cursor: Scalars['String']['output'];
  node: SharedDocument;
};

/** Which station, over which time, how often at least. */
export type RepeatDisembarkersInput = {
  /** Station code, such as `KENA`. */
  station: Scalars['String']['input'];
  /** Journeys whose planned call at the station lies at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Journeys whose planned call at the station lies before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Leavings at least; 1 or more. */
  atLeast?: InputMaybe<Scalars['Int']['input']>;
  /** Only journeys on which a document of one of these types was presented. */
  documentTypes?: InputMaybe<Array<DocumentType>>;
  /** Least rate, from 0 to 1, drawn towards the peers' rate so that 2 of 2 never leads. */
  minRate?: InputMaybe<Scalars['Float']['input']>;
};

/** Which documents, shared by how many. */
export type SharedDocumentsInput = {
  /** Only documents of these types; absent: all but OTHER. */
  types?: InputMaybe<Array<DocumentType>>;
  /** Three-letter ICAO code of the issuing state. */
  issuer?: InputMaybe<Scalars['String']['input']>;
  /** Persons at least; 2 or more. */
  minPersons?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Also documents that one person showed under several spellings (`spellingOnly`). */
  includeSpellingVariants?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Narrows a list of persons. */
export type PersonFilter = {
  /** Part of a name as it was written; letter case, accents and punctuation do not matter. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Date of birth, or the beginning of it. */
  dateOfBirth?: InputMaybe<Scalars['PartialDate']['input']>;
  /** Journeys at least. */
  minJourneys?: InputMaybe<Scalars['Int']['input']>;
};

/** Narrows a list of documents. */
export type DocumentFilter = {
  types?: InputMaybe<Array<DocumentType>>;
  issuer?: InputMaybe<Scalars['String']['input']>;
  numberStartsWith?: InputMaybe<Scalars['String']['input']>;
  statuses?: InputMaybe<Array<DocumentStatus>>;
  /** Expires after this day. */
  expiresAfter?: InputMaybe<Scalars['Date']['input']>;
  /** Expires before this day. */
  expiresBefore?: InputMaybe<Scalars['Date']['input']>;
};

/** Narrows a list of journeys. */
export type JourneyFilter = {
  /** Runs that depart at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Runs that depart before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** One run's key. */
  run?: InputMaybe<Scalars['String']['input']>;
  /** Code of the station where an ALIGHT check saw the journey end. */
  alightedAt?: InputMaybe<Scalars['String']['input']>;
};

/** Narrows a list of runs. */
export type TrainRunFilter = {
  /** Train number as printed. */
  train?: InputMaybe<Scalars['String']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Narrows a station's calls. */
export type CallFilter = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Narrows a document's presentations. */
export type PresentationFilter = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type PersonOrder =
  | 'NAME_ASC'
  | 'NAME_DESC';

export type DocumentOrder =
  /** Type, issuer, number. */
  | 'KEY_ASC'
  | 'KEY_DESC'
  | 'NUMBER_ASC'
  | 'NUMBER_DESC';

export type JourneyOrder =
  | 'DEPARTS_ASC'
  | 'DEPARTS_DESC'
  | 'REF_ASC'
  | 'REF_DESC';

export type TrainRunOrder =
  | 'DEPARTS_ASC'
  | 'DEPARTS_DESC';

export type CallOrder =
  | 'AT_ASC'
  | 'AT_DESC';

export type PresentationOrder =
  | 'AT_ASC'
  | 'AT_DESC';

export type DocumentType =
  | 'PASSPORT'
  | 'ID_CARD'
  | 'RESIDENCE_PERMIT'
  /** Card of a family member of a mobile EU citizen. */
  | 'RESIDENCE_CARD'
  | 'LONG_STAY_VISA'
  | 'SHORT_STAY_VISA'
  /** Facilitated transit document: many transits by land. */
  | 'FTD'
  /** Facilitated rail transit document: one entry and return by rail; gives no right to leave the train. */
  | 'FRTD'
  | 'OTHER';

export type DocumentStatus =
  | 'VALID'
  | 'LOST'
  | 'STOLEN'
  | 'REVOKED';

export type Sex =
  | 'F'
  | 'M'
  /** Unspecified. */
  | 'X';

export type PassengerRole =
  | 'PASSENGER'
  /** In transit. */
  | 'TRANSIT'
  | 'CREW';

export type PassengerStage =
  /** On the list before departure. */
  | 'DECLARED'
  /** On the closed list of those aboard. */
  | 'BOARDED';

/** How something was read, best first. */
export type Capture =
  | 'CHIP'
  | 'MRZ'
  | 'BARCODE'
  | 'MANUAL'
  | 'CARRIER';

export type CallKind =
  | 'COMMERCIAL'
  | 'TECHNICAL'
  | 'BORDER'
  /** Not in the run's timetable. */
  | 'UNPLANNED';

export type CheckKind =
  | 'BOARD'
  | 'ALIGHT'
  | 'ENTRY'
  | 'EXIT'
  | 'TRANSIT'
  | 'REFUSAL';

export type CheckBasis =
  | 'FRTD'
  | 'FTD'
  | 'RESIDENCE_PERMIT'
  | 'RESIDENCE_CARD'
  | 'LONG_STAY_VISA'
  | 'SHORT_STAY_VISA'
  | 'EU_CITIZEN'
  | 'NONE';

export type CheckException =
  | 'HUMANITARIAN'
  | 'MEDICAL'
  | 'AUTHORITY_ORDER'
  /** Mediated by a foreign ministry. */
  | 'MFA_MEDIATION'
  | 'OTHER';

export type ContactKind =
  | 'PHONE'
  | 'EMAIL'
  | 'CARD'
  | 'AGENT';

export type StationCodeScheme =
  | 'UIC'
  | 'PLC'
  | 'ESR'
  | 'EXPRESS3'
  | 'IBNR'
  | 'RINF';

export type IdentityLinkStatus =
  /** By the matcher. */
  | 'AUTO'
  /** By the matcher, awaiting a human. */
  | 'PROBABLE'
  /** By a human. */
  | 'CONFIRMED'
  /** A human said no. */
  | 'REJECTED';

export type IncompleteReason =
  | 'LIMIT'
  | 'TIMEOUT'
  | 'BUDGET'
  | 'PERMISSION'
  | 'RETENTION';
