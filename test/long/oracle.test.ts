import { oracle } from '../reads/oracle.ts'

oracle({ seed: 2, worlds: 2, runs: 150 })
