import { compareWithoutDocuments, matcherNumber } from '../../person/index.ts'
import { COMPARED_AT_MOST, type Pair, pairsApart } from '../holders-apart.ts'
import type { Projection } from '../projection/projection.ts'
import type { Reader } from '../store.ts'
import { type AskedIdentity, askedIdentity, keptOfIdentities } from '../terms/kept-of-identities.ts'
import type { Held } from './holders.ts'

/** The holders of a document beside each other, their documents left out of account. */
export interface Compared {
  readonly held: Held
  /** Places among the holders. */
  readonly pairs: readonly Pair[]
  /** For each holder that is compared the latest year of birth that they state, undefined where they state none. */
  readonly births: readonly (number | undefined)[]
}

const DOCUMENTS_AT_ONCE = 500

/** Compares those who showed each of some documents. All that is asked of the projection is asked before the graph is. */
export async function compareHolders(
  projection: Projection,
  helds: readonly Held[],
  reader: Reader,
): Promise<Compared[]> {
  const asked = helds.map(held => ({
    held,
    identities: held.holders
      .slice(0, COMPARED_AT_MOST)
      .map(({ shown }) =>
        [...new Set(shown.map(({ identity }) => identity))].map(row => askedIdentity(projection, row)),
      ),
  }))
  const compared: Compared[] = []
  for (let i = 0; i < asked.length; i += DOCUMENTS_AT_ONCE)
    compared.push(...(await compareSome(asked.slice(i, i + DOCUMENTS_AT_ONCE), reader)))
  return compared
}

interface Asked {
  readonly held: Held
  /** For each holder that is compared their identities. */
  readonly identities: readonly (readonly AskedIdentity[])[]
}

async function compareSome(asked: readonly Asked[], reader: Reader): Promise<Compared[]> {
  const run: Parameters<typeof matcherNumber>[0] = (statement, parameters) => reader.read(statement, parameters)
  const identities = asked.flatMap(({ identities }) => identities.flat())
  const sitters = await sittersAt(reader, identities, await matcherNumber(run))
  const uses = asked.map(({ identities }) =>
    identities.map(own => own.flatMap(({ place }) => sitters.get(place) ?? []).sort(byPortrait)),
  )
  const compare = await compareWithoutDocuments(
    run,
    uses.map(own => own.flat().flatMap(({ portrait }) => portrait ?? [])),
  )
  return asked.map(({ held }, i) => {
    const own = uses[i] as readonly (readonly Sitter[])[]
    return { held, pairs: pairsApart(own, compare), births: own.map(latestBirth) }
  })
}

interface Sitter {
  readonly portrait: string | null
  readonly dateOfBirth: string | null
}

const SITTERS_KEPT = 100_000

/** One without a portrait yet may come to have one. */
const sittersAt = keptOfIdentities(readSitters, { most: SITTERS_KEPT, isWhole: ({ portrait }) => portrait !== null })

async function readSitters(reader: Reader, places: readonly number[]): Promise<ReadonlyMap<number, Sitter>> {
  const rows = (await reader.read(
    `// sitters
UNWIND $places AS place
MATCH (i:Identity|RetiredIdentity) WHERE id(i) = place
RETURN place, head(COLLECT { MATCH (i)-[:COMPARED_AS]->(q) RETURN q.id }), i.dateOfBirth`,
    { places: [...places] },
  )) as [number, string | null, string | null][]
  return new Map(rows.map(([place, portrait, dateOfBirth]) => [place, { portrait, dateOfBirth }]))
}

const byPortrait = (a: Sitter, b: Sitter) => ((a.portrait ?? '') < (b.portrait ?? '') ? -1 : 1)

function latestBirth(sitters: readonly Sitter[]): number | undefined {
  const years = sitters.flatMap(({ dateOfBirth }) => (dateOfBirth === null ? [] : [Number(dateOfBirth.slice(0, 4))]))
  return years.length > 0 ? Math.max(...years) : undefined
}
