import { COMPARED } from './identity.ts'
import { sentenceOf } from './match/explanation.ts'
import { familyKey } from './name/family.ts'
import { portraitFrom } from './resolve/kept-portrait.ts'
import { keptFrom } from './resolve/portrait-store.ts'
import { currentMatcher, type Run } from './resolve/version/matcher-store.ts'

/** How far two who state these portraits are one person, their documents left out of account. */
export interface Apart {
  /** Probability, 0 to 1. */
  readonly p: number
  /** Field by field, in one line. */
  readonly because: string
  /** Another given name under one surname, masculine and feminine forms taken as one. */
  readonly oneFamily: boolean
}

/** Compares these portraits (by id) without their documents: a number that two share would hide that they are two. */
export async function compareWithoutDocuments(
  run: Run,
  ids: readonly string[],
): Promise<(left: string, right: string) => Apart> {
  const matcher = await currentMatcher(run)
  const rows = await run(
    `// portraitsById
UNWIND $ids AS id
MATCH (q:Portrait {id: id})
RETURN q.id, ${COMPARED.map(name => `q.${name}`).join(', ')}, q.papers`,
    { ids: [...new Set(ids)] },
  )
  const portraits = new Map(rows.map(row => keptFrom(row)).map(kept => [kept.id, portraitFrom(kept)]))
  return (one, other) => {
    const [left, right] = [one, other].sort().map(id => portraits.get(id))
    if (!left || !right) return { p: 0, because: 'not compared yet', oneFamily: false }
    const judgement = matcher.judge(left, right, 'document')
    const [ours, theirs] = [left, right].map(({ surname }) => familyKey(surname?.text ?? ''))
    const oneFamily = ours !== '' && ours === theirs && left.given?.text !== right.given?.text
    return { p: judgement.p, because: sentenceOf(judgement), oneFamily }
  }
}
