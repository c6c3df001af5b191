import { type GraphQLInputType, getNamedType, isEnumType } from 'graphql'
import { globalId } from '../../api/service.ts'
import type { Copy, CopyNode } from '../copy.ts'
import type { Cursors } from '../cursors.ts'
import { FIELDS } from '../naive/query.ts'

/** What operations ask for: mostly what the world holds, so that there is an answer, sometimes what it does not. */
export class Values {
  readonly #cursors: Cursors
  readonly #byPlace: Readonly<Record<string, readonly unknown[]>>
  readonly #byType: Readonly<Record<string, readonly unknown[]>>
  /** Arguments that only together name something. */
  readonly #together: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

  constructor(copy: Copy, cursors: Cursors) {
    this.#cursors = cursors
    const all = (label: string, property: string) =>
      copy.all(label).flatMap(({ properties }) => properties[property] ?? [])
    const ids = (...types: string[]) => types.flatMap(type => all(type, 'id').map(id => globalId(type, id)))
    const strangeIds = [globalId('Journey', '029/1999-01-01#P1'), globalId('Planet', 'X'), 'no id', '']
    const anyId = [...ids(...Object.keys(FIELDS)), ...strangeIds]
    const retired = all('RetiredIdentity', 'id').map(id => globalId('Identity', id))
    const runs = [...all('TrainRun', 'id'), '029/1999-01-01', 'no run']
    const numbers = all('Document', 'number')
    const around = (types: readonly string[], ...properties: string[]) => {
      const found = properties.flatMap(property => types.flatMap(type => all(type, property) as number[]))
      return [...new Set(found)].flatMap(time => [0, 0, 1, -1].map(by => new Date(time + by).toISOString()))
    }
    const days = [...all('Document', 'expiresOn'), ...all('TrainRun', 'originDate'), '2024-01-01']
    this.#byPlace = {
      'Query.node.id': anyId,
      'Query.nodes.ids': anyId,
      'Query.person.id': [...ids('Person', 'Identity'), ...anyId.slice(0, 3), ...strangeIds],
      'Query.decision.id': [...ids('Decision'), ...anyId.slice(0, 3), ...strangeIds],
      'Query.station.code': [...all('Station', 'id'), 'kena'],
      'Query.trainRun.run': runs,
      'Query.journey.run': runs,
      'Query.journey.ref': [...all('Journey', 'ref'), 'P999'],
      'Query.document.issuer': ['RUS', 'LTU', 'XXX'],
      'Query.document.number': numbers,
      'PersonFilter.name': all('Identity', 'surname').flatMap((name: string) => [name, name.slice(1, 3).toLowerCase()]),
      ...forBoth('JourneyFilter', [...around(['TrainRun'], 'departsAt'), ...days]),
      ...forBoth('TrainRunFilter', [...around(['TrainRun'], 'departsAt'), ...days]),
      ...forBoth('CallFilter', [...around(['Call'], 'arrive', 'depart', 'seenAt'), ...days]),
      ...forBoth('PresentationFilter', [...around(['TrainRun', 'Check'], 'departsAt', 'at'), ...days]),
      'DeliveryFilter.receivedFrom': around(['Delivery'], 'receivedAt'),
      'DeliveryFilter.receivedTo': around(['Delivery'], 'receivedAt'),
      'ParkedRecordFilter.since': around(['ParkedRecord', 'Delivery'], 'since', 'receivedAt'),
      ...forBoth('DecisionFilter', around(['Decision'], 'at')),
      'DecisionFilter.by': ['olga', 'petr', ''],
      'FindingFilter.subject': [...ids('Person'), ...strangeIds],
      'FindingFilter.minScore': [0, 0.5],
      'FindingFilter.raisedAfter': days,
      'FindingFilter.happenedAfter': days,
      'DecisionFilter.identity': [...ids('Identity'), ...retired, ...strangeIds],
      'PersonFilter.minJourneys': [0, 1, 2, 3],
      'DocumentFilter.issuer': ['RUS', 'LTU', 'XXX'],
      'DocumentFilter.numberStartsWith': numbers.flatMap((number: string) => [number.slice(0, 1), number.slice(0, 2)]),
      'JourneyFilter.run': runs,
      'JourneyFilter.alightedAt': all('Station', 'id'),
      'TrainRunFilter.train': ['029', '030', '29'],
      'DeliveryFilter.name': ['delivery', 'DELIVERY-', '1', 'paxlst'],
      'ParkedRecordFilter.waitsFor': [...all('ParkedRecord', 'awaits'), 'TrainRun', '2025', 'nothing'],
    }
    this.#byType = {
      Date: days,
      PartialDate: ['1984', '1984-03', '1984-03-09', '1991', '2000'],
      Boolean: [true, false],
    }
    this.#together = {
      'Query.journey': copy
        .all('Journey')
        .map(({ properties: { run, ref, id } }) => ({ run: run ?? runOf(copy, id), ref })),
      'Query.document': copy.all('Document').flatMap(({ properties: { type, issuer, number } }) => [
        { type, issuer, number },
        { type, issuer, number: ` ${number[0].toLowerCase()}-${number.slice(1)}` },
      ]),
    }
  }

  /** The value that a number picks for an argument, or for a field of an input. */
  at(place: string, type: GraphQLInputType, pick: number): unknown {
    const named = getNamedType(type)
    if (place.endsWith('.first')) return FIRST[pick % FIRST.length]
    const choices = this.#byPlace[place] ?? (isEnumType(named) ? named.getValues().map(v => v.value) : undefined)
    return chosen(choices ?? this.#byType[named.name] ?? [], pick, place)
  }

  /** Arguments that belong together, for half of the numbers. */
  together(field: string, pick: number): Readonly<Record<string, unknown>> | undefined {
    const known = this.#together[field]
    return known && pick % 4 !== 3 ? (chosen(known, pick, field) as Record<string, unknown>) : undefined
  }

  /**
   * A cursor: of the list in its order, of another order or another list, or none that was ever given out.
   * @param strictness of the list; undefined: it is said at the root, and half of the cursors are of one that is reviewed
   */
  cursor(name: string, order: string | undefined, pick: number, strictness?: unknown): string {
    const under = strictness ?? ['REVIEWED', 'REVIEWED', 'STRICT', 'PROBABLE'][pick % 4]
    const list = under === 'REVIEWED' || !OF_PERSONS.has(name) ? name : `${name} under ${under}`
    const own = this.#cursors.of(list, order)
    const of = pick % 12 < 8 ? own : pick % 12 < 9 ? this.#cursors.of(list) : this.#cursors.all()
    const cursor = chosen(of.length > 0 ? of : this.#cursors.all(), Math.floor(pick / 12), list) as string
    return pick % 12 < 10 ? cursor : altered(cursor, pick)
  }
}

/** Lists that every strictness has its own rows of. */
const OF_PERSONS = new Set(['persons', 'Document.holders'])

const forBoth = (filter: string, instants: readonly string[]) => ({
  [`${filter}.from`]: instants,
  [`${filter}.to`]: instants,
})

const FIRST = [...Array.from({ length: 95 }, (_, n) => 1 + (n % 7)), 50, 500, 0, 501, -1]

function chosen(choices: readonly unknown[], pick: number, place: string): unknown {
  if (choices.length === 0) throw new Error(`No values are known for ${place}`)
  return choices[pick % choices.length]
}

function altered(cursor: string, pick: number): string {
  const at = pick % cursor.length
  const [before, here, after] = [cursor.slice(0, at), cursor[at], cursor.slice(at + 1)]
  const other = here === 'A' ? 'B' : 'A'
  return chosen(
    [before, before + other + after, `${cursor}AAAA`, `${cursor}=`],
    Math.floor(pick / 12),
    'after',
  ) as string
}

const runOf = (copy: Copy, journey: string) => {
  const run = copy.out(copy.find('Journey', journey) as CopyNode, 'ON', 'TrainRun')[0]
  return run?.properties.id
}
