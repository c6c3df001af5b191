import { DOCUMENT_TYPES } from '../../document/index.ts'
import { basisOf, CLASSES, captureOf } from './codes.ts'

type Class = (typeof CLASSES)[number]

/** For each of CHECK_BASES its place in CLASSES. */
const CLASS_OF_BASIS = (
  ['RESIDENCE', 'RESIDENCE', 'LONG_STAY', 'SHORT_STAY', 'FTD', 'FRTD', 'EU', 'NONE'] satisfies Class[]
).map(name => CLASSES.indexOf(name))

/** Documents that give a class, the best first; citizenship of the Union is never inferred from a document. */
const CLASS_OF_DOCUMENTS: readonly [bits: number, class_: number][] = (
  [
    [['RESIDENCE_PERMIT', 'RESIDENCE_CARD'], 'RESIDENCE'],
    [['LONG_STAY_VISA'], 'LONG_STAY'],
    [['SHORT_STAY_VISA'], 'SHORT_STAY'],
    [['FTD'], 'FTD'],
    [['FRTD'], 'FRTD'],
  ] as const
).map(([types, name]) => [
  types.reduce((bits, type) => bits | (1 << DOCUMENT_TYPES.indexOf(type)), 0),
  CLASSES.indexOf(name),
])

const NO_CLASS = CLASSES.indexOf('NONE')

/** The class by the documents presented: bit i for `DOCUMENT_TYPES[i]`. */
export function classOfDocuments(documents: number): number {
  return CLASS_OF_DOCUMENTS.find(([bits]) => documents & bits)?.[1] ?? NO_CLASS
}

/** The class by the basis of checks of one kind. Never of ALIGHT checks: many who leave show nothing there. */
export class Basis {
  class: number | undefined
  #capture = -1
  #at = Number.NEGATIVE_INFINITY
  #basis = -1

  /** Of two checks the better capture, then the later, then the later in the list of bases holds. */
  take(code: number, at: number): void {
    const basis = basisOf(code)
    const capture = captureOf(code)
    if (basis < 0) return
    const before = capture - this.#capture || at - this.#at || basis - this.#basis
    if (before <= 0) return
    this.class = CLASS_OF_BASIS[basis]
    this.#capture = capture
    this.#at = at
    this.#basis = basis
  }
}
