import { hash } from 'node:crypto'
import { plainCanonical } from './plain-canonical.ts'

const hashOf = (value: unknown) => hash('sha256', plainCanonical(value), 'hex')

/** SHA-256 of the delivery that is named in it. */
export const DELIVERED = 'ab'.repeat(32)

const AT = '2026-11-29T10:00:00Z'
const source = (line: number) => ({ name: 'lists.ndjson', sha256: DELIVERED, line, receivedAt: AT })
const thing = (kind: string, key: string, line: number) => ({
  id: `${kind} ${key}`,
  kind,
  key,
  label: key,
  properties: { number: 3, name: 'Ąžuolas Ёлкин "\u0007"', alike: ['a', 'b'], biometric: true },
  sources: [source(line)],
  earlier: [],
  assessed: kind === 'PERSON' ? { status: 'REVIEWED', score: 0.25, by: null } : null,
})

/** A bundle of a question, made by hand. */
export function aBundle() {
  const question = { query: '{ census { runs } }', operationName: null, variables: { run: '029/2023-05-01' } }
  const data = { trainRun: { run: '029/2023-05-01', load: 1e21, share: 0.1 } }
  return {
    form: 'alight-evidence-bundle/1' as const,
    madeAt: AT,
    madeBy: 'local',
    purpose: 'case 7',
    madeWith: { name: 'alight', version: '0.1.0' },
    handling: 'A human decides.',
    about: 'a question',
    question: { ...question, sha256: hashOf(question) },
    schema: { sha256: '0'.repeat(64) },
    rules: {
      patterns: [
        { pattern: 'TICKET_MISMATCH', version: 1, parameters: { stops: 1 }, fitted: null },
        { pattern: 'SURGE', version: 1, parameters: {}, fitted: { sha256: '1'.repeat(64), journeys: 7 } },
      ],
      matcher: { version: 1 },
    },
    knownUpTo: {
      history: 'h',
      counters: { change: 3 },
      lines: 12,
      lastDelivery: { number: 1, name: 'lists.ndjson', sha256: DELIVERED, receivedAt: AT, complete: true },
    },
    answer: { data, sha256: hashOf(data) },
    identity: 'REVIEWED',
    things: [thing('PERSON', 'p1', 1), thing('JOURNEY', 'j1', 2)],
    ties: [
      {
        kind: 'MADE',
        says: 'made',
        from: 'PERSON p1',
        to: 'JOURNEY j1',
        stated: true,
        count: 1,
        firstSeen: AT,
        lastSeen: null,
        sources: [source(2)],
        assessed: null,
      },
    ],
    leftOut: [{ what: 'DOCUMENT that is not there', count: 1 }],
  }
}
