import type { Portrait } from '../portrait/portrait.ts'
import { birthLevel } from './birth.ts'
import { type Field, SILENT } from './comparison.ts'
import { documentLevel, isDifference, papersDiffer } from './document.ts'
import { bitsOf } from './fit/estimate.ts'
import { agrees, COMPARISONS, levelsOf } from './levels.ts'
import { Rarity } from './rarity.ts'
import type { MatcherVersion } from './version.ts'

/** From here on the matcher links by itself, and from here on it asks a human. */
const AUTO = 0.99
const PROBABLE = 0.5

/** Bits that are added in another order may differ by less than this. */
const ROUNDING = 1e-6

const [GIVEN, BIRTH, DOCUMENT] = (['given', 'birth', 'document'] as const).map(own =>
  COMPARISONS.findIndex(({ field }) => field === own),
) as [number, number, number]

/** AUTO: one person; PROBABLE: awaits a human; NONE: no link. */
export type Zone = 'AUTO' | 'PROBABLE' | 'NONE'

/** What one field says: its bits speak for one person where positive, for two where negative. */
export interface Evidence {
  readonly field: Field
  readonly left: string
  readonly right: string
  readonly level: string
  readonly bits: number
}

/** As much of a portrait as tells most strangers. */
export type Glimpse = Pick<Portrait, 'birth' | 'papers'>

/** How a pair was judged. */
export interface Judgement {
  readonly evidence: readonly Evidence[]
  /** Bits of the prior: of any two identities few are one person. */
  readonly prior: number
  /** Bits of evidence and prior together. */
  readonly sum: number
  /** Probability that both are one person. */
  readonly p: number
  readonly zone: Zone
  readonly version: number
}

/** A pair's level in each comparison, and its bits there and at last those of the prior: what a judgement rests on. */
export interface Weighed {
  readonly levels: readonly number[]
  readonly bits: readonly number[]
  readonly p: number
  readonly zone: Zone
}

/** What each field that is not silent says, at these levels and bits. */
export function evidenceOf({ levels, bits }: Pick<Weighed, 'levels' | 'bits'>, left: Portrait, right: Portrait) {
  return COMPARISONS.flatMap(({ field, levels: names, values }, i): Evidence[] => {
    const level = levels[i] ?? SILENT
    if (level === SILENT) return []
    const [ours, theirs] = values(left, right)
    return [{ field, left: ours, right: theirs, level: names[level] ?? '', bits: bits[i] ?? 0 }]
  })
}

/** Judges pairs of identities by one version. */
export class Matcher {
  readonly version: number
  readonly #prior: number
  /** Bits of each level of each comparison. */
  readonly #bits: readonly (readonly number[])[]
  readonly #rarity: Rarity

  constructor({ version, rates, lambda, frequencies, identities }: MatcherVersion) {
    this.version = version
    this.#prior = Math.log2(lambda / (1 - lambda))
    this.#bits = COMPARISONS.map(({ field, levels, neutral, notAbove }) =>
      bitsOf({ levels: levels.length, neutral, notAbove }, rates[field].m, rates[field].u),
    )
    this.#rarity = new Rarity(frequencies, [rates.surname.u[0] ?? 1, rates.given.u[0] ?? 1], identities)
  }

  /** Probability that both are one person, and what follows from it; `without` leaves a field out of account. */
  score(left: Portrait, right: Portrait, without?: Field): { readonly p: number; readonly zone: Zone } {
    const levels = levelsWithout(left, right, without)
    let sum = this.#prior
    for (const [i, level] of levels.entries()) if (level !== SILENT) sum += this.#weight(i, level, left, right)
    return { p: probability(sum), zone: zoneOf(probability(sum), levels) }
  }

  /** Who cannot be alike with this one, by dates of birth and papers alone, whatever names the other has. */
  strangersTo(portrait: Portrait): (other: Glimpse) => boolean {
    const most = this.#prior + this.#mostOfOthers(portrait)
    const least = Math.min(0, ...(this.#bits[DOCUMENT] ?? []))
    return other => {
      const sum = most + (this.#bits[BIRTH]?.[birthLevel(portrait, other)] ?? 0)
      // Whatever papers say: to make them out of what is kept of them takes longer than all else here.
      if (sum + least >= -ROUNDING) return false
      return sum + this.#mostOfPapers(documentLevel(portrait, other)) < -ROUNDING
    }
  }

  /** The most bits that all fields but date of birth and papers can have between this one and anybody. */
  #mostOfOthers(portrait: Portrait): number {
    const names = [this.#rarity.mostOfSurname(portrait), this.#rarity.ofGiven(portrait)]
    const most = COMPARISONS.map(({ field }, i) => {
      if (field === 'birth' || field === 'document') return 0
      if (field !== 'surname' && field !== 'given' && portrait[field] === null) return 0
      const [equal = 0, ...others] = this.#bits[i] ?? []
      return Math.max(0, equal + (names[i] ?? 0), ...others)
    })
    return most.reduce((sum, bits) => sum + bits, 0)
  }

  /** Bits of papers that compare so, as far as those of them go of which issuers may say more. */
  #mostOfPapers(level: number): number {
    const bits = this.#bits[DOCUMENT] ?? []
    return isDifference(level) ? Math.max(...bits.filter((_, i) => isDifference(i))) : (bits[level] ?? 0)
  }

  /** Do only papers under different numbers keep these from being alike, which what their issuer says of them may explain? */
  mayBeRenewed(left: Portrait, right: Portrait): boolean {
    if (!papersDiffer(left, right)) return false
    return this.score(left, right, 'document').zone !== 'NONE'
  }

  /** The same with the bits of each field; silent ones have none. */
  weigh(left: Portrait, right: Portrait, without?: Field): Weighed {
    const levels = levelsWithout(left, right, without)
    const bits = levels.map((level, i) => (level === SILENT ? 0 : this.#weight(i, level, left, right)))
    const p = probability(bits.reduce((sum, own) => sum + own, this.#prior))
    return { levels, bits: [...bits, this.#prior], p, zone: zoneOf(p, levels) }
  }

  /** The same with its reasons, field by field; what is silent is not among them. */
  judge(left: Portrait, right: Portrait, without?: Field): Judgement {
    const weighed = this.weigh(left, right, without)
    const sum = weighed.bits.reduce((total, bits) => total + bits, 0)
    const { p, zone } = weighed
    return { evidence: evidenceOf(weighed, left, right), prior: this.#prior, sum, p, zone, version: this.version }
  }

  /** log₂(m/u), and on equality of a name log₂(u/f) on top: that a name is rare counts. */
  #weight(field: number, level: number, left: Portrait, right: Portrait): number {
    const bits = this.#bits[field]?.[level] ?? 0
    if (level !== 0) return bits
    if (field === 0) return bits + this.#rarity.ofSurname(left, right)
    return field === 1 ? bits + this.#rarity.ofGiven(left) : bits
  }
}

function levelsWithout(left: Portrait, right: Portrait, without: Field | undefined): number[] {
  const levels = levelsOf(left, right)
  return without ? levels.map((level, i) => (COMPARISONS[i]?.field === without ? SILENT : level)) : levels
}

const probability = (bits: number) => 1 / (1 + 2 ** -bits)

/**
 * What AUTO asks for beyond P: two of names, date of birth and document agree. A document by itself is not enough, for
 * parents and children share passports; names are not, for namesakes; nor is a surname with a date of birth, for twins:
 * where no given name is stated a document must stand in.
 */
function zoneOf(p: number, levels: readonly number[]): Zone {
  if (p < PROBABLE) return 'NONE'
  const document = agrees('document', levels)
  const given = agrees('given', levels) || (document && levels[GIVEN] === SILENT)
  const agreeing = [agrees('surname', levels) && given, agrees('birth', levels), document].filter(Boolean).length
  return p >= AUTO && agreeing >= 2 ? 'AUTO' : 'PROBABLE'
}
