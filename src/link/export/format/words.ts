import { instantText } from '../../../base/index.ts'
import { type PropertyValue, typeOf } from '../properties.ts'
import { type ExportedSource, type ExportedThing, type ExportedTie, HANDLING, type Selection } from '../selection.ts'

/** A source in words. */
export const sourceText = ({ name, sha256, line, receivedAt }: ExportedSource) =>
  `${name} line ${line}, received ${instantText(receivedAt)}, SHA-256 ${sha256}`

export const sourcesText = (sources: readonly ExportedSource[]) => sources.map(sourceText).join('; ')

/** A property as text: instants by ISO 8601, lists joined. */
export function valueText(name: string, value: PropertyValue): string {
  if (typeOf(name) === 'instant') return instantText(Number(value))
  return typeof value === 'object' ? value.join('; ') : String(value)
}

/** Whether something is a fact or an assessment. */
export const basisOf = ({ assessed }: ExportedThing | ExportedTie) => (assessed ? 'assessment' : 'fact')

/** What every export says of itself, by name. */
export function aboutTexts({ about, things, ties, leftOut }: Selection): Record<string, string> {
  const { asked, by, purpose, identity, exportedAt, asOf } = about
  return {
    asked,
    exportedAt: instantText(exportedAt),
    exportedBy: by,
    purpose: purpose ?? 'none given',
    identityStrictness: identity,
    dataReceivedUntil: asOf ? `${asOf.name}, received ${instantText(asOf.receivedAt)}` : 'nothing was received',
    holds: `${things.length} things, ${ties.length} ties`,
    handling: HANDLING,
    leftOut: leftOut.map(({ what, count }) => `${count} ${what}`).join('; ') || 'nothing',
  }
}

export interface Column {
  readonly name: string
  readonly type: 'text' | 'number' | 'boolean'
}

const column = (name: string, type: Column['type'] = 'text'): Column => ({ name, type })

const columnType = (name: string): Column['type'] => {
  const type = typeOf(name)
  return type === 'number' || type === 'boolean' ? type : 'text'
}

/** The columns of a table of things: what all have, then the properties that any has. */
export function thingColumns(things: readonly ExportedThing[]): Column[] {
  const names = new Set(things.flatMap(({ properties }) => Object.keys(properties)))
  const own = [...names].map(name => column(name, columnType(name)))
  return [column('kind'), column('basis'), column('status'), ...own, column('sources')]
}

type Cell = string | number | boolean | undefined

const cellOf = (name: string, value: PropertyValue | undefined): Cell =>
  value === undefined || typeOf(name) === 'number' || typeOf(name) === 'boolean'
    ? (value as Cell)
    : valueText(name, value)

/** A thing's values by column. */
export function thingRow(thing: ExportedThing): Record<string, Cell> {
  const own = Object.entries(thing.properties).map(([name, value]) => [name, cellOf(name, value)])
  return {
    kind: thing.kind,
    basis: basisOf(thing),
    ...(thing.assessed ? { status: thing.assessed.status } : {}),
    ...Object.fromEntries(own),
    ...(thing.sources.length > 0 ? { sources: sourcesText(thing.sources) } : {}),
  }
}

export const TIE_COLUMNS: readonly Column[] = [
  column('kind'),
  column('says'),
  column('basis'),
  column('status'),
  column('score', 'number'),
  column('by'),
  column('stated', 'boolean'),
  column('count', 'number'),
  column('firstSeen'),
  column('lastSeen'),
  column('sources'),
]

/** A tie's values by column. */
export function tieRow(tie: ExportedTie): Record<string, Cell> {
  const { kind, says, stated, count, firstSeen, lastSeen, sources, assessed } = tie
  return {
    kind,
    says,
    basis: basisOf(tie),
    status: assessed?.status,
    score: assessed?.score ?? undefined,
    by: assessed?.by ?? undefined,
    stated,
    count,
    firstSeen: firstSeen === null ? undefined : instantText(firstSeen),
    lastSeen: lastSeen === null ? undefined : instantText(lastSeen),
    sources: sources.length > 0 ? sourcesText(sources) : undefined,
  }
}
