import { DOCUMENT_TYPES } from '../../document/index.ts'
import { STATUSES } from '../projection/codes.ts'
import { NO_DAY } from '../projection/documents.ts'
import type { Projection } from '../projection/projection.ts'
import { heldBy } from '../sharing/holders.ts'
import { isReplaced } from '../terms/kin.ts'
import { areOneCharacterApart } from '../terms/paper.ts'
import { documentsShownBy, type Presentation, showingsBy } from '../terms/presentations.ts'

/** Papers of which a person has one at a time from one issuer, as a rule. */
const LASTING = new Set(
  (['PASSPORT', 'ID_CARD', 'RESIDENCE_PERMIT', 'RESIDENCE_CARD'] as const).map(type => DOCUMENT_TYPES.indexOf(type)),
)
const DAY = 86_400_000
/** Showings that make a number more than a slip, where its issuer does not state it. */
const ENOUGH = 2
const VALID = STATUSES.indexOf('VALID') + 1

/** A document and the instants from and up to which it was good, epoch milliseconds. */
interface Span {
  readonly document: number
  readonly from: number
  readonly until: number
}

/**
 * The most documents of one type and issuer that a person showed and that were good on one day, none of them replaced by
 * another and no two one character apart; empty where there are fewer than the least number asked for.
 * @param shownBy the documents that the person showed, where they are known already
 */
export function validAtOnce(
  projection: Projection,
  person: number,
  least: number,
  shownBy = documentsShownBy(projection, person),
): number[] {
  let most: number[] = []
  for (const alike of lastingAlike(projection, shownBy, least)) {
    const shown = alike.map(document => [document, showingsBy(projection, person, document)] as const)
    const spans = shown.map(([document, showings]) => spanOf(projection, document, showings))
    if (!areAtOnce(spans, least)) continue
    const own = spans.filter((_, i) => isOwn(projection, ...(shown[i] as (typeof shown)[number])))
    const good = mostAtOnce(projection, own)
    if (good.length >= least && good.length > most.length) most = good
  }
  return most
}

/** Lasting documents of one type and issuer, as many as asked for or more: most persons have one, or two in turn. */
function lastingAlike({ documents }: Projection, some: readonly number[], least: number): number[][] {
  const { type, issuer } = documents.documents.columns
  const lasting = some.filter(document => LASTING.has(type[document] as number))
  if (lasting.length < least) return []
  const alike = Map.groupBy(
    lasting,
    document => `${type[document]}:${documents.issuers.all[issuer[document] as number]}`,
  )
  return [...alike]
    .filter(([, own]) => own.length >= least)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => own)
}

/** Whether so many were good at one instant, whatever they are; some one of them begins there. */
const areAtOnce = (spans: readonly Span[], least: number): boolean =>
  spans.some(({ from }) => spans.filter(other => isGoodAt(other, from)).length >= least)

const isGoodAt = ({ from, until }: Span, at: number) => from <= at && at < until

/** A number that its issuer states, or that was shown twice; and nobody else's. */
function isOwn(projection: Projection, document: number, shown: readonly Presentation[]): boolean {
  const stated = (projection.documents.documents.columns.stated[document] as number) >= 0
  const enough = new Set(shown.map(({ journey }) => journey)).size >= ENOUGH || shown.some(({ machine }) => machine)
  return (stated || enough) && heldBy(projection, document).holders.length === 1
}

/** From when to when it was good: by its issuer, else as far as it was shown. */
function spanOf({ documents }: Projection, document: number, shown: readonly Presentation[]): Span {
  const { expiresOn, stated } = documents.documents.columns
  const { issuedOn, validFrom, status, statusAt } = documents.stated.columns
  const row = stated[document] as number
  const instants = shown.map(({ at }) => at)
  const known = (day: number | undefined) => (day === undefined || day === NO_DAY ? undefined : day * DAY)
  const from = row < 0 ? undefined : (known(validFrom[row]) ?? known(issuedOn[row]))
  const expires = known(expiresOn[document])
  const until = expires === undefined ? Math.max(...instants) : expires + DAY
  const isVoid = row >= 0 && (status[row] as number) > VALID
  const ended = isVoid ? (statusAt[row] as number) : Number.NaN
  return { document, from: from ?? Math.min(...instants), until: Number.isNaN(ended) ? until : Math.min(until, ended) }
}

/** The most that have an instant in common; some one of them begins there. */
function mostAtOnce(projection: Projection, spans: readonly Span[]): number[] {
  const { place } = projection.documents.documents.columns
  const inOrder = [...spans].sort(
    (a, b) => a.from - b.from || a.until - b.until || (place[a.document] as number) - (place[b.document] as number),
  )
  let most: number[] = []
  for (const { from } of inOrder) {
    const good = inOrder.filter(other => isGoodAt(other, from)).map(({ document }) => document)
    const apart = good.filter(
      (document, i) =>
        !good.some(other => other !== document && isReplaced(projection, document, other)) &&
        !good.slice(0, i).some(other => areOneCharacterApart(projection, document, other)),
    )
    if (apart.length > most.length) most = apart
  }
  return most
}
