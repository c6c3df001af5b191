import { readFileSync } from 'node:fs'
import type { MatcherVersion } from './version.ts'

/**
 * The version that judges until one is fitted to a graph's own identities. Its rates come from invented persons
 * (`npm run bench -- first-version`), its λ from a graph of some 100,000 identities; every name weighs as names do on
 * the whole, for which of them are frequent is not known yet.
 */
export const FIRST_VERSION = JSON.parse(
  readFileSync(new URL('./first-version.json', import.meta.url), 'utf8'),
) as MatcherVersion
