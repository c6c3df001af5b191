import type { Judgement } from './matcher.ts'

/**
 * The judgement in one line: `surname SHCHEGLOVA ~ ŠČEGLOVA same key +9.1; given OLGA equal +5.0; prior −16.8: P 0.9988`.
 * Bits have one digit, P four.
 */
export function sentenceOf({ evidence, prior, p }: Judgement): string {
  const parts = evidence.map(({ field, left, right, level, bits }) => {
    const values = left === right ? left : `${left} ~ ${right}`
    return `${field} ${values} ${level} ${signed(bits)}`
  })
  return `${[...parts, `prior ${signed(prior)}`].join('; ')}: P ${p.toFixed(4)}`
}

const signed = (bits: number) => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`
