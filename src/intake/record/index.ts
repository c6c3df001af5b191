export {
  type AnyRecord,
  canonical,
  digestOf,
  isKind,
  type Parsed,
  type Problem,
  parseRecord,
  type RecordKind,
  type RecordOf,
  shown,
} from './parse.ts'
export { SCHEMAS } from './schemas.ts'
