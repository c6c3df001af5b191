import { LASTING, type Paper } from '../portrait/paper.ts'
import type { Portrait } from '../portrait/portrait.ts'
import { oneEdit } from './alike.ts'
import { type Comparison, SILENT } from './comparison.ts'

const LEVEL = { SAME: 0, OTHER_ISSUER: 1, ONE_CHARACTER: 2, DIFFERENT: 3, BOTH_VALID: 4, RENEWED: 5 } as const
/** Which of several papers tell: what agrees before what differs, of that what a renewal explains, then what was valid at once. */
const TELLING: readonly number[] = [
  LEVEL.SAME,
  LEVEL.OTHER_ISSUER,
  LEVEL.ONE_CHARACTER,
  LEVEL.RENEWED,
  LEVEL.BOTH_VALID,
  LEVEL.DIFFERENT,
]
/** Days by which a new paper may come before the old one expires, or after it. */
const AROUND_EXPIRY = 185
const DAY = 86_400_000

function papers(left: Paper, right: Paper): number {
  if (left.type !== right.type) return SILENT
  if (left.number === right.number) return left.issuer === right.issuer ? LEVEL.SAME : LEVEL.OTHER_ISSUER
  // Of other papers many numbers mean nothing.
  if (left.issuer !== right.issuer || !LASTING.has(left.type)) return SILENT
  if (left.shape === right.shape || oneEdit(left.shape, right.shape)) return LEVEL.ONE_CHARACTER
  if (renews(left, right) || renews(right, left)) return LEVEL.RENEWED
  return bothValid(left, right) ? LEVEL.BOTH_VALID : LEVEL.DIFFERENT
}

/** Does the one take the place of the other, by its issuer's record, or by beginning when the other ends? */
function renews({ kin, validFrom }: Paper, { id, expiresOn }: Paper): boolean {
  if (kin.includes(id)) return true
  if (!validFrom || !expiresOn) return false
  return Math.abs(Date.parse(validFrom) - Date.parse(expiresOn)) <= AROUND_EXPIRY * DAY
}

/** Were both good on one day? Only where all four days are known: absence of a date says nothing. */
function bothValid(left: Paper, right: Paper): boolean {
  if (!left.validFrom || !left.expiresOn || !right.validFrom || !right.expiresOn) return false
  return left.validFrom <= right.expiresOn && right.validFrom <= left.expiresOn
}

type Papered = Pick<Portrait, 'papers'>

/** The papers that agree best, or else speak most against, and their level. */
function telling(left: Papered, right: Papered): { level: number; pair: readonly [Paper, Paper] | null } {
  let best: { level: number; pair: readonly [Paper, Paper] | null } = { level: SILENT, pair: null }
  for (const a of left.papers)
    for (const b of right.papers) {
      const level = papers(a, b)
      if (level !== SILENT && (best.pair === null || TELLING.indexOf(level) < TELLING.indexOf(best.level)))
        best = { level, pair: [a, b] }
    }
  return best
}

const shown = (paper: Paper | undefined) => (paper ? `${paper.type}:${paper.issuer}:${paper.number}` : '')

/** Does a paper of the one take the place of a paper of the other? */
export const renewed = (left: Portrait, right: Portrait): boolean => telling(left, right).level === LEVEL.RENEWED

/** How the papers of two compare; SILENT where they cannot be held against each other. */
export const documentLevel = (left: Papered, right: Papered): number => telling(left, right).level

export const documentComparison: Comparison = {
  field: 'document',
  question: 'One document was shown by both; two of one kind and issuer speak against, a renewal does not.',
  levels: ['same', 'same number, other issuer', 'one character off', 'different', 'different, both valid', 'renewed'],
  agreeing: LEVEL.DIFFERENT,
  neutral: LEVEL.RENEWED,
  notAbove: [LEVEL.BOTH_VALID, LEVEL.DIFFERENT],
  level: documentLevel,
  values(left, right) {
    const { pair } = telling(left, right)
    return [shown(pair?.[0]), shown(pair?.[1])]
  },
}

/** Have the two papers of one kind and issuer, under different numbers, and none in common? */
export const papersDiffer = (left: Papered, right: Papered): boolean => isDifference(documentLevel(left, right))

/** Is this level one of papers that differ? Which of these it is, their issuer's record tells. */
export const isDifference = (level: number): boolean =>
  level === LEVEL.DIFFERENT || level === LEVEL.BOTH_VALID || level === LEVEL.RENEWED
