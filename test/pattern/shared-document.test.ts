import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { judgePresentations, type Presentation } from '../../src/pattern/shared-document.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

describe('the presentations of one document', () => {
  const shown = (text: string): Presentation[] =>
    [...text].map((person, i) => ({
      person: person === '?' ? null : person,
      name: `NAME ${person}`,
      journey: `j${i}`,
      run: `r${i}`,
      departsAt: i,
    }))
  const judged = (presentations: Presentation[], minPersons = 2, spellings = false) =>
    judgePresentations('d', presentations, minPersons, spellings)

  test('in turn', () => {
    expect(judged(shown('ABABAB'))).toEqual({
      document: 'd',
      persons: ['A', 'B'],
      presentations: 6,
      sameRun: false,
      overlapping: true,
      spellingOnly: false,
      because: 'Shown on 6 journeys by 2 persons, in turn.',
    })
  })

  test('one after the other', () => {
    expect(judged(shown('BBAA'))).toMatchObject({ persons: ['A', 'B'], overlapping: false })
    expect(judged(shown('BBAA'))?.because).toBe('Shown on 4 journeys by 2 persons, one after the other.')
    expect(judged(shown('ABBC'), 3)?.because).toBe('Shown on 4 journeys by 3 persons, one after the other.')
  })

  test('a span that holds another overlaps it, whoever comes between', () => {
    expect(judged(shown('ABCA'))).toMatchObject({ overlapping: true })
  })

  test('on one run', () => {
    const both = (text: string, runs: string[]) =>
      shown(text).map((p, i) => ({ ...p, run: runs[i] as string, departsAt: 0 }))
    expect(judged(both('AB', ['r', 'r']))).toMatchObject({ sameRun: true, overlapping: true })
    expect(judged(both('AB', ['r', 'r']))?.because).toBe(
      'Shown on 2 journeys by 2 persons, in turn; once by both on one run.',
    )
    expect(judged(both('ABAB', ['r', 'r', 's', 's']))?.because).toMatch('; twice by both on one run.')
    expect(judged(both('ABC', ['r', 'r', 'r']))?.because).toMatch('; once by all 3 on one run.')
    expect(judged(both('ABC', ['r', 'r', 's']))?.because).toMatch('; once by up to 2 of them on one run.')
  })

  test('a journey counts once, and also where nobody is known to have made it', () => {
    const [first, second] = shown('AB') as [Presentation, Presentation]
    expect(judged([first, second, { ...second }, { ...first, person: null, journey: 'j9' }])).toMatchObject({
      presentations: 3,
    })
    expect(judged(shown('A?'))).toBeUndefined()
  })

  test('spellings of one person are shown only where they are asked for', () => {
    const [first, second] = shown('AA') as [Presentation, Presentation]
    const variants = [
      { ...first, name: 'SHCHEGLOVA OLGA' },
      { ...second, name: 'ŠČEGLOVA OLGA' },
    ]
    expect(judged(variants)).toBeUndefined()
    expect(judged(variants, 2, true)).toMatchObject({
      spellingOnly: true,
      persons: ['A'],
      because: 'Shown on 2 journeys by 1 person, under 2 spellings of the name.',
    })
    expect(judged([first, { ...second, name: ' name-a ' }], 2, true)).toBeUndefined()
  })
})

describe('in the graph', () => {
  const folder = scratch()
  let database: Database
  beforeEach(async () => {
    database = await emptyGraph()
  })
  afterEach(() => database.close())
  afterAll(() => rmSync(folder, { recursive: true }))

  const DAYS = ['2023-05-01', '2023-05-08', '2023-05-15', '2023-05-22'] as const
  const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
  const boris = identity('PETROV', 'BORIS', '1979-11-02')
  const vera = identity('SIDOROVA', 'VERA', '1990-01-02')
  const shared = passport('700000001')
  const world = [...line, ...DAYS.map(date => run(date))]
  const aboard = (i: number, ref: string, who: object, ...documents: object[]) =>
    passenger(DAYS[i] as string, ref, who as Record<string, unknown>, { documents })
  const ask = (input: object = {}) => new Patterns(database).sharedDocuments(input)

  test('documents of two persons, the gravest first', async () => {
    const other = (number: string) => passport(number)
    await deliver(database, folder, [
      ...world,
      // Three in turn, two one after the other, two on one run, and one alone.
      ...[anna, boris, anna, boris].map((who, i) => aboard(i, 'a', who, other('700000002'))),
      ...[anna, anna, boris].map((who, i) => aboard(i, 'b', who, other('700000003'))),
      aboard(0, 'c', anna, other('700000004')),
      aboard(0, 'd', boris, other('700000004')),
      ...[vera, vera].map((who, i) => aboard(i, 'e', who, other('700000005'))),
    ])
    const rows = await ask()
    expect(
      rows.map(({ document, presentations, sameRun, overlapping }) => [document, presentations, sameRun, overlapping]),
    ).toEqual([
      ['PASSPORT:RUS:700000004', 2, true, true],
      ['PASSPORT:RUS:700000002', 4, false, true],
      ['PASSPORT:RUS:700000003', 3, false, false],
    ])
    expect(rows.map(({ persons }) => persons.length)).toEqual([2, 2, 2])
    expect(rows[1]?.because).toMatch(
      /^Shown on 4 journeys by 2 persons, in turn\. Different persons, by all that is stated beside the document\. Without the document: surname .*; given .*; birth .*; prior −16\.6: P 0\.0000\.$/,
    )
    expect(await ask({ minPersons: 3 })).toEqual([])
    expect(await ask({ from: Date.parse('2023-05-02'), to: Date.parse('2023-05-16') })).toMatchObject([
      { document: 'PASSPORT:RUS:700000002', presentations: 2, overlapping: false },
      { document: 'PASSPORT:RUS:700000003', presentations: 2 },
    ])
  })

  test('a check counts by whom it read, else by whose journey it was', async () => {
    await deliver(database, folder, [
      ...world,
      aboard(0, '1', anna, shared),
      aboard(1, '1', boris),
      // Nobody had stated that Boris holds it: a check examined it on his journey.
      check('c1', DAYS[1], 'ENTRY', { passenger: '1', document: shared }),
      aboard(2, '1', anna),
      check('c2', DAYS[2], 'ENTRY', { passenger: '1', document: shared, identity: vera }),
    ])
    const [row] = await ask()
    expect(row).toMatchObject({ presentations: 3, sameRun: false, overlapping: false })
    expect(row?.persons).toHaveLength(3)
  })

  test('type and issuer narrow it; OTHER is shown only where asked for', async () => {
    const card = { type: 'OTHER', issuer: 'LTU', number: '1' }
    const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '2' }
    await deliver(database, folder, [
      ...world,
      aboard(0, '1', anna, card, permit, shared),
      aboard(1, '1', boris, card, permit, shared),
    ])
    const found = async (input: object) => (await ask(input)).map(({ document }) => document)
    expect(await found({})).toEqual(['PASSPORT:RUS:700000001', 'RESIDENCE_PERMIT:LTU:2'])
    expect(await found({ types: ['OTHER', 'PASSPORT'] })).toEqual(['OTHER:LTU:1', 'PASSPORT:RUS:700000001'])
    expect(await found({ issuer: 'LTU' })).toEqual(['RESIDENCE_PERMIT:LTU:2'])
    expect(await found({ issuer: 'LTU', types: ['PASSPORT'] })).toEqual([])
  })

  test('spelling variants of one holder', async () => {
    await deliver(database, folder, [
      ...world,
      aboard(0, '1', identity('SHCHEGLOVA', 'OLGA', '1984-03-09'), shared),
      aboard(1, '1', identity('SCHEGLOVA', 'OLGA', '1984-03-09'), shared),
    ])
    expect(await ask()).toEqual([])
    expect(await ask({ includeSpellingVariants: true })).toMatchObject([
      { spellingOnly: true, presentations: 2, persons: [expect.any(String)] },
    ])
  })

  test('persons who may be one are not counted as others; of one family they are said to be', async () => {
    const [olga, other] = [identity('SHCHEGLOVA', 'OLGA', '1984-03-09'), identity('SHCHEGLOVA', 'OLGA', '1984-03-19')]
    await deliver(database, folder, [
      ...world,
      ...[olga, other].map((who, i) => aboard(i, '1', who, { type: 'OTHER', issuer: 'LTU', number: '1' })),
      ...[anna, identity('IVANOV', 'BORIS', '2012-05-05')].map((who, i) => aboard(i, '2', who, shared)),
    ])
    expect(await ask({ types: ['OTHER'] })).toEqual([])
    expect(await ask({ types: ['OTHER'], includeSpellingVariants: true })).toMatchObject([
      { spellingOnly: true, because: 'Shown on 2 journeys by 2 persons, one after the other, who may be one.' },
    ])
    const [family] = await ask({ types: ['PASSPORT'] })
    expect(family?.because).toMatch(
      /one after the other\. Perhaps a child on the document of a parent: of one family name, a generation apart\. Without the document: /,
    )
  })

  test('a holder before and after a renewal, and brothers, are said to be such', async () => {
    const permit = { type: 'RESIDENCE_PERMIT', issuer: 'LTU', number: '1234567' }
    const married = identity('SHCHEGLOVA', 'OLGA', '1984-03-19')
    const before = identity('TSOI', 'VOLHA', '1991-11-30')
    const old = { type: 'PASSPORT', issuer: 'RUS', number: '700000008' }
    const renewed = { ...old, number: '712345670' }
    const replacing = { record: 'document', ...renewed, holder: married, replaces: old }
    await deliver(database, folder, [
      ...world,
      replacing,
      aboard(0, '1', before, permit, old),
      aboard(1, '1', married, permit, renewed),
      ...[boris, identity('PETROV', 'GLEB', '1992-02-02')].map((who, i) => aboard(i, '2', who, shared)),
    ])
    const [holder] = await ask({ types: ['RESIDENCE_PERMIT'] })
    expect(holder?.because).toMatch(/Perhaps one person: a passport or card of the one replaces that of the other\. /)
    const [brothers] = await ask({ types: ['PASSPORT'] })
    expect(brothers?.because).toMatch(/Perhaps of one family: of one family name\. /)
  })

  test('what makes no sense is refused', async () => {
    await expect(ask({ minPersons: 1 })).rejects.toThrow('minPersons: expected a whole number from 2, got 1')
    await expect(ask({ types: ['TICKET'] })).rejects.toThrow('types: expected some of PASSPORT')
  })
})
