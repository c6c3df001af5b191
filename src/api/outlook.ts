import { type Database, HERE_AND_NOW, type Outlook } from '../graph/index.ts'
import type { Strictness } from '../person/index.ts'

/** From where a question looks at the graph. */
export interface Looking {
  /** Epoch milliseconds; absent: now. */
  readonly asKnownAt?: number | null | undefined
  /** Absent: REVIEWED. */
  readonly identity?: Strictness | null | undefined
}

/** The view of the graph in which identities are one person as strictly as this: the ordinary one is REVIEWED. */
export const viewOf = (strictness: Strictness | null | undefined): string =>
  strictness == null || strictness === 'REVIEWED' ? '' : strictness

export const strictnessOf = (view: string): Strictness => (view === '' ? 'REVIEWED' : (view as Strictness))

export async function outlook(database: Database, { asKnownAt, identity }: Looking): Promise<Outlook> {
  const view = viewOf(identity)
  if (asKnownAt == null) return view === '' ? HERE_AND_NOW : { asOf: undefined, view }
  return { asOf: await asOf(database, asKnownAt), view }
}

/** The number of the last delivery received by an instant (epoch milliseconds): what was known then is what these said. */
async function asOf(database: Database, asKnownAt: number): Promise<number> {
  const [row] = await database.read(
    '// asOf\nMATCH (d:Delivery) WHERE d.receivedAt <= $asKnownAt RETURN coalesce(max(d.number), 0)',
    { asKnownAt },
  )
  return Number(row?.[0])
}
