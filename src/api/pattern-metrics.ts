import { Gauge, type Registry as Metrics } from 'prom-client'
import { countFindings, type IsLate, lastSwept } from '../finding/index.ts'
import type { Database } from '../graph/index.ts'

/** Shows when patterns were looked for last and whether that is too long ago, and how many findings there are. */
export function watchPatterns(metrics: Metrics, database: Database, isLate: IsLate = () => false): void {
  const registers = [metrics]
  const late = new Gauge({
    name: 'alight_pattern_late',
    help: '1: the pattern has not been looked for in twice the time that its schedule leaves',
    labelNames: ['pattern'],
    registers,
  })
  new Gauge({
    name: 'alight_pattern_last_sweep_seconds',
    help: 'When the pattern was looked for last, seconds since 1970; absent: never',
    labelNames: ['pattern'],
    registers,
    async collect() {
      for (const [pattern, sweptAt] of await lastSwept(database)) {
        late.set({ pattern }, isLate(pattern, sweptAt) ? 1 : 0)
        if (sweptAt !== null) this.set({ pattern }, sweptAt / 1_000)
      }
    },
  })
  new Gauge({
    name: 'alight_findings',
    help: 'Findings by pattern and state',
    labelNames: ['pattern', 'state'],
    registers,
    async collect() {
      this.reset()
      for (const [pattern, state, count] of await countFindings(database)) this.set({ pattern, state }, count)
    },
  })
}
