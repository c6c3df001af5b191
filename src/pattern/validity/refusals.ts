import { DOCUMENT_TYPES } from '../../document/index.ts'
import type { Projection } from '../projection/projection.ts'
import type { Regime } from '../projection/rail.ts'

/** What some words of a rule refuse. */
interface Refusal {
  /** Place in DOCUMENT_TYPES. */
  readonly type: number
  /** Undefined: of all issuers. */
  readonly issuer: string | undefined
  /** Only those of which it is stated that they have no chip. */
  readonly withoutChip: boolean
}

type Papers = Pick<Projection, 'documents'>

/** Rules of the form `TYPE [ISSUER] [biometric=false]`; other words are shown, never evaluated. */
function refusalIn(words: string): Refusal[] {
  const [, name, issuer, unless] = /^([A-Z_]+)(?: ([A-Z]{1,3}))?( biometric=false)?$/.exec(words) ?? []
  const type = (DOCUMENT_TYPES as readonly (string | undefined)[]).indexOf(name)
  return type < 0 ? [] : [{ type, issuer, withoutChip: unless !== undefined }]
}

const ofRule = new WeakMap<Regime, readonly Refusal[]>()
const ofAll = new WeakMap<readonly Regime[], readonly Refusal[]>()

function refusalsOf(rule: Regime): readonly Refusal[] {
  const known = ofRule.get(rule) ?? (rule.refused ?? []).flatMap(refusalIn)
  ofRule.set(rule, known)
  return known
}

/** Whether a rule refuses a document where and when it holds. */
export function refuses(rule: Regime, papers: Papers, document: number): boolean {
  return refusalsOf(rule).some(refusal => isMeant(refusal, papers, document))
}

/** Whether any rule refuses a document, wherever and whenever it holds. */
export function mayBeRefused({ rail, documents }: Papers & Pick<Projection, 'rail'>, document: number): boolean {
  const all = ofAll.get(rail.regimes) ?? rail.regimes.flatMap(refusalsOf)
  ofAll.set(rail.regimes, all)
  for (const refusal of all) if (isMeant(refusal, { documents }, document)) return true
  return false
}

const NOT_BIOMETRIC = 1

function isMeant({ type, issuer, withoutChip }: Refusal, { documents }: Papers, document: number): boolean {
  const { columns } = documents.documents
  if (columns.type[document] !== type) return false
  if (issuer !== undefined && documents.issuers.all[columns.issuer[document] as number] !== issuer) return false
  const row = columns.stated[document] as number
  return !withoutChip || (row >= 0 && documents.stated.columns.biometric[row] === NOT_BIOMETRIC)
}
