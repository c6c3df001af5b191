export { BASELINES, readBaseline } from './baselines.ts'
export { readCases } from './cases.ts'
export { readFound } from './found.ts'
export { interval, type Measures, measure, type Tally, tally } from './score.ts'
