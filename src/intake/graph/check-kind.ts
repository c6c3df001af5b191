import { documentId, ensureDocuments } from '../../document/index.ts'
import type { Place, Transaction } from '../../graph/index.ts'
import {
  type CheckFact,
  type CheckValues,
  journeyId,
  journeysOfChecks,
  namedByChecks,
  recordChecks,
  runsWithLooseChecksOf,
  settleEnds,
} from '../../journey/index.ts'
import {
  identitiesOn,
  perhapsApart,
  recordIdentities,
  resolveIdentities,
  type StatedIdentity,
  statedIdentity,
} from '../../person/index.ts'
import { callId, ensureCalls } from '../../rail/index.ts'
import type { RecordOf } from '../record/index.ts'
import { type Change, corrected, type Kind, orNull, toJourney, toRun, toStation } from './kind.ts'
import { settleRuns } from './settle-runs.ts'

/** The journey that a check names. */
export const journeyOf = ({ run, passenger }: RecordOf<'check'>) =>
  passenger === undefined ? undefined : journeyId(run, passenger)

export const checks: Kind<'check'> = {
  label: 'Check',
  id: ({ id }) => id,
  references: record => [
    ...toRun(record.run, 'run'),
    ...toStation(record.station, 'station'),
    ...toJourney(journeyOf(record), 'passenger'),
  ],
  named: namedByChecks,
  prepare: async (tx, changes, { Journey }) => {
    const records = changes.map(({ record }) => record)
    const documents = await ensureDocuments(
      tx,
      records.flatMap(({ document }) => document ?? []),
    )
    const stated = records.map(identityRead)
    const read = stated.filter(identity => identity !== null)
    const identities = await recordIdentities(tx, read, documents)
    const facts = changes.map(({ record, statement }, i): CheckFact => {
      const journey = journeyOf(record)
      const identity = stated[i]
      return {
        statement,
        run: record.run,
        journey: journey === undefined ? null : (Journey.get(journey) as Place),
        identity: identity ? (identities.get(identity.id) as Place) : null,
        document: record.document ? (documents.places.get(documentId(record.document)) as Place) : null,
        values: checkValues(record),
      }
    })
    return async tx => {
      const before = await journeysOfChecks(tx, corrected(changes))
      const seenBefore = await identitiesOn(tx, before)
      await ensureCalls(
        tx,
        records.map(({ run, station, at }) => ({ run, station, at })),
      )
      await recordChecks(tx, facts, corrected(changes))
      await settleEnds(tx, [
        ...before,
        ...records.filter(isEnd).map(record => journeyOf(record) ?? `check:${record.id}`),
      ])
      const loose = records.filter(({ passenger }) => passenger === undefined).map(({ run }) => run)
      const again = [...seenBefore, ...(await identitiesToJudge(tx, changes))]
      const changed = await resolveIdentities(tx, identities.values(), again)
      await settleRuns(tx, [...loose, ...(await runsWithLooseChecksOf(tx, changed))])
    }
  },
}

/** The identity that an officer or a device read. */
export const identityRead = ({ identity, document, id }: RecordOf<'check'>): StatedIdentity | null =>
  identity ? statedIdentity(identity, document ? [documentId(document)] : [], `check:${id}`) : null

/** Whom these checks may set apart from others: of corrected ones all who are concerned. */
async function identitiesToJudge(tx: Transaction, changes: readonly Change<'check'>[]): Promise<Place[]> {
  const ids = corrected(changes)
  const journeys = (some: readonly Change<'check'>[]) => some.flatMap(({ record }) => journeyOf(record) ?? [])
  const fresh = changes.filter(({ statement, record }) => !ids.has(statement.id) && setsApart(record))
  const again = changes.filter(({ statement }) => ids.has(statement.id))
  return [...(await identitiesOn(tx, journeys(again))), ...(await perhapsApart(tx, journeys(fresh)))]
}

/** Whoever boarded, or was aboard by chip or zone, was nowhere else. */
const setsApart = ({ kind, capture }: RecordOf<'check'>) => kind === 'BOARD' || capture === 'CHIP' || capture === 'MRZ'

const isEnd = ({ kind }: RecordOf<'check'>) => kind === 'BOARD' || kind === 'ALIGHT'

/** What a check's node says beside its statement. */
export function checkValues({ run, station, ...record }: RecordOf<'check'>): CheckValues {
  return {
    at: record.at,
    kind: record.kind,
    call: callId(run, station),
    basis: orNull(record.basis),
    exception: orNull(record.exception),
    authority: orNull(record.authority),
    capture: orNull(record.capture),
    looseOn: record.passenger === undefined ? run : null,
  }
}
