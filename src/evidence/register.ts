import { type Database, type Fragments, page, property } from '../graph/index.ts'

/** A bundle that is handed out. */
export interface Issued {
  readonly sha256: string
  /** Epoch milliseconds. */
  readonly madeAt: number
  readonly madeBy: string
  readonly purpose: string | null
  readonly about: string
  /** Fingerprint of the key that sealed it. */
  readonly key: string
}

/** Keeps for good that a bundle is handed out: to whom and what for; of what is in it nothing but its hash. */
export async function register(database: Database, { sha256, ...issued }: Issued): Promise<void> {
  await database.write(tx =>
    tx.run('// registerBundle\nMERGE (b:EvidenceBundle {id: $sha256})\nSET b += $issued', { sha256, issued }),
  )
}

/** Bundles as the API shows them. */
export const evidenceFragments: Fragments = {
  types: [
    {
      name: 'EvidenceBundle',
      find: 'MATCH (y:EvidenceBundle {id: key})',
      fields: {
        sha256: property('id'),
        madeAt: property('madeAt'),
        madeBy: property('madeBy'),
        purpose: property('purpose'),
        about: property('about'),
        key: property('key'),
      },
    },
  ],
  lists: {
    evidenceBundles: page('EvidenceBundle', 'MATCH (y:EvidenceBundle)', {
      orders: { MADE_DESC: { by: ['y.madeAt'], descending: true }, MADE_ASC: { by: ['y.madeAt'] } },
    }),
  },
}
