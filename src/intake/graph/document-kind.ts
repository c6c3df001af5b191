import {
  type DocumentFact,
  type DocumentKey,
  documentId,
  documentNumber,
  ensureDocuments,
  namedByDocuments,
  numberShape,
  recordDocuments,
} from '../../document/index.ts'
import type { Place } from '../../graph/index.ts'
import { runsWithLooseChecksOf } from '../../journey/index.ts'
import {
  markHolders,
  recordIdentities,
  resolveByDocuments,
  resolveIdentities,
  type StatedIdentity,
  statedIdentity,
} from '../../person/index.ts'
import type { RecordOf } from '../record/index.ts'
import { type Change, type Kind, orNull, toRun } from './kind.ts'
import { settleRuns } from './settle-runs.ts'

export const documents: Kind<'document'> = {
  label: 'Document',
  id: documentId,
  references: ({ authorises = [] }) => authorises.flatMap((id, i) => toRun(id, `authorises.${i}`)),
  named: async (tx, ids) => ({ documents: await namedByDocuments(tx, ids) }),
  prepare: async (tx, changes) => {
    const named = changes.flatMap(({ record }) => documentsNamed(record))
    const known = await ensureDocuments(tx, named)
    const holders = changes.map(({ record }) => holderOf(record))
    const places = await recordIdentities(tx, holders, known)
    await markHolders(
      tx,
      holders.map(({ id }) => places.get(id) as Place),
    )
    return async tx => {
      await recordDocuments(tx, changes.map(documentFact))
      const again = await resolveByDocuments(
        tx,
        changes.map(({ record }) => documentId(record)),
      )
      const changed = await resolveIdentities(tx, places.values())
      await settleRuns(tx, await runsWithLooseChecksOf(tx, [...new Set([...again, ...changed])]))
    }
  },
}

/** The documents that a record names: its own, and those it goes with or replaces. */
export const documentsNamed = (record: RecordOf<'document'>): DocumentKey[] =>
  [record, record.issuedFor ?? [], record.replaces ?? []]
    .flat()
    .map(({ type, issuer, number }) => ({ type, issuer, number }))

/** The identity that the issuer stated of the holder. */
export function holderOf(record: RecordOf<'document'>): StatedIdentity {
  const id = documentId(record)
  return statedIdentity(record.holder, [id], id)
}

/** What a document's record says of it. */
export function documentFact({ statement, record }: Omit<Change<'document'>, 'standing'>): DocumentFact {
  const { record: _, holder, issuedFor, replaces, authorises, mrz, ...properties } = record
  const number = documentNumber(record.number)
  return {
    statement,
    properties: { ...properties, number, shape: numberShape(number), mrz: orNull(mrz) },
    issuedFor: issuedFor ? documentId(issuedFor) : null,
    replaces: replaces ? documentId(replaces) : null,
    authorises: [...new Set(authorises ?? [])],
  }
}
