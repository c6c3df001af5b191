import type { SealingKey } from '../evidence/index.ts'
import type { AddressRules, Sweeper } from '../finding/index.ts'
import type { Database, Reader, Registry } from '../graph/index.ts'
import type { Search } from '../link/index.ts'
import type { Patterns } from '../pattern/index.ts'
import type { AskedPlaces } from './asked.ts'
import type { HeldBack } from './assertions.ts'
import type { Caller } from './caller.ts'
import type { Answering } from './evidence/answering.ts'
import type { WaitingExports } from './export/waiting-exports.ts'
import type { Words } from './sources.ts'
import type { Ingestion } from './upload/ingest.ts'

/** What a resolver can reach: it lives as long as its request. */
export interface Context extends Caller {
  readonly reader: Reader
  readonly asked: AskedPlaces
  readonly registry: Registry
  readonly database: Database
  readonly patterns: Patterns
  readonly sweeper: Sweeper
  readonly webhookRules: AddressRules
  readonly words: Words
  readonly heldBack: HeldBack
  readonly search: Search
  readonly ingestion: Ingestion
  readonly exports: WaitingExports
  readonly answering: Answering
  /** Made when it is first wanted. */
  readonly sealingKey: () => SealingKey
  /** SHA-256 of the schema's text. */
  readonly schemaHash: string
}
