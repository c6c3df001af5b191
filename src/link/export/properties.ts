import type { NodeKind } from '../kinds.ts'

/** How a property is to be read: instants are epoch milliseconds, dates are text as far as they are known. */
export type PropertyType = 'text' | 'number' | 'instant' | 'date' | 'boolean' | 'list'

export type PropertyValue = string | number | boolean | readonly string[]

/** What is exported of a kind of thing: the name of each property, its type, and where it lies on the node `x`. */
type Properties = Readonly<Record<string, readonly [type: PropertyType, expression: string]>>

const text = (name: string) => ['text', `x.${name}`] as const
const date = (name: string) => ['date', `x.${name}`] as const
const instant = (name: string) => ['instant', `x.${name}`] as const
const number = (name: string) => ['number', `x.${name}`] as const
const flag = (name: string) => ['boolean', `x.${name}`] as const

/**
 * One name has one type in all kinds, for most formats know one column of a name. `kind` and `label` are what every thing
 * has, so that none of these is called so.
 */
export const PROPERTIES = {
  /** Put together from the person's identities. */
  PERSON: {
    displayName: ['text', ''],
    names: ['list', ''],
    datesOfBirth: ['list', ''],
    sexes: ['list', ''],
    nationalities: ['list', ''],
    identities: ['number', ''],
  },
  IDENTITY: {
    surname: text('surname'),
    givenNames: text('givenNames'),
    surnameCyrillic: text('surnameCyrillic'),
    givenNamesCyrillic: text('givenNamesCyrillic'),
    surnameAtBirth: text('surnameAtBirth'),
    dateOfBirth: date('dateOfBirth'),
    sex: text('sex'),
    nationality: text('nationality'),
    placeOfBirth: text('placeOfBirth'),
    countryOfBirth: text('countryOfBirth'),
  },
  DOCUMENT: {
    documentType: text('type'),
    issuer: text('issuer'),
    number: text('number'),
    series: text('series'),
    issuedOn: date('issuedOn'),
    validFrom: date('validFrom'),
    expiresOn: date('expiresOn'),
    authority: text('authority'),
    biometric: flag('biometric'),
    permitType: text('permitType'),
    status: text('status'),
    statusAt: instant('statusAt'),
    transitHours: number('transitHours'),
  },
  JOURNEY: {
    run: text('run'),
    ref: text('ref'),
    departsAt: instant('departsAt'),
    role: text('role'),
    stage: text('stage'),
    coach: text('coach'),
    seat: text('seat'),
    capture: text('capture'),
  },
  TRAIN_RUN: {
    run: text('id'),
    train: text('train'),
    originDate: date('originDate'),
    departsAt: instant('departsAt'),
    capacity: number('capacity'),
  },
  CALL: {
    run: text('run'),
    station: text('station'),
    seq: number('seq'),
    arrive: instant('arrive'),
    depart: instant('depart'),
    arrived: instant('arrived'),
    departed: instant('departed'),
    stop: text('kind'),
    boarding: flag('boarding'),
    alighting: flag('alighting'),
  },
  STATION: {
    code: text('id'),
    name: text('nameEn'),
    nameLt: text('nameLt'),
    nameRu: text('nameRu'),
    nameBe: text('nameBe'),
    namePl: text('namePl'),
    country: text('country'),
    latitude: number('latitude'),
    longitude: number('longitude'),
    borderCrossing: flag('borderCrossing'),
    timeZone: text('timeZone'),
  },
  CHECK: {
    checkId: text('id'),
    checkedAt: instant('at'),
    act: text('kind'),
    basis: text('basis'),
    exception: text('exception'),
    authority: text('authority'),
    capture: text('capture'),
    call: text('call'),
  },
  BOOKING: {
    bookingRef: text('id'),
    purchasedAt: instant('purchasedAt'),
    channel: text('channel'),
  },
  CONTACT: {
    means: text('kind'),
    value: text('value'),
  },
  /** Given by whoever found it. */
  FINDING: {
    pattern: ['text', ''],
    question: ['text', ''],
    state: ['text', ''],
    score: ['number', ''],
    raisedAt: ['instant', ''],
    asOf: ['instant', ''],
    because: ['list', ''],
    decides: ['text', ''],
  },
} as const satisfies Record<NodeKind | 'FINDING', Properties>

/** What an export holds: things of the graph, and findings about them, which are assessments. */
export type ExportedKind = NodeKind | 'FINDING'

const TYPES: ReadonlyMap<string, PropertyType> = new Map(
  Object.values(PROPERTIES).flatMap(properties =>
    Object.entries(properties as Properties).map(([name, [type]]) => [name, type] as const),
  ),
)

/** The type of a property, the same in all kinds that have it. */
export const typeOf = (name: string): PropertyType => TYPES.get(name) ?? 'text'

/** The properties of nodes `x` of a kind, as a list, and what they are called. */
export function columnsOf(kind: NodeKind): { readonly names: readonly string[]; readonly expression: string } {
  const properties = Object.entries(PROPERTIES[kind] as Properties)
  return {
    names: properties.map(([name]) => name),
    expression: `[${properties.map(([, [, expression]]) => expression).join(', ')}]`,
  }
}
