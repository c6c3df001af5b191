import { LASTING, type Paper } from '../portrait/paper.ts'
import type { Portrait } from '../portrait/portrait.ts'
import { oneEdit } from './alike.ts'
import { type Comparison, SILENT } from './comparison.ts'

const LEVEL = { SAME: 0, OTHER_ISSUER: 1, ONE_CHARACTER: 2, DIFFERENT: 3, BOTH_VALID: 4 } as const

function papers(left: Paper, right: Paper): number {
  if (left.type !== right.type) return SILENT
  if (left.number === right.number) return left.issuer === right.issuer ? LEVEL.SAME : LEVEL.OTHER_ISSUER
  // Of other papers many numbers mean nothing.
  if (left.issuer !== right.issuer || !LASTING.has(left.type)) return SILENT
  if (left.shape === right.shape || oneEdit(left.shape, right.shape)) return LEVEL.ONE_CHARACTER
  return bothValid(left, right) ? LEVEL.BOTH_VALID : LEVEL.DIFFERENT
}

/** Were both good on one day? Only where all four days are known: absence of a date says nothing. */
function bothValid(left: Paper, right: Paper): boolean {
  if (!left.validFrom || !left.expiresOn || !right.validFrom || !right.expiresOn) return false
  return left.validFrom <= right.expiresOn && right.validFrom <= left.expiresOn
}

/** What agrees outweighs what differs; of what differs, what was valid at once. */
function better(level: number, than: number): boolean {
  if (level >= LEVEL.DIFFERENT && than >= LEVEL.DIFFERENT) return level > than
  return level < than
}

/** The papers that agree best, or else speak most against, and their level. */
function telling(left: Portrait, right: Portrait): { level: number; pair: readonly [Paper, Paper] | null } {
  let best: { level: number; pair: readonly [Paper, Paper] | null } = { level: SILENT, pair: null }
  for (const a of left.papers)
    for (const b of right.papers) {
      const level = papers(a, b)
      if (level !== SILENT && (best.pair === null || better(level, best.level))) best = { level, pair: [a, b] }
    }
  return best
}

const shown = (paper: Paper | undefined) => (paper ? `${paper.type}:${paper.issuer}:${paper.number}` : '')

export const documentComparison: Comparison = {
  field: 'document',
  question: 'One document was shown by both; two of one kind and issuer, valid at once, speak against.',
  levels: ['same', 'same number, other issuer', 'one character off', 'different', 'different, both valid'],
  agreeing: LEVEL.DIFFERENT,
  level: (left, right) => telling(left, right).level,
  values(left, right) {
    const { pair } = telling(left, right)
    return [shown(pair?.[0]), shown(pair?.[1])]
  },
}
