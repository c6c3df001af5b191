export { Patterns } from './patterns.ts'
export type { RepeatDisembarker, RepeatDisembarkersInput } from './repeat-disembarker.ts'
export type { SharedDocument, SharedDocumentsInput } from './shared-document.ts'
export type { AsOf, Reader } from './store.ts'
