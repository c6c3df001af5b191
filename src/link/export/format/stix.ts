import type { ExportedKind, PropertyValue } from '../properties.ts'
import { typeOf } from '../properties.ts'
import type { ExportedSource, ExportedThing, ExportedTie, Selection } from '../selection.ts'
import type { Format } from './format.ts'
import { uuidOf } from './uuid.ts'
import { aboutTexts, sourceText } from './words.ts'

type StixObject = Readonly<Record<string, unknown>>

/** What STIX has a type for; the others are types of our extension. */
const TYPES: Record<ExportedKind, string> = {
  PERSON: 'identity',
  IDENTITY: 'identity',
  DOCUMENT: 'alight-document',
  JOURNEY: 'alight-journey',
  TRAIN_RUN: 'alight-train-run',
  CALL: 'alight-call',
  STATION: 'location',
  CHECK: 'alight-check',
  BOOKING: 'alight-booking',
  CONTACT: 'alight-contact',
  FINDING: 'note',
}

const SYSTEM = `identity--${uuidOf('system')}`
const EXTENSION = `extension-definition--${uuidOf('extension 1')}`

/** To the millisecond, as STIX 2.1 3.2 wants `created` and `modified`. */
const timestamp = (instant: number) => new Date(instant).toISOString()

const idOf = ({ kind, id }: ExportedThing) => `${TYPES[kind]}--${uuidOf(id)}`

const references = (sources: readonly ExportedSource[]): StixObject =>
  sources.length === 0
    ? {}
    : {
        external_references: sources.map(source => ({
          source_name: source.name,
          description: sourceText(source),
          external_id: `${source.sha256}:${source.line}`,
        })),
      }

/** Properties in the names of STIX: lower case, underscores. */
const propertyName = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const propertyValue = (name: string, value: PropertyValue) =>
  typeOf(name) === 'instant' ? timestamp(Number(value)) : value

const propertiesOf = ({ properties }: ExportedThing): StixObject =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [propertyName(name), propertyValue(name, value)]),
  )

/** When it was first told of by a source, else when it was exported. */
function times(sources: readonly ExportedSource[], exportedAt: number): StixObject {
  const received = sources.map(({ receivedAt }) => receivedAt)
  const [first, last] = received.length > 0 ? [Math.min(...received), Math.max(...received)] : [exportedAt, exportedAt]
  return { created: timestamp(first), modified: timestamp(last) }
}

const common = (sources: readonly ExportedSource[], exportedAt: number, marking: string): StixObject => ({
  spec_version: '2.1',
  created_by_ref: SYSTEM,
  ...times(sources, exportedAt),
  object_marking_refs: [marking],
  ...references(sources),
})

const extended = (thing: ExportedThing): StixObject => ({
  extensions: {
    [EXTENSION]: {
      extension_type: 'property-extension',
      kind: thing.kind,
      basis: thing.assessed ? 'assessment' : 'fact',
      ...propertiesOf(thing),
    },
  },
})

/** A thing without what all objects have. */
function content(thing: ExportedThing, ties: ReadonlyMap<string, readonly string[]>): StixObject {
  const { kind, label, properties, assessed, id } = thing
  switch (kind) {
    case 'PERSON':
    case 'IDENTITY':
      return { name: label, identity_class: 'individual', ...extended(thing) }
    case 'STATION': {
      const { latitude, longitude, country } = properties
      const placed = latitude !== undefined && longitude !== undefined ? { latitude, longitude } : {}
      return { name: label, ...placed, ...(country ? { country } : { region: 'northern-europe' }), ...extended(thing) }
    }
    case 'FINDING':
      return {
        abstract: `${label} (assessment, ${assessed?.status}; a human decides)`,
        content: (properties.because as readonly string[]).join('\n'),
        object_refs: ties.get(id) ?? [SYSTEM],
        ...extended(thing),
      }
    default:
      return {
        name: label,
        basis: assessed ? 'assessment' : 'fact',
        ...propertiesOf(thing),
        extensions: { [EXTENSION]: { extension_type: 'new-sdo' } },
      }
  }
}

/** `stop_time` must be later than `start_time` (STIX 2.1 5.1.1). */
function seen({ firstSeen, lastSeen }: ExportedTie): StixObject {
  if (firstSeen === null || lastSeen === null) return {}
  return { start_time: timestamp(firstSeen), ...(lastSeen > firstSeen ? { stop_time: timestamp(lastSeen) } : {}) }
}

const relationshipType = (kind: string) => kind.toLowerCase().replaceAll('_', '-')

function relationship(tie: ExportedTie, objectOf: ReadonlyMap<string, string>): StixObject {
  const { id, kind, says, stated, count, assessed } = tie
  return {
    type: 'relationship',
    id: `relationship--${uuidOf(id)}`,
    relationship_type: relationshipType(kind),
    description: says,
    source_ref: objectOf.get(tie.from),
    target_ref: objectOf.get(tie.to),
    ...seen(tie),
    ...(assessed?.score == null ? {} : { confidence: Math.round(assessed.score * 100) }),
    extensions: {
      [EXTENSION]: {
        extension_type: 'property-extension',
        basis: assessed ? 'assessment' : 'fact',
        stated,
        count,
        ...(assessed ? { status: assessed.status } : {}),
      },
    },
  }
}

/** Who exports, what our own types and properties mean, and what the export says of itself. */
function frame(selection: Selection, marking: string): StixObject[] {
  const { exportedAt } = selection.about
  const about = Object.entries(aboutTexts(selection)).map(([name, text]) => `${name}: ${text}`)
  const own = { spec_version: '2.1', created: timestamp(exportedAt), modified: timestamp(exportedAt) }
  return [
    { type: 'identity', id: SYSTEM, ...own, name: 'Alight', identity_class: 'system' },
    {
      type: 'extension-definition',
      id: EXTENSION,
      ...own,
      created_by_ref: SYSTEM,
      name: 'Alight: rail transit',
      description:
        'Documents, journeys, runs, calls, checks, bookings and contacts of a rail transit, and what is known of persons',
      schema: 'Properties have the names of the GraphQL schema of Alight, in lower case with underscores',
      version: '1.0.0',
      extension_types: ['new-sdo', 'property-extension'],
    },
    {
      type: 'marking-definition',
      id: marking,
      spec_version: '2.1',
      created: timestamp(exportedAt),
      created_by_ref: SYSTEM,
      definition_type: 'statement',
      definition: { statement: about.join('\n') },
    },
  ]
}

/** A STIX 2.1 bundle (OASIS): one JSON object, for OpenCTI and other exchanges of intelligence. */
export const stix: Format = {
  extension: 'stix.json',
  contentType: 'application/stix+json;version=2.1',
  leavesOut: () => [],
  *write(selection: Selection) {
    const { things, ties, about } = selection
    const marking = `marking-definition--${uuidOf(JSON.stringify(about))}`
    const objectOf = new Map(things.map(thing => [thing.id, idOf(thing)] as const))
    const byFinding = new Map(
      [...Map.groupBy(ties, ({ from }) => from)].map(
        ([from, own]) => [from, own.map(({ to }) => objectOf.get(to) as string)] as const,
      ),
    )
    yield `{"type":"bundle","id":"bundle--${uuidOf(`bundle ${JSON.stringify(about)}`)}","objects":[\n`
    yield frame(selection, marking)
      .map(one => JSON.stringify(one))
      .join(',\n')
    for (const thing of things) {
      const own = { type: TYPES[thing.kind], id: idOf(thing), ...common(thing.sources, about.exportedAt, marking) }
      yield `,\n${JSON.stringify({ ...own, ...content(thing, byFinding) })}`
    }
    for (const tie of ties) {
      // A note names what it is about by itself.
      if (tie.kind === 'ABOUT') continue
      yield `,\n${JSON.stringify({ ...common(tie.sources, about.exportedAt, marking), ...relationship(tie, objectOf) })}`
    }
    yield '\n]}\n'
  },
}
