import {
  type DocumentFact,
  documentId,
  documentNumber,
  ensureDocuments,
  namedByDocuments,
  recordDocuments,
} from '../../document/index.ts'
import type { Place } from '../../graph/index.ts'
import { runsWithLooseChecksOf } from '../../journey/index.ts'
import { markHolders, recordIdentities, statedIdentity } from '../../person/index.ts'
import { type Change, type Kind, orNull, toRun } from './kind.ts'
import { settleRuns } from './settle-runs.ts'

export const documents: Kind<'document'> = {
  label: 'Document',
  id: documentId,
  references: ({ authorises = [] }) => authorises.flatMap((id, i) => toRun(id, `authorises.${i}`)),
  named: async (tx, ids) => ({ documents: await namedByDocuments(tx, ids) }),
  prepare: async (tx, changes) => {
    const named = changes.flatMap(({ record }) => [record, record.issuedFor ?? [], record.replaces ?? []].flat())
    const known = await ensureDocuments(
      tx,
      named.map(({ type, issuer, number }) => ({ type, issuer, number })),
    )
    const holders = changes.map(({ record, statement }) => statedIdentity(record.holder, [statement.id], statement.id))
    const { merged, places } = await recordIdentities(tx, holders, known)
    await markHolders(
      tx,
      holders.map(({ id }) => places.get(id) as Place),
    )
    return async tx => {
      await recordDocuments(tx, changes.map(factOf))
      await settleRuns(tx, await runsWithLooseChecksOf(tx, merged))
    }
  },
}

function factOf({ statement, record }: Change<'document'>): DocumentFact {
  const { record: _, holder, issuedFor, replaces, authorises, mrz, ...properties } = record
  return {
    statement,
    properties: { ...properties, number: documentNumber(record.number), mrz: orNull(mrz) },
    issuedFor: issuedFor ? documentId(issuedFor) : null,
    replaces: replaces ? documentId(replaces) : null,
    authorises: [...new Set(authorises ?? [])],
  }
}
