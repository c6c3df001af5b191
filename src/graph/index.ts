export {
  type CoarseKind,
  changesSince,
  type Notes,
  noteChange,
  numberOf,
  type Standpoint,
  standpoint,
} from './changes.ts'
export { Database, type ReadOptions, type Transaction } from './database.ts'
export { Lease } from './lease.ts'
export { isMigrated, migrate, newestShape } from './migrations.ts'
export { type Connection, type Entity, HERE_AND_NOW, type Outlook, outlookOf } from './read/answer.ts'
export { heldAt, statedThen } from './read/as-known.ts'
export { readCursor, writeCursor } from './read/cursor.ts'
export type {
  EdgeFieldForm,
  FieldForm,
  Form,
  NodeForm,
  PageForm,
  PageInfoFieldForm,
  PageInfoPart,
  PartForm,
  Show,
} from './read/form.ts'
export { type Along, expressed, type Field, many, one, page, properties, property, value } from './read/fragment.ts'
export { type PageArguments, pageSize } from './read/page-arguments.ts'
export { type LazyConnection, Reader } from './read/reader.ts'
export { Reads } from './read/reads.ts'
export { type Fragments, Registry, type View } from './read/registry.ts'
export { type Asked, NO_PARTS, type Parts, placeOf, type Selection } from './read/selection.ts'
export { NotShown } from './read/shown.ts'
export { retire, revive } from './retired.ts'
export { examine, IMPORT_MARKS, type ImportFile, importOffline, isNewHome, openGraphServer } from './server/index.ts'
export {
  currentStatements,
  keepEarlier,
  STATEMENT,
  type Standing,
  type StatedLabel,
  type Statement,
  standings,
  statementValues,
} from './stated.ts'
export { assertAll, createNodes, type Place, placesOf, propertiesOf, tie } from './write.ts'
