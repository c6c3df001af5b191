import { randomUUID } from 'node:crypto'
import { Invalid, NotFound } from '../../base/index.ts'
import type { Database } from '../../graph/index.ts'
import type { PatternName } from '../../pattern/index.ts'
import { type AddressRules, checkAddress } from './addresses.ts'

export interface NewWebhook {
  readonly url: string
  /** Null: all. */
  readonly patterns: readonly PatternName[] | null
  readonly secret: string
  readonly by: string
}

/** Bytes of a secret, after the Standard Webhooks specification. */
const SECRET = { from: 24, to: 64 }
const MOST = 100

/**
 * Has findings sent to an address from now on; returns the key of the webhook.
 * @throws Invalid for an address or a secret that cannot be; Forbidden for a host that is not to be sent to
 */
export async function createWebhook(
  database: Database,
  { url, patterns, secret, by }: NewWebhook,
  rules: AddressRules,
): Promise<string> {
  const address = checkAddress(url, rules)
  const id = randomUUID()
  const rows = await database.write(tx =>
    tx.run(
      `// createWebhook
WITH COUNT { (:Webhook) } AS there
WHERE there < $most
CREATE (w:Webhook {id: $id, url: $url, secret: $secret, createdBy: $by, createdAt: timestamp()})
SET w.patterns = $patterns
RETURN 1`,
      {
        id,
        url: address.href,
        secret: checkedSecret(secret),
        by,
        patterns: patterns?.length ? patterns : null,
        most: MOST,
      },
    ),
  )
  if (rows.length === 0)
    throw new Invalid(`url: expected at most ${MOST} webhooks, there are as many`, { field: 'url' })
  return id
}

function checkedSecret(secret: string): string {
  const base64 = secret.replace(/^whsec_/, '')
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64').length : 0
  if (bytes < SECRET.from || bytes > SECRET.to)
    throw new Invalid(
      `secret: expected ${SECRET.from} to ${SECRET.to} bytes in Base64, got ${bytes > 0 ? `${bytes} bytes` : 'no Base64'}`,
      { field: 'secret' },
    )
  return base64
}

/**
 * Has nothing sent to an address any more.
 * @throws NotFound where there is no such webhook
 */
export async function deleteWebhook(database: Database, id: string): Promise<void> {
  const rows = await database.write(tx =>
    tx.run(
      `// deleteWebhook
MATCH (w:Webhook {id: $id})
OPTIONAL MATCH (w)<-[:TO]-(d:Dispatch)
DETACH DELETE d
WITH DISTINCT w
DETACH DELETE w
RETURN 1`,
      { id },
    ),
  )
  if (rows.length === 0)
    throw new NotFound('id: expected a webhook that is there, got one that is not', { field: 'id' })
}
