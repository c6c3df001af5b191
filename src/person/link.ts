import { COMPARED } from './identity.ts'
import { evidenceOf } from './match/matcher.ts'
import { portraitFrom, withDocuments } from './resolve/kept-portrait.ts'
import { keptFrom } from './resolve/portrait-store.ts'

export const portraitColumns = (portrait: string) =>
  `[${['id', ...COMPARED, 'papers'].map(name => `${portrait}.${name}`).join(', ')}]`

export const likingColumns = (kept: string) => `${kept}.p, ${kept}.levels, ${kept}.bits`

/** The first document for which portraits q and r were compared. */
export const documentsInCommon = `COLLECT { MATCH (q)-[:BLOCKED_BY]->(b)<-[:BLOCKED_BY]-(r) WHERE b.id STARTS WITH 'd:' RETURN substring(b.id, 2) ORDER BY b.id LIMIT 1 }`

/**
 * The assertion about an identity x, and what it rests on: another who sat for its portrait, else the portrait of the
 * same person that it is surest to be one with. Derived when read: what is stored would depend on what came first.
 */
export const linkExpression = `head(COLLECT {
    MATCH (x)-[l:IS]->(p:Person)
    OPTIONAL MATCH (x)-[:COMPARED_AS]->(q)
    RETURN [l.status, ${portraitColumns('q')},
      head(COLLECT { MATCH (q)<-[:COMPARED_AS]-(o)-[:IS]->(p) WHERE o <> x
        RETURN [${likingColumns('q')}, ${portraitColumns('q')}, []] LIMIT 1 }),
      head(COLLECT { MATCH (q)-[k:LIKE]-(r) WHERE k.auto AND EXISTS { (r)<-[:COMPARED_AS]-()-[:IS]->(p) }
        RETURN [${likingColumns('k')}, ${portraitColumns('r')},
          ${documentsInCommon}]
        ORDER BY k.p DESC, r.id LIMIT 1 }), l.decidedBy, l.decidedAt]
  })`

/** A likeness, with the columns of the other portrait. */
export type Liked = readonly [p: number, levels: number[], bits: number[], other: unknown[], documents: string[]]

type Link = readonly [
  status: string,
  own: unknown[],
  same: Liked | null,
  other: Liked | null,
  decidedBy: string | null,
  decidedAt: number | null,
]

/** The link as it is shown; bits are what each field adds to the odds, in powers of two. */
export function linkOf(link: Link | null) {
  // An identity that a correction took back belongs to nobody.
  if (!link) return null
  const [status, own, same, other, decidedBy, decidedAt] = link
  return linkFrom(status, own, same ?? other, decidedBy, decidedAt)
}

/** A link that rests on this comparison, or on the decision of a human (epoch milliseconds). */
export function linkFrom(
  status: string,
  own: unknown[],
  liked: Liked | null,
  decidedBy: string | null = null,
  decidedAt: number | null = null,
) {
  return { status, score: liked?.[0] ?? null, because: liked ? reasons(own, liked) : [], decidedBy, decidedAt }
}

function reasons(own: unknown[], [, levels, bits, other, documents]: Liked) {
  const [left, right] = [own, other].map(row => withDocuments(portraitFrom(keptFrom(row)), documents))
  if (!left || !right) return []
  const evidence = evidenceOf({ levels, bits: bits.map(tenths => tenths / 10) }, left, right)
  const prior = (bits.at(-1) ?? 0) / 10
  return [...evidence, { field: 'prior', left: '', right: '', level: 'of any two few are one person', bits: prior }]
}
