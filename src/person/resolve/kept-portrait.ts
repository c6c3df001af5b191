import { hash } from 'node:crypto'
import { COMPARED, type IdentityFields, type StatedIdentity } from '../identity.ts'
import { documentKey } from '../key/blocking.ts'
import type { Matcher, Weighed } from '../match/matcher.ts'
import { documentOf, LASTING, type Paper, paperOf } from '../portrait/paper.ts'
import { type Portrait, portraitOf } from '../portrait/portrait.ts'

/**
 * What of identities is compared, as the graph keeps it: never changed, for its id says what it holds. Identities of
 * equal fields and lasting documents (who travels often has one for every trip's FRTD) sit for one portrait.
 */
export interface KeptPortrait {
  readonly id: string
  readonly fields: Pick<IdentityFields, (typeof COMPARED)[number]>
  /** Ids of the lasting documents. */
  readonly papers: readonly string[]
}

export interface Portrayed {
  readonly kept: KeptPortrait
  readonly portrait: Portrait
  /** How alike two are who state just this. */
  readonly itself: Weighed
}

/**
 * The portrait that an identity sits for. It is shared only where the matcher is sure that two who state just this are
 * one person; of others (a surname alone) every identity has its own.
 */
export function keptPortrait(identity: StatedIdentity, matcher: Matcher): Portrayed {
  const papers = identity.documents.filter(id => LASTING.has(documentOf(id).type)).sort()
  const written = COMPARED.map(name => identity.fields[name] ?? null)
  const shared = hash('sha256', JSON.stringify([written, papers]), 'base64url').slice(0, 22)
  const portrait = portraitOf(shared, identity.fields, papers.map(documentOf))
  const itself = matcher.weigh(portrait, portrait)
  const id = itself.zone === 'AUTO' ? shared : identity.id
  return { kept: { id, fields: identity.fields, papers }, portrait: { ...portrait, id }, itself }
}

export const portraitFrom = ({ id, fields, papers }: KeptPortrait): Portrait =>
  portraitOf(id, fields, papers.map(documentOf))

/** Documents as they are compared, those left out that say nothing. */
export const papersOf = (documents: readonly string[]): Paper[] =>
  documents.flatMap(id => paperOf(documentOf(id)) ?? [])

/** The portrait with these documents beside it that identities of both sides state; what says nothing is left out. */
export function withDocuments(portrait: Portrait, documents: readonly string[]): Portrait {
  const papers = papersOf(documents)
  return papers.length === 0 ? portrait : { ...portrait, papers: [...portrait.papers, ...papers] }
}

/** The document blocks of an identity: whoever states one of these documents is compared with it. */
export const documentKeys = (documents: readonly string[]): string[] => documents.flatMap(id => documentKey(id) ?? [])
