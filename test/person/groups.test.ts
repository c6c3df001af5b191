import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Decision } from '../../src/person/cluster/facts.ts'
import { confirmedGroups, probableGroups } from '../../src/person/strictness/groups.ts'

const decided = (pair: string, verdict: Decision['verdict']): Decision => ({
  left: pair[0] as string,
  right: pair[1] as string,
  verdict,
  decidedAt: '2024-01-01T00:00:00.000Z',
})
const like = (pair: string, p: number) => ({ left: pair[0] as string, right: pair[1] as string, p })
const apart = (pair: string) => ({ left: pair[0] as string, right: pair[1] as string, because: 'both boarded one run' })
const shown = (groups: readonly { id: string; members: readonly string[] }[]) =>
  groups.map(({ id, members }) => `${id}: ${members.join('')}`)

describe('STRICT: what humans confirmed', () => {
  test('joins directly and through others, in whichever direction it was said', () => {
    expect(shown(confirmedGroups([decided('cb', 'CONFIRMED'), decided('ab', 'CONFIRMED')]))).toEqual(['a: abc'])
    expect(shown(confirmedGroups([decided('yx', 'CONFIRMED'), decided('ab', 'CONFIRMED')]))).toEqual(['a: ab', 'x: xy'])
  })

  test('a rejection keeps apart what confirmations would join through others', () => {
    const decisions = [decided('bc', 'CONFIRMED'), decided('ab', 'CONFIRMED'), decided('ca', 'REJECTED')]
    expect(shown(confirmedGroups(decisions))).toEqual(['a: ab'])
  })

  test('nobody is confirmed to be somebody else without a decision', () => {
    expect(confirmedGroups([])).toEqual([])
    expect(confirmedGroups([decided('ab', 'REJECTED')])).toEqual([])
  })
})

describe('PROBABLE: what the matcher holds likely', () => {
  test('joins directly and through others', () => {
    expect(shown(probableGroups([like('bc', 0.6), like('ba', 0.7), like('xy', 0.5)], []))).toEqual(['a: abc', 'x: xy'])
  })

  test('what is kept apart stays so through others: the likelier pair is joined', () => {
    const likenesses = [like('ab', 0.6), like('bc', 0.9)]
    expect(shown(probableGroups(likenesses, [apart('ca')]))).toEqual(['b: bc'])
    expect(shown(probableGroups([like('ab', 0.6)], [apart('ba')]))).toEqual([])
  })

  test('equally likely pairs are joined in the order of their ids', () => {
    expect(shown(probableGroups([like('bc', 0.6), like('ab', 0.6)], [apart('ac')]))).toEqual(['a: ab'])
  })

  test('whatever comes in whichever order, nobody is in two groups, and nothing apart is in one', () => {
    const id = fc.constantFrom(...'abcdefgh')
    const pairs = fc.array(
      fc.tuple(id, id).map(([a, b]) => a + b),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(pairs, pairs, fc.array(fc.constantFrom(0.5, 0.7, 0.9), { minLength: 12 }), (likely, held, p) => {
        const likenesses = likely.map((pair, i) => like(pair, p[i] as number))
        const groups = probableGroups(likenesses, held.map(apart))
        const members = groups.flatMap(group => group.members)
        expect(new Set(members).size).toBe(members.length)
        for (const [a, b] of held)
          if (a !== b)
            expect(groups.some(group => [a, b].every(one => group.members.includes(one as string)))).toBe(false)
        const turned = likenesses.map(({ left, right, p }) => ({ left: right, right: left, p })).reverse()
        expect(probableGroups(turned, held.map(apart).reverse())).toEqual(groups)
      }),
    )
  })
})
