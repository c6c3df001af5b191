import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { clustersOf, splitAtWeakest } from '../../src/person/cluster/cluster.ts'
import type { CannotLink, Decision, Facts, Likeness } from '../../src/person/cluster/facts.ts'

const like = (left: string, right: string, p: number): Likeness => ({ left, right, p, auto: p >= 0.99 })
const decided = (left: string, right: string, verdict: Decision['verdict'], day = '01'): Decision => ({
  left,
  right,
  verdict,
  decidedAt: `2024-01-${day}T00:00:00Z`,
})
const apart = (left: string, right: string): CannotLink => ({ left, right, because: 'both boarded 029/2023-05-01' })
const facts = (identities: string, given: Partial<Facts>): Facts => ({
  identities: [...identities],
  likenesses: [],
  decisions: [],
  cannotLinks: [],
  ...given,
})
const members = (given: Facts) => clustersOf(given).clusters.map(cluster => cluster.members.join(''))

describe('clusters', () => {
  test('whoever matches nobody is a person alone', () => expect(members(facts('abc', {}))).toEqual(['a', 'b', 'c']))

  test('AUTO pairs join by steps; the joins are a tree, and the smallest identity names the person', () => {
    const likenesses = [like('b', 'c', 0.999), like('a', 'b', 0.995), like('a', 'c', 0.99)]
    expect(clustersOf(facts('cab', { likenesses }))).toEqual({
      clusters: [
        {
          id: 'a',
          members: ['a', 'b', 'c'],
          joins: [
            { left: 'b', right: 'c', p: 0.999, by: 'AUTO' },
            { left: 'a', right: 'b', p: 0.995, by: 'AUTO' },
          ],
        },
      ],
      probable: [],
    })
  })

  test('PROBABLE pairs await a human, both ways; below a half there is no link', () => {
    const { clusters, probable } = clustersOf(facts('abc', { likenesses: [like('a', 'b', 0.7), like('b', 'c', 0.4)] }))
    expect(clusters.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(probable).toEqual([
      { identity: 'a', person: 'b', p: 0.7, heldBack: null },
      { identity: 'b', person: 'a', p: 0.7, heldBack: null },
    ])
  })

  test('a confirmed pair is joined whatever its probability, a rejected one kept apart', () => {
    const likenesses = [like('a', 'b', 0.999)]
    expect(members(facts('ab', { likenesses, decisions: [decided('b', 'a', 'REJECTED')] }))).toEqual(['a', 'b'])
    expect(members(facts('ab', { decisions: [decided('b', 'a', 'CONFIRMED')] }))).toEqual(['ab'])
  })

  test('what a human rejected is not asked again; of two decisions on a pair the later stands', () => {
    const likenesses = [like('a', 'b', 0.999)]
    const rejected = decided('a', 'b', 'REJECTED', '01')
    expect(clustersOf(facts('ab', { likenesses, decisions: [rejected] })).probable).toEqual([])
    const decisions = [decided('b', 'a', 'CONFIRMED', '02'), rejected]
    expect(members(facts('ab', { likenesses, decisions }))).toEqual(['ab'])
  })

  test('a cannot-link keeps clusters apart, not identities alone: the strongest pairs come first', () => {
    const likenesses = [like('a', 'b', 0.999), like('b', 'c', 0.995), like('c', 'd', 0.998)]
    const given = facts('abcd', { likenesses, cannotLinks: [apart('a', 'd')] })
    expect(members(given)).toEqual(['ab', 'cd'])
    expect(clustersOf(given).probable).toEqual([
      { identity: 'b', person: 'c', p: 0.995, heldBack: 'both boarded 029/2023-05-01' },
      { identity: 'c', person: 'a', p: 0.995, heldBack: 'both boarded 029/2023-05-01' },
    ])
  })

  test('a confirmation outweighs a cannot-link, a rejection outweighs a confirmed chain', () => {
    const cannotLinks = [apart('a', 'b')]
    expect(members(facts('ab', { cannotLinks, decisions: [decided('a', 'b', 'CONFIRMED')] }))).toEqual(['ab'])
    const decisions = [decided('a', 'b', 'CONFIRMED'), decided('b', 'c', 'CONFIRMED'), decided('a', 'c', 'REJECTED')]
    expect(members(facts('abc', { decisions }))).toEqual(['ab', 'c'])
  })

  test('pairs of identities that are not there are no facts', () => {
    expect(members(facts('ab', { likenesses: [like('a', 'z', 1), like('z', 'b', 1)] }))).toEqual(['a', 'b'])
  })

  test('comes apart at its weakest join', () => {
    const likenesses = [like('a', 'b', 0.999), like('b', 'c', 0.992), like('c', 'd', 0.997)]
    const [cluster] = clustersOf(facts('abcd', { likenesses })).clusters
    expect(splitAtWeakest(cluster as never)).toEqual({
      cut: { left: 'b', right: 'c', p: 0.992, by: 'AUTO' },
      parts: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    })
    expect(splitAtWeakest({ id: 'a', members: ['a'], joins: [] })).toBeNull()
  })
})

describe('whatever the facts', () => {
  const id = fc.constantFrom(...'abcdefghij')
  const world = fc.record({
    likenesses: fc.array(
      fc.tuple(id, id, fc.constantFrom(0.3, 0.6, 0.9, 0.99, 0.995, 0.999)).map(([l, r, p]) => like(l, r, p)),
      { maxLength: 25 },
    ),
    decisions: fc.array(
      fc
        .tuple(id, id, fc.constantFrom('CONFIRMED' as const, 'REJECTED' as const), fc.constantFrom('01', '02'))
        .map(([l, r, verdict, day]) => decided(l, r, verdict, day)),
      { maxLength: 5 },
    ),
    cannotLinks: fc.array(
      fc.tuple(id, id).map(([l, r]) => apart(l, r)),
      { maxLength: 5 },
    ),
  })
  const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length })

  test('the order in which they come makes no difference', () => {
    const twice = world.chain(given =>
      fc.record({
        given: fc.constant(given),
        identities: shuffled([...'abcdefghij']),
        likenesses: shuffled(given.likenesses),
        decisions: shuffled(given.decisions),
        cannotLinks: shuffled(given.cannotLinks),
        turned: fc.boolean(),
      }),
    )
    fc.assert(
      fc.property(twice, ({ given, turned, ...other }) => {
        const turn = <T extends { left: string; right: string }>(pairs: readonly T[]) =>
          turned ? pairs.map(pair => ({ ...pair, left: pair.right, right: pair.left })) : pairs
        const mixed = {
          identities: other.identities,
          likenesses: turn(other.likenesses),
          decisions: turn(other.decisions),
          cannotLinks: turn(other.cannotLinks),
        }
        expect(clustersOf(mixed)).toEqual(clustersOf({ identities: [...'abcdefghij'], ...given }))
      }),
      { numRuns: 300 },
    )
  })

  test('everybody is in one cluster, joined by a tree, and no AUTO cluster holds a cannot-link', () => {
    fc.assert(
      fc.property(world, given => {
        const { clusters } = clustersOf({ ...given, identities: [...'abcdefghij'], decisions: [] })
        expect(clusters.flatMap(cluster => cluster.members).sort()).toEqual([...'abcdefghij'])
        for (const cluster of clusters) {
          expect(cluster.joins.length).toBe(cluster.members.length - 1)
          expect(cluster.id).toBe([...cluster.members].sort()[0])
          for (const { left, right } of given.cannotLinks)
            expect(left !== right && cluster.members.includes(left) && cluster.members.includes(right)).toBe(false)
        }
      }),
    )
  })
})
