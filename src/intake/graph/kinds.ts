import type { RecordKind } from '../record/index.ts'
import { checks } from './check-kind.ts'
import { documents } from './document-kind.ts'
import type { Kind } from './kind.ts'
import { passengers } from './passenger-kind.ts'
import { coverages, movements, regimes, runs, stations, trains } from './rail-kinds.ts'

/** All kinds, in the order in which a batch takes them: what is named before what names it. */
export const KINDS: { readonly [K in RecordKind]: Kind<K> } = {
  station: stations,
  train: trains,
  run: runs,
  regime: regimes,
  document: documents,
  passenger: passengers,
  check: checks,
  movement: movements,
  coverage: coverages,
}

export const KINDS_IN_ORDER = Object.keys(KINDS) as RecordKind[]
