import { oracle } from './oracle.ts'

oracle({ seed: 1, worlds: 1, runs: 40 })
