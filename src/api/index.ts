export { type Api, type OperationSettings, openApi } from './server.ts'
