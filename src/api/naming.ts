import { Invalid } from '../base/index.ts'
import { documentId } from '../document/index.ts'
import type { Registry } from '../graph/index.ts'
import { journeyId } from '../journey/index.ts'
import { readId } from './global-id.ts'
import type { QueryDocumentArgs, QueryJourneyArgs, QueryTrainRunArgs } from './schema.generated.ts'

/** A node by its type and its key. */
export interface NodeName {
  readonly typeName: string
  readonly key: string
  /** It is meant only where it is on this run. */
  readonly onRun?: string
}

type Naming = (args: never, types: Registry['types']) => NodeName | null

/**
 * Which node a field of the query root names by its arguments; null: none can be meant.
 * @throws Invalid for what is no such name
 */
export const namings: Readonly<Record<string, Naming>> = {
  node: ({ id }: { id: string }, types) => named(types, id),
  person: ({ id }: { id: string }, types) => named(types, id, 'Person'),
  decision: ({ id }: { id: string }, types) => named(types, id, 'Decision'),
  finding: ({ id }: { id: string }, types) => named(types, id, 'Finding'),
  collection: ({ id }: { id: string }, types) => named(types, id, 'Collection'),
  evidenceBundle: ({ sha256 }: { sha256: string }) => {
    if (!/^[0-9a-f]{64}$/i.test(sha256))
      throw new Invalid(`sha256: expected 64 hexadecimal digits, got ${JSON.stringify(sha256.slice(0, 80))}`)
    return { typeName: 'EvidenceBundle', key: sha256.toLowerCase() }
  },
  document: ({ type, issuer, number }: QueryDocumentArgs) => ({
    typeName: 'Document',
    key: documentId({ type, issuer, number }),
  }),
  trainRun: ({ run }: QueryTrainRunArgs) => ({ typeName: 'TrainRun', key: run }),
  station: ({ code }: { code: string }) => ({ typeName: 'Station', key: code }),
  journey: ({ run, ref }: QueryJourneyArgs) => {
    // No run has a `#` in its name; one that a caller puts there would move where the run ends and the ref begins.
    if (run.includes('#')) return null
    // What a check alone saw is kept under the check's id, which says nothing of the run: that is looked at afterwards.
    if (ref.startsWith('check:')) return { typeName: 'Journey', key: ref, onRun: run }
    return { typeName: 'Journey', key: journeyId(run, ref) }
  },
}

/** Something by its global id; an identity's finds its person too. */
function named(types: Registry['types'], id: string, wanted?: string): NodeName {
  const { typeName, key } = readId(id, types)
  const personOfIdentity = wanted === 'Person' && typeName === 'Identity'
  if (wanted !== undefined && typeName !== wanted && !personOfIdentity)
    throw new Invalid(`id: expected the id of a ${wanted}, got that of a ${typeName}`)
  return { typeName: wanted ?? typeName, key }
}

const MOST_NAMED = 500

/**
 * What `nodes` names: each by itself, so that one id that is none leaves the others.
 * @throws Invalid for too many
 */
export function eachNamed({ ids }: { readonly ids: readonly string[] }, types: Registry['types']): (() => NodeName)[] {
  if (ids.length > MOST_NAMED) throw new Invalid(`ids: expected at most ${MOST_NAMED}, got ${ids.length}`)
  return ids.map(id => () => named(types, id))
}
