import { instantText } from '../base/index.ts'
import {
  type ExportedSource,
  type ExportedThing,
  type ExportedTie,
  propertyType,
  type Selection,
} from '../link/index.ts'
import type { Bundle } from './bundle.ts'

type Facts = Pick<Bundle, 'things' | 'ties' | 'leftOut'>

/** What an answer rests on, as a bundle tells it: instants as text. */
export function factsOf(
  { things, ties, leftOut }: Selection,
  earlier: ReadonlyMap<string, Facts['things'][number]['earlier']>,
): Facts {
  return {
    things: things.map(thing => ({ ...thingOf(thing), earlier: [...(earlier.get(thing.id) ?? [])] })),
    ties: ties.map(tieOf),
    leftOut: leftOut.map(one => ({ ...one })),
  }
}

/** That identities are one person is concluded, and nobody need have looked: what stands behind it is told on its IS ties. */
const CONCLUDED = { status: 'CONCLUDED', score: null, by: null }

function thingOf({
  id,
  kind,
  key,
  label,
  properties,
  sources,
  assessed,
}: ExportedThing): Omit<Facts['things'][number], 'earlier'> {
  const told = Object.entries(properties).map(([name, value]) => [
    name,
    propertyType(name) === 'instant' ? instantText(Number(value)) : value,
  ])
  return {
    id,
    kind,
    key,
    label,
    properties: Object.fromEntries(told),
    sources: sources.map(sourceOf),
    assessed: kind === 'PERSON' ? CONCLUDED : assessed,
  }
}

const tieOf = ({ id: _, firstSeen, lastSeen, sources, ...tie }: ExportedTie): Facts['ties'][number] => ({
  ...tie,
  firstSeen: firstSeen === null ? null : instantText(firstSeen),
  lastSeen: lastSeen === null ? null : instantText(lastSeen),
  sources: sources.map(sourceOf),
})

const sourceOf = ({ receivedAt, ...source }: ExportedSource) => ({ ...source, receivedAt: instantText(receivedAt) })
