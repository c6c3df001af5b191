import type { UploadedFile } from './upload/uploaded-file.ts';
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
  /** A day of the calendar, `YYYY-MM-DD`. */
  Date: { input: string; output: string; }
  /** A date as far as it is known: `1984`, `1984-03` or `1984-03-09`. */
  PartialDate: { input: string; output: string; }
  /**
   * A file sent along with the request, after the GraphQL multipart request specification: a form with the parts `operations`,
   * `map` and one for each file, and the header `apollo-require-preflight: true`.
   */
  Upload: { input: UploadedFile; output: UploadedFile; }
};

/** Where every question begins. */
export type Query = {
  __typename?: 'Query';
  /** Anything that has an `id`; null where there is no such thing. */
  node?: Maybe<Node>;
  /** Many things at once, in the order asked, null where there is none. */
  nodes: Array<Maybe<Node>>;
  /** One person; the id of any identity of the person finds it too. */
  person?: Maybe<Person>;
  /** Persons, by display name. */
  persons: PersonConnection;
  /** A document by what is printed on it; null where nobody has shown or recorded it. */
  document?: Maybe<Document>;
  /** Documents, by type, issuer and number. */
  documents: DocumentConnection;
  /** One run of a train; null where no timetable has it. */
  trainRun?: Maybe<TrainRun>;
  /** Runs of trains, by departure. */
  trainRuns: TrainRunConnection;
  /** One station; null where none has the code. */
  station?: Maybe<Station>;
  /** All stations, by code. */
  stations: Array<Station>;
  /** One passenger's journey; null where no list has the passenger and no check has seen one. */
  journey?: Maybe<Journey>;
  /** How many of each thing are known. */
  census: Census;
  /** The files that were delivered, the latest first unless told otherwise: where every fact comes from. */
  sources: DeliveryConnection;
  /** Records that wait because they name something not known yet, those that wait longest first unless told otherwise. */
  parked: ParkedRecordConnection;
  /** What a pattern found; null where there is no such finding. */
  finding?: Maybe<Finding>;
  /**
   * Tests a finding again from the facts that it cites, by the rule, parameters and fitted values in force, and says what comes
   * out otherwise than it was kept; null where there is no such finding. Nothing is changed.
   */
  verifyFinding?: Maybe<FindingVerification>;
  /**
   * What patterns found, the strongest first unless told otherwise. A finding is a set of facts that is unusual or against a
   * rule, never a verdict on a person: a human decides what to make of it.
   */
  findings: FindingConnection;
  /** Every pattern that is looked for: its question, its rule, and when it was last asked. */
  patterns: Array<Pattern>;
  /** The dated rules by which acts are judged, the earliest first. */
  regimes: Array<Regime>;
  /** Where findings are sent as they are raised; what they are signed with is never shown. */
  webhooks: Array<Webhook>;
  /** A collection of an analyst; null where there is none. */
  collection?: Maybe<Collection>;
  /** Collections of all analysts, by name unless told otherwise. */
  collections: CollectionConnection;
  /** An evidence bundle that this service handed out; null where it handed out none of that hash. */
  evidenceBundle?: Maybe<EvidenceBundle>;
  /** Evidence bundles that were handed out, the latest first unless told otherwise. */
  evidenceBundles: EvidenceBundleConnection;
  /** What somebody decided about who is who; null where there is no such decision. */
  decision?: Maybe<Decision>;
  /** What was decided about who is who, the latest first unless told otherwise. */
  decisions: DecisionConnection;
  /**
   * Who leaves at a station more often than comparable travellers do? Per person: journeys through the station whose end
   * is known, and how many of them ended there, against travellers of the same class, direction and regime
   * (beta-binomial). Most unusual first. Facts of numbers only: a person who lives there is as frequent as a person who
   * may not.
   */
  repeatDisembarkers: RepeatDisembarkerConnection;
  /** Which documents were shown by more than one person? Same run first, then overlapping use, then how often shown. */
  sharedDocuments: SharedDocumentConnection;
  /**
   * Who was aboard with a person again and again? Journeys count whose stretches of a run overlap, of each one's last 250 runs
   * within two years; the least explained by habits first, against the null of REPEAT_CO_TRAVELLERS, so that a commuter's
   * neighbours are expected. Persons are those of REVIEWED.
   */
  coTravellers: CoTravellerConnection;
  /**
   * What happened to these persons and documents, in order of time? Journeys, checks, bookings, what issuers state of papers; and
   * as GAP the stretches in which silence means nothing: no passenger list is known of a run or of a time, or a source said that
   * something is incomplete; between two events one gap tells of all runs without a list. Gaps are told from `from` to `to`, with `from`
   * alone for ever after, with neither from the first to the last that was seen of them. At most
   * 5,000 events of each kind are read; where there are more, `completeness` says LIMIT and `resume` is an instant for `from`.
   */
  timeline: TimelineConnection;
  /**
   * What is a thing tied to? Its neighbours, those with the latest fact first, and on the edge why they are tied. Of each kind of
   * tie at most 2,000 facts are read: where there are more, `completeness` says BUDGET. Where these come in order of time (a
   * station's calls, who boarded or alighted there) `resume` is an instant: ask again with it as `to` for what was earlier.
   * Elsewhere what is shown is a sample; `from` and `to` open the thing by stretches of time, `kinds` by kinds of tie. Ask
   * `expansion` beforehand what a thing holds.
   */
  expand: TieConnection;
  /**
   * How many neighbours would `expand` show, by kind of tie? Counted up to 10,000 facts of a kind, a lower bound beyond, so that
   * the question costs the same however large the thing.
   */
  expansion: Expansion;
  /**
   * How are two things connected? Paths along ties that mean something, shortest first. What is passed adds log2 of how many
   * things it is tied to, so a document of two people is a short way and a train of three hundred a long one (see
   * `Path.length`). Without `kinds` paths go along what few share: documents and what they replace or were issued for,
   * bookings, contacts. Through a hub, tied to more than 500 things by one kind of tie, no path is looked for; `hubs` names
   * those that were met. The search ends after 100,000 ties or five seconds and says so: no path found is then no proof that
   * there is none. The 500 shortest are told; each page looks for them anew, so
   * that pages of a search that was cut may not fit together.
   */
  paths: PathConnection;
  /**
   * Finds persons, documents, runs, journeys, stations, bookings and contacts by whatever is at hand, as they are known now: a
   * name or part of one in any script, spelling and order, with a date or year of birth if need be (`Ivanov 1984`); a document's
   * number, whole or four characters of it and more, also with 0 for O, 1 for I, 5 for S or 8 for B; a run (`029/2023-05-01`),
   * a train or a day, in any notation, with a passenger's ref for a journey; a station by any name or code; the beginning of a
   * booking's reference; a telephone number or address. All words must be found, but for a patronymic that nobody has: the
   * score is the lower for it. The best first: as it was asked, then in
   * another script or spelling, then beginnings, slips and parts; of equally good ones the rarer surname. Of each kind 500
   * candidates are looked at, of persons 250 names, and 500 hits are shown at most; where there are more, `completeness` says so.
   */
  search: SearchResultConnection;
};


/** Where every question begins. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
  identity?: InputMaybe<IdentityStrictness>;
};


/** Where every question begins. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
  identity?: InputMaybe<IdentityStrictness>;
};


/** Where every question begins. */
export type QueryPersonArgs = {
  id: Scalars['ID']['input'];
  identity?: InputMaybe<IdentityStrictness>;
  asKnownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Where every question begins. */
export type QueryPersonsArgs = {
  filter?: InputMaybe<PersonFilter>;
  orderBy?: InputMaybe<PersonOrder>;
  identity?: InputMaybe<IdentityStrictness>;
  asKnownAt?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryDocumentArgs = {
  type: DocumentType;
  issuer: Scalars['String']['input'];
  number: Scalars['String']['input'];
  identity?: InputMaybe<IdentityStrictness>;
  asKnownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Where every question begins. */
export type QueryDocumentsArgs = {
  filter?: InputMaybe<DocumentFilter>;
  orderBy?: InputMaybe<DocumentOrder>;
  identity?: InputMaybe<IdentityStrictness>;
  asKnownAt?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryTrainRunArgs = {
  run: Scalars['String']['input'];
  identity?: InputMaybe<IdentityStrictness>;
  asKnownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Where every question begins. */
export type QueryTrainRunsArgs = {
  filter?: InputMaybe<TrainRunFilter>;
  orderBy?: InputMaybe<TrainRunOrder>;
  identity?: InputMaybe<IdentityStrictness>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryStationArgs = {
  code: Scalars['String']['input'];
  identity?: InputMaybe<IdentityStrictness>;
};


/** Where every question begins. */
export type QueryStationsArgs = {
  identity?: InputMaybe<IdentityStrictness>;
};


/** Where every question begins. */
export type QueryJourneyArgs = {
  run: Scalars['String']['input'];
  ref: Scalars['String']['input'];
  identity?: InputMaybe<IdentityStrictness>;
  asKnownAt?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Where every question begins. */
export type QuerySourcesArgs = {
  filter?: InputMaybe<DeliveryFilter>;
  orderBy?: InputMaybe<DeliveryOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryParkedArgs = {
  filter?: InputMaybe<ParkedRecordFilter>;
  orderBy?: InputMaybe<ParkedRecordOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryFindingArgs = {
  id: Scalars['ID']['input'];
};


/** Where every question begins. */
export type QueryVerifyFindingArgs = {
  id: Scalars['ID']['input'];
};


/** Where every question begins. */
export type QueryFindingsArgs = {
  filter?: InputMaybe<FindingFilter>;
  orderBy?: InputMaybe<FindingOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryCollectionArgs = {
  id: Scalars['ID']['input'];
};


/** Where every question begins. */
export type QueryCollectionsArgs = {
  orderBy?: InputMaybe<CollectionOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryEvidenceBundleArgs = {
  sha256: Scalars['String']['input'];
};


/** Where every question begins. */
export type QueryEvidenceBundlesArgs = {
  orderBy?: InputMaybe<EvidenceBundleOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryDecisionArgs = {
  id: Scalars['ID']['input'];
};


/** Where every question begins. */
export type QueryDecisionsArgs = {
  filter?: InputMaybe<DecisionFilter>;
  orderBy?: InputMaybe<DecisionOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryRepeatDisembarkersArgs = {
  input: RepeatDisembarkersInput;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QuerySharedDocumentsArgs = {
  input?: InputMaybe<SharedDocumentsInput>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryCoTravellersArgs = {
  person: Scalars['ID']['input'];
  minShared?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryTimelineArgs = {
  ids: Array<Scalars['ID']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
  identity?: InputMaybe<IdentityStrictness>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryExpandArgs = {
  id: Scalars['ID']['input'];
  kinds?: InputMaybe<Array<TieKind>>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
  identity?: InputMaybe<IdentityStrictness>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QueryExpansionArgs = {
  id: Scalars['ID']['input'];
  kinds?: InputMaybe<Array<TieKind>>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
  identity?: InputMaybe<IdentityStrictness>;
};


/** Where every question begins. */
export type QueryPathsArgs = {
  from: Scalars['ID']['input'];
  to: Scalars['ID']['input'];
  maxHops?: InputMaybe<Scalars['Int']['input']>;
  kinds?: InputMaybe<Array<TieKind>>;
  through?: InputMaybe<Array<Scalars['ID']['input']>>;
  avoiding?: InputMaybe<Array<Scalars['ID']['input']>>;
  identity?: InputMaybe<IdentityStrictness>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Where every question begins. */
export type QuerySearchArgs = {
  text: Scalars['String']['input'];
  kinds?: InputMaybe<Array<NodeKind>>;
  identity?: InputMaybe<IdentityStrictness>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Loads deliveries from files sent along: passenger lists, checks, documents, timetables, as `alight load` does. The same
   * file twice changes nothing; one load at a time, others wait; a load that was cut short goes on when the same file comes
   * again. It goes to its end also when its sender has hung up.
   */
  ingest: IngestPayload;
  /**
   * Decides about one identity and one person: that they are one, that they are not, or that the person comes apart. It binds
   * every later delivery and every new version of the matcher, until it is undone. Of decisions that contradict each other
   * the later holds. Facts stay as sources stated them: what changes is who they are taken to be of. Waits for a load that
   * is under way, 15 seconds at most.
   * A decision speaks of identities as sources wrote them: what it says of one that a correction rewrites waits until a source
   * states it again, which `Decision.pairs` tells.
   */
  decideIdentity: DecideIdentityPayload;
  /**
   * Makes one person of several. What speaks against it, facts and earlier decisions, is set aside for these identities and
   * told in `effect.cannotLinksBroken`. Otherwise as `decideIdentity`.
   */
  mergePersons: MergePersonsPayload;
  /**
   * Makes some identities of a person a person of their own: they are one, and none of them is one with those that the person
   * keeps. Others whom they resemble, and whom nothing keeps apart from them any more, join them. Otherwise as `decideIdentity`.
   */
  splitPerson: SplitPersonPayload;
  /**
   * Takes a decision back, by another one that is kept beside it: persons become what they would be had it not been taken.
   * Otherwise as `decideIdentity`.
   */
  undoDecision: UndoDecisionPayload;
  /**
   * Has patterns look at what has changed, everything the first time, and brings findings up to it. The service does so by
   * itself after each delivery and on its schedule; one sweep at a time, others wait. With `dryRun` it tells what would be
   * raised and withdrawn, by other parameters if some are given, and changes nothing; as known on a day, what would have been.
   */
  sweep: SweepPayload;
  /**
   * Says what a finding comes to. It binds until the facts change: one that was dismissed opens again only where it says
   * something new, and one that the facts bear out no more is withdrawn, whatever was said of it.
   */
  reviewFinding: ReviewFindingPayload;
  /**
   * Has findings sent to an address as they are raised or opened again: ids and figures only, no names. Each is a POST signed
   * after the Standard Webhooks specification (`webhook-id`, `webhook-timestamp`, `webhook-signature`), tried again for some
   * 27 hours where nobody answers with 2xx; what is information only (score 0) is not sent.
   */
  createWebhook: CreateWebhookPayload;
  /** Has nothing sent to an address any more; what was not sent yet is let go. */
  deleteWebhook: DeleteWebhookPayload;
  /** Makes an empty collection. */
  createCollection: CreateCollectionPayload;
  /** Gives a collection another name or note. */
  describeCollection: DescribeCollectionPayload;
  /**
   * Puts things into a collection, all of them or none; what is in it already stays as it was put in. A collection holds at most
   * 10,000 things.
   */
  addToCollection: AddToCollectionPayload;
  /** Takes things out of a collection, all of them or none. That they were in it stays in its history, by number and not by name. */
  removeFromCollection: RemoveFromCollectionPayload;
  /** Deletes a collection; the things themselves stay as they are. Who made and changed it is kept. */
  deleteCollection: DeleteCollectionPayload;
  /**
   * Makes a file of things, of what is known of them and of the ties among them, for another tool, and gives the address where
   * it is fetched. Facts are told apart from assessments (persons, findings), each with where it is written and when that was
   * received. At most 10,000 things and 100,000 ties; what an export holds is as it is known now.
   */
  exportGraph: ExportGraphPayload;
  /**
   * Freezes an answer or a finding as evidence: the question and its answer, what is known of every thing that the answer tells
   * of and where that is written, the rules in force and how far the data had come, all of one state of the graph, sealed with a
   * hash and the signature of this service. `alight verify-bundle` checks the file without a service. That it was handed out is
   * kept: when, to whom, what for. One in each request; of at most 10,000 things.
   */
  createEvidenceBundle: CreateEvidenceBundlePayload;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationIngestArgs = {
  input: IngestInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationDecideIdentityArgs = {
  input: DecideIdentityInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationMergePersonsArgs = {
  input: MergePersonsInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationSplitPersonArgs = {
  input: SplitPersonInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationUndoDecisionArgs = {
  input: UndoDecisionInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationSweepArgs = {
  input?: InputMaybe<SweepInput>;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationReviewFindingArgs = {
  input: ReviewFindingInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationDeleteWebhookArgs = {
  input: DeleteWebhookInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationCreateCollectionArgs = {
  input: CreateCollectionInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationDescribeCollectionArgs = {
  input: DescribeCollectionInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationAddToCollectionArgs = {
  input: AddToCollectionInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationRemoveFromCollectionArgs = {
  input: RemoveFromCollectionInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationDeleteCollectionArgs = {
  input: DeleteCollectionInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationExportGraphArgs = {
  input: ExportGraphInput;
};


/**
 * What changes what is known. What an input says wrongly about the world is told in `userErrors`; an input that is no such
 * input is an error. Who acts is the header `x-alight-user`, `local` without one; `x-alight-purpose` says what for.
 */
export type MutationCreateEvidenceBundleArgs = {
  input: CreateEvidenceBundleInput;
};

/** What is told as it happens, over a WebSocket of the protocol `graphql-transport-ws` at the address of the queries. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Findings as they are raised or opened again, whoever had them looked for, a second or so after. What is information only
   * (score 0) is not told. Of STATISTICAL patterns a delivery tells at once what is unusual beside all that deliveries have
   * brought since the last sweep (Batch-BH, 5 of 100 false to be expected); the rest is told by the next sweep that somebody
   * asks for or that a schedule makes. Nothing is told of what was told before: ask `findings` first.
   */
  findingRaised: Finding;
};


/** What is told as it happens, over a WebSocket of the protocol `graphql-transport-ws` at the address of the queries. */
export type SubscriptionFindingRaisedArgs = {
  patterns?: InputMaybe<Array<PatternName>>;
};

/** Anything that can be asked for by `node(id:)`. */
export type Node = {
  /** Names it among everything known; opaque, to be given back as it came. */
  id: Scalars['ID']['output'];
};

/** How a page lies in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** More rows follow after `endCursor`. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Rows come before `startCursor`: the page was asked for with `after`. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first row of the page; null for an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last row of the page, to be given as `after` for the next; null for an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
};

/** Somebody, as far as can be concluded: the identities that are taken to be one person. An assertion, never a fact. */
export type Person = Node & {
  __typename?: 'Person';
  /** Global id; another may take its place when identities join or part, yet `person(id:)` goes on to take it. */
  id: Scalars['ID']['output'];
  /** The name that sources state most often. */
  displayName: Scalars['String']['output'];
  /** What sources stated, each as it was written. */
  identities: Array<Identity>;
  /**
   * What makes all the identities one person, as strictly as the question is asked: for n identities n − 1 assertions that
   * join two each, those of humans first, then the surest. Without any one of them the person would be two. Empty where the
   * person has one identity. Assertions are those of today, and speak of identities as they are known today, whatever
   * `asKnownAt` says.
   */
  assertions: Array<PersonAssertion>;
  /** Documents that any of the identities was stated on, by type, issuer and number. */
  documents: DocumentConnection;
  /** Journeys of all the identities, the latest last unless told otherwise. */
  journeys: JourneyConnection;
  /** What patterns found about this person, under REVIEWED, the strongest first unless told otherwise; as it is now, whatever is asked. */
  findings: FindingConnection;
  /** What was decided about any of the identities, the latest first, also what was undone since; of all days, whatever is asked. */
  history: Array<Decision>;
  /**
   * Who was aboard with a person again and again? Journeys count whose stretches of a run overlap, of each one's last 250 runs
   * within two years; the least explained by habits first, against the null of REPEAT_CO_TRAVELLERS, so that a commuter's
   * neighbours are expected. Persons are those of REVIEWED.
   */
  coTravellers: CoTravellerConnection;
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


/** Somebody, as far as can be concluded: the identities that are taken to be one person. An assertion, never a fact. */
export type PersonFindingsArgs = {
  filter?: InputMaybe<FindingFilter>;
  orderBy?: InputMaybe<FindingOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Somebody, as far as can be concluded: the identities that are taken to be one person. An assertion, never a fact. */
export type PersonCoTravellersArgs = {
  minShared?: InputMaybe<Scalars['Int']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of persons. */
export type PersonConnection = {
  __typename?: 'PersonConnection';
  /** The persons of this page, each with its cursor. */
  edges: Array<PersonEdge>;
  /** The persons of this page. */
  nodes: Array<Person>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A person in a list. */
export type PersonEdge = {
  __typename?: 'PersonEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The person. */
  node: Person;
};

/** Narrows a list of persons. */
export type PersonFilter = {
  /**
   * Part of a name as it was written in Latin letters, family name first; letter case and accents do not matter, punctuation
   * counts as a space.
   */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Date of birth of any of the identities, or the beginning of it: `1984` finds all of that year. */
  dateOfBirth?: InputMaybe<Scalars['PartialDate']['input']>;
  /** How many journeys are known at least. */
  minJourneys?: InputMaybe<Scalars['Int']['input']>;
};

/** How persons are sorted; equal names by id. */
export type PersonOrder =
  /** By display name, A first. */
  | 'NAME_ASC'
  /** By display name, Z first. */
  | 'NAME_DESC';

/**
 * How sure it must be that identities are one person. A stricter answer has more persons, each with less to its name: what
 * rests on few persons being one stands out by asking under two.
 */
export type IdentityStrictness =
  /** Only identities that humans confirmed to be one person are; every other one is a person by itself. */
  | 'STRICT'
  /** Also those that the matcher joined, sure enough to be counted (0.99). What a human rejected stays apart. */
  | 'REVIEWED'
  /**
   * Also persons that the matcher holds likely to be one (0.5 and more), directly or through others, the likeliest first.
   * What a human rejected stays apart, as does what facts hold back: two who boarded one run are two.
   */
  | 'PROBABLE';

/** Who somebody was said to be: one per distinct set of fields as written and documents beside them. */
export type Identity = Node & {
  __typename?: 'Identity';
  /** Global id; `person(id:)` takes it too. */
  id: Scalars['ID']['output'];
  /** Family name as the source wrote it, in Latin letters. */
  surname: Scalars['String']['output'];
  /** First and further names as the source wrote them, in Latin letters. */
  givenNames?: Maybe<Scalars['String']['output']>;
  /** Family name as the source wrote it, in Cyrillic letters. */
  surnameCyrillic?: Maybe<Scalars['String']['output']>;
  /** First and further names, patronymic included, as the source wrote them, in Cyrillic letters. */
  givenNamesCyrillic?: Maybe<Scalars['String']['output']>;
  /** Family name before marriage or change of name, where the source states one. */
  surnameAtBirth?: Maybe<Scalars['String']['output']>;
  /** Day of birth as far as the source states it. */
  dateOfBirth?: Maybe<Scalars['PartialDate']['output']>;
  /** As printed on the document or stated on the list. */
  sex?: Maybe<Sex>;
  /** Three-letter ICAO code of the state of citizenship. Shown, never weighed. */
  nationality?: Maybe<Scalars['String']['output']>;
  /** Town or region of birth as the source wrote it. Shown, never weighed. */
  placeOfBirth?: Maybe<Scalars['String']['output']>;
  /** Three-letter ICAO code of the state of birth. Shown, never weighed. */
  countryOfBirth?: Maybe<Scalars['String']['output']>;
  /** Whom this identity is taken to be; null of one that a correction has taken back, as known before. */
  person?: Maybe<Person>;
  /**
   * Why this identity belongs to its person, under REVIEWED; what it rests on otherwise is said by `Person.assertions`. Null of
   * one that a correction has taken back, as known before.
   */
  link?: Maybe<IdentityLink>;
  /**
   * The other persons that it may be, and those that a human said it is not, the likeliest first: of the 100 identities that
   * are most like it. A stricter question has more of them: under STRICT also those that the matcher joined. They are those of
   * today, whatever `asKnownAt` says.
   */
  mayBe: Array<PossiblePerson>;
  /** The documents stated beside these fields. */
  documents: Array<Document>;
};

/** That two identities are one person: one of the assertions that make a person. */
export type PersonAssertion = {
  __typename?: 'PersonAssertion';
  /** One of the two, that with the lesser id. */
  identity: Identity;
  /** The other one. */
  other: Identity;
  /** Who says so, and why: CONFIRMED, AUTO, or PROBABLE under that strictness. */
  link: IdentityLink;
};

/** Another person that an identity may be. */
export type PossiblePerson = {
  __typename?: 'PossiblePerson';
  /** The other person, as strictly taken as the question is asked. */
  person: Person;
  /**
   * What speaks for it: PROBABLE awaits a human, AUTO the matcher has joined though the question does not count it, REJECTED
   * a human denied. Compared is whoever of that person is most like the identity.
   */
  link: IdentityLink;
  /**
   * Why the two persons are not one however alike they are: `both boarded one run`, `aboard two runs at once`,
   * `chips state another birth and sex`, `a human rejected it`; null where nothing keeps them apart.
   */
  heldBack?: Maybe<Scalars['String']['output']>;
};

/** The assertion that an identity belongs to a person, or is one with another identity. */
export type IdentityLink = {
  __typename?: 'IdentityLink';
  /** Who stands behind the assertion: the matcher or a human. */
  status: IdentityLinkStatus;
  /**
   * Probability, 0 to 1, that this identity and the one of the same person that it is compared with are one person: another
   * that states just the same, else the surest. Null where the person has no other identity.
   */
  score?: Maybe<Scalars['Float']['output']>;
  /**
   * What was compared, field by field, what one of the two does not state left out; at last the `prior`: of any two
   * identities few are one person. The bits add up to the odds of the score. Empty where the person has no other identity.
   */
  because: Array<IdentityLinkReason>;
  /** The human who last confirmed that this identity is one with another of the person; null where none did. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** When that human decided; null where none did. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** One comparison that speaks for a link. */
export type IdentityLinkReason = {
  __typename?: 'IdentityLinkReason';
  /** What was compared: `surname`, `given`, `father` (the patronymic), `cyrillic`, `birth`, `sex`, `document`; or `prior`. */
  field: Scalars['String']['output'];
  /** What this identity states, in upper case; empty for the prior. */
  left: Scalars['String']['output'];
  /** What the other identity states, in upper case; empty for the prior. */
  right: Scalars['String']['output'];
  /** How well they agree, in words: `equal`, `same key` (one name in two spellings), `one digit`, `different`. */
  level: Scalars['String']['output'];
  /** Weight in bits, to a tenth: how far it speaks for one person, or against where negative. */
  bits?: Maybe<Scalars['Float']['output']>;
};

/** How far a link between an identity and a person has been judged. */
export type IdentityLinkStatus =
  /** The matcher joined them, sure enough to be counted. */
  | 'AUTO'
  /** The matcher holds it likely; a human has yet to look. */
  | 'PROBABLE'
  /** A human said yes. */
  | 'CONFIRMED'
  /** A human said no. */
  | 'REJECTED';

/** The sex that a document or list states. */
export type Sex =
  /** Female. */
  | 'F'
  /** Male. */
  | 'M'
  /** Unspecified, as documents print it. */
  | 'X';

/** A passport, permit, visa or transit document, known by type, issuer and number. */
export type Document = Node & {
  __typename?: 'Document';
  /** Global id; the same type, issuer and number always have the same one. */
  id: Scalars['ID']['output'];
  /** What sort of document it is. */
  type: DocumentType;
  /** Three-letter ICAO code of the issuing state. */
  issuer: Scalars['String']['output'];
  /** The printed number, the series included, in upper case without spaces and hyphens. */
  number: Scalars['String']['output'];
  /** The series as printed, where it stands apart from the number. */
  series?: Maybe<Scalars['String']['output']>;
  /** The day that the issuer dates it. */
  issuedOn?: Maybe<Scalars['Date']['output']>;
  /** The first day of validity; a document that states none is good from `issuedOn`. */
  validFrom?: Maybe<Scalars['Date']['output']>;
  /** The last day of validity; where the issuer says nothing, the latest day that a list or check stated. */
  expiresOn?: Maybe<Scalars['Date']['output']>;
  /** The office or consulate that issued it, as the source wrote it. */
  authority?: Maybe<Scalars['String']['output']>;
  /** It carries a chip with the holder's image or fingerprints. */
  biometric?: Maybe<Scalars['Boolean']['output']>;
  /** What a residence permit is for, in the issuer's words. */
  permitType?: Maybe<Scalars['String']['output']>;
  /** What the issuer says of it; null where nothing was said. */
  status?: Maybe<DocumentStatus>;
  /** Since when `status` holds. */
  statusAt?: Maybe<Scalars['DateTime']['output']>;
  /** Hours that one transit may take, where the document says so: at most 24 on an FTD, 6 on an FRTD. */
  transitHours?: Maybe<Scalars['Int']['output']>;
  /** Persons that were stated on it, by display name, with the tie on the edge. */
  holders: HolderConnection;
  /** Journeys and checks at which it was shown, earliest first unless told otherwise. */
  presentations: PresentationConnection;
  /** The passport that a permit, visa, FTD or FRTD goes with. */
  issuedFor?: Maybe<Document>;
  /** The runs that an FRTD authorises, earliest departure first: at most two, out and back. */
  authorises: Array<TrainRun>;
  /** The earlier document that this one was issued in place of. */
  replaces?: Maybe<Document>;
  /** The later document that was issued in place of this one; of several, the first by type, issuer and number. */
  replacedBy?: Maybe<Document>;
  /** Where the current statement is written; null where only other records name it. */
  source?: Maybe<Source>;
  /** All that was ever stated of it, the current statement first; a correction keeps what was stated before. */
  history: Array<Statement>;
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

/** A page of documents. */
export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  /** The documents of this page, each with its cursor. */
  edges: Array<DocumentEdge>;
  /** The documents of this page. */
  nodes: Array<Document>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A document in a list. */
export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The document. */
  node: Document;
};

/** A page of the persons stated on a document. */
export type HolderConnection = {
  __typename?: 'HolderConnection';
  /** The persons of this page, each with its cursor. */
  edges: Array<HolderEdge>;
  /** The persons of this page. */
  nodes: Array<Person>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** The tie between a document and somebody stated on it. */
export type HolderEdge = {
  __typename?: 'HolderEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The person. */
  node: Person;
  /** How many of the person's identities were stated on the document. */
  identities: Scalars['Int']['output'];
  /** On how many journeys the person presented it; 0 for one who was only stated on it. */
  journeys: Scalars['Int']['output'];
  /** Departure of the first run on which the person presented it; null where there is none. */
  firstSeen?: Maybe<Scalars['DateTime']['output']>;
  /** Departure of the last run on which the person presented it; null where there is none. */
  lastSeen?: Maybe<Scalars['DateTime']['output']>;
};

/** Narrows a list of documents. */
export type DocumentFilter = {
  /** One of these types; an empty list finds nothing. */
  types?: InputMaybe<Array<DocumentType>>;
  /** Three-letter ICAO code of the issuing state. */
  issuer?: InputMaybe<Scalars['String']['input']>;
  /** How the number begins, in upper case without spaces and hyphens. */
  numberStartsWith?: InputMaybe<Scalars['String']['input']>;
  /** One of these, by the issuer's word; documents of which nothing was said have none. */
  statuses?: InputMaybe<Array<DocumentStatus>>;
  /** Last day of validity later than this day. */
  expiresAfter?: InputMaybe<Scalars['Date']['input']>;
  /** Last day of validity earlier than this day. */
  expiresBefore?: InputMaybe<Scalars['Date']['input']>;
};

/** How documents are sorted; equal numbers by type and issuer. */
export type DocumentOrder =
  /** By type, then issuer, then number. */
  | 'KEY_ASC'
  /** By type, then issuer, then number, backwards. */
  | 'KEY_DESC'
  /** By number alone, whatever the type and issuer. */
  | 'NUMBER_ASC'
  /** By number alone, whatever the type and issuer, backwards. */
  | 'NUMBER_DESC';

/** What sort of document it is, and so what it allows. */
export type DocumentType =
  /** National travel document of any state. */
  | 'PASSPORT'
  /** National identity card, which EU citizens may travel on. */
  | 'ID_CARD'
  /** Card of a third-country national who may live in the issuing state; shown with a passport. */
  | 'RESIDENCE_PERMIT'
  /** Card of a family member of a mobile EU citizen. */
  | 'RESIDENCE_CARD'
  /** National visa for more than 90 days. */
  | 'LONG_STAY_VISA'
  /** Schengen visa for at most 90 days in any 180. */
  | 'SHORT_STAY_VISA'
  /** Facilitated transit document: many transits by land, at most 24 hours each. */
  | 'FTD'
  /**
   * Facilitated rail transit document: one entry and return by rail, at most 6 hours each; gives no right to leave the
   * train.
   */
  | 'FRTD'
  /** None of these, such as a seaman's book or a birth certificate. */
  | 'OTHER';

/** What the issuer says of a document. */
export type DocumentStatus =
  /** Good, as far as the issuer knows. */
  | 'VALID'
  /** Reported as lost by its holder. */
  | 'LOST'
  /** Reported as stolen from its holder. */
  | 'STOLEN'
  /** Withdrawn by the issuer, so that it allows nothing any more. */
  | 'REVOKED';

/** A journey or a check at which a document was shown. */
export type Presentation = Journey | Check;

/** A page of the journeys and checks at which a document was shown. */
export type PresentationConnection = {
  __typename?: 'PresentationConnection';
  /** The journeys and checks of this page, each with its cursor. */
  edges: Array<PresentationEdge>;
  /** The journeys and checks of this page. */
  nodes: Array<Presentation>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** One showing of a document. */
export type PresentationEdge = {
  __typename?: 'PresentationEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The journey or check. */
  node: Presentation;
};

/** Narrows a list of presentations. */
export type PresentationFilter = {
  /** Departure of the journey's run, or instant of the check, at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Departure of the journey's run, or instant of the check, before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How presentations are sorted: by departure of the journey's run, or instant of the check. */
export type PresentationOrder =
  /** The earliest first. */
  | 'AT_ASC'
  /** The latest first. */
  | 'AT_DESC';

/** One passenger on one run. */
export type Journey = Node & {
  __typename?: 'Journey';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The passenger's number on the list; for somebody seen by a check alone, `check:` and the check's id. */
  ref: Scalars['String']['output'];
  /** The run that it was made on. */
  run: TrainRun;
  /** Who made it; null where only a document was seen, and no list says whose. */
  person?: Maybe<Person>;
  /** Who the list or check says made it; null where only a document was seen, and no list says whose. */
  identity?: Maybe<Identity>;
  /** As what the list names the passenger. */
  role?: Maybe<PassengerRole>;
  /** How far the list had got that names the passenger; null for somebody seen by a check alone. */
  stage?: Maybe<PassengerStage>;
  /** Carriage number as on the ticket. */
  coach?: Maybe<Scalars['String']['output']>;
  /** Seat or berth as on the ticket. */
  seat?: Maybe<Scalars['String']['output']>;
  /** Planned departure of the run from its first call. */
  departsAt: Scalars['DateTime']['output'];
  /** How the line of the list was read. */
  capture?: Maybe<Capture>;
  /** The documents that the list presents, by type, issuer and number. */
  documents: Array<Document>;
  /** Where the ticket begins; null where no ticket is known. */
  ticketedFrom?: Maybe<Call>;
  /** Where the ticket ends; null where no ticket is known. */
  ticketedTo?: Maybe<Call>;
  /** Where a BOARD check saw the journey begin; null: not known. */
  boardedAt?: Maybe<Call>;
  /** Where an ALIGHT check saw the journey end; null: not known, which is not the same as `did not alight`. */
  alightedAt?: Maybe<Call>;
  /** What officers and devices saw of it, earliest first. */
  checks: Array<Check>;
  /** What the ticket was bought under; null where no booking is known. */
  booking?: Maybe<Booking>;
  /** Where the current statement is written; null where only other records name it. */
  source?: Maybe<Source>;
  /** All that was ever stated of it, the current statement first; a correction keeps what was stated before. */
  history: Array<Statement>;
};

/** A page of journeys. */
export type JourneyConnection = {
  __typename?: 'JourneyConnection';
  /** The journeys of this page, each with its cursor. */
  edges: Array<JourneyEdge>;
  /** The journeys of this page. */
  nodes: Array<Journey>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A journey in a list. */
export type JourneyEdge = {
  __typename?: 'JourneyEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The journey. */
  node: Journey;
};

/** Narrows a list of journeys. */
export type JourneyFilter = {
  /** The run departs at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** The run departs before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Number and origin date of one run, such as `029/2023-05-01`. */
  run?: InputMaybe<Scalars['String']['input']>;
  /** Code of the station where an ALIGHT check saw the journey end. */
  alightedAt?: InputMaybe<Scalars['String']['input']>;
};

/** How journeys are sorted; equal ones by run and ref, those of persons whom a check alone saw last, by the check's id. */
export type JourneyOrder =
  /** By departure of the run, the earliest first. */
  | 'DEPARTS_ASC'
  /** By departure of the run, the latest first. */
  | 'DEPARTS_DESC'
  /** By the passenger's number on the list. */
  | 'REF_ASC'
  /** By the passenger's number on the list, backwards. */
  | 'REF_DESC';

/** As what somebody is on a passenger list. */
export type PassengerRole =
  /** Named by the carrier as bound for, or coming from, a station on the way. */
  | 'PASSENGER'
  /** Named by the carrier as staying aboard from border to border. */
  | 'TRANSIT'
  /** Works on the train. */
  | 'CREW';

/** How far a passenger list had got. */
export type PassengerStage =
  /** On the list before departure, not yet known to be aboard. */
  | 'DECLARED'
  /** On the closed list of those aboard. */
  | 'BOARDED';

/** How something was read. The best comes first: where two sources disagree, the better reading is shown first. */
export type Capture =
  /** From the chip, by a device. */
  | 'CHIP'
  /** From the machine-readable zone, by a device. */
  | 'MRZ'
  /** From a barcode, by a device. */
  | 'BARCODE'
  /** Typed by an officer. */
  | 'MANUAL'
  /** Taken over from the carrier, who need not have seen the document. */
  | 'CARRIER';

/** A train as the timetable names it. */
export type Train = Node & {
  __typename?: 'Train';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** As printed: `029`. */
  number: Scalars['String']['output'];
  /** What it is called beside its number: `Yantar`. */
  name?: Maybe<Scalars['String']['output']>;
  /** Where it starts. */
  from?: Maybe<Station>;
  /** Where it ends. */
  to?: Maybe<Station>;
  /** Where the current statement is written; null where only other records name it. */
  source?: Maybe<Source>;
  /** All that was ever stated of it, the current statement first; a correction keeps what was stated before. */
  history: Array<Statement>;
};

/** One run of a train, from its origin on one day. */
export type TrainRun = Node & {
  __typename?: 'TrainRun';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Number and origin date: `029/2023-05-01`. */
  run: Scalars['String']['output'];
  /** The train that runs. */
  train: Train;
  /** Day on which it leaves its origin, by the clock there; it may pass the border a day later. */
  originDate: Scalars['Date']['output'];
  /** Planned departure from the first call. */
  departsAt: Scalars['DateTime']['output'];
  /** Persons that it may carry, as the carrier states it; what the state allows is a regime. */
  capacity?: Maybe<Scalars['Int']['output']>;
  /** Where it calls, in order; stops that were not planned are of kind UNPLANNED. */
  calls: Array<Call>;
  /** The passenger list, by ref, then those that checks alone saw aboard. */
  journeys: JourneyConnection;
  /** How many journeys are known to have been aboard: listed ones that are not merely DECLARED, and all that a check saw. */
  onBoard: Scalars['Int']['output'];
  /** Where the current statement is written; null where only other records name it. */
  source?: Maybe<Source>;
  /** All that was ever stated of it, the current statement first; a correction keeps what was stated before. */
  history: Array<Statement>;
};


/** One run of a train, from its origin on one day. */
export type TrainRunJourneysArgs = {
  filter?: InputMaybe<JourneyFilter>;
  orderBy?: InputMaybe<JourneyOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of runs. */
export type TrainRunConnection = {
  __typename?: 'TrainRunConnection';
  /** The runs of this page, each with its cursor. */
  edges: Array<TrainRunEdge>;
  /** The runs of this page. */
  nodes: Array<TrainRun>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A run in a list. */
export type TrainRunEdge = {
  __typename?: 'TrainRunEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The run. */
  node: TrainRun;
};

/** Narrows a list of runs. */
export type TrainRunFilter = {
  /** Train number as printed: `029`. */
  train?: InputMaybe<Scalars['String']['input']>;
  /** Departs from its first call at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Departs from its first call before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How runs are sorted: by planned departure from the first call. */
export type TrainRunOrder =
  /** The earliest first. */
  | 'DEPARTS_ASC'
  /** The latest first. */
  | 'DEPARTS_DESC';

/** A stop of one run at one station. */
export type Call = Node & {
  __typename?: 'Call';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The timetable's number of the stop within its run; null for one that was not planned. */
  seq?: Maybe<Scalars['Int']['output']>;
  /** Where it stops. */
  station: Station;
  /** The run that stops. */
  run: TrainRun;
  /** Planned arrival; null at the origin. */
  arrive?: Maybe<Scalars['DateTime']['output']>;
  /** Planned departure; null at the destination. */
  depart?: Maybe<Scalars['DateTime']['output']>;
  /** Observed arrival; null: nobody reported it. */
  arrived?: Maybe<Scalars['DateTime']['output']>;
  /** Observed departure; null: nobody reported it. */
  departed?: Maybe<Scalars['DateTime']['output']>;
  /** What the stop is for. */
  kind: CallKind;
  /** Does the carrier let passengers board here? What the state allows is a regime. */
  boarding?: Maybe<Scalars['Boolean']['output']>;
  /** Does the carrier let passengers alight here? What the state allows is a regime. */
  alighting?: Maybe<Scalars['Boolean']['output']>;
};

/** A page of calls. */
export type CallConnection = {
  __typename?: 'CallConnection';
  /** The calls of this page, each with its cursor. */
  edges: Array<CallEdge>;
  /** The calls of this page. */
  nodes: Array<Call>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A call in a list. */
export type CallEdge = {
  __typename?: 'CallEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The call. */
  node: Call;
};

/** Narrows a list of calls. */
export type CallFilter = {
  /** Planned departure, or arrival where none is planned, at or after this; for unplanned stops when somebody was seen. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Planned departure, or arrival where none is planned, before this; for unplanned stops when somebody was seen. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How calls are sorted: by planned departure, or arrival where none is planned; unplanned ones by when somebody was seen. */
export type CallOrder =
  /** The earliest first. */
  | 'AT_ASC'
  /** The latest first. */
  | 'AT_DESC';

/** What a stop is for. */
export type CallKind =
  /** Passengers get on and off. */
  | 'COMMERCIAL'
  /** The train halts for its own sake, such as a change of locomotive or crew. */
  | 'TECHNICAL'
  /** The train halts for checks at a state border. */
  | 'BORDER'
  /** Not in the run's timetable: a ticket, a check or a report names it. */
  | 'UNPLANNED';

/** A station or technical stop. */
export type Station = Node & {
  __typename?: 'Station';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Our own key: `KENA`. */
  code: Scalars['String']['output'];
  /** What it is called, language by language. */
  names: StationNames;
  /** Three-letter ICAO code of the state that it lies in. */
  country: Scalars['String']['output'];
  /** Degrees north of the equator. */
  latitude?: Maybe<Scalars['Float']['output']>;
  /** Degrees east of Greenwich. */
  longitude?: Maybe<Scalars['Float']['output']>;
  /** Is it where trains are checked at a state border? */
  borderCrossing: Scalars['Boolean']['output'];
  /** IANA name of the zone whose clock holds here, such as `Europe/Vilnius`; null where not stated. */
  timeZone?: Maybe<Scalars['String']['output']>;
  /** What other schemes call it. */
  codes: Array<StationCode>;
  /** Calls here, by planned time. */
  calls: CallConnection;
  /** Where the current statement is written; null where only other records name it. */
  source?: Maybe<Source>;
  /** All that was ever stated of it, the current statement first; a correction keeps what was stated before. */
  history: Array<Statement>;
};


/** A station or technical stop. */
export type StationCallsArgs = {
  filter?: InputMaybe<CallFilter>;
  orderBy?: InputMaybe<CallOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A station's names by language, each null where not stated. */
export type StationNames = {
  __typename?: 'StationNames';
  /** English, or the code where no English name is in use. */
  en: Scalars['String']['output'];
  /** Lithuanian. */
  lt?: Maybe<Scalars['String']['output']>;
  /** Russian. */
  ru?: Maybe<Scalars['String']['output']>;
  /** Belarusian. */
  be?: Maybe<Scalars['String']['output']>;
  /** Polish. */
  pl?: Maybe<Scalars['String']['output']>;
};

/** A station's code in another scheme. */
export type StationCode = {
  __typename?: 'StationCode';
  /** Whose code it is. */
  scheme: StationCodeScheme;
  /** As the scheme writes it. */
  value: Scalars['String']['output'];
  /** Somebody has looked it up at the scheme's own source. */
  verified: Scalars['Boolean']['output'];
};

/** Schemes that number stations. */
export type StationCodeScheme =
  /** Station number of the International Union of Railways. */
  | 'UIC'
  /** Primary location code of European rail data exchange. */
  | 'PLC'
  /** Six-digit number of the Unified Network Marking, used by Russian and Belarusian railways. */
  | 'ESR'
  /** Number in Express-3, the booking system of Russian and neighbouring railways. */
  | 'EXPRESS3'
  /** International station number of European timetables (Internationale Bahnhofsnummer). */
  | 'IBNR'
  /** Operational point in the European Register of Infrastructure. */
  | 'RINF';

/** What an officer or a device saw. */
export type Check = Node & {
  __typename?: 'Check';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The id that the source gave it. */
  checkId: Scalars['String']['output'];
  /** When it was made. */
  at: Scalars['DateTime']['output'];
  /** What was seen or done. */
  kind: CheckKind;
  /** On what the person was let through. */
  basis?: Maybe<CheckBasis>;
  /** Why somebody could board or alight although the rule of the day says no; null where none was recorded. */
  exception?: Maybe<CheckException>;
  /** The office that made it, as the source wrote it. */
  authority?: Maybe<Scalars['String']['output']>;
  /** How the document was read. */
  capture?: Maybe<Capture>;
  /** Where it was made: the run's stop. */
  call: Call;
  /** The journey that it is about. */
  journey: Journey;
  /** The document that was examined. */
  document?: Maybe<Document>;
  /** The identity as it was read. */
  identity?: Maybe<Identity>;
  /** Where the current statement is written; null where only other records name it. */
  source?: Maybe<Source>;
  /** All that was ever stated of it, the current statement first; a correction keeps what was stated before. */
  history: Array<Statement>;
};

/** What a check saw or did. */
export type CheckKind =
  /** Somebody got on here: settles where the journey began. */
  | 'BOARD'
  /** Somebody got off here: settles where the journey ended. */
  | 'ALIGHT'
  /** Aboard at the first border call, coming in. */
  | 'ENTRY'
  /** Aboard at the last border call, going out. */
  | 'EXIT'
  /** Aboard between the border calls. */
  | 'TRANSIT'
  /** Somebody was not let through. */
  | 'REFUSAL';

/** On what somebody was let through. */
export type CheckBasis =
  /** Facilitated rail transit document. */
  | 'FRTD'
  /** Facilitated transit document. */
  | 'FTD'
  /** Permit to live in a Schengen state. */
  | 'RESIDENCE_PERMIT'
  /** Card of a family member of a mobile EU citizen. */
  | 'RESIDENCE_CARD'
  /** National visa for more than 90 days. */
  | 'LONG_STAY_VISA'
  /** Schengen visa for at most 90 days in any 180. */
  | 'SHORT_STAY_VISA'
  /** Citizenship of the Union, on a passport or identity card. */
  | 'EU_CITIZEN'
  /** Nothing that allows it was shown. */
  | 'NONE';

/** Why a rule was set aside for somebody. */
export type CheckException =
  /** On humanitarian grounds, such as a death in the family. */
  | 'HUMANITARIAN'
  /** Illness or injury. */
  | 'MEDICAL'
  /** An authority had the person leave or join the train. */
  | 'AUTHORITY_ORDER'
  /** Mediated by a foreign ministry. */
  | 'MFA_MEDIATION'
  /** On grounds that the source does not name. */
  | 'OTHER';

/** A booking that tickets were bought under. */
export type Booking = Node & {
  __typename?: 'Booking';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The carrier's reference, as on the ticket. */
  ref: Scalars['String']['output'];
  /** When the tickets were bought. */
  purchasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where they were bought, in the carrier's words. */
  channel?: Maybe<Scalars['String']['output']>;
  /** What the buyer gave to be reached or to pay by. */
  contacts: Array<Contact>;
  /** Journeys on its tickets, earliest departure first unless told otherwise. */
  journeys: JourneyConnection;
};


/** A booking that tickets were bought under. */
export type BookingJourneysArgs = {
  orderBy?: InputMaybe<JourneyOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of bookings. */
export type BookingConnection = {
  __typename?: 'BookingConnection';
  /** The bookings of this page, each with its cursor. */
  edges: Array<BookingEdge>;
  /** The bookings of this page. */
  nodes: Array<Booking>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A booking in a list. */
export type BookingEdge = {
  __typename?: 'BookingEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The booking. */
  node: Booking;
};

/** A phone number, e-mail address, card or agent given with a booking. */
export type Contact = Node & {
  __typename?: 'Contact';
  /** Global id; the same kind and value always have the same one. */
  id: Scalars['ID']['output'];
  /** What sort of contact it is. */
  kind: ContactKind;
  /** The number, address or name itself. */
  value: Scalars['String']['output'];
  /** Bookings that it was given with, by reference. */
  bookings: BookingConnection;
};


/** A phone number, e-mail address, card or agent given with a booking. */
export type ContactBookingsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** What sort of contact was given with a booking. */
export type ContactKind =
  /** Telephone number. */
  | 'PHONE'
  /** E-mail address. */
  | 'EMAIL'
  /** Payment card, as the carrier names it. */
  | 'CARD'
  /** Travel agent or other seller; one agent's many customers need not know each other. */
  | 'AGENT';

/** How many of each thing are known. */
export type Census = {
  __typename?: 'Census';
  /** Persons that the identities are taken to be. */
  persons: Scalars['Int']['output'];
  /** Distinct statements of who somebody is. */
  identities: Scalars['Int']['output'];
  /** Documents shown or recorded, one for each type, issuer and number. */
  documents: Scalars['Int']['output'];
  /** Passengers on runs: lines of passenger lists, and those that a check alone saw. */
  journeys: Scalars['Int']['output'];
  /** What officers and devices saw. */
  checks: Scalars['Int']['output'];
  /** Runs of trains in the timetables. */
  runs: Scalars['Int']['output'];
  /** Stations and technical stops. */
  stations: Scalars['Int']['output'];
  /** What patterns have raised, in whatever state. */
  findings: Scalars['Int']['output'];
  /** Records that wait for something they name. */
  parked: Scalars['Int']['output'];
  /** Lines that were refused, over all deliveries. */
  refused: Scalars['Int']['output'];
};

/** Whether an answer is whole, and if not, why. */
export type Completeness = {
  __typename?: 'Completeness';
  /** Nothing is left out but what later pages hold. */
  complete: Scalars['Boolean']['output'];
  /** What cut the answer; null for a whole one. */
  reason?: Maybe<IncompleteReason>;
  /** How many rows are left out at least; null where the answer is whole or nobody counted. */
  omittedAtLeast?: Maybe<Scalars['Int']['output']>;
  /** Where to go on: a cursor for `after` unless the answer says otherwise; null where there is nothing to go on with. */
  resume?: Maybe<Scalars['String']['output']>;
};

/** What cut an answer. */
export type IncompleteReason =
  /** More rows than the answer may hold. */
  | 'LIMIT'
  /** The time that one answer may take was up. */
  | 'TIMEOUT'
  /** The work that one answer may cost was used up. */
  | 'BUDGET'
  /** The asker may not see the rest. */
  | 'PERMISSION'
  /** The rest is past the time that it may be kept or named. */
  | 'RETENTION';

/** Somebody who left at the station, and how unusual that is among comparable travellers. */
export type RepeatDisembarker = {
  __typename?: 'RepeatDisembarker';
  /** Who left. */
  person: Person;
  /** Journeys that ended at the station. */
  times: Scalars['Int']['output'];
  /** Journeys through the station whose end is known. */
  journeys: Scalars['Int']['output'];
  /** `times` of `journeys`, 0 to 1. */
  rate: Scalars['Float']['output'];
  /** How many leavings that many journeys of comparable travellers would have. */
  expected: Scalars['Float']['output'];
  /** Probability of so many leavings in a year among comparable travellers, times the windows tried; at most 1. */
  pValue: Scalars['Float']['output'];
  /** Where each of the journeys that count in `times` ended, earliest first. */
  calls: Array<Call>;
  /** When the person was first seen leaving there. */
  first: Scalars['DateTime']['output'];
  /** When the person was last seen leaving there. */
  last: Scalars['DateTime']['output'];
};

/** A page of persons who left at a station, the most unusual first. */
export type RepeatDisembarkerConnection = {
  __typename?: 'RepeatDisembarkerConnection';
  /** The persons of this page, each with its cursor. */
  edges: Array<RepeatDisembarkerEdge>;
  /** The persons of this page. */
  nodes: Array<RepeatDisembarker>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
  /** Whether the list is whole. */
  completeness: Completeness;
};

/** A person who left at a station, in a list. */
export type RepeatDisembarkerEdge = {
  __typename?: 'RepeatDisembarkerEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The person, with the numbers. */
  node: RepeatDisembarker;
};

/** Which station, over which time, how often at least. */
export type RepeatDisembarkersInput = {
  /**
   * How sure it must be that journeys are one person's: it decides who is counted, who the comparable travellers are, and
   * what the persons and calls of the answer show.
   */
  identity?: InputMaybe<IdentityStrictness>;
  /** Station code, such as `KENA`; an unknown one is an error that names the nearest known ones. */
  station: Scalars['String']['input'];
  /** Journeys whose planned call at the station lies at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Journeys whose planned call at the station lies before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Leavings at least; 1 or more. */
  atLeast?: InputMaybe<Scalars['Int']['input']>;
  /** Only journeys on which a document of one of these types was presented; empty: all journeys. */
  documentTypes?: InputMaybe<Array<DocumentType>>;
  /** Least rate, from 0 to 1, drawn towards the peers' rate so that 2 of 2 never leads. */
  minRate?: InputMaybe<Scalars['Float']['input']>;
};

/** A document shown by more than one person. */
export type SharedDocument = {
  __typename?: 'SharedDocument';
  /** What was shown. */
  document: Document;
  /** Who showed it, by id; where a check read somebody else than the list names, the check counts. */
  persons: Array<Person>;
  /** Journeys at which it was shown. */
  presentations: Scalars['Int']['output'];
  /** Two persons showed it on one run. */
  sameRun: Scalars['Boolean']['output'];
  /** The spans over which two persons showed it overlap. */
  overlapping: Scalars['Boolean']['output'];
  /** Nobody surely else showed it: one name in several spellings, or persons who may be one. Not shared. */
  spellingOnly: Scalars['Boolean']['output'];
  /** The facts in a sentence, and what tells the most alike of the holders apart, the document itself left out of account. */
  because: Scalars['String']['output'];
};

/** A page of shared documents: same run first, then overlapping use, then how often shown. */
export type SharedDocumentConnection = {
  __typename?: 'SharedDocumentConnection';
  /** The documents of this page, each with its cursor. */
  edges: Array<SharedDocumentEdge>;
  /** The documents of this page. */
  nodes: Array<SharedDocument>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
  /** Whether the list is whole. */
  completeness: Completeness;
};

/** A shared document in a list. */
export type SharedDocumentEdge = {
  __typename?: 'SharedDocumentEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The document, with who showed it. */
  node: SharedDocument;
};

/** Which documents, over which time, shared by how many. */
export type SharedDocumentsInput = {
  /**
   * How sure it must be that two who showed a document are one person: it decides how many persons they are, and what the
   * documents and persons of the answer show. Who may be one is still told apart by `spellingOnly`.
   */
  identity?: InputMaybe<IdentityStrictness>;
  /** Only documents of these types; absent or empty: all but OTHER. */
  types?: InputMaybe<Array<DocumentType>>;
  /** Three-letter ICAO code of the issuing state. */
  issuer?: InputMaybe<Scalars['String']['input']>;
  /** Persons at least; 2 or more. */
  minPersons?: InputMaybe<Scalars['Int']['input']>;
  /** Only showings on runs that depart at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only showings on runs that depart before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Also documents that one person showed under several spellings (`spellingOnly`). */
  includeSpellingVariants?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Kinds of things that are tied to each other. */
export type NodeKind =
  /** Somebody, as far as can be concluded. */
  | 'PERSON'
  /** What a source stated of somebody. */
  | 'IDENTITY'
  /** A passport, permit or other paper. */
  | 'DOCUMENT'
  /** One passenger on one run. */
  | 'JOURNEY'
  /** One run of a train. */
  | 'TRAIN_RUN'
  /** One run at one station. */
  | 'CALL'
  /** A station or technical stop. */
  | 'STATION'
  /** What an officer or a device saw. */
  | 'CHECK'
  /** Tickets bought together. */
  | 'BOOKING'
  /** A telephone number, e-mail address, card or agent given with a booking. */
  | 'CONTACT';

/** Something that was found, and why. */
export type SearchResult = {
  __typename?: 'SearchResult';
  /** What was found; null where a correction has taken it away meanwhile. */
  thing?: Maybe<Node>;
  /** What kind of thing it is. */
  kind: NodeKind;
  /** How well it answers what was asked, above 0 and at most 1, the mean over the words; it orders hits and is no probability. */
  score: Scalars['Float']['output'];
  /** What of it answers to which word, and how. */
  matched: Array<SearchMatch>;
};

/** What answers to a word or number that was looked for. */
export type SearchMatch = {
  __typename?: 'SearchMatch';
  /** Which field, such as `surname`, `number` or `names.ru`. */
  field: Scalars['String']['output'];
  /** As it is known: of a person, as one of the identities states it. */
  value: Scalars['String']['output'];
  /** How it was recognised. */
  how: SearchMatchKind;
  /** The same in a sentence. */
  says: Scalars['String']['output'];
};

/** How something was recognised, the surest first. */
export type SearchMatchKind =
  /** As it was asked for; letter case, accents and punctuation aside. */
  | 'EXACT'
  /** The same in another notation: a day, a telephone number, a train without its zeros. */
  | 'NOTATION'
  /** The same name in another script. */
  | 'TRANSLITERATION'
  /** A number that is read alike: 0 and O, Q or D, 1 and I or L, 5 and S, 8 and B, 2 and Z, and Cyrillic letters that look Latin. */
  | 'OCR'
  /** Another spelling of the name: one consonant skeleton, or one given name in several languages. */
  | 'SPELLING'
  /** It begins with what was asked. */
  | 'PREFIX'
  /** One letter is another, missing or too many, or two have changed places. */
  | 'FUZZY'
  /** What was asked is a part of it. */
  | 'PART';

/** A page of what was found, the best first. */
export type SearchResultConnection = {
  __typename?: 'SearchResultConnection';
  /** The hits of this page, each with its cursor. */
  edges: Array<SearchResultEdge>;
  /** The hits of this page. */
  nodes: Array<SearchResult>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many hits the list holds, over all pages, 500 at most; where `completeness` says that it was cut there are more. */
  totalCount: Scalars['Int']['output'];
  /** Whether the list is whole. LIMIT: there are more candidates than are looked at; TIMEOUT: a kind took longer than two seconds. */
  completeness: Completeness;
};

/** A hit in a list. */
export type SearchResultEdge = {
  __typename?: 'SearchResultEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The hit. */
  node: SearchResult;
};

/** Where something is written. */
export type Source = {
  __typename?: 'Source';
  /** The file. */
  delivery: Delivery;
  /** The line of it, counted from 1; in an EDIFACT file the segment, in a timetable feed the record. */
  line: Scalars['Int']['output'];
  /** What is written there, as it came; null where the words were not kept. */
  text?: Maybe<Scalars['String']['output']>;
};

/** That a source stated a fact, at one time. */
export type Statement = {
  __typename?: 'Statement';
  /** Where it is written. */
  source: Source;
  /** When the delivery was received: it is known since then. */
  receivedAt: Scalars['DateTime']['output'];
  /** It holds now; otherwise a later statement took its place. */
  current: Scalars['Boolean']['output'];
};

/** A file that was delivered, known by its content: the same file again changes nothing. */
export type Delivery = Node & {
  __typename?: 'Delivery';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** SHA-256 of the file as delivered, in hexadecimal. */
  sha256: Scalars['String']['output'];
  /** Deliveries are numbered in the order in which they were first received. */
  number: Scalars['Int']['output'];
  /** Name of the file, without its folder. */
  name: Scalars['String']['output'];
  /** When it was first received; what it says is known since then. */
  receivedAt: Scalars['DateTime']['output'];
  /** How it came in when it was first received: `load`, or `upload by` and the user. */
  receivedFrom: Scalars['String']['output'];
  /** All of it was read; otherwise a load is under way or was interrupted, and the same command goes on with it. */
  complete: Scalars['Boolean']['output'];
  /** Records that brought something new. */
  recorded: Scalars['Int']['output'];
  /** Records that stated what was known already. */
  unchanged: Scalars['Int']['output'];
  /** Records that still wait for something that they name. */
  parked: Scalars['Int']['output'];
  /** Lines that were refused. */
  refused: Scalars['Int']['output'];
  /** Its records that still wait, by line. */
  parkedRecords: ParkedRecordConnection;
  /** Its refused lines and the first reason of each, by line: the first 1,000 of them; all are in the refused folder. */
  refusals: RefusalConnection;
};


/** A file that was delivered, known by its content: the same file again changes nothing. */
export type DeliveryParkedRecordsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A file that was delivered, known by its content: the same file again changes nothing. */
export type DeliveryRefusalsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of deliveries. */
export type DeliveryConnection = {
  __typename?: 'DeliveryConnection';
  /** The deliveries of this page, each with its cursor. */
  edges: Array<DeliveryEdge>;
  /** The deliveries of this page. */
  nodes: Array<Delivery>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A delivery in a list. */
export type DeliveryEdge = {
  __typename?: 'DeliveryEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: Delivery;
};

/** Narrows a list of deliveries. */
export type DeliveryFilter = {
  /** Part of the file's name; letter case does not matter. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** First received at or after this. */
  receivedFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** First received before this. */
  receivedTo?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether all of it was read. */
  complete?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether lines of it were refused. */
  withRefused?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether records of it still wait. */
  withParked?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How deliveries are sorted: by when they were first received. */
export type DeliveryOrder =
  /** The latest first. */
  | 'RECEIVED_DESC'
  /** The earliest first. */
  | 'RECEIVED_ASC';

/** A record that names something not known yet: it is recorded by itself, with its source, as soon as that arrives. */
export type ParkedRecord = Node & {
  __typename?: 'ParkedRecord';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** What kind of record waits. */
  kind: RecordKind;
  /** What it is about, by the key of its kind. */
  key: Scalars['String']['output'];
  /** The field of the record that names something unknown. */
  field: Scalars['String']['output'];
  /** What it waits for, by kind and key: `TrainRun 029/2023-05-01`. */
  waitsFor: Scalars['String']['output'];
  /** Since when it waits. */
  since: Scalars['DateTime']['output'];
  /** Where the record is written. */
  source: Source;
};

/** A page of records that wait. */
export type ParkedRecordConnection = {
  __typename?: 'ParkedRecordConnection';
  /** The records that wait of this page, each with its cursor. */
  edges: Array<ParkedRecordEdge>;
  /** The records that wait of this page. */
  nodes: Array<ParkedRecord>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A record in a list of those that wait. */
export type ParkedRecordEdge = {
  __typename?: 'ParkedRecordEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The record that waits. */
  node: ParkedRecord;
};

/** Narrows a list of records that wait. */
export type ParkedRecordFilter = {
  /** One of these kinds; an empty list finds nothing. */
  kinds?: InputMaybe<Array<RecordKind>>;
  /** Part of what is waited for: `029/2023-05-01` finds all that waits for that run or somebody on it. */
  waitsFor?: InputMaybe<Scalars['String']['input']>;
  /** Waiting since before this instant. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** How records that wait are sorted: by when they came. */
export type ParkedRecordOrder =
  /** The one that waits longest first. */
  | 'SINCE_ASC'
  /** The latest first. */
  | 'SINCE_DESC';

/** What a record speaks of. */
export type RecordKind =
  /** A station and its names. */
  | 'STATION'
  /** A train of the timetable. */
  | 'TRAIN'
  /** One run of a train and its calls. */
  | 'RUN'
  /** A dated rule. */
  | 'REGIME'
  /** What an issuer says of a document. */
  | 'DOCUMENT'
  /** One line of a passenger list. */
  | 'PASSENGER'
  /** What an officer or a device saw. */
  | 'CHECK'
  /** What a train did. */
  | 'MOVEMENT'
  /** What was complete, so that absence means something. */
  | 'COVERAGE';

/** A line that was refused. */
export type Refusal = Node & {
  __typename?: 'Refusal';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The line, counted from 1. */
  line: Scalars['Int']['output'];
  /** The field that is wrong; empty where it is the line as a whole. */
  field: Scalars['String']['output'];
  /** What was expected there. */
  expected: Scalars['String']['output'];
  /** What came, cut where it is long. */
  came: Scalars['String']['output'];
};

/** A page of refused lines. */
export type RefusalConnection = {
  __typename?: 'RefusalConnection';
  /** The refused lines of this page, each with its cursor. */
  edges: Array<RefusalEdge>;
  /** The refused lines of this page. */
  nodes: Array<Refusal>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A refused line in a list. */
export type RefusalEdge = {
  __typename?: 'RefusalEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The refused line. */
  node: Refusal;
};

/** Deliveries to load. */
export type IngestInput = {
  /**
   * 1 to 100 files, loaded in this order; together at most 1024 MiB unless the service is set otherwise. A file's name says
   * what it is: `*.ndjson`, `*.csv` with its kind of record first (`passenger-2023-05.csv`), or `*.edi` for PAXLST, each
   * also with `.gz`; a `.zip` is a GTFS feed.
   */
  files: Array<Scalars['Upload']['input']>;
};

/** What became of the lines of deliveries. */
export type IngestPayload = {
  __typename?: 'IngestPayload';
  /** Lines that said something new. */
  recorded: Scalars['Int']['output'];
  /** Lines that had been stated before with the same content. */
  unchanged: Scalars['Int']['output'];
  /** Lines that name something not known yet: kept, and recorded by themselves when it arrives. */
  parked: Scalars['Int']['output'];
  /** Lines that were refused, each kept with its reason; a file that cannot be read at all counts as one. */
  refused: Scalars['Int']['output'];
  /** Files that were read. */
  files: Scalars['Int']['output'];
  /** Files that were skipped or refused whole, by name, and why. */
  messages: Array<Scalars['String']['output']>;
  /** The same for programs; empty when every file was read. */
  userErrors: Array<UserError>;
};

/** What a human decided about who is who: an assertion with a name and a date, beside the facts that sources state. */
export type Decision = Node & {
  __typename?: 'Decision';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Decisions are numbered in the order in which they were taken. */
  number: Scalars['Int']['output'];
  /** What was done. */
  kind: DecisionKind;
  /** Who decided: the header `x-alight-user`, `local` without one. */
  by: Scalars['String']['output'];
  /** What for: the header `x-alight-purpose`; null without one. */
  purpose?: Maybe<Scalars['String']['output']>;
  /** When; of two decisions always another instant. */
  at: Scalars['DateTime']['output'];
  /** Why, in the words of whoever decided. */
  note: Scalars['String']['output'];
  /** It has not been undone. Where a later decision says the contrary it may still not be in force: see `pairs`. */
  stands: Scalars['Boolean']['output'];
  /** The earlier decision that this one takes back; null for all but an UNDO. */
  undoes?: Maybe<Decision>;
  /** The later decision that took this one back; null where it stands. */
  undoneBy?: Maybe<Decision>;
  /** The identities concerned, as far as sources state them now. */
  identities: Array<Identity>;
  /** The persons that these identities are of now. */
  persons: Array<Person>;
  /** What it says of pairs of identities: the first 500 by id; an UNDO says nothing of its own. */
  pairs: Array<DecidedPair>;
  /** Of how many pairs it says something. */
  pairCount: Scalars['Int']['output'];
};

/** A page of decisions. */
export type DecisionConnection = {
  __typename?: 'DecisionConnection';
  /** The decisions of this page, each with its cursor. */
  edges: Array<DecisionEdge>;
  /** The decisions of this page. */
  nodes: Array<Decision>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A decision in a list. */
export type DecisionEdge = {
  __typename?: 'DecisionEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The decision. */
  node: Decision;
};

/** Narrows a list of decisions. */
export type DecisionFilter = {
  /** Who decided, exactly as kept. */
  by?: InputMaybe<Scalars['String']['input']>;
  /** Taken at or after this. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Taken before this. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Global id of an identity that it concerns, also of one that no source states any more. */
  identity?: InputMaybe<Scalars['ID']['input']>;
  /** Whether it stands, or has been undone. */
  standing?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How decisions are sorted: by when they were taken. */
export type DecisionOrder =
  /** The latest first. */
  | 'AT_DESC'
  /** The earliest first. */
  | 'AT_ASC';

/** What somebody did who decided about who is who. */
export type DecisionKind =
  /** Said that an identity is a person. */
  | 'CONFIRM'
  /** Said that an identity is none of those that a person held then. */
  | 'REJECT'
  /** Had a person come apart where it hung together the least. */
  | 'SPLIT'
  /** Said that several persons are one. */
  | 'MERGE'
  /** Made identities of a person a person of their own. */
  | 'SPLIT_PERSON'
  /** Took another decision back. */
  | 'UNDO';

/** Two identities of which a decision says whether they are one person. */
export type DecidedPair = {
  __typename?: 'DecidedPair';
  /** One of the two; null where no source states it any more. The decision binds again when one does. */
  left?: Maybe<Identity>;
  /** The other; null where no source states it any more. */
  right?: Maybe<Identity>;
  /** What is said of the two. */
  verdict: DecidedVerdict;
  /** It binds now: the decision stands, no later one says the contrary, and sources state both. */
  inForce: Scalars['Boolean']['output'];
};

/** What is said of two identities. */
export type DecidedVerdict =
  /** They are one person. */
  | 'CONFIRMED'
  /** They are two persons. */
  | 'REJECTED';

/** What a decision changes. Nothing of it is a fact: facts stay with their identities, and with these come to another person. */
export type DecisionEffect = {
  __typename?: 'DecisionEffect';
  /** Identities that come to a person with another id. A person's id is that of its smallest identity. */
  identitiesMoved: Array<IdentityMove>;
  /** The persons concerned as they were, and how much hung on each. */
  personsBefore: Array<PersonCounts>;
  /** The persons concerned as they are when it is decided, and how much hangs on each. */
  personsAfter: Array<PersonCounts>;
  /** Facts, and earlier decisions, that kept apart whom this one makes one person. */
  cannotLinksBroken: Array<CannotLink>;
  /**
   * What changes in `repeatDisembarkers` for the persons concerned, at every station and with its defaults; beside their peers
   * as they were before.
   */
  repeatDisembarkers: RepeatDisembarkerChanges;
  /** What changes in `sharedDocuments`, with its defaults, for the documents that the moved identities showed. */
  sharedDocuments: SharedDocumentChanges;
  /**
   * What the next sweep would do with findings because of it, the first 500 of each pattern, by what was learnt to be ordinary at
   * the last one; empty where nothing was ever looked for. Checks that name no passenger are taken as they are placed before.
   * Subjects that nobody has yet, in a dry run, are left out. It may take as long as a sweep when it is first asked of a service.
   */
  findings: Array<FindingChange>;
};

/** An identity that comes to another person. */
export type IdentityMove = {
  __typename?: 'IdentityMove';
  /** What moves. */
  identity: Identity;
  /** Global id of the person that it was of. */
  from: Scalars['ID']['output'];
  /** Global id of the person that it is of afterwards; in a dry run nobody has it yet. */
  to: Scalars['ID']['output'];
};

/** A person, and how much hangs on it. */
export type PersonCounts = {
  __typename?: 'PersonCounts';
  /** Global id of the person; in a dry run nobody may have it yet. */
  person: Scalars['ID']['output'];
  /** The name that sources state most often. */
  displayName: Scalars['String']['output'];
  /** How many identities are taken to be this person. */
  identities: Scalars['Int']['output'];
  /** On how many runs. */
  journeys: Scalars['Int']['output'];
  /** How many documents the identities were stated on. */
  documents: Scalars['Int']['output'];
  /** How many of the journeys a check saw end. */
  alightings: Scalars['Int']['output'];
};

/** Something by which two identities would not be one person. */
export type CannotLink = {
  __typename?: 'CannotLink';
  /** One of the two. */
  left: Identity;
  /** The other. */
  right: Identity;
  /** What keeps them apart, in words: `both boarded one run`, `rejected by decision 3`. */
  because: Scalars['String']['output'];
};

/** How an answer of `repeatDisembarkers` changes. */
export type RepeatDisembarkerChanges = {
  __typename?: 'RepeatDisembarkerChanges';
  /** Who is listed afterwards and was not before. */
  appear: Array<StationLeaver>;
  /** Who was listed before and is not afterwards. */
  vanish: Array<StationLeaver>;
  /** Who is listed before and afterwards, with other figures. */
  change: Array<StationLeaverChange>;
};

/** The figures of one person at one station, before and afterwards. */
export type StationLeaverChange = {
  __typename?: 'StationLeaverChange';
  /** As it was. */
  before: StationLeaver;
  /** As it is afterwards. */
  after: StationLeaver;
};

/** Somebody who leaves at a station again and again, with the figures of `repeatDisembarkers`. */
export type StationLeaver = {
  __typename?: 'StationLeaver';
  /** Global id of the person; in a dry run nobody may have it yet. */
  person: Scalars['ID']['output'];
  /** Where the journeys ended. */
  station: Station;
  /** Journeys that ended there. */
  times: Scalars['Int']['output'];
  /** Journeys through the station whose end is known. */
  journeys: Scalars['Int']['output'];
  /** `times` of `journeys`, 0 to 1. */
  rate: Scalars['Float']['output'];
  /** How many leavings that many journeys of comparable travellers would have. */
  expected: Scalars['Float']['output'];
  /** Probability of so many leavings in a year among comparable travellers, times the windows tried; at most 1. */
  pValue: Scalars['Float']['output'];
};

/** How an answer of `sharedDocuments` changes. */
export type SharedDocumentChanges = {
  __typename?: 'SharedDocumentChanges';
  /** What is shared afterwards and was not before. */
  appear: Array<DocumentSharing>;
  /** What was shared before and is not afterwards. */
  vanish: Array<DocumentSharing>;
  /** What is shared before and afterwards, otherwise than before. */
  change: Array<DocumentSharingChange>;
};

/** How one document is shared, before and afterwards. */
export type DocumentSharingChange = {
  __typename?: 'DocumentSharingChange';
  /** As it was. */
  before: DocumentSharing;
  /** As it is afterwards. */
  after: DocumentSharing;
};

/** How a document is shared, as `sharedDocuments` says it. */
export type DocumentSharing = {
  __typename?: 'DocumentSharing';
  /** What was shown. */
  document: Document;
  /** Global ids of the persons who showed it; in a dry run nobody may have some of them yet. */
  persons: Array<Scalars['ID']['output']>;
  /** Journeys at which it was shown. */
  presentations: Scalars['Int']['output'];
  /** Two persons showed it on one run. */
  sameRun: Scalars['Boolean']['output'];
  /** The spans over which two persons showed it overlap. */
  overlapping: Scalars['Boolean']['output'];
  /** The facts in a sentence, and what tells the most alike of the holders apart, the document itself left out of account. */
  because: Scalars['String']['output'];
};

/** About which identity and which person something is decided. */
export type DecideIdentityInput = {
  /** Global id of the identity. */
  identity: Scalars['ID']['input'];
  /** Global id of the person, or of one of its identities. */
  person: Scalars['ID']['input'];
  /** What is decided of the two. */
  decision: IdentityDecision;
  /** Why: 1 to 2,000 characters, kept with the decision. */
  note: Scalars['String']['input'];
  /** Tell what would change, and change nothing. */
  dryRun?: Scalars['Boolean']['input'];
};

/** What can be decided about an identity and a person. */
export type IdentityDecision =
  /**
   * The identity is that person: it is tied to the one of the person's identities that it is the most like, so that it goes
   * with that one where the person comes apart later. What is confirmed to be one with it comes along.
   */
  | 'CONFIRM'
  /**
   * The identity is none of those that the person holds now, at most 20,000; others that come to the person later are not
   * meant.
   */
  | 'REJECT'
  /** The person, who holds the identity, comes apart in two where it hangs together the least. */
  | 'SPLIT';

/** Which persons are one. */
export type MergePersonsInput = {
  /** Global ids of 2 to 100 persons, each of the person itself or of one of its identities. */
  persons: Array<Scalars['ID']['input']>;
  /** Why: 1 to 2,000 characters, kept with the decision. */
  note: Scalars['String']['input'];
  /** Tell what would change, and change nothing. */
  dryRun?: Scalars['Boolean']['input'];
};

/** Which identities of a person are somebody else. */
export type SplitPersonInput = {
  /** Global id of the person, or of one of its identities. */
  person: Scalars['ID']['input'];
  /**
   * Global ids of 1 to 500 of its identities, not all of them. Each is told apart from each that the person keeps, in at most
   * 20,000 pairs.
   */
  identities: Array<Scalars['ID']['input']>;
  /** Why: 1 to 2,000 characters, kept with the decision. */
  note: Scalars['String']['input'];
  /** Tell what would change, and change nothing. */
  dryRun?: Scalars['Boolean']['input'];
};

/** Which decision is taken back. */
export type UndoDecisionInput = {
  /** Global id of the decision; an UNDO cannot be undone, decide anew instead. */
  decision: Scalars['ID']['input'];
  /** Why: 1 to 2,000 characters, kept with the decision. */
  note: Scalars['String']['input'];
  /** Tell what would change, and change nothing. */
  dryRun?: Scalars['Boolean']['input'];
};

/** What a decision about an identity and a person came to. */
export type DecideIdentityPayload = {
  __typename?: 'DecideIdentityPayload';
  /** The decision as it is kept; null for a dry run, and where there are `userErrors`. */
  decision?: Maybe<Decision>;
  /** The persons that the identities concerned are of now; after a dry run that is as it was before. */
  persons: Array<Person>;
  /** Earlier decisions that say the contrary and hold no longer, wholly or in part; they hold again when this one is undone. */
  overrules: Array<Decision>;
  /** What it changes; a dry run tells the same as the act. Null where there are `userErrors`. */
  effect?: Maybe<DecisionEffect>;
  /** What the input says that cannot be; empty where it was decided. */
  userErrors: Array<UserError>;
};

/** What a decision that several persons are one came to. */
export type MergePersonsPayload = {
  __typename?: 'MergePersonsPayload';
  /** The decision as it is kept; null for a dry run, and where there are `userErrors`. */
  decision?: Maybe<Decision>;
  /** The persons that the identities concerned are of now; after a dry run that is as it was before. */
  persons: Array<Person>;
  /** Earlier decisions that say the contrary and hold no longer, wholly or in part; they hold again when this one is undone. */
  overrules: Array<Decision>;
  /** What it changes; a dry run tells the same as the act. Null where there are `userErrors`. */
  effect?: Maybe<DecisionEffect>;
  /** What the input says that cannot be; empty where it was decided. */
  userErrors: Array<UserError>;
};

/** What a decision to tell identities of a person apart came to. */
export type SplitPersonPayload = {
  __typename?: 'SplitPersonPayload';
  /** The decision as it is kept; null for a dry run, and where there are `userErrors`. */
  decision?: Maybe<Decision>;
  /** The persons that the identities concerned are of now; after a dry run that is as it was before. */
  persons: Array<Person>;
  /** Earlier decisions that say the contrary and hold no longer, wholly or in part; they hold again when this one is undone. */
  overrules: Array<Decision>;
  /** What it changes; a dry run tells the same as the act. Null where there are `userErrors`. */
  effect?: Maybe<DecisionEffect>;
  /** What the input says that cannot be; empty where it was decided. */
  userErrors: Array<UserError>;
};

/** What a decision to take another back came to. */
export type UndoDecisionPayload = {
  __typename?: 'UndoDecisionPayload';
  /** The decision as it is kept; null for a dry run, and where there are `userErrors`. */
  decision?: Maybe<Decision>;
  /** The persons that the identities concerned are of now; after a dry run that is as it was before. */
  persons: Array<Person>;
  /** Earlier decisions that say the contrary and hold no longer, wholly or in part; they hold again when this one is undone. */
  overrules: Array<Decision>;
  /** What it changes; a dry run tells the same as the act. Null where there are `userErrors`. */
  effect?: Maybe<DecisionEffect>;
  /** What the input says that cannot be; empty where it was decided. */
  userErrors: Array<UserError>;
};

/** Something that an input says and that cannot be done. */
export type UserError = {
  __typename?: 'UserError';
  /** What was expected, and what came. */
  message: Scalars['String']['output'];
  /** Which part of the input, such as `input.files.1`; null where it is the whole. */
  field?: Maybe<Scalars['String']['output']>;
  /** What sort of error it is. */
  code: UserErrorCode;
};

/** What sort of error an input holds. */
export type UserErrorCode =
  /** Something does not have the form that was asked for. */
  | 'BAD_USER_INPUT'
  /** Something was named that is not known. */
  | 'NOT_FOUND'
  /** It contradicts the state of things. */
  | 'CONFLICT'
  /** The caller may not do this. */
  | 'FORBIDDEN';

/** A pattern that is looked for: a rule that is written, versioned and dated, never learned. */
export type Pattern = Node & {
  __typename?: 'Pattern';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Its name for programs. */
  name: PatternName;
  /** Its name for people. */
  title: Scalars['String']['output'];
  /** What it asks, in one sentence. */
  question: Scalars['String']['output'];
  /** What is needed to say that it holds. */
  standard: Standard;
  /** Rises whenever the rule changes. */
  version: Scalars['Int']['output'];
  /** What the rule turns on, with the values in force. */
  parameters: Array<PatternParameter>;
  /** What entitles to look, and where the rule is taken from. */
  legalBasis: Scalars['String']['output'];
  /** When what is ordinary was last learnt from all facts; null for patterns that compare with nothing, and before the first sweep. */
  fittedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its last sweep; null before the first. */
  lastSweep?: Maybe<PatternSweep>;
  /** It has not been looked for in twice the time that its schedule leaves between two sweeps. */
  late: Scalars['Boolean']['output'];
  /** What it found, the strongest first unless told otherwise. */
  findings: FindingConnection;
};


/** A pattern that is looked for: a rule that is written, versioned and dated, never learned. */
export type PatternFindingsArgs = {
  filter?: InputMaybe<FindingFilter>;
  orderBy?: InputMaybe<FindingOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The patterns. */
export type PatternName =
  /** Leaves at a listed stop more often than comparable travellers. */
  | 'REPEAT_DISEMBARKER'
  /** Left before, or boarded after, what the ticket says. */
  | 'TICKET_MISMATCH'
  /** Left or boarded where that day's rule did not allow it. */
  | 'UNPERMITTED_ALIGHTING'
  /** Shown when it was not good. */
  | 'DOCUMENT_NOT_VALID'
  /** Shown by more than one person. */
  | 'SHARED_DOCUMENT'
  /** One person under identities that cannot all be true. */
  | 'MULTIPLE_IDENTITIES'
  /** At two places too close in time. */
  | 'IMPOSSIBLE_PRESENCE'
  /** In on one document, out on another. */
  | 'DOCUMENT_SWITCH'
  /** Shared documents that tie three or more together. */
  | 'SHARED_DOCUMENT_RING'
  /** Two who share more trains than their habits explain. */
  | 'REPEAT_CO_TRAVELLERS'
  /** The same people leaving together, again and again. */
  | 'CO_ALIGHTING_GROUP'
  /** A transit document used beyond its terms. */
  | 'TRANSIT_OVERRUN'
  /** More aboard than allowed. */
  | 'OVER_CAPACITY'
  /** More leaving here than the season explains. */
  | 'DISEMBARKATION_SURGE';

/** What is needed to say that a pattern holds. */
export type Standard =
  /** A recorded fact contradicts a rule or physics. */
  | 'HARD'
  /** Rarer than a stated model of ordinary travel allows, all tests taken into account. */
  | 'STATISTICAL'
  /** Ties between things that independent use would not make. */
  | 'STRUCTURAL';

/** A number that a rule turns on. */
export type PatternParameter = {
  __typename?: 'PatternParameter';
  /** How the rule calls it, such as `windowDays`. */
  name: Scalars['String']['output'];
  /** The value in force. */
  value: Scalars['Float']['output'];
  /** What it counts in. */
  unit: Scalars['String']['output'];
  /** What it means. */
  meaning: Scalars['String']['output'];
};

/** What one sweep came to for one pattern. */
export type PatternSweep = {
  __typename?: 'PatternSweep';
  /** Sweeps are numbered in the order in which they began. */
  number: Scalars['Int']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
  /** When it ended; null while it runs, and where it was cut short: the next one takes it up. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What had it made. */
  trigger: SweepTrigger;
  /** Who asked for it; `alight` where the service did by itself. */
  by: Scalars['String']['output'];
  /** When the last delivery was received that it takes in. */
  asOf: Scalars['DateTime']['output'];
  /** How many tests stand now, those that say nothing included. */
  tests: Scalars['Int']['output'];
  /** How many claims pass. */
  passing: Scalars['Int']['output'];
  /** Findings raised. */
  raised: Scalars['Int']['output'];
  /** Findings opened again. */
  reopened: Scalars['Int']['output'];
  /** Findings that rest on other facts than before. */
  changed: Scalars['Int']['output'];
  /** Findings withdrawn. */
  withdrawn: Scalars['Int']['output'];
  /** Claims about what was being changed just then, left for the next sweep. */
  skipped: Scalars['Int']['output'];
  /** Milliseconds that findings took, tests apart. */
  took: Scalars['Int']['output'];
};

/** What had a sweep made. */
export type SweepTrigger =
  /** The service started. */
  | 'START'
  /** Something was recorded or decided. */
  | 'DELIVERY'
  /** Its time had come. */
  | 'SCHEDULE'
  /** Somebody asked. */
  | 'ASKED';

/** A set of facts that a pattern found, with its reasons. An assessment, kept apart from the facts; never a verdict. */
export type Finding = Node & {
  __typename?: 'Finding';
  /** Global id: the same things found again by the same pattern are the same finding. */
  id: Scalars['ID']['output'];
  /** Which pattern found it. */
  pattern: Pattern;
  /** What it is taken for. */
  state: FindingState;
  /** HARD: 1 a breach, 0 information only. STATISTICAL: −log10 p, at most 300. STRUCTURAL: summed logarithms of likelihood ratios. */
  score: Scalars['Float']['output'];
  /** Probability of something as unusual by ordinary travel; null where nothing is left to chance. */
  pValue?: Maybe<Scalars['Float']['output']>;
  /** Share of false ones to be expected among all that are at least as unusual, by the tests of now; null without `pValue`. */
  qValue?: Maybe<Scalars['Float']['output']>;
  /** How many tests of the pattern there are. */
  tests: Scalars['Int']['output'];
  /** When the delivery was received with which it was first found. */
  raisedAt: Scalars['DateTime']['output'];
  /** When the last delivery was received under which it was found. */
  asOf: Scalars['DateTime']['output'];
  /** When the last of what happened did; null where nothing of it has an instant. */
  lastAt?: Maybe<Scalars['DateTime']['output']>;
  /** Version of the rule. */
  ruleVersion: Scalars['Int']['output'];
  /** What tells it from others about the same things, such as a week; null where nothing must. */
  anchor?: Maybe<Scalars['String']['output']>;
  /** What it is about. */
  subjects: Array<Node>;
  /** Why, in six lines. */
  because: Array<FindingLine>;
  /** What the pattern counted. */
  figures: Array<Figure>;
  /** The facts that it rests on, each with where it is written. */
  evidence: Array<Evidence>;
  /** All that happened to it, the earliest first. */
  history: Array<FindingEvent>;
  /** Who last said what it comes to; null where nobody has. */
  reviewedBy?: Maybe<Scalars['String']['output']>;
  /** When that was said. */
  reviewedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What a finding is taken for. */
export type FindingState =
  /** Found, and no human has said anything of it since; opened again counts as found. */
  | 'PENDING_REVIEW'
  /** A human found that the facts bear it out. */
  | 'CONFIRMED'
  /** A human found nothing in it. */
  | 'DISMISSED'
  /** A human needs more to tell. */
  | 'NEEDS_MORE'
  /** The facts bear it out no more; its history says which went. */
  | 'WITHDRAWN';

/** One line of an explanation. */
export type FindingLine = {
  __typename?: 'FindingLine';
  /** Which of the six. */
  line: ExplanationLine;
  /** What it says. */
  text: Scalars['String']['output'];
};

/** The lines of an explanation, in their order. */
export type ExplanationLine =
  /** The facts. */
  | 'WHAT_HAPPENED'
  /** The peers, or the rule and its dates. */
  | 'COMPARED_WITH'
  /** Observed beside expected. */
  | 'HOW_UNUSUAL'
  /** What innocent reasons were tried, and what came of each. */
  | 'INNOCENT_EXPLANATIONS'
  /** What may be wrong with it. */
  | 'UNCERTAIN'
  /** Pattern, version, parameters, and as of when. */
  | 'RULE';

/** A number that a finding rests on; instants are epoch milliseconds. */
export type Figure = {
  __typename?: 'Figure';
  /** What was counted, such as `times`. */
  name: Scalars['String']['output'];
  /** How many, how much or when. */
  value: Scalars['Float']['output'];
};

/** A fact that a finding rests on. */
export type Evidence = {
  __typename?: 'Evidence';
  /** The fact; null where a correction has taken it out of the graph since. */
  fact?: Maybe<Node>;
  /** Where it was written when it was cited; null for what follows from many lines, such as a person. */
  source?: Maybe<Source>;
  /** The line of the explanation that it supports. */
  line: ExplanationLine;
  /** The finding falls without it. */
  witness: Scalars['Boolean']['output'];
  /** How far the finding is from its threshold without it, as the pattern measures; null where that has no measure. */
  margin?: Maybe<Scalars['Float']['output']>;
};

/**
 * What comes of testing a finding again. Recomputed are whether it is found, its score, `pValue` and `figures`, which facts it
 * cites, with witnesses and margins, and the text of WHAT_HAPPENED. Numbers count as the same up to a relative 1e-9. Not
 * recomputed are who is one person, what is fitted to all facts and, where the test is from EVIDENCE, what others did: `qValue`
 * is then taken to move as `pValue` does, margins that move with `qValue` are left out, and innocent explanations that lie in
 * facts which are not cited (half the train left there) are not tried. The other lines of `because` are not compared.
 */
export type FindingVerification = {
  __typename?: 'FindingVerification';
  /** The finding as it was kept. */
  finding: Finding;
  /** From which facts it was tested again. */
  basis: VerificationBasis;
  /**
   * It is found again: about the same things, and with a `pValue` still rare enough for it to be kept, `qValue` at most 0.1.
   * It may hold and differ, such as with more cited than it takes.
   */
  holds: Scalars['Boolean']['output'];
  /** Cited facts that are not in the graph any more, such as `Check c-18`, and how many of the things that it is about are not. */
  missing: Array<Scalars['String']['output']>;
  /**
   * What is otherwise now. Where the finding is not found again, only the rule, and facts that were stated anew since they were
   * cited: there is nothing else to compare. None: every number comes out as it was kept.
   */
  differences: Array<FindingDifference>;
  /** Each cited fact that is marked as a witness, and whether the finding falls without it. */
  witnesses: Array<WitnessVerification>;
  /** Why the finding was withdrawn; null for one that stands. */
  withdrawn?: Maybe<Scalars['String']['output']>;
};

/** From which facts a finding is tested again. */
export type VerificationBasis =
  /**
   * From what it cites alone: the journeys that are cited or of which a check is, each with its ticket and all its checks; the
   * documents, bookings and identities named there, as they are stated; timetables and movements of their runs, stations, dated
   * rules, and what is said of completeness. Of no other journey.
   */
  | 'EVIDENCE'
  /**
   * From all facts of the graph, every test of the pattern made anew: what it says turns on more than can be cited, such as the
   * ordinary weeks of a station, or all other trains of two persons. So are REPEAT_CO_TRAVELLERS, CO_ALIGHTING_GROUP and
   * DISEMBARKATION_SURGE; their `qValue` is recomputed.
   */
  | 'GRAPH';

/** Something that was kept of a finding and comes out otherwise. */
export type FindingDifference = {
  __typename?: 'FindingDifference';
  /**
   * What it is: `score`, `pValue`, `qValue`, a figure by its name, RULE, WHAT_HAPPENED, a cited fact by the line that it supports
   * (`WHAT_HAPPENED Check c-18`), or its `margin of` or `source of`.
   */
  name: Scalars['String']['output'];
  /** What was kept; null: it was not there. Of a cited fact: `witness` or `cited`. */
  kept?: Maybe<Scalars['String']['output']>;
  /** What it is now; null: it is not there. */
  now?: Maybe<Scalars['String']['output']>;
};

/** A witness of a finding, tested. */
export type WitnessVerification = {
  __typename?: 'WitnessVerification';
  /** The fact; null where it is of a kind that is not shown by itself. */
  fact?: Maybe<Node>;
  /** The line of the explanation that it supports. */
  line: ExplanationLine;
  /**
   * The finding is found no more by the same test where that fact alone is taken away, with all its own: a journey with its
   * checks, a document with its showings. Where a check is taken away its journey stays. Null where the test is from GRAPH.
   */
  falls?: Maybe<Scalars['Boolean']['output']>;
};

/** Something that happened to a finding. */
export type FindingEvent = {
  __typename?: 'FindingEvent';
  /** When it was kept. */
  at: Scalars['DateTime']['output'];
  /** What happened. */
  kind: FindingEventKind;
  /** What the finding was taken for from then on. */
  state: FindingState;
  /** What is new, or how many facts went; null where nothing is to be said. */
  says?: Maybe<Scalars['String']['output']>;
  /** Who did it; null for the system. */
  by?: Maybe<Scalars['String']['output']>;
  /** Why, in the words of whoever did it. */
  note?: Maybe<Scalars['String']['output']>;
};

/** What happens to findings. */
export type FindingEventKind =
  /** Found for the first time. */
  | 'RAISED'
  /** Found again on other facts; what was said of it stands. */
  | 'CHANGED'
  /** Found again after it was withdrawn, or with something new after it was dismissed. */
  | 'REOPENED'
  /** The facts bear it out no more. */
  | 'WITHDRAWN'
  /** Found by a delivery before, too little unusual beside all that deliveries brought to be told at once: a sweep of all told it. */
  | 'TOLD'
  /** A human said what it comes to. */
  | 'REVIEWED';

/** A page of findings. */
export type FindingConnection = {
  __typename?: 'FindingConnection';
  /** The findings of this page, each with its cursor. */
  edges: Array<FindingEdge>;
  /** The findings of this page. */
  nodes: Array<Finding>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A finding in a list. */
export type FindingEdge = {
  __typename?: 'FindingEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The finding. */
  node: Finding;
};

/** Narrows a list of findings. */
export type FindingFilter = {
  /** Only of these patterns. */
  patterns?: InputMaybe<Array<PatternName>>;
  /** Only those that are taken for one of these. */
  states?: InputMaybe<Array<FindingState>>;
  /** Only about this thing: global id of a person, document, journey, run or station. */
  subject?: InputMaybe<Scalars['ID']['input']>;
  /** Found after this. */
  raisedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of which the last that happened did so after this. */
  happenedAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** At least this strong; 0.5 leaves out what is information only. */
  minScore?: InputMaybe<Scalars['Float']['input']>;
};

/** How findings are sorted. */
export type FindingOrder =
  /** The strongest first; scores of patterns of different standards do not compare. */
  | 'SCORE_DESC'
  /** The latest first. */
  | 'RAISED_DESC'
  /** The earliest first. */
  | 'RAISED_ASC';

/** A dated rule: what is allowed where, from when to when, and where that is written. */
export type Regime = Node & {
  __typename?: 'Regime';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** Its first day, by the Lithuanian calendar. */
  from: Scalars['Date']['output'];
  /** Its last day; null: it has no end. */
  until?: Maybe<Scalars['Date']['output']>;
  /** Codes of the stations that it is about; none named: all. */
  stations: Array<Scalars['String']['output']>;
  /** Numbers of the trains that it is about; none named: all. */
  trains: Array<Scalars['String']['output']>;
  /** Whether boarding is allowed; null: it says nothing of that. */
  boarding?: Maybe<Scalars['Boolean']['output']>;
  /** Whether leaving is allowed; null: it says nothing of that. */
  alighting?: Maybe<Scalars['Boolean']['output']>;
  /** How many may be aboard; null: it says nothing of that. */
  capacity?: Maybe<Scalars['Int']['output']>;
  /** Documents that are refused, as the rule writes them; often none. */
  documentsRefused: Array<Scalars['String']['output']>;
  /** Where it is written. */
  basis: Scalars['String']['output'];
  /** What its source adds. */
  note?: Maybe<Scalars['String']['output']>;
  /** Where it was delivered. */
  source: Source;
  /** All that was ever stated of it, the current statement first. */
  history: Array<Statement>;
};

/** Which patterns look, and how. */
export type SweepInput = {
  /** Only these, one or more; absent: all. */
  patterns?: InputMaybe<Array<PatternName>>;
  /** Only findings of which something happened at or after this; others stay as they are. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Also learn anew from all facts what is ordinary, which a sweep otherwise keeps until there is a tenth more to learn from. */
  refit?: Scalars['Boolean']['input'];
  /** Tell what would change, and change nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /**
   * Tell what would have been found on the facts as deliveries received by this instant had said them, and what was ordinary
   * among them: with `dryRun` only. Nothing is compared with the findings that are kept: all that would have been found is
   * RAISED. With other `parameters` the answer is instead what these would have found otherwise than those in force would have
   * on the same facts, pattern by pattern of theirs. As today, not as then, are which identities are one person, and how alike
   * two names or dates of birth must be to be one; timetables; where checks are placed that name no passenger; the contacts of
   * a booking and the holders of a document; to which day somebody showed a document to be good of which no issuer has said
   * anything; and rules, by their version of today. Subjects are shown as they are known now. What waited for something else
   * counts as known from when it came.
   */
  asKnownAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Other values of parameters, to see what they would find: with `dryRun` only. */
  parameters?: InputMaybe<Array<ParametersInput>>;
};

/** Another value of a parameter. */
export type ParametersInput = {
  /** Whose. */
  pattern: PatternName;
  /** Which, as `Pattern.parameters` names it. */
  name: Scalars['String']['input'];
  /** What it is to be, within the bounds of the rule. */
  value: Scalars['Float']['input'];
};

/** What a sweep came to. */
export type SweepPayload = {
  __typename?: 'SweepPayload';
  /** Pattern by pattern; empty for a dry run. */
  swept: Array<PatternSwept>;
  /** What a dry run would change: the first 500 of each pattern; empty where it was done. */
  changes: Array<FindingChange>;
  /** What the input says that cannot be; empty where it was done. */
  userErrors: Array<UserError>;
};

/** What a sweep did for one pattern. */
export type PatternSwept = {
  __typename?: 'PatternSwept';
  /** Which was looked for. */
  pattern: PatternName;
  /** How many tests stand now. */
  tests: Scalars['Int']['output'];
  /** How many claims pass. */
  passing: Scalars['Int']['output'];
  /** Findings raised. */
  raised: Scalars['Int']['output'];
  /** Findings opened again. */
  reopened: Scalars['Int']['output'];
  /** Findings that rest on other facts than before. */
  changed: Scalars['Int']['output'];
  /** Findings withdrawn. */
  withdrawn: Scalars['Int']['output'];
};

/** What would become of a finding. */
export type FindingChange = {
  __typename?: 'FindingChange';
  /** Whose it is. */
  pattern: PatternName;
  /** What would happen to it. */
  kind: FindingEventKind;
  /** Global id of the finding, of one that is there or would be. */
  finding: Scalars['ID']['output'];
  /** Its score; null for one that would be withdrawn. */
  score?: Maybe<Scalars['Float']['output']>;
  /** What it is about, as far as it is there: in a dry run of a decision, not a person that there is not yet. */
  subjects: Array<Node>;
  /** The facts, and why it would be withdrawn or opened again. */
  says?: Maybe<Scalars['String']['output']>;
};

/** What a finding comes to. */
export type ReviewFindingInput = {
  /** Global id of the finding. */
  id: Scalars['ID']['input'];
  /** CONFIRMED, DISMISSED or NEEDS_MORE. */
  state: FindingState;
  /** Why: 1 to 2,000 characters, kept with the finding. */
  note: Scalars['String']['input'];
};

/** What a review came to. */
export type ReviewFindingPayload = {
  __typename?: 'ReviewFindingPayload';
  /** The finding as it is now; null where there are `userErrors`. */
  finding?: Maybe<Finding>;
  /** What the input says that cannot be; empty where it was done. */
  userErrors: Array<UserError>;
};

/** Where findings are sent as they are raised. */
export type Webhook = Node & {
  __typename?: 'Webhook';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** The address. */
  url: Scalars['String']['output'];
  /** Only findings of these patterns; none named: of all. */
  patterns: Array<PatternName>;
  /** Who had it made. */
  createdBy: Scalars['String']['output'];
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The last 50 that were sent or are to be, the latest first. */
  deliveries: Array<WebhookDelivery>;
};

/** A finding on its way to an address. */
export type WebhookDelivery = {
  __typename?: 'WebhookDelivery';
  /** What is told; null where it is there no more. */
  finding?: Maybe<Finding>;
  /** How it stands. */
  state: WebhookDeliveryState;
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** What was answered last, such as `204` or why nobody did; null before the first try. */
  answer?: Maybe<Scalars['String']['output']>;
  /** When it was tried last. */
  triedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it is tried next; null where it is not. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How a finding on its way stands. */
export type WebhookDeliveryState =
  /** To be tried, for the first time or again. */
  | 'DUE'
  /** Answered with 2xx. */
  | 'DELIVERED'
  /** Tried for the last time in vain. */
  | 'GIVEN_UP';

/** Where to send findings. */
export type CreateWebhookInput = {
  /** `https://…`; `http://…` for hosts that the setting ALIGHT_WEBHOOK_HOSTS names. Without that setting any public host is taken. */
  url: Scalars['String']['input'];
  /** Only findings of these patterns; absent: of all. */
  patterns?: InputMaybe<Array<PatternName>>;
  /** What they are signed with: 24 to 64 bytes in Base64, `whsec_` before it or not. */
  secret: Scalars['String']['input'];
};

/** What came of it. */
export type CreateWebhookPayload = {
  __typename?: 'CreateWebhookPayload';
  /** The webhook; null where there are `userErrors`. */
  webhook?: Maybe<Webhook>;
  /** What the input says that cannot be; empty where it was made. */
  userErrors: Array<UserError>;
};

/** Which webhook is to go. */
export type DeleteWebhookInput = {
  /** Global id of the webhook. */
  id: Scalars['ID']['input'];
};

/** What came of it. */
export type DeleteWebhookPayload = {
  __typename?: 'DeleteWebhookPayload';
  /** Global id of the webhook that is no more; null where there are `userErrors`. */
  deleted?: Maybe<Scalars['ID']['output']>;
  /** What the input says that cannot be; empty where it was done. */
  userErrors: Array<UserError>;
};

/**
 * A kind of tie, in the way in which it reads. Ties that a source stated are in the graph as they are; others are put together
 * from several of them, as a person's ties with a train from an identity's journey.
 */
export type TieKind =
  /** Identity – person: the identity is taken for the person. An assessment, not a fact. */
  | 'IS'
  /** Identity – document: the identity is stated on the document. */
  | 'STATED_ON'
  /** Document – document: the permit was issued for the holder of the other. */
  | 'ISSUED_FOR'
  /** Document – document: the newer replaces the other. */
  | 'REPLACES'
  /** Document – train run: the transit document authorises travel on the run. */
  | 'AUTHORISES'
  /** Identity – journey: a list names the identity for the journey. */
  | 'MADE'
  /** Journey – train run. */
  | 'ON'
  /** Train run – call. */
  | 'HAS_CALL'
  /** Call – station. */
  | 'AT'
  /** Journey – document: the journey's list presents the document. */
  | 'PRESENTED'
  /** Journey – call: where the ticket begins. */
  | 'TICKETED_FROM'
  /** Journey – call: where the ticket ends. */
  | 'TICKETED_TO'
  /** Journey or person – call, person – station: a check saw the boarding there. Dated by the call, as it is timetabled. */
  | 'BOARDED_AT'
  /** Journey or person – call, person – station: a check saw the alighting there. Dated by the call, as it is timetabled. */
  | 'ALIGHTED_AT'
  /** Journey or person – booking. */
  | 'BOOKED_IN'
  /** Booking – contact: the booking gave the contact. */
  | 'GAVE'
  /** Check – journey: whom the check was of. */
  | 'CHECKED'
  /** Check – call: where the check took place. */
  | 'SEEN_AT'
  /** Check – document: what the check examined. */
  | 'EXAMINED'
  /** Check – identity: what the check read. */
  | 'READ'
  /**
   * Person – document: one of the person's identities is stated on it. It counts the journeys on which they showed it; where
   * there are none, the identities.
   */
  | 'HELD'
  /** Person – journey, person – train run. */
  | 'TRAVELLED'
  /** Person – contact: a booking of the person gave it. */
  | 'REACHED_BY'
  /** Person – person: identities of both are stated on one document (not of type OTHER). */
  | 'SHARED_DOCUMENT'
  /** Person – person: journeys of both are in one booking. */
  | 'SHARED_BOOKING'
  /** Person – person: bookings of both gave one contact. */
  | 'SHARED_CONTACT';

/** What ties two things, and why. */
export type Tied = {
  /** The kind of tie. */
  kind: TieKind;
  /** Whether the tie reads the other way: from the neighbour to what was opened, from a hop's end to its start. */
  backwards: Scalars['Boolean']['output'];
  /** When the first of its facts was; null where none has a time. */
  first?: Maybe<Scalars['DateTime']['output']>;
  /** When the last of its facts was; null where none has a time. */
  last?: Maybe<Scalars['DateTime']['output']>;
  /** How many facts make the tie, of those that were read. */
  count: Scalars['Int']['output'];
  /** Whether all of them were read: else there may be more, and earlier ones. */
  exact: Scalars['Boolean']['output'];
  /** The tie in a line: what it says, how often, when. */
  because: Scalars['String']['output'];
  /** The latest of its facts, at most five. */
  evidence: Array<Node>;
};

/** Neighbours of a thing. */
export type TieConnection = {
  __typename?: 'TieConnection';
  /** The neighbours, and what ties them. */
  edges: Array<TieEdge>;
  /** The neighbours alone. */
  nodes: Array<Node>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many ties there are in all that was read, over all pages. */
  totalCount: Scalars['Int']['output'];
  /** Whether all that makes these ties was read; `resume` is an instant for `to`. */
  completeness: Completeness;
};

/** A neighbour, and what ties it. */
export type TieEdge = Tied & {
  __typename?: 'TieEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The neighbour. */
  node: Node;
  /** The kind of tie. */
  kind: TieKind;
  /** Whether the tie reads the other way: from the neighbour to what was opened, from a hop's end to its start. */
  backwards: Scalars['Boolean']['output'];
  /** When the first of its facts was; null where none has a time. */
  first?: Maybe<Scalars['DateTime']['output']>;
  /** When the last of its facts was; null where none has a time. */
  last?: Maybe<Scalars['DateTime']['output']>;
  /** How many facts make the tie, of those that were read. */
  count: Scalars['Int']['output'];
  /** Whether all of them were read: else there may be more, and earlier ones. */
  exact: Scalars['Boolean']['output'];
  /** The tie in a line: what it says, how often, when. */
  because: Scalars['String']['output'];
  /** The latest of its facts, at most five. */
  evidence: Array<Node>;
};

/** What a thing holds before it is opened. */
export type Expansion = {
  __typename?: 'Expansion';
  /** One row for each kind of tie and of neighbour that such a thing may have. */
  ties: Array<TieCount>;
  /** Whether every number is exact: BUDGET where one is a lower bound. */
  completeness: Completeness;
};

/** How many ties of one kind. */
export type TieCount = {
  __typename?: 'TieCount';
  /** The kind of tie. */
  kind: TieKind;
  /** The kind of neighbour. */
  to: NodeKind;
  /** Whether the tie reads from the neighbour to the thing. */
  backwards: Scalars['Boolean']['output'];
  /** Neighbours, at least. */
  atLeast: Scalars['Int']['output'];
  /** Facts that make these ties, at least; 10,000 at most are counted. */
  facts: Scalars['Int']['output'];
  /** Whether both numbers are exact. */
  exact: Scalars['Boolean']['output'];
};

/** How two things are connected. */
export type PathConnection = {
  __typename?: 'PathConnection';
  /** Paths with their places in the list, shortest first; of equal ones the one with fewer hops. */
  edges: Array<PathEdge>;
  /** The paths alone. */
  nodes: Array<Path>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many were found, over all pages. */
  totalCount: Scalars['Int']['output'];
  /** Paths of up to so many hops were all looked for. */
  searchedHops: Scalars['Int']['output'];
  /** How many things were opened. */
  explored: Scalars['Int']['output'];
  /** Hubs that were met: no path leads through one. */
  hubs: Array<Node>;
  /** Whether every path was looked at: BUDGET or TIMEOUT where the search ended before, LIMIT where there may be more than 500. */
  completeness: Completeness;
};

/** A path in a list. */
export type PathEdge = {
  __typename?: 'PathEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The path. */
  node: Path;
};

/** A chain of things, each tied to the next. */
export type Path = {
  __typename?: 'Path';
  /**
   * 1, and for each thing on the way log2 of how many things it is tied to along such ties, at least 1; a person counts 1. It is
   * the weight 1/log(degree) of Adamic and Adar (2003) taken as a distance.
   */
  length: Scalars['Float']['output'];
  /** The things, from the one end to the other. */
  things: Array<Node>;
  /** What ties each of them to the next; one fewer than things. */
  hops: Array<Hop>;
};

/** From one thing on a path to the next. */
export type Hop = {
  __typename?: 'Hop';
  /** Where it starts. */
  from: Node;
  /** Where it leads. */
  to: Node;
  /** Every tie between the two, of the kinds that were asked for. */
  ties: Array<HopTie>;
};

/** One tie of a hop. */
export type HopTie = Tied & {
  __typename?: 'HopTie';
  /** The kind of tie. */
  kind: TieKind;
  /** Whether the tie reads the other way: from the neighbour to what was opened, from a hop's end to its start. */
  backwards: Scalars['Boolean']['output'];
  /** When the first of its facts was; null where none has a time. */
  first?: Maybe<Scalars['DateTime']['output']>;
  /** When the last of its facts was; null where none has a time. */
  last?: Maybe<Scalars['DateTime']['output']>;
  /** How many facts make the tie, of those that were read. */
  count: Scalars['Int']['output'];
  /** Whether all of them were read: else there may be more, and earlier ones. */
  exact: Scalars['Boolean']['output'];
  /** The tie in a line: what it says, how often, when. */
  because: Scalars['String']['output'];
  /** The latest of its facts, at most five. */
  evidence: Array<Node>;
};

/**
 * A named set of things that an analyst keeps, with notes: what an inquiry begins from. Everybody sees it. Nothing in it
 * vanishes by itself: what became of each thing since is told by `CollectedThing.nowIs`.
 */
export type Collection = Node & {
  __typename?: 'Collection';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** What it is called; no two have the same name. */
  name: Scalars['String']['output'];
  /** What it is for, in the words of an analyst. */
  note?: Maybe<Scalars['String']['output']>;
  /** Who made it. */
  createdBy: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was last changed. */
  changedAt: Scalars['DateTime']['output'];
  /** What is in it, in the order in which it was put in unless told otherwise. */
  things: CollectedThingConnection;
  /** Who did what with it, the latest first, at most 500. */
  history: Array<CollectionAct>;
};


/**
 * A named set of things that an analyst keeps, with notes: what an inquiry begins from. Everybody sees it. Nothing in it
 * vanishes by itself: what became of each thing since is told by `CollectedThing.nowIs`.
 */
export type CollectionThingsArgs = {
  orderBy?: InputMaybe<CollectedThingOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of collections. */
export type CollectionConnection = {
  __typename?: 'CollectionConnection';
  /** The collections of this page, each with its cursor. */
  edges: Array<CollectionEdge>;
  /** The collections of this page. */
  nodes: Array<Collection>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A collection in a list. */
export type CollectionEdge = {
  __typename?: 'CollectionEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The collection. */
  node: Collection;
};

/** How collections are sorted. */
export type CollectionOrder =
  /** By name, A first. */
  | 'NAME_ASC'
  /** The one that was changed last first. */
  | 'CHANGED_DESC';

/** A thing in a collection, as it was when it was put in, and what it is now. */
export type CollectedThing = Node & {
  __typename?: 'CollectedThing';
  /** Global id of its place in the collection. */
  id: Scalars['ID']['output'];
  /** What kind of thing it is. */
  kind: NodeKind;
  /** How it was shown when it was put in. */
  label: Scalars['String']['output'];
  /** Why it was put in, in the words of whoever did. */
  note?: Maybe<Scalars['String']['output']>;
  /** Who put it in. */
  addedBy: Scalars['String']['output'];
  /** When it was put in. */
  addedAt: Scalars['DateTime']['output'];
  /** What became of it. Persons are taken as under REVIEWED. */
  nowIs: NowIs;
};

/** A page of things in a collection. */
export type CollectedThingConnection = {
  __typename?: 'CollectedThingConnection';
  /** The things of this page, each with its cursor. */
  edges: Array<CollectedThingEdge>;
  /** The things of this page. */
  nodes: Array<CollectedThing>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** A thing in the list of a collection. */
export type CollectedThingEdge = {
  __typename?: 'CollectedThingEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The thing. */
  node: CollectedThing;
};

/** How things of a collection are sorted. */
export type CollectedThingOrder =
  /** In the order in which they were put in. */
  | 'ADDED_ASC'
  /** By how they were shown, A first. */
  | 'LABEL_ASC';

/** What a thing in a collection is now. */
export type NowIs = {
  __typename?: 'NowIs';
  /** How it stands to what was put in. */
  standing: CollectedStanding;
  /** What it is now: one thing; several persons where one came apart; none where nothing in force names it. */
  things: Array<Node>;
};

/** How a thing in a collection stands to what was put in. */
export type CollectedStanding =
  /** It is what it was. */
  | 'SAME'
  /** It is what it was under another id. */
  | 'RENAMED'
  /** Identities were joined to the person since. */
  | 'JOINED'
  /** What was one person is several now. */
  | 'PARTED'
  /** A correction took back what named it; earlier statements still do. */
  | 'RETIRED'
  /** Nothing that is kept names it any more. */
  | 'GONE';

/** What somebody did with a collection. */
export type CollectionAct = {
  __typename?: 'CollectionAct';
  /** When it was done. */
  at: Scalars['DateTime']['output'];
  /** What was done. */
  kind: CollectionActKind;
  /** Who did it: the header `x-alight-user`, `local` without one. */
  by: Scalars['String']['output'];
  /** What for: the header `x-alight-purpose`; null without one. */
  purpose?: Maybe<Scalars['String']['output']>;
  /** How many things were put in, taken out, or in it when it was deleted. */
  things: Scalars['Int']['output'];
  /** The name that was given, or the note that things were put in with; null where there was none. */
  says?: Maybe<Scalars['String']['output']>;
};

/** What can be done with a collection. */
export type CollectionActKind =
  /** It was made. */
  | 'CREATED'
  /** It was given another name or note. */
  | 'DESCRIBED'
  /** Things were put in. */
  | 'ADDED'
  /** Things were taken out. */
  | 'REMOVED'
  /** It was deleted, and is shown no more. */
  | 'DELETED';

/** The collection to be made. */
export type CreateCollectionInput = {
  /** What it is called: 1 to 100 characters, and no other collection has the name. */
  name: Scalars['String']['input'];
  /** What it is for: at most 2,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type CreateCollectionPayload = {
  __typename?: 'CreateCollectionPayload';
  /** The collection; null where there are `userErrors`. */
  collection?: Maybe<Collection>;
  /** What the input says that cannot be; empty where it was made. */
  userErrors: Array<UserError>;
};

/** What a collection is to be called. */
export type DescribeCollectionInput = {
  /** Global id of the collection. */
  id: Scalars['ID']['input'];
  /** Another name: 1 to 100 characters, and no other collection has it; absent: as before. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another note: at most 2,000 characters; absent: as before, null: none any more. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type DescribeCollectionPayload = {
  __typename?: 'DescribeCollectionPayload';
  /** The collection; null where there are `userErrors`. */
  collection?: Maybe<Collection>;
  /** What the input says that cannot be; empty where it was done. */
  userErrors: Array<UserError>;
};

/** What is to be put into a collection. */
export type AddToCollectionInput = {
  /** Global id of the collection. */
  id: Scalars['ID']['input'];
  /** Global ids of things, 1 to 10,000. */
  things: Array<Scalars['ID']['input']>;
  /** Why, for all of them: at most 2,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** What came of it. */
export type AddToCollectionPayload = {
  __typename?: 'AddToCollectionPayload';
  /** The collection; null where there are `userErrors`. */
  collection?: Maybe<Collection>;
  /** How many things were put in. */
  added: Scalars['Int']['output'];
  /** How many of them were in it already. */
  already: Scalars['Int']['output'];
  /** What the input says that cannot be; empty where it was done. */
  userErrors: Array<UserError>;
};

/** What is to be taken out of a collection. */
export type RemoveFromCollectionInput = {
  /** Global id of the collection. */
  id: Scalars['ID']['input'];
  /** 1 to 10,000 global ids: of places in the collection (`CollectedThing.id`), of things as they were put in, or as they are now. */
  things: Array<Scalars['ID']['input']>;
};

/** What came of it. */
export type RemoveFromCollectionPayload = {
  __typename?: 'RemoveFromCollectionPayload';
  /** The collection; null where there are `userErrors`. */
  collection?: Maybe<Collection>;
  /** How many things were taken out. */
  removed: Scalars['Int']['output'];
  /** What the input says that cannot be; empty where it was done. */
  userErrors: Array<UserError>;
};

/** Which collection is to go. */
export type DeleteCollectionInput = {
  /** Global id of the collection. */
  id: Scalars['ID']['input'];
};

/** What came of it. */
export type DeleteCollectionPayload = {
  __typename?: 'DeleteCollectionPayload';
  /** Global id of the collection that is no more; null where there are `userErrors`. */
  deleted?: Maybe<Scalars['ID']['output']>;
  /** What the input says that cannot be; empty where it was done. */
  userErrors: Array<UserError>;
};

/** What is to be exported: `ids`, a `finding` or a `collection`, one of the three. */
export type ExportGraphInput = {
  /** Global ids of things, 1 to 10,000: those of an expansion or a path, say. Many go in a variable. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Global id of a finding: it is exported as an assessment with its reasons, and with all that it is about and rests on. */
  finding?: InputMaybe<Scalars['ID']['input']>;
  /** Global id of a collection: its things as they are now. */
  collection?: InputMaybe<Scalars['ID']['input']>;
  /** Which tool it is for. */
  format: ExportFormat;
  /** How sure it must be that identities are one person. */
  identity?: InputMaybe<IdentityStrictness>;
};

/** What an export is written as. Each says when, by whom, for what and from which data it was made, and what it leaves out. */
export type ExportFormat =
  /** GraphML 1.0, for Gephi, yEd, Cytoscape and programs. */
  | 'GRAPHML'
  /** GEXF 1.3, for Gephi. */
  | 'GEXF'
  /**
   * A ZIP of `nodes.csv`, `edges.csv` and `about.csv`, with the headings that Gephi's spreadsheet import knows; for Neo4j's LOAD CSV
   * and spreadsheets. Text that a spreadsheet would run as a formula begins with an apostrophe.
   */
  | 'CSV'
  /**
   * A chart of i2 Analyst's Notebook (ANX): assessments are dashed, sources are cards, times are UTC. Unverified: its format is not
   * published, and no test has loaded it in the tool.
   */
  | 'ANX'
  /**
   * FollowTheMoney, a JSON object on each line, for Aleph and yente. It ties documents to their holders only: other ties of
   * documents are left out.
   */
  | 'FTM'
  /** A STIX 2.1 bundle, for OpenCTI and exchanges; documents, journeys and the like are types of an extension, which is defined in it. */
  | 'STIX'
  /** The passenger list of one train run (`ids`) as UN/EDIFACT PAXLST, for border authorities' systems. */
  | 'PAXLST';

/** The file that was made. */
export type ExportGraphPayload = {
  __typename?: 'ExportGraphPayload';
  /**
   * Where it is fetched by GET, below the address of this service; once, within ten minutes. Whoever has the address has the
   * file. Null where there are `userErrors`.
   */
  url?: Maybe<Scalars['String']['output']>;
  /** Until when it can be fetched; sooner where too much waits. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many things it holds, findings among them; of a passenger list the passengers. */
  things: Scalars['Int']['output'];
  /** How many ties it holds. */
  ties: Scalars['Int']['output'];
  /** What it does not hold, and how much of it. */
  leftOut: Array<LeftOut>;
  /** What it is written as. */
  format?: Maybe<ExportFormat>;
  /** What the input says that cannot be; empty where it was made. */
  userErrors: Array<UserError>;
};

/** Something that an export does not hold, or holds otherwise than it is known. */
export type LeftOut = {
  __typename?: 'LeftOut';
  /** What it is, in words. */
  what: Scalars['String']['output'];
  /** How much of it there is. */
  count: Scalars['Int']['output'];
};

/** What is frozen as evidence: the answer to a question, or a finding; one of the two. */
export type CreateEvidenceBundleInput = {
  /**
   * The text of the question in GraphQL, as it would be sent by itself; its answer must be without errors, and take identities for
   * one person in one way (`identity`).
   */
  query?: InputMaybe<Scalars['String']['input']>;
  /** Which operation of the text; not needed where it holds one. */
  operationName?: InputMaybe<Scalars['String']['input']>;
  /** Values of its variables, as the text of a JSON object such as `{"run": "029/2023-05-01"}`: what would be sent beside it. */
  variables?: InputMaybe<Scalars['String']['input']>;
  /** Global id of a finding: all that is kept of it, and what comes of testing it again (`verifyFinding`). */
  finding?: InputMaybe<Scalars['ID']['input']>;
};

/** The bundle that was made. */
export type CreateEvidenceBundlePayload = {
  __typename?: 'CreateEvidenceBundlePayload';
  /**
   * Where it is fetched by GET, below the address of this service; once, within ten minutes. Whoever has the address has the
   * file. Null where there are `userErrors`.
   */
  url?: Maybe<Scalars['String']['output']>;
  /** Until when it can be fetched; sooner where too much waits. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is kept of it. */
  bundle?: Maybe<EvidenceBundle>;
  /** Of how many things it tells what is known and where that is written. */
  things: Scalars['Int']['output'];
  /** How many ties among them it tells. */
  ties: Scalars['Int']['output'];
  /** What it does not tell, and how much of it. */
  leftOut: Array<LeftOut>;
  /** What the input says that cannot be; empty where it was made. */
  userErrors: Array<UserError>;
};

/** That evidence was made to be handed out. Of what is in it only the hash is kept. */
export type EvidenceBundle = Node & {
  __typename?: 'EvidenceBundle';
  /** Global id. */
  id: Scalars['ID']['output'];
  /** SHA-256 of the bundle in its canonical form (RFC 8785), in hexadecimal: the same hash is the same bundle. */
  sha256: Scalars['String']['output'];
  /** When it was made. */
  madeAt: Scalars['DateTime']['output'];
  /** Who had it made. */
  madeBy: Scalars['String']['output'];
  /** What for; null where nothing was said. */
  purpose?: Maybe<Scalars['String']['output']>;
  /** What it is of: a question, or a finding and its pattern. */
  about: Scalars['String']['output'];
  /** Fingerprint of the key that signed it: SHA-256 of the Ed25519 public key in its DER form, in hexadecimal. */
  key: Scalars['String']['output'];
};

/** A page of evidence bundles. */
export type EvidenceBundleConnection = {
  __typename?: 'EvidenceBundleConnection';
  /** The evidence bundles of this page, each with its cursor. */
  edges: Array<EvidenceBundleEdge>;
  /** The evidence bundles of this page. */
  nodes: Array<EvidenceBundle>;
  /** How this page lies in its list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
};

/** An evidence bundle in a list. */
export type EvidenceBundleEdge = {
  __typename?: 'EvidenceBundleEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The evidence bundle. */
  node: EvidenceBundle;
};

/** How evidence bundles are sorted. */
export type EvidenceBundleOrder =
  /** The latest first. */
  | 'MADE_DESC'
  /** The earliest first. */
  | 'MADE_ASC';

/** Somebody who was aboard with a person again and again, and how far habits explain it. A hint, never proof of anything. */
export type CoTraveller = {
  __typename?: 'CoTraveller';
  /** Who it is. */
  person: Person;
  /** Runs on which both were aboard between two calls. */
  runs: Scalars['Int']['output'];
  /** How many would be expected of the habits of both by train and weekday, and of how full trains were. */
  expected: Scalars['Float']['output'];
  /**
   * Chance of as many or more by habits alone (Poisson). Out and back on one booking of each count once, and so do runs that
   * follow each other after as many days as earlier ones did: two who keep to one rhythm meet always.
   */
  pValue: Scalars['Float']['output'];
  /** Departure of the first of these runs. */
  first: Scalars['DateTime']['output'];
  /** Departure of the last of them. */
  last: Scalars['DateTime']['output'];
  /** On how many of them both were in one booking. */
  sameBooking: Scalars['Int']['output'];
  /** On how many of them both were seen leaving at one call. */
  sameStop: Scalars['Int']['output'];
  /** On how many of them lists put both in one coach. */
  sameCoach: Scalars['Int']['output'];
  /** On how many of them lists say the coach of both. */
  coachKnown: Scalars['Int']['output'];
  /** Whether they make a household: two bookings in common, or one and a surname of one family. */
  household: Scalars['Boolean']['output'];
  /** Whether issuers state documents of both to be issued on one day by one authority. */
  sameIssueDay: Scalars['Boolean']['output'];
  /** What else ties them. */
  signals: Array<CoTravelSignal>;
  /** These runs, the latest first, at most 20. */
  sharedRuns: Array<TrainRun>;
};

/** What ties two who share trains, beside the trains. */
export type CoTravelSignal =
  /** Both left one run at one listed stop. */
  | 'STOP'
  /** Both gave one contact that is no agency's: of 50 bookings at most. */
  | 'CONTACT'
  /** They showed documents of one series, numbered within 25 of each other. */
  | 'SERIAL';

/** Co-travellers of a person. */
export type CoTravellerConnection = {
  __typename?: 'CoTravellerConnection';
  /** Rows with their places in the list. */
  edges: Array<CoTravellerEdge>;
  /** The rows alone. */
  nodes: Array<CoTraveller>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
  /** Whether the list is whole. */
  completeness: Completeness;
};

/** A co-traveller in a list. */
export type CoTravellerEdge = {
  __typename?: 'CoTravellerEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The row. */
  node: CoTraveller;
};

/** What happened, or a stretch of which too little is known to say that nothing did. */
export type TimelineEvent = {
  __typename?: 'TimelineEvent';
  /** What it was. */
  kind: TimelineEventKind;
  /** When; of what is known by the day its 00:00Z. */
  at: Scalars['DateTime']['output'];
  /** The end of a gap, null where it has none; null of what happened at an instant. */
  until?: Maybe<Scalars['DateTime']['output']>;
  /** Whom of those asked about it concerns. */
  of: Array<Node>;
  /** The journey, check, booking or document that it is read from; null for a gap. */
  fact?: Maybe<Node>;
  /** What happened, in a line. */
  says: Scalars['String']['output'];
};

/** What can happen to persons and documents. */
export type TimelineEventKind =
  /** A booking of the person was bought. */
  | 'BOOKED'
  /** A run left its first station, with the person on its list. */
  | 'DEPARTED'
  /** A run left its first station, and its list presents the document. */
  | 'PRESENTED'
  /** A check saw the person, or examined the document. */
  | 'CHECKED'
  /** The document's issuer states that day of issue. */
  | 'ISSUED'
  /** The document's validity begins. */
  | 'VALID_FROM'
  /** The document's last day. */
  | 'EXPIRES'
  /** The document's issuer states what has become of it. */
  | 'STATUS'
  /** Too little is known of this stretch: that nothing is shown does not mean that nothing happened. */
  | 'GAP';

/** Events in order of time. */
export type TimelineConnection = {
  __typename?: 'TimelineConnection';
  /** Events with their places in the list. */
  edges: Array<TimelineEdge>;
  /** The events alone. */
  nodes: Array<TimelineEvent>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many the whole list holds, over all pages. */
  totalCount: Scalars['Int']['output'];
  /** Whether the list is whole; `resume` is an instant for `from`. */
  completeness: Completeness;
};

/** An event in a list. */
export type TimelineEdge = {
  __typename?: 'TimelineEdge';
  /** Its place in the list: give it as `after` to go on behind it. */
  cursor: Scalars['String']['output'];
  /** The event. */
  node: TimelineEvent;
};
