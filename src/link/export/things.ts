import { instantText } from '../../base/index.ts'
import { NODE_KINDS, type NodeKind } from '../kinds.ts'
import { columnsOf, type PropertyValue } from './properties.ts'
import type { Read } from './read.ts'
import { type Written, writtenBy } from './sources.ts'

/** A thing as it was read. */
export interface ReadThing {
  readonly kind: NodeKind
  readonly key: string
  readonly label: string
  readonly properties: Readonly<Record<string, PropertyValue>>
  readonly written: readonly Written[]
}

type Plain = Exclude<NodeKind, 'PERSON'>

const OWN = '[[x.delivery, x.line]]'
const ownOr = (...patterns: readonly string[]) =>
  `CASE WHEN x.delivery IS NULL THEN ${patterns.map(writtenBy).join(' + ')} ELSE ${OWN} END`

/** Where what is known of a thing is written: its own statement, else those that name it. */
const WRITTEN: Record<Plain, string> = {
  IDENTITY: ['(x)-[:MADE]->(s:Journey)', '(x)<-[:READ]-(s:Check)', '(x {holder: true})-[:STATED_ON]->(s:Document)']
    .map(writtenBy)
    .join(' + '),
  DOCUMENT: ownOr('(x)<-[:PRESENTED]-(s:Journey)', '(x)<-[:EXAMINED]-(s:Check)'),
  JOURNEY: ownOr('(x)<-[:OF]-(s:Check)'),
  TRAIN_RUN: OWN,
  CALL: writtenBy('(x)<-[:HAS_CALL]-(s:TrainRun)'),
  STATION: OWN,
  CHECK: OWN,
  BOOKING: writtenBy('(x)<-[:BOOKED_IN]-(s:Journey)'),
  CONTACT: writtenBy('(x)<-[:GAVE]-(:Booking)<-[:BOOKED_IN]-(s:Journey)'),
}

type Row = [key: string, values: (PropertyValue | null)[], written: [number | null, number | null][]]

/** Things of one kind by their keys; those that are not there are left out. */
export async function readThings(read: Read, kind: Plain, keys: readonly string[]): Promise<ReadThing[]> {
  const { names, expression } = columnsOf(kind)
  const rows = await read<Row>(
    `// exportedThings ${kind}
UNWIND $keys AS key
MATCH (x:${NODE_KINDS[kind]} {id: key})
RETURN x.id, ${expression}, ${WRITTEN[kind]}`,
    keys,
  )
  return rows.map(([key, values, written]) => {
    const known = names.flatMap((name, i) => (values[i] == null ? [] : [[name, values[i]] as const]))
    const properties = Object.fromEntries(known) as Record<string, PropertyValue>
    const places = written.filter((place): place is [number, number] => place[0] !== null)
    return { kind, key, label: LABELS[kind](properties), properties, written: places }
  })
}

type Shown = Readonly<Record<string, PropertyValue>>

const words = (...parts: readonly unknown[]) => parts.filter(part => part !== undefined).join(' ')
const minute = (time: PropertyValue | undefined) =>
  typeof time === 'number' ? instantText(time).slice(0, 16).replace('T', ' ') : undefined

/** What a thing is called on a chart. */
const LABELS: Record<Plain, (properties: Shown) => string> = {
  IDENTITY: ({ surname, givenNames }) => words(surname, givenNames),
  DOCUMENT: ({ documentType, issuer, number }) => words(documentType, issuer, number),
  JOURNEY: ({ run, ref }) => words(run, ref),
  TRAIN_RUN: ({ run }) => words(run),
  CALL: ({ station, depart, arrive }) => words(station, minute(depart ?? arrive)),
  STATION: ({ name, code }) => words(name ?? code),
  CHECK: ({ act, checkedAt }) => words(act, minute(checkedAt)),
  BOOKING: ({ bookingRef }) => words(bookingRef),
  CONTACT: ({ value }) => words(value),
}

/** Keys of those of a kind that no statement in force names any more, though earlier ones did. */
export async function readRetired(read: Read, kind: NodeKind, keys: readonly string[]): Promise<Set<string>> {
  if (!RETIRING.has(kind)) return new Set()
  const label = kind === 'PERSON' ? 'Identity' : NODE_KINDS[kind]
  const rows = await read<[string]>(
    `// exportedRetired ${kind}
UNWIND $keys AS key
MATCH (x:Retired${label} {id: key})
RETURN x.id`,
    keys,
  )
  return new Set(rows.map(([key]) => key))
}

const RETIRING: ReadonlySet<NodeKind> = new Set(['PERSON', 'IDENTITY', 'DOCUMENT', 'CALL', 'BOOKING', 'CONTACT'])
