import type { PatternName } from '../pattern/index.ts'
import type { Case } from './cases.ts'
import type { Found } from './found.ts'

/** What findings of a pattern are compared by, fixed before anything is looked for. */
type Unit = 'journey' | 'document' | 'run' | 'week' | 'persons'

const UNITS: Readonly<Record<PatternName, Unit>> = {
  REPEAT_DISEMBARKER: 'persons',
  TICKET_MISMATCH: 'journey',
  UNPERMITTED_ALIGHTING: 'journey',
  DOCUMENT_NOT_VALID: 'journey',
  SHARED_DOCUMENT: 'document',
  MULTIPLE_IDENTITIES: 'persons',
  IMPOSSIBLE_PRESENCE: 'persons',
  DOCUMENT_SWITCH: 'journey',
  SHARED_DOCUMENT_RING: 'persons',
  REPEAT_CO_TRAVELLERS: 'persons',
  CO_ALIGHTING_GROUP: 'persons',
  TRANSIT_OVERRUN: 'journey',
  OVER_CAPACITY: 'run',
  DISEMBARKATION_SURGE: 'week',
}

/** Sets of persons are the same where they have at least this in common (Jaccard). */
const ENOUGH = 0.5

/** Finds the case that a finding is about; of several the first in the order of the file. */
export class Matcher {
  readonly #cases: ReadonlyMap<string, readonly Case[]>

  constructor(cases: readonly Case[]) {
    const named = cases.flatMap(one => namesOf(one).map(name => [name, one] as const))
    this.#cases = new Map(
      [...Map.groupBy(named, ([name]) => name)].map(([name, own]) => [name, own.map(([, one]) => one)]),
    )
  }

  /** The cases that a finding is about. */
  casesOf(found: Found): Case[] {
    const unit = UNITS[found.pattern]
    const names = unit === 'persons' ? personNames(found) : keysOf(found, unit)
    const near = names.flatMap(name => this.#cases.get(`${found.pattern} ${name}`) ?? [])
    const once = [...new Set(near)]
    return unit === 'persons' && keysOf(found, 'document').length === 0
      ? once.filter(one => jaccard(one, found) >= ENOUGH)
      : once
  }
}

/** What a finding that says a case may be known by. */
function namesOf({ pattern, journeys, documents, runs, station, week }: Case): string[] {
  const unit = UNITS[pattern]
  const names =
    unit === 'document'
      ? documents
      : unit === 'run'
        ? runs
        : unit === 'week'
          ? [`${station} ${week}`]
          : [...journeys, ...(unit === 'persons' ? documents : [])]
  return names.map(name => `${pattern} ${name}`)
}

function keysOf({ about, anchor }: Found, unit: Unit): string[] {
  if (unit === 'week') return (about.get('Station') ?? []).map(station => `${station} ${anchor}`)
  return [...(about.get(unit === 'journey' ? 'Journey' : unit === 'run' ? 'TrainRun' : 'Document') ?? [])]
}

const personNames = (found: Found) => [
  ...found.journeysOfPersons.flatMap(own => [...own]),
  ...keysOf(found, 'document'),
]

/** How far the persons of a finding are those of a case: who made one of its journeys is one of them. */
function jaccard({ persons, journeys }: Case, { journeysOfPersons }: Found): number {
  const shared = journeysOfPersons.filter(own => journeys.some(journey => own.has(journey))).length
  return shared / (persons.length + journeysOfPersons.length - shared)
}
