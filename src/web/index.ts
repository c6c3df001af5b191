export { explorer } from './explorer.ts'
export { questions } from './questions.ts'
