/** Pairs of places below `count`, no place with itself, always the same for the same count: a fit can be made again. */
export function* randomPairs(count: number, pairs: number): Generator<readonly [number, number]> {
  if (count < 2) return
  const next = mulberry32(count)
  for (let i = 0; i < pairs; i++) {
    const left = Math.floor(next() * count)
    const right = Math.floor(next() * (count - 1))
    yield [left, right < left ? right : right + 1]
  }
}

/** Ettinger's mulberry32: 32 bits of state, good enough to sample with. */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
