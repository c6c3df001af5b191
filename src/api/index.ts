export { type Api, openApi } from './server.ts'
