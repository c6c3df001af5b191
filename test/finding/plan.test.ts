import { describe, expect, test } from '@jest/globals'
import type { Kept } from '../../src/finding/kept.ts'
import { plan, type Said } from '../../src/finding/plan.ts'

const kept = (fields: Partial<Kept> = {}): ReadonlyMap<string, Kept> =>
  new Map([
    [
      'f',
      {
        id: 'f',
        state: 'PENDING_REVIEW',
        substance: 'before',
        p: 1e-6,
        q: 0.01,
        lastAt: null,
        happened: ['Check a'],
        holding: [],
        reviewed: null,
        ...fields,
      },
    ],
  ])
const worded = (fields: object = {}) => ({ substance: 'now', happened: ['Check a'], holding: [], ...fields })
const said = (fields: Partial<Said> = {}): Said[] => [
  { id: 'f', p: 1e-6, q: 0.01, passes: true, worded: undefined, ...fields },
]
const NOTHING: ReadonlyMap<string, Kept> = new Map()

test('what passes and is not kept is raised, what does not pass is nothing', () => {
  expect(plan(NOTHING, said({ worded: worded() }))).toEqual([{ kind: 'RAISED', id: 'f' }])
  expect(plan(NOTHING, said({ passes: false }))).toEqual([])
})

test('what is said again with the same substance is left alone, but for its rate', () => {
  expect(plan(kept(), said())).toEqual([])
  expect(plan(kept(), said({ worded: worded({ substance: 'before' }) }))).toEqual([])
  expect(plan(kept(), said({ q: 0.02 }))).toEqual([{ kind: 'RATED', id: 'f' }])
})

describe('what is no longer said', () => {
  test('is withdrawn, whatever a human said of it', () => {
    for (const state of ['PENDING_REVIEW', 'CONFIRMED', 'DISMISSED', 'NEEDS_MORE'] as const)
      expect(plan(kept({ state }), [])).toEqual([{ kind: 'WITHDRAWN', id: 'f', because: 'FACTS' }])
    expect(plan(kept({ state: 'WITHDRAWN' }), [])).toEqual([])
  })

  test('only because its family grew stays up to a rate of 0.10, and for good once a human has spoken', () => {
    expect(plan(kept(), said({ passes: false, q: 0.1 }))).toEqual([{ kind: 'RATED', id: 'f' }])
    expect(plan(kept(), said({ passes: false, q: 0.11 }))).toEqual([{ kind: 'WITHDRAWN', id: 'f', because: 'FAMILY' }])
    expect(plan(kept({ state: 'CONFIRMED' }), said({ passes: false, q: 0.11 }))).toEqual([{ kind: 'RATED', id: 'f' }])
  })
})

describe('what is said again with another substance', () => {
  const because = (before: Partial<Kept>, now: object) => plan(kept(before), said({ worded: worded(now) }))
  const changed = (says: string) => [{ kind: 'CHANGED', id: 'f', because: says }]

  test('says what went, and not that the same happened', () => {
    expect(because({ happened: ['Check a', 'Check b'] }, {})).toEqual(
      changed('One fact of what had happened no longer counts.'),
    )
    expect(because({ happened: ['Check b', 'Check c'] }, {})).toEqual(
      changed('One fact more of what happened. 2 facts of what had happened no longer count.'),
    )
  })

  test('says what is new since it was said last, not since a human looked', () => {
    const reviewed = { p: 1e-6, happened: [], holding: [] }
    expect(because({ state: 'CONFIRMED', reviewed }, {})).toEqual(
      changed('The same happened; how it is stated, who it is of or what it is compared with has changed.'),
    )
  })
})

test('what was withdrawn and passes again is opened again', () => {
  expect(plan(kept({ state: 'WITHDRAWN' }), said())).toEqual([
    { kind: 'REOPENED', id: 'f', because: 'The facts bear it out again.' },
  ])
})

describe('a dismissed finding', () => {
  const dismissed = kept({ state: 'DISMISSED', reviewed: { p: 1e-6, happened: ['Check a'], holding: ['FAMILY'] } })

  test('opens again for one more thing that happened, and says so', () => {
    expect(
      plan(dismissed, said({ worded: worded({ happened: ['Check a', 'Check b'], holding: ['FAMILY'] }) })),
    ).toEqual([{ kind: 'REOPENED', id: 'f', because: 'One fact more of what happened.' }])
  })

  test('opens again at a tenth of the p that was seen, not at an eighth', () => {
    const again = (p: number) => plan(dismissed, said({ p, worded: worded({ holding: ['FAMILY'] }) }))
    expect(again(1e-7)).toEqual([
      { kind: 'REOPENED', id: 'f', because: 'Far more unusual than before: p 1.0e-7, it was 1.0e-6.' },
    ])
    expect(again(1.25e-7)).toMatchObject([{ kind: 'CHANGED' }])
  })

  test('opens again where an innocent explanation no longer holds', () => {
    expect(plan(dismissed, said({ worded: worded() }))).toEqual([
      { kind: 'REOPENED', id: 'f', because: 'FAMILY no longer explains it.' },
    ])
  })

  test('stays dismissed where the same is stated anew, or a fact of what happened goes', () => {
    const gone = worded({ happened: [], holding: ['FAMILY'] })
    expect(plan(dismissed, said({ worded: gone }))).toMatchObject([{ kind: 'CHANGED' }])
  })
})
