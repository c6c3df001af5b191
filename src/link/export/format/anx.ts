import type { ExportedKind, PropertyType, PropertyValue } from '../properties.ts'
import { typeOf } from '../properties.ts'
import type { ExportedSource, ExportedThing, ExportedTie, Selection } from '../selection.ts'
import type { Format } from './format.ts'
import { aboutTexts, valueText } from './words.ts'
import { type Content, DECLARATION, element, opened } from './xml.ts'

/** Entity types, with the icon of Analyst's Notebook that is closest; documents have a type of their own each. */
const ENTITY: Record<ExportedKind, readonly [name: string, icon: string]> = {
  PERSON: ['Person', 'Person'],
  IDENTITY: ['Stated identity', 'Anonymous'],
  DOCUMENT: ['Document', 'Document'],
  JOURNEY: ['Journey', 'Ticket'],
  TRAIN_RUN: ['Train run', 'Train'],
  CALL: ['Call at a station', 'Clock'],
  STATION: ['Station', 'Place'],
  CHECK: ['Check', 'Event'],
  BOOKING: ['Booking', 'Account'],
  CONTACT: ['Contact', 'Phone'],
  FINDING: ['Finding (assessment)', 'Theme'],
}

const ATTRIBUTE: Record<PropertyType, string> = {
  text: 'AttText',
  list: 'AttText',
  date: 'AttText',
  number: 'AttNumber',
  instant: 'AttTime',
  boolean: 'AttFlag',
}

/** Facts are drawn solid, assessments dashed. */
const STRENGTHS = [
  { '@Id': 'confirmed', '@Name': 'Confirmed', '@DotStyle': 'DotStyleSolid' },
  { '@Id': 'tentative', '@Name': 'Tentative', '@DotStyle': 'DotStyleDashed' },
]
const strengthOf = ({ assessed }: ExportedTie) => (assessed ? 'Tentative' : 'Confirmed')

/** Analyst's Notebook has no zones: times are UTC. */
const time = (instant: number) => new Date(instant).toISOString().slice(0, -1)

const dated = (instant: number | null): Content =>
  instant === null ? {} : { '@DateSet': true, '@TimeSet': true, '@DateTime': time(instant) }

const cards = (sources: readonly ExportedSource[]): Content =>
  sources.length === 0
    ? {}
    : {
        CardCollection: {
          Card: sources.map(({ name, sha256, line, receivedAt }) => ({
            '@Summary': `${name} line ${line}`,
            '@SourceReference': `${sha256}:${line}`,
            '@SourceType': 'Delivery',
            ...dated(receivedAt),
          })),
        },
      }

interface Attribute {
  readonly name: string
  readonly type: PropertyType
  readonly value: string
}

const attributeOf = (name: string, value: PropertyValue): Attribute => {
  const type = typeOf(name)
  const written = type === 'instant' ? time(Number(value)) : valueText(name, value)
  return { name, type, value: written }
}

const attributesOfThing = ({ properties, assessed }: ExportedThing): Attribute[] => [
  ...Object.entries(properties).map(([name, value]) => attributeOf(name, value)),
  ...(assessed ? [{ name: 'assessed', type: 'text' as const, value: assessed.status }] : []),
]

/** What a link says beside its ends, type, dates and cards. */
function attributesOfTie({ stated, count, assessed, lastSeen, firstSeen }: ExportedTie): Attribute[] {
  return [
    { name: 'stated', type: 'boolean', value: String(stated) },
    { name: 'count', type: 'number', value: String(count) },
    ...(firstSeen === null ? [] : [{ name: 'firstSeen', type: 'instant' as const, value: time(firstSeen) }]),
    ...(lastSeen === null ? [] : [{ name: 'lastSeen', type: 'instant' as const, value: time(lastSeen) }]),
    ...(assessed ? [{ name: 'assessed', type: 'text' as const, value: assessed.status }] : []),
    ...(assessed?.score == null ? [] : [{ name: 'score', type: 'number' as const, value: String(assessed.score) }]),
    ...(assessed?.by == null ? [] : [{ name: 'by', type: 'text' as const, value: assessed.by }]),
  ]
}

const attributeId = (name: string) => `attribute-${name}`

const attributes = (own: readonly Attribute[]): Content =>
  own.length === 0
    ? {}
    : {
        AttributeCollection: {
          Attribute: own.map(({ name, value }) => ({
            '@AttributeClass': name,
            '@AttributeClassReference': attributeId(name),
            '@Value': value,
          })),
        },
      }

function* attributeClasses({ things, ties }: Selection): Generator<string> {
  const classes = new Map<string, PropertyType>()
  for (const thing of things) for (const { name, type } of attributesOfThing(thing)) classes.set(name, type)
  for (const tie of ties) for (const { name, type } of attributesOfTie(tie)) classes.set(name, type)
  yield opened('AttributeClassCollection')
  for (const [name, type] of classes)
    yield element('AttributeClass', {
      '@Id': attributeId(name),
      '@Name': name,
      '@Type': ATTRIBUTE[type],
      '@IsUser': true,
      '@UserCanAdd': true,
      '@UserCanRemove': true,
      '@ShowValue': true,
    })
  yield '</AttributeClassCollection>\n'
}

/** Things lie in a square grid until the chart is laid out. */
const SPACING = 150

function entity({ id, kind, label, sources, ...thing }: ExportedThing, nth: number, columns: number): string {
  const [x, y] = [(nth % columns) * SPACING, Math.floor(nth / columns) * SPACING]
  const [type] = ENTITY[kind]
  const at = ['departsAt', 'checkedAt', 'depart', 'raisedAt'].map(name => thing.properties[name]).find(Number.isFinite)
  return element('ChartItem', {
    '@Id': `item-${nth + 1}`,
    '@Label': label,
    '@XPosition': x,
    ...dated((at as number | undefined) ?? null),
    End: {
      '@X': x,
      '@Y': y,
      '@Z': 0,
      Entity: {
        '@EntityId': `${nth + 1}`,
        '@Identity': id,
        '@LabelIsIdentity': false,
        Icon: { IconStyle: { '@Type': type, '@EntityTypeReference': `entity-${kind}` } },
        ...cards(sources),
      },
    },
    ...attributes(attributesOfThing({ id, kind, label, sources, ...thing })),
  })
}

function link(tie: ExportedTie, nth: number, placeOf: ReadonlyMap<string, number>): string {
  const [from, to] = [placeOf.get(tie.from), placeOf.get(tie.to)] as [number, number]
  return element('ChartItem', {
    '@Id': `link-${nth + 1}`,
    '@Label': tie.says,
    ...dated(tie.firstSeen),
    Link: {
      '@End1Id': `${from + 1}`,
      '@End2Id': `${to + 1}`,
      LinkStyle: {
        '@Type': tie.kind,
        '@LinkTypeReference': `link-type-${tie.kind}`,
        '@ArrowStyle': 'ArrowOnHead',
        '@MlStyle': 'MultiplicityMultiple',
        '@Strength': strengthOf(tie),
      },
      ...cards(tie.sources),
    },
    ...attributes(attributesOfTie(tie)),
  })
}

function summary(selection: Selection): string {
  const about = aboutTexts(selection)
  return element('Summary', {
    FieldCollection: {
      Field: [
        { '@Type': 'SummaryFieldTitle', '@Field': `Alight: ${about.asked}` },
        { '@Type': 'SummaryFieldComments', '@Field': about.handling as string },
      ],
    },
    CustomPropertyCollection: {
      CustomProperty: Object.entries(about).map(([name, text]) => ({
        '@Name': name,
        '@Type': 'String',
        '@Value': text,
      })),
    },
  })
}

/**
 * An i2 Analyst's Notebook chart as XML (ANX), built as other writers of the format build theirs. Unverified: neither its
 * schema nor a reader of it is free, so no test has loaded it in the tool.
 */
export const anx: Format = {
  extension: 'anx',
  contentType: 'application/xml; charset=utf-8',
  leavesOut: () => [],
  *write(selection: Selection) {
    const { things, ties } = selection
    const kinds = [...new Set(things.map(({ kind }) => kind))]
    yield DECLARATION
    yield opened('Chart')
    yield element('ApplicationVersion', { '@Major': 9, '@Minor': 0, '@Point': 0, '@Build': 0 })
    yield element('StrengthCollection', { Strength: STRENGTHS })
    yield* attributeClasses(selection)
    yield opened('EntityTypeCollection')
    for (const kind of kinds)
      yield element('EntityType', {
        '@Id': `entity-${kind}`,
        '@Name': ENTITY[kind][0],
        '@IconFile': ENTITY[kind][1],
        '@PreferredRepresentation': 'RepresentAsIcon',
      })
    yield '</EntityTypeCollection>\n'
    yield opened('LinkTypeCollection')
    for (const kind of new Set(ties.map(tie => tie.kind)))
      yield element('LinkType', { '@Id': `link-type-${kind}`, '@Name': kind })
    yield '</LinkTypeCollection>\n'
    yield summary(selection)
    yield opened('ChartItemCollection')
    const columns = Math.max(1, Math.ceil(Math.sqrt(things.length)))
    for (const [nth, thing] of things.entries()) yield entity(thing, nth, columns)
    const placeOf = new Map(things.map(({ id }, nth) => [id, nth] as const))
    for (const [nth, tie] of ties.entries()) yield link(tie, nth, placeOf)
    yield '</ChartItemCollection>\n</Chart>\n'
  },
}
