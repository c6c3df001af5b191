import { LASTING, type Paper } from '../portrait/paper.ts'
import type { Portrait } from '../portrait/portrait.ts'
import type { Run } from './version/matcher-store.ts'

/** What issuers say of documents: from when to when each is good, and which it replaces. */
type Facts = ReadonlyMap<string, Pick<Paper, 'validFrom' | 'expiresOn' | 'kin'>>

/** Papers of one kind and issuer under different numbers: what their issuer says of them tells a renewal. */
function differing(group: readonly Portrait[]): string[] {
  const lasting = group.flatMap(({ papers }) => papers.filter(({ type }) => LASTING.has(type)))
  const alike = Map.groupBy(lasting, ({ type, issuer }) => `${type}:${issuer}`)
  return [...alike.values()].flatMap(papers => {
    const ids = new Set(papers.map(({ id }) => id))
    return ids.size > 1 ? [...ids] : []
  })
}

/**
 * Looks up what issuers say of the papers in which those of a group differ; returns what gives a portrait's papers their
 * facts. They are never kept with a portrait: an issuer may speak later, or otherwise.
 */
export async function withFacts(
  run: Run,
  groups: readonly (readonly Portrait[])[],
): Promise<(portrait: Portrait) => Portrait> {
  const facts = await documentFacts(run, [...new Set(groups.flatMap(differing))])
  if (facts.size === 0) return portrait => portrait
  return portrait =>
    portrait.papers.some(({ id }) => facts.has(id))
      ? { ...portrait, papers: portrait.papers.map(paper => ({ ...paper, ...facts.get(paper.id) })) }
      : portrait
}

async function documentFacts(run: Run, ids: readonly string[]): Promise<Facts> {
  if (ids.length === 0) return new Map()
  const rows = (await run(
    `// documentFacts
UNWIND $ids AS id
MATCH (d:Document {id: id}) WHERE d.digest IS NOT NULL
RETURN id, coalesce(d.validFrom, d.issuedOn), d.expiresOn, COLLECT { MATCH (d)-[:REPLACES]->(o) RETURN o.id }`,
    { ids },
  )) as [string, string | null, string | null, string[]][]
  return new Map(rows.map(([id, validFrom, expiresOn, kin]) => [id, { validFrom, expiresOn, kin }]))
}
