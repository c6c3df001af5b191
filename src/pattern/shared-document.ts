import { Invalid } from '../base/index.ts'
import { DOCUMENT_TYPES, type DocumentType } from '../document/index.ts'
import { compareWithoutDocuments, NO_GROUPS, type Strictness, type WhoIsWho } from '../person/index.ts'
import { type Compare, differenceOf, spoken } from './holders-apart.ts'
import {
  type DocumentFilter,
  documentsExaminedElsewhere,
  documentsStatedByMany,
  type PresentationRow,
  presentationRows,
  type Reader,
} from './store.ts'

export interface SharedDocumentsInput {
  /** Who is one person; REVIEWED unless told. */
  readonly identity?: Strictness
  /** Every type but OTHER unless told; an empty list is no condition. */
  readonly types?: readonly DocumentType[]
  readonly issuer?: string
  /** Least number of persons who showed the document; 2 unless told. */
  readonly minPersons?: number
  /** First planned instant of the run, from ≤ t < to, epoch milliseconds. */
  readonly from?: number
  readonly to?: number
  /** Also documents shown by fewer persons, under two or more spellings of a name. */
  readonly includeSpellingVariants?: boolean
}

/** A document that more than one person showed. */
export interface SharedDocument {
  readonly document: string
  /** In order of id. */
  readonly persons: readonly string[]
  /** Distinct journeys at which it was shown. */
  readonly presentations: number
  /** Two persons showed it on one run. */
  readonly sameRun: boolean
  /** Two persons' spans of use, from the first to the last run, have an instant in common. */
  readonly overlapping: boolean
  /** Fewer persons than asked for are surely others: one name written in different ways, or persons who may be one. */
  readonly spellingOnly: boolean
  /** A sentence of facts, and what tells the most alike of its holders apart, their documents left out of account. */
  readonly because: string
}

/** One journey at which a document was shown, by whom where that is known. */
export interface Presentation {
  readonly person: string | null
  /** As written. */
  readonly name: string | null
  readonly journey: string
  readonly run: string
  readonly departsAt: number
  /** What is compared of whoever showed it. */
  readonly portrait?: string | null
}

const DOCUMENTS_PER_PAGE = 500

/**
 * Which documents were shown by more than one person: SHARED_DOCUMENT.
 * A presentation is a journey whose list presents the document, or a check that examined it; whoever a check read
 * counts before whoever the list names. Sorted: shared on one run first, then overlapping, then the most presented.
 * `whoIsWho` says who is one person.
 * `examinedElsewhere`: documents that checks examined on journeys that do not present them (read once for all askers).
 */
export async function sharedDocuments(
  reader: Reader,
  whoIsWho: WhoIsWho,
  input: SharedDocumentsInput,
  examinedElsewhere: () => Promise<readonly string[]> = () => documentsExaminedElsewhere(reader),
): Promise<SharedDocument[]> {
  const { types = [], issuer = null, minPersons = 2, includeSpellingVariants = false } = input
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = input
  if (!Number.isInteger(minPersons) || minPersons < 2)
    throw new Invalid(`minPersons: expected a whole number from 2, got ${minPersons}`)
  for (const type of types)
    if (!DOCUMENT_TYPES.includes(type))
      throw new Invalid(`types: expected some of ${DOCUMENT_TYPES.join(', ')}, got ${type}`)
  const filter = { types: types.length > 0 ? types : null, issuer }
  const [stated, elsewhere] = await Promise.all([
    documentsStatedByMany(reader, whoIsWho, filter, minPersons, includeSpellingVariants),
    examinedElsewhere(),
  ])
  return judgeAll(reader, [...new Set([...stated, ...elsewhere])].sort(), filter, {
    whoIsWho,
    isAsked: ({ departsAt }) => from <= departsAt && departsAt < to,
    minPersons,
    includeSpellingVariants,
  })
}

const REVIEWED: WhoIsWho = { strictness: 'REVIEWED', state: '', parameters: NO_GROUPS }

/** Which of these documents were shared, with the defaults of the question; other documents are not looked at. */
export function sharedAmong(reader: Reader, documents: readonly string[]): Promise<SharedDocument[]> {
  return judgeAll(
    reader,
    documents,
    { types: null, issuer: null },
    { whoIsWho: REVIEWED, isAsked: () => true, minPersons: 2, includeSpellingVariants: false },
  )
}

interface Judging {
  readonly whoIsWho: WhoIsWho
  readonly isAsked: (shown: Presentation) => boolean
  readonly minPersons: number
  readonly includeSpellingVariants: boolean
}

async function judgeAll(
  reader: Reader,
  candidates: readonly string[],
  filter: DocumentFilter,
  { whoIsWho, isAsked, minPersons, includeSpellingVariants }: Judging,
): Promise<SharedDocument[]> {
  const found: SharedDocument[] = []
  for (let i = 0; i < candidates.length; i += DOCUMENTS_PER_PAGE) {
    const rows = await presentationRows(reader, whoIsWho, candidates.slice(i, i + DOCUMENTS_PER_PAGE), filter)
    const compare = await compareWithoutDocuments(
      (statement, parameters) => reader.read(statement, parameters),
      [...Map.groupBy(rows, ([document]) => document).values()].map(own =>
        own.flatMap(([, , , , , , portrait]) => portrait ?? []),
      ),
    )
    for (const [document, shown] of byDocument(rows)) {
      const shared = judgePresentations(document, shown.filter(isAsked), minPersons, includeSpellingVariants, compare)
      if (shared) found.push(shared)
    }
  }
  return found.sort(
    (a, b) =>
      Number(b.sameRun) - Number(a.sameRun) ||
      Number(b.overlapping) - Number(a.overlapping) ||
      b.presentations - a.presentations ||
      (a.document < b.document ? -1 : 1),
  )
}

function byDocument(rows: readonly PresentationRow[]): Map<string, Presentation[]> {
  const found = new Map<string, Presentation[]>()
  for (const [document, person, name, journey, run, departsAt, portrait] of rows) {
    const shown = found.get(document) ?? []
    shown.push({ person, name, journey, run, departsAt, portrait })
    found.set(document, shown)
  }
  return found
}

/** What the presentations of one document say; undefined where it was not shared. */
export function judgePresentations(
  document: string,
  shown: readonly Presentation[],
  minPersons: number,
  includeSpellingVariants: boolean,
  compare?: Compare,
): SharedDocument | undefined {
  const byPerson = Map.groupBy(shown, ({ person }) => person)
  byPerson.delete(null)
  const persons = [...byPerson.keys()].filter(person => person !== null).sort()
  const spellings = new Set(shown.flatMap(({ name }) => (name === null ? [] : [asWritten(name)]))).size
  const difference = compare
    ? differenceOf(
        persons.map(person => byPerson.get(person) as readonly Presentation[]),
        compare,
      )
    : undefined
  const spellingOnly = (difference?.persons ?? persons.length) < minPersons
  const variants = spellings > 1 || persons.length >= minPersons
  if (spellingOnly && !(includeSpellingVariants && variants)) return undefined
  const presentations = new Set(shown.map(({ journey }) => journey)).size
  const runsInCommon = commonRuns(shown)
  const overlapping = overlap([...byPerson.values()])
  const facts = { persons: persons.length, presentations, spellings, spellingOnly, overlapping, runsInCommon }
  return {
    document,
    persons,
    presentations,
    sameRun: runsInCommon.length > 0,
    overlapping,
    spellingOnly,
    because: [sentence(facts), ...(difference ? spoken(difference) : [])].join(' '),
  }
}

/** Upper case; quotes and hyphens are spaces, of which one is enough. Marks stay: with and without are two spellings. */
function asWritten(name: string): string {
  return name
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim()
}

/** For each run on which two or more persons showed the document, how many they were. */
function commonRuns(shown: readonly Presentation[]): number[] {
  const byRun = Map.groupBy(
    shown.filter(({ person }) => person !== null),
    ({ run }) => run,
  )
  return [...byRun.values()].map(on => new Set(on.map(({ person }) => person)).size).filter(persons => persons > 1)
}

function overlap(uses: readonly (readonly Presentation[])[]): boolean {
  const spans = uses
    .map(use => use.map(({ departsAt }) => departsAt))
    .map(instants => ({ first: Math.min(...instants), last: Math.max(...instants) }))
    .sort((a, b) => a.first - b.first)
  let last = Number.NEGATIVE_INFINITY
  for (const span of spans) {
    if (span.first <= last) return true
    last = Math.max(last, span.last)
  }
  return false
}

interface Facts {
  readonly persons: number
  readonly presentations: number
  readonly spellings: number
  readonly spellingOnly: boolean
  readonly overlapping: boolean
  readonly runsInCommon: readonly number[]
}

function sentence({ persons, presentations, spellings, spellingOnly, overlapping, runsInCommon }: Facts): string {
  const clauses = [`Shown on ${counted(presentations, 'journey')} by ${counted(persons, 'person')}`]
  if (persons > 1) clauses.push(overlapping ? ', in turn' : ', one after the other')
  if (spellingOnly) clauses.push(persons > 1 ? ', who may be one' : `, under ${spellings} spellings of the name`)
  if (runsInCommon.length > 0) {
    const most = Math.max(...runsInCommon)
    const who = most === persons ? (persons === 2 ? 'both' : `all ${persons}`) : `up to ${most} of them`
    clauses.push(`; ${frequency(runsInCommon.length)} by ${who} on one run`)
  }
  return `${clauses.join('')}.`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function frequency(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}
