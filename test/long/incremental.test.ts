import { histories } from '../pattern/histories.ts'

histories({ seed: 1_000, count: 200 })
