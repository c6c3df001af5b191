import { type DocumentKey, keyOf } from '../base/records.ts'
import { departure } from '../rail/timetable.ts'
import type { SmallWorld } from '../small-world.ts'
import type { Journey } from '../stories/index.ts'
import { identitiesByPerson, type Named } from './identities.ts'

export interface SharedDocumentRow {
  readonly document: DocumentKey
  readonly persons: readonly (readonly Named[])[]
  readonly presentations: number
  readonly sameRun: boolean
  readonly overlapping: boolean
  readonly spellingOnly: boolean
}

/** Every journey at which a document was shown: on its line, or to an officer. */
function presentations({ journeys }: SmallWorld): Map<string, { key: DocumentKey; shown: Set<Journey> }> {
  const byDocument = new Map<string, { key: DocumentKey; shown: Set<Journey> }>()
  for (const journey of journeys) {
    const examined = journey.checks.flatMap(({ document }) => document ?? [])
    for (const key of [...journey.documents, ...examined]) {
      const found = byDocument.get(keyOf(key)) ?? { key, shown: new Set() }
      found.shown.add(journey)
      byDocument.set(keyOf(key), found)
    }
  }
  return byDocument
}

/** The answer to `sharedDocuments`, from what is true of the small world. */
export function sharedDocuments(small: SmallWorld, minPersons: number): SharedDocumentRow[] {
  const identities = identitiesByPerson(small)
  const rows = [...presentations(small).values()].flatMap(({ key, shown }): SharedDocumentRow[] => {
    const byPerson = [...Map.groupBy(shown, ({ person }) => person.id)]
    if (byPerson.length < minPersons) return []
    const spans = byPerson.map(([, own]) => own.map(({ run }) => departure(run)))
    const pairs = byPerson.flatMap((_, i) => byPerson.slice(i + 1).map((__, j) => [i, i + 1 + j] as const))
    const runs = byPerson.map(([, own]) => new Set(own.map(({ run }) => run.key)))
    const { type, issuer, number } = key
    return [
      {
        document: { type, issuer, number },
        persons: byPerson
          .map(([person]) => identities.get(person) as Named[])
          .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
        presentations: shown.size,
        sameRun: pairs.some(([i, j]) => [...(runs[i] as Set<string>)].some(run => runs[j]?.has(run))),
        overlapping: pairs.some(([i, j]) => {
          const [a, b] = [spans[i] as number[], spans[j] as number[]]
          return Math.min(...a) <= Math.max(...b) && Math.min(...b) <= Math.max(...a)
        }),
        spellingOnly: false,
      },
    ]
  })
  return rows.sort(
    (a, b) =>
      Number(b.sameRun) - Number(a.sameRun) ||
      Number(b.overlapping) - Number(a.overlapping) ||
      b.presentations - a.presentations ||
      (keyOf(a.document) < keyOf(b.document) ? -1 : 1),
  )
}
