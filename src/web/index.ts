export { explorer } from './explorer.ts'
export { type Question, questions } from './questions.ts'
