import { linkExpression, linkOf, type Strictness, WAYS, type WhoIsWho } from '../../person/index.ts'
import type { PropertyValue } from './properties.ts'
import type { Read } from './read.ts'
import type { Assessed } from './selection.ts'
import type { Written } from './sources.ts'
import { type ReadThing, readThings } from './things.ts'

/** Persons as strictly taken as is asked, and their identities. */
export interface ReadPersons {
  readonly persons: readonly ReadThing[]
  /** Key of the person that each asked key leads to: a person goes on under the name of any of its identities. */
  readonly byKey: ReadonlyMap<string, string>
  /** Key of the person of each identity. */
  readonly byIdentity: ReadonlyMap<string, string>
}

type Row = [asked: string, key: string, name: string, identities: string[]]

/** Persons by the keys of any of their identities. */
export async function readPersons(
  read: Read,
  { strictness, parameters }: WhoIsWho,
  keys: readonly string[],
): Promise<ReadPersons> {
  const ways = WAYS[strictness]
  const rows = await read<Row>(
    `// exportedPersons ${strictness}
UNWIND $keys AS key
${ways.find}
CALL (y) { ${ways.identitiesOf('y', 'i')} WITH i ORDER BY i.id RETURN collect(i.id) AS identities }
RETURN key, y.id, ${ways.name('y')}, identities`,
    keys,
    parameters,
  )
  const persons = [...new Map(rows.map(row => [row[1], row])).values()]
  const identities = await readThings(
    read,
    'IDENTITY',
    persons.flatMap(([, , , members]) => members),
  )
  const byId = new Map(identities.map(identity => [identity.key, identity]))
  return {
    persons: persons.map(([, key, name, members]) => ({
      kind: 'PERSON' as const,
      key,
      label: name,
      properties: gathered(
        name,
        members.flatMap(member => byId.get(member) ?? []),
      ),
      written: members.flatMap((member): readonly Written[] => byId.get(member)?.written ?? []),
    })),
    byKey: new Map(rows.map(([asked, key]) => [asked, key])),
    byIdentity: new Map(persons.flatMap(([, key, , members]) => members.map(member => [member, key] as const))),
  }
}

function gathered(displayName: string, identities: readonly ReadThing[]): Record<string, PropertyValue> {
  const lists = {
    names: distinct(identities, ({ label }) => label),
    datesOfBirth: distinct(identities, ({ properties }) => properties.dateOfBirth),
    sexes: distinct(identities, ({ properties }) => properties.sex),
    nationalities: distinct(identities, ({ properties }) => properties.nationality),
  }
  const stated = Object.entries(lists).filter(([, values]) => values.length > 0)
  return { displayName, ...Object.fromEntries(stated), identities: identities.length }
}

const distinct = (identities: readonly ReadThing[], of: (one: ReadThing) => PropertyValue | undefined) =>
  [...new Set(identities.flatMap(one => of(one) ?? []))].map(String).sort()

type LinkRow = [identity: string, link: Parameters<typeof linkOf>[0]]

/** Why identities are taken for their persons. */
export async function readLinks(
  read: Read,
  strictness: Strictness,
  identities: readonly string[],
): Promise<ReadonlyMap<string, Assessed>> {
  const rows = await read<LinkRow>(
    `// exportedLinks
UNWIND $keys AS key
MATCH (x:Identity {id: key})
RETURN x.id, ${linkExpression}`,
    identities,
  )
  return new Map(
    rows.flatMap(([identity, row]) => {
      const link = linkOf(row)
      if (!link) return []
      const { status, score, decidedBy } = link
      // What the matcher says stands behind REVIEWED persons; the others were grouped by humans, or by what is likely.
      const assessed =
        strictness === 'REVIEWED'
          ? { status, score, by: decidedBy }
          : { status: strictness, score: null, by: decidedBy }
      return [[identity, assessed] as const]
    }),
  )
}
