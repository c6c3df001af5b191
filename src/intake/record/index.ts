export { canonical, digestOf } from './canonical.ts'
export {
  type AnyRecord,
  isKind,
  type Parsed,
  type Problem,
  parseRecord,
  type RecordKind,
  type RecordOf,
} from './parse.ts'
export { SCHEMAS } from './schemas.ts'
export { shown } from './shown.ts'
