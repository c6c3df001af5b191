export {
  type Added,
  addToCollection,
  createCollection,
  deleteCollection,
  describeCollection,
  MOST_COLLECTED,
  type Named,
  removeFromCollection,
  thingsOfCollection,
} from './collection/collections.ts'
export { collectionFragments, type NowIs, type Standing } from './collection/fields.ts'
export type { Actor } from './collection/store.ts'
export { type Expanded, expand, type OpenedTie, type TiePlace } from './expand.ts'
export { expansion } from './expansion.ts'
export { GRAPH_FORMATS, type GraphExport, type GraphFormat, prepareExport } from './export/formats.ts'
export { type ExportedKind, typeOf as propertyType } from './export/properties.ts'
export { type ExportParts, readSelection } from './export/read-selection.ts'
export {
  type ExportedSource,
  type ExportedThing,
  type ExportedTie,
  type ExportRequest,
  type FindingToExport,
  HANDLING,
  type LeftOut,
  MOST_THINGS,
  type Selection,
} from './export/selection.ts'
export { kindOfLabel, NODE_KINDS, type NodeKind, type Thing, TIE_KINDS, type TieKind } from './kinds.ts'
export { type Path, paths } from './paths/paths.ts'
export { openingStatements } from './planned.ts'
export type { Hit, How, Match } from './search/hit.ts'
export { openSearch, prepareSearch, type Search, type SearchQuestion } from './search/open-search.ts'
export type { Tie } from './tie.ts'
export type { TimelineEvent } from './timeline/event.ts'
export { timeline } from './timeline/timeline.ts'
