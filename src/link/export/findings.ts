import { kindOfLabel, type NodeKind, type Thing } from '../kinds.ts'
import type { ExportedKind } from './properties.ts'
import type { Assessed, ExportedThing, ExportedTie, FindingToExport, LeftOut } from './selection.ts'

type IdOf = (kind: ExportedKind, key: string) => string

/** What findings are about and rest on, and what of it is of a kind that is not exported. */
export function thingsOfFindings(findings: readonly FindingToExport[]): { things: Thing[]; leftOut: LeftOut[] } {
  const named = findings.flatMap(({ about, cites }) => [...about, ...cites])
  const things = named.flatMap(({ label, key }): Thing[] => {
    const kind = kindOfLabel(label)
    return kind ? [{ kind, key }] : []
  })
  const others = Map.groupBy(
    named.filter(({ label }) => !kindOfLabel(label)),
    ({ label }) => label,
  )
  return {
    things,
    leftOut: [...others].map(([label, own]) => ({ what: `${label} that a finding rests on`, count: own.length })),
  }
}

const assessedBy = ({ state, score }: FindingToExport): Assessed => ({ status: state, score, by: null })

/** A finding as a thing: an assessment with its reasons, never a verdict. */
export function findingThing(finding: FindingToExport, idOf: IdOf): ExportedThing {
  const { key, pattern, title, question, state, score, raisedAt, asOf, because } = finding
  return {
    id: idOf('FINDING', key),
    kind: 'FINDING',
    key,
    label: title,
    properties: { pattern, question, state, score, raisedAt, asOf, because, decides: 'a human decides' },
    sources: [],
    assessed: assessedBy(finding),
  }
}

/** A finding's ties to what it is about and to what it rests on, a line of its explanation each. */
export function findingTies(
  finding: FindingToExport,
  personOf: ReadonlyMap<string, string>,
  idOf: IdOf,
): ExportedTie[] {
  const from = idOf('FINDING', finding.key)
  const tie = (kind: 'ABOUT' | 'CITES', says: string, label: string, key: string): ExportedTie[] => {
    const other = kindOfLabel(label)
    if (!other) return []
    const to = idOf(other, nowCalled(other, key, personOf))
    return [
      {
        id: `${from}-${kind}-${to}`,
        kind,
        says,
        from,
        to,
        stated: false,
        count: 1,
        firstSeen: null,
        lastSeen: null,
        sources: [],
        assessed: assessedBy(finding),
      },
    ]
  }
  const ties = [
    ...finding.about.flatMap(({ label, key }) => tie('ABOUT', 'is about', label, key)),
    ...finding.cites.flatMap(({ label, key, line }) => tie('CITES', `rests on (${line})`, label, key)),
  ]
  return [...new Map(ties.map(one => [one.id, one])).values()]
}

const nowCalled = (kind: NodeKind, key: string, personOf: ReadonlyMap<string, string>) =>
  kind === 'PERSON' ? (personOf.get(key) ?? key) : key
