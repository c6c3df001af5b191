import { documentsInCommon, type Liked, likingColumns, linkFrom, portraitColumns } from '../link.ts'
import type { Ways } from './ways.ts'

/** Another person that an identity may be, by id. */
export interface Possible {
  readonly own: string
  readonly person: string
  readonly link: ReturnType<typeof linkFrom>
}

/** Likenesses of one identity that are looked at, the surest. */
const MOST_LIKE = 100

const SAME_HOME = 'EXISTS { (x)-[:IS]->(:Person)<-[:IS]-(o) }'

/** All that says that an identity x may be, or is not, somebody of another person. */
export const possibleExpression = ({ personId }: Ways) => `[${personId('x')},
    head(COLLECT { MATCH (x)-[:COMPARED_AS]->(q) RETURN ${portraitColumns('q')} }),
    COLLECT {
      MATCH (x)-[:COMPARED_AS]->(q)
      CALL (q) {
        MATCH (q)-[k:LIKE]-(r) RETURN r, k.auto AS auto, [${likingColumns('k')}] AS liking
        UNION ALL
        RETURN q AS r, true AS auto, [${likingColumns('q')}] AS liking
      }
      MATCH (r)<-[:COMPARED_AS]-(o:Identity)
      WITH DISTINCT q, r, auto, liking, ${personId('o')} AS person, ${SAME_HOME} AS sameHome, ${personId('x')} AS own
      WHERE person <> own AND liking[0] IS NOT NULL
      RETURN [person, auto AND sameHome, liking, ${portraitColumns('r')}, ${documentsInCommon}]
      ORDER BY liking[0] DESC, person, auto AND sameHome DESC, r.id LIMIT ${MOST_LIKE} },
    COLLECT { MATCH (x)-[t:REJECTED_WITH]-(o:Identity)
      RETURN [${personId('o')}, t.by, t.at] ORDER BY t.at DESC, t.by, ${personId('o')} }]`

type Likeness = readonly [
  person: string,
  joined: boolean,
  liking: readonly [number, number[], number[]],
  columns: unknown[],
  documents: string[],
]
type Rejection = readonly [person: string, by: string | null, at: number | null]
export type Said = readonly [own: string, columns: unknown[] | null, Likeness[], Rejection[]]

/**
 * The other persons that an identity may be, the surest first: each by its surest likeness, or by what a human said last.
 * What the matcher joined is AUTO where the answer is stricter than that; what is held back awaits a human.
 */
export function possibleOf([own, columns, likenesses, rejections]: Said): Possible[] {
  const surest = new Map<string, Likeness>()
  for (const like of likenesses) if (!surest.has(like[0])) surest.set(like[0], like)
  const rejected = new Map<string, Rejection>()
  for (const one of rejections) if (one[0] !== own && !rejected.has(one[0])) rejected.set(one[0], one)
  const persons = new Set([...surest.keys(), ...rejected.keys()])
  return [...persons].map(person => {
    const like = surest.get(person)
    const liked: Liked | null = like ? [...like[2], like[3], like[4]] : null
    const [, by = null, at = null] = rejected.get(person) ?? []
    const status = rejected.has(person) ? 'REJECTED' : like?.[1] ? 'AUTO' : 'PROBABLE'
    return { own, person, link: linkFrom(status, columns ?? [], liked, by, at) }
  })
}
