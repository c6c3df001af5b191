import { histories } from './histories.ts'

histories({ seed: 1, count: 6 })
