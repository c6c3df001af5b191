import { DOCUMENT_TYPES } from '../../document/index.ts'
import { ALIGHT, BOARD, ENTRY, EXIT, kindOf } from '../projection/codes.ts'
import { CREW } from '../projection/journeys.ts'
import type { Projection } from '../projection/projection.ts'
import type { Stretch } from '../projection/table.ts'
import { isOwnMisread } from '../sharing/own-numbers.ts'
import { isAboard } from '../terms/aboard.ts'
import { inOrder } from '../terms/in-order.ts'
import { areOneLine, issuedFor } from '../terms/kin.ts'
import { areOneCharacterApart, isGone, isLikelyMisread, readingsOf, statedOf } from '../terms/paper.ts'
import { documentsShownBy, showingsBy } from '../terms/presentations.ts'
import { type Seen, seenOf } from '../terms/seen.ts'
import { documentsShownOn, journeysMadeBy, personOf } from '../terms/units.ts'
import { untilTouched } from '../terms/until-touched.ts'
import { visitsOf } from '../terms/visits.ts'

const PASSPORT = DOCUMENT_TYPES.indexOf('PASSPORT')
const DAY = 86_400_000

/** A visit that began on one passport and ended on another. */
export interface PassportSwitch {
  readonly kind: 'VISIT'
  /** Rows: of the journey by which they left, of that by which they came, of the checks and of the passports. */
  readonly journey: number
  readonly entered: number
  readonly in: Seen
  readonly out: Seen
  /** How many checks examined a passport on the way in, and on the way out. */
  readonly ins: number
  readonly outs: number
  readonly from: number
  readonly to: number
  readonly at: number
}

/** A document shown with a passport that it does not go with. */
export interface StrangePassport {
  readonly kind: 'PAPER'
  readonly journey: number
  readonly paper: number
  readonly passport: number
  /** The passport that it goes with. */
  readonly own: number
  readonly at: number
}

export type Switch = PassportSwitch | StrangePassport

/** All switches of a person that no guard explains, in order of time. */
export function switchesOf(projection: Projection, person: number, renewalDays: number): Switch[] {
  const { areSeveral, areOthers } = readWith(projection, person)
  const mayBeStrange =
    areOthers || documentsShownBy(projection, person).some(shown => issuedFor(projection, shown) >= 0)
  if (!areSeveral && !mayBeStrange) return []
  const journeys = journeysMadeBy(projection, person).filter(journey => isAboard(projection, journey))
  const found: Switch[] = []
  if (areSeveral) found.push(...passportSwitches(projection, journeys))
  if (mayBeStrange) found.push(...strangePassports(projection, journeys))
  if (found.length === 0) return found
  found.sort(inOrder(projection))
  const renewed = new Map<string, number>()
  return found.filter(one => {
    const [old, fresh] = one.kind === 'VISIT' ? [one.from, one.to] : [one.own, one.passport]
    if (!isRenewal(projection, old, fresh, one.at, renewalDays)) return true
    // Once for each renewal and way of showing it: at the first instant.
    const key = `${one.kind} ${old} ${fresh}`
    const first = renewed.get(key) ?? one.at
    renewed.set(key, first)
    return first !== one.at
  })
}

function passportSwitches(projection: Projection, journeys: readonly number[]): PassportSwitch[] {
  const itself = journeys
    .filter(journey => readOn(NOTHING_READ, projection, [journey]).areSeveral)
    .map(journey => ({ entered: journey, left: journey }))
  const across = visitsOf(projection, journeys).filter(({ entered, left }) => entered !== left)
  return [...itself, ...across].flatMap(({ entered, left }) => {
    const ins = passportsRead(projection, entered, [BOARD, ENTRY])
    const outs = passportsRead(projection, left, [ALIGHT, EXIT])
    const [first, last] = [ins[0], outs.at(-1)]
    if (!first || !last || first.seen.at >= last.seen.at) return []
    const same = outs.some(out => ins.some(({ passport }) => passport === out.passport))
    if (same || isExplained(projection, [entered, left], first.passport, last.passport, last.seen.at)) return []
    if (isLikelyMisread(projection, entered, first.passport) || isLikelyMisread(projection, left, last.passport))
      return []
    const { at } = last.seen
    return [
      {
        kind: 'VISIT',
        journey: left,
        entered,
        in: first.seen,
        out: last.seen,
        ins: ins.length,
        outs: outs.length,
        from: first.passport,
        to: last.passport,
        at,
      },
    ]
  })
}

/** The passports that checks of these kinds examined, in order of time. */
function passportsRead(projection: Projection, journey: number, kinds: readonly number[]) {
  const { type } = projection.documents.documents.columns
  const passports = [...documentsShownOn(projection, journey)].filter(document => type[document] === PASSPORT)
  const readings = passports.map(passport => [passport, readingsOf(projection, journey, passport).checks] as const)
  return seenOf(projection, journey)
    .filter(({ code }) => kinds.includes(kindOf(code)))
    .flatMap(seen => {
      const passport = readings.find(([, checks]) => checks.includes(seen.check))?.[0]
      return passport === undefined ? [] : [{ seen, passport }]
    })
}

/** What checks read on somebody's journeys. Most show one passport all the time, and have switched none. */
interface Read {
  /** Row of a passport that was examined, −1 where none was; and whether another one was too. */
  readonly passport: number
  readonly areSeveral: boolean
  /** Some check read other papers than those of whoever made the journey. */
  readonly areOthers: boolean
}

const NOTHING_READ: Read = { passport: -1, areSeveral: false, areOthers: false }

const readWith = untilTouched(
  'person',
  (projection, person) => readOn(NOTHING_READ, projection, journeysMadeBy(projection, person)),
  readOn,
)

/** What checks read before, and on some journeys more. */
function readOn(before: Read, { journeys, documents }: Projection, made: readonly number[]): Read {
  const { presentations, flags, identity } = journeys.journeys.columns
  const { document, check } = journeys.presentations.columns
  const { read } = journeys.checks.columns
  const { type } = documents.documents.columns
  let { passport, areSeveral, areOthers } = before
  for (const journey of made)
    for (let p = presentations[journey] as number; p < (presentations[journey + 1] as number); p++) {
      if ((check[p] as number) < 0) continue
      const by = read[check[p] as number] as number
      if (by >= 0 && by !== identity[journey]) areOthers = true
      if (type[document[p] as number] !== PASSPORT || (flags[journey] as number) & CREW) continue
      if (passport < 0) passport = document[p] as number
      else if (document[p] !== passport) areSeveral = true
    }
  return { passport, areSeveral, areOthers }
}

function strangePassports(projection: Projection, journeys: readonly number[]): StrangePassport[] {
  const { type } = projection.documents.documents.columns
  return journeys.flatMap(journey => {
    if (!hasStrange(projection, journey)) return []
    const shown = [...documentsShownOn(projection, journey)]
    const passports = shown.filter(document => type[document] === PASSPORT)
    const at = seenOf(projection, journey)[0]?.at ?? departure(projection, journey)
    return shown.flatMap(paper => {
      const own = issuedFor(projection, paper)
      if (own < 0 || type[own] !== PASSPORT || passports.some(one => areOneLine(projection, one, own))) return []
      if (isLikelyMisread(projection, journey, paper)) return []
      const isStrange = (passport: number) =>
        !isExplained(projection, [journey], own, passport, at) &&
        !isLikelyMisread(projection, journey, passport) &&
        !isOwnMisread(projection, showingsBy(projection, personOf(projection, journey), passport)) &&
        !isSuccession(projection, journeys, own, passport)
      // Who shows several passports is explained by any of them.
      if (!passports.every(isStrange)) return []
      return passports.map(passport => ({ kind: 'PAPER' as const, journey, paper, passport, own, at }))
    })
  })
}

/** Whether some document was shown without the very one that it was issued for. */
function hasStrange(projection: Projection, journey: number): boolean {
  const { presentations } = projection.journeys.journeys.columns
  const { document } = projection.journeys.presentations.columns
  const [first, end] = [presentations[journey] as number, presentations[journey + 1] as number]
  for (let p = first; p < end; p++) {
    const own = issuedFor(projection, document[p] as number)
    if (own >= 0 && !isAmong(document, [first, end], own)) return true
  }
  return false
}

function isAmong(column: ArrayLike<number>, [from, until]: Stretch, number: number): boolean {
  for (let row = from; row < until; row++) if (column[row] === number) return true
  return false
}

const departure = ({ rail, journeys }: Projection, journey: number) =>
  rail.runs.columns.departsAt[journeys.journeys.columns.run[journey] as number] as number

/** Whether both were declared, the one had been reported lost, or the other is most likely the one misread. */
function isExplained(projection: Projection, made: readonly number[], one: number, other: number, at: number): boolean {
  const declared = made.some(
    journey => readingsOf(projection, journey, one).onList && readingsOf(projection, journey, other).onList,
  )
  return declared || isGone(projection, one, at) || isMisreadOf(projection, made, one, other)
}

/** One character apart, and not both read by chip. */
function isMisreadOf(projection: Projection, made: readonly number[], one: number, other: number): boolean {
  const byChip = (document: number) => made.some(journey => readingsOf(projection, journey, document).byChip)
  return areOneCharacterApart(projection, one, other) && !byChip(other)
}

/** Whether the later passport was issued a short time before, to whoever had the other: of one line, or of one issuer. */
function isRenewal(projection: Projection, old: number, fresh: number, at: number, days: number): boolean {
  const { issuer } = projection.documents.documents.columns
  const issuedOn = statedOf(projection, fresh)?.issuedOn
  if (issuedOn === undefined || at < issuedOn || Math.floor((at - issuedOn) / DAY) > days) return false
  return areOneLine(projection, old, fresh) || issuer[old] === issuer[fresh]
}

/** Whether a passport of one issuer took the place of another, as far as showings tell: when it was issued is not known. */
function isSuccession(projection: Projection, journeys: readonly number[], old: number, fresh: number): boolean {
  const { issuer } = projection.documents.documents.columns
  if (issuer[old] !== issuer[fresh] || statedOf(projection, fresh)?.issuedOn !== undefined) return false
  const shown = (document: number) =>
    journeys
      .filter(journey => documentsShownOn(projection, journey).has(document))
      .map(one => departure(projection, one))
  const before = shown(old)
  return before.length > 0 && Math.max(...before) < Math.min(...shown(fresh))
}
