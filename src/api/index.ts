export { readGlobalId, writeId as globalId } from './global-id.ts'
export { type Api, type OperationSettings, openApi } from './server.ts'
