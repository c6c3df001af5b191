import { bothBy, type Comparison, SILENT } from './comparison.ts'

export const sexComparison: Comparison = {
  field: 'sex',
  question: 'The sex stated is the same; X says nothing.',
  levels: ['equal', 'different'],
  agreeing: 1,
  level: ({ sex: left }, { sex: right }) => (left && right ? Number(left !== right) : SILENT),
  values: bothBy(({ sex }) => sex),
}
