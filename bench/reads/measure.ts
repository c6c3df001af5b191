import type { Ask } from './ways/way.ts'

/** A question after the other from a list, round and round, so that every round goes on where the last one ended. */
export function inTurn(asks: readonly Ask[]): Ask {
  let next = 0
  return () => (asks[next++ % asks.length] as Ask)()
}

const LEAST = 5

/** One client for so many seconds, at least {@link LEAST} requests: their milliseconds. */
export async function alone(ask: Ask, seconds: number): Promise<number[]> {
  const latencies: number[] = []
  const end = performance.now() + seconds * 1000
  while (performance.now() < end || latencies.length < LEAST) {
    const started = performance.now()
    await ask()
    latencies.push(performance.now() - started)
  }
  return latencies
}

/** So many clients for so many seconds: requests per second, counted to the last answer. */
export async function together(ask: Ask, clients: number, seconds: number): Promise<number> {
  const started = performance.now()
  const end = started + seconds * 1000
  let answered = 0
  const client = async () => {
    do {
      await ask()
      answered++
    } while (performance.now() < end)
  }
  await Promise.all(Array.from({ length: clients }, client))
  return answered / ((performance.now() - started) / 1000)
}

/** So many requests, each with a pause before it for what the last one started in the background: their milliseconds. */
export async function apart(ask: Ask, requests: number, pause: number): Promise<number[]> {
  const latencies: number[] = []
  for (let i = 0; i < requests; i++) {
    await new Promise(resolve => setTimeout(resolve, pause))
    const started = performance.now()
    await ask()
    latencies.push(performance.now() - started)
  }
  return latencies
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number
}
