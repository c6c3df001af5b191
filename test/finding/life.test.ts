import { rmSync } from 'node:fs'
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { Conflict, Invalid, NotFound, openLog } from '../../src/base/index.ts'
import { reviewFinding, Sweeper } from '../../src/finding/index.ts'
import type { Database } from '../../src/graph/index.ts'
import { Patterns } from '../../src/pattern/index.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'

const folder = scratch()
let database: Database
let sweeper: Sweeper
beforeEach(async () => {
  database = await emptyGraph()
  sweeper = newSweeper()
})
afterEach(() => database.close())
afterAll(() => rmSync(folder, { recursive: true }))

const newSweeper = () => new Sweeper(database, new Patterns(database), openLog('silent'))
const sweep = (by = sweeper) => by.sweep({ trigger: 'ASKED', by: 'test', patterns: ['UNPERMITTED_ALIGHTING'] })

const DAY = '2024-04-08'
const anna = identity('IVANOVA', 'ANNA', '1984-03-09')
const closed = { record: 'regime', id: 'closed', from: '2024-03-01', alighting: false, basis: 'test' }
const left = (fields: object = {}) => check('left', DAY, 'ALIGHT', { passenger: '1', ...fields })
const world = [...line, run(DAY), passenger(DAY, '1', anna), left(), closed]

/** State, happenings and citations of the only finding. */
async function finding() {
  const rows = await database.read(
    `MATCH (f:Finding)
RETURN f.id, f.state, f.because, f.raisedAt = f.asOf,
  COLLECT { MATCH (f)<-[:IN_LIFE_OF]-(e) WITH e ORDER BY e.number RETURN [e.kind, e.state, e.says, e.by, e.announced] },
  COLLECT { MATCH (f)-[t:CITES]->(n) WITH t, n ORDER BY t.nth RETURN [t.line, t.label, n.id, t.witness, t.fileLine] },
  COLLECT { MATCH (f)-[t:ABOUT]->(n) WITH t, n ORDER BY t.nth RETURN t.label }`,
    {},
  )
  expect(rows).toHaveLength(1)
  const [id, state, because, isNew, history, cited, about] = rows[0] as [
    string,
    string,
    string[],
    boolean,
    unknown[],
    unknown[],
    string[],
  ]
  return { id, state, because, isNew, history, cited, about }
}

test('who the people of a finding are likely one with is said to be uncertain, and is not counted', async () => {
  const other = '2024-04-09'
  await deliver(database, folder, [
    ...world,
    run(other),
    passenger(other, '1', { ...identity('SHCHEGLOVA', 'OLGA', '1984-03-07'), sex: 'F' }),
    run('2024-04-10'),
    passenger('2024-04-10', '1', { ...identity('SHCHEGLOVA', 'OLGA', '1984-03-09'), sex: 'F' }),
    check('olga', '2024-04-10', 'ALIGHT', { passenger: '1' }),
  ])
  await sweep()
  const rows = await database.read('MATCH (f:Finding)-[:ABOUT]->(p:Person) RETURN p.displayName, f.because[4]', {})
  expect(Object.fromEntries(rows)).toEqual({
    'IVANOVA ANNA': 'Nothing is known to be.',
    'SHCHEGLOVA OLGA': 'Likely one with others, by the matcher, who are not counted: SHCHEGLOVA OLGA.',
  })
})

test('a finding is raised once, with its reasons and where they are written', async () => {
  await deliver(database, folder, world)
  const { swept } = await sweep()
  expect(swept).toMatchObject([{ pattern: 'UNPERMITTED_ALIGHTING', tests: 1, passing: 1, raised: 1, skipped: 0 }])
  const found = await finding()
  expect(found).toMatchObject({
    state: 'PENDING_REVIEW',
    isNew: true,
    about: ['Person', 'Journey'],
    history: [['RAISED', 'PENDING_REVIEW', null, null, true]],
    cited: [
      ['WHAT_HAPPENED', 'Check', 'left', true, 9],
      ['WHAT_HAPPENED', 'Journey', `029/${DAY}#1`, true, 8],
      ['COMPARED_WITH', 'Regime', 'closed', false, 10],
    ],
  })
  expect(found.because).toHaveLength(6)
  expect(found.because[5]).toMatch(
    /^UNPERMITTED_ALIGHTING 1, crowdShare 0.5 share of those aboard, crowd 10 persons, as of \d{4}-/,
  )
  expect((await sweep()).swept).toMatchObject([{ raised: 0, changed: 0, withdrawn: 0 }])
  expect((await sweep(newSweeper())).swept).toMatchObject([{ raised: 0, changed: 0, withdrawn: 0 }])
  expect((await finding()).history).toHaveLength(1)
})

test('two services that sweep at once raise it once', async () => {
  await deliver(database, folder, world)
  const both = await Promise.all([sweep(), sweep(newSweeper())])
  expect(both.map(({ swept }) => swept[0]?.raised).sort()).toEqual([0, 1])
  expect((await finding()).history).toHaveLength(1)
})

test('it is withdrawn when its facts change, and says which; it opens again when they bear it out again', async () => {
  await deliver(database, folder, world)
  await sweep()
  await deliver(database, folder, [left({ exception: 'MEDICAL' })])
  expect((await sweep()).swept).toMatchObject([{ passing: 0, withdrawn: 1 }])
  expect(await finding()).toMatchObject({
    state: 'WITHDRAWN',
    history: [
      ['RAISED', 'PENDING_REVIEW', null, null, true],
      ['WITHDRAWN', 'WITHDRAWN', 'It does not hold any more: check left was stated anew.', null, false],
    ],
  })
  await deliver(database, folder, [left()])
  await sweep()
  const { state, history } = await finding()
  expect([state, history.at(-1)]).toEqual([
    'PENDING_REVIEW',
    ['REOPENED', 'PENDING_REVIEW', 'The facts bear it out again.', null, true],
  ])
})

test('what an earlier version of its rule found says so when it is withdrawn', async () => {
  await deliver(database, folder, world)
  await sweep()
  await database.write(tx => tx.run('MATCH (f:Finding) SET f.ruleVersion = 0'))
  await deliver(database, folder, [left({ exception: 'MEDICAL' })])
  await sweep()
  expect((await finding()).history.at(-1)).toEqual([
    'WITHDRAWN',
    'WITHDRAWN',
    'It does not hold any more: check left was stated anew; it was found by version 0 of the rule, which is of version 1 now.',
    null,
    false,
  ])
})

test('a finding follows what its person is called, and others are left alone', async () => {
  const papers = [passport('711111111')]
  const olga = identity('PETROVA', 'OLGA', '1961-11-30')
  const leaving = (seq: string, who: ReturnType<typeof identity>, documents: readonly object[]) => [
    passenger(DAY, seq, who, { documents }),
    check(`left ${seq}`, DAY, 'ALIGHT', { passenger: seq, document: documents[0] }),
  ]
  await deliver(database, folder, [
    ...line,
    run(DAY),
    closed,
    ...leaving('1', anna, papers),
    ...leaving('2', olga, [passport('722222222')]),
  ])
  await sweep()
  const people = async () => {
    const rows = await database.read(
      `MATCH (f:Finding)-[:ABOUT]->(p:Person)
RETURN p.displayName, p.id, COLLECT { MATCH (f)<-[:IN_LIFE_OF]-(e) WITH e ORDER BY e.number RETURN e.kind }
ORDER BY p.displayName`,
      {},
    )
    return rows as [string, string, string[]][]
  }
  const [[, before]] = (await people()) as [[string, string, string[]]]
  // A person is called by the least of their identities' ids: of so many ways to write her some one is less.
  const written = ['ANNA MARIA', 'ANNA M', 'ANNA-MARIA', 'ANNAMARIA', 'ANA', 'ANNA A', 'HANNA'].map((given, i) => [
    run(`2024-05-0${i + 1}`),
    passenger(`2024-05-0${i + 1}`, '1', { ...anna, givenNames: given }, { documents: papers }),
  ])
  await deliver(database, folder, written.flat())
  const { swept } = await sweep()
  const [[, after, life], [, , others]] = (await people()) as [[string, string, string[]], [string, string, string[]]]
  expect(after < before).toBe(true)
  expect(life).toEqual(['RAISED', 'CHANGED'])
  expect(others).toEqual(['RAISED'])
  expect(swept).toMatchObject([{ passing: 2, raised: 0, changed: 1, withdrawn: 0, skipped: 0 }])
  expect((await sweep(newSweeper())).swept).toMatchObject([{ raised: 0, changed: 0, withdrawn: 0 }])
})

test('a rule that was received after what happened is named as not knowable then', async () => {
  await deliver(database, folder, world.slice(0, -1).concat([{ ...closed, id: 'open', alighting: true }]))
  await deliver(database, folder, [{ ...closed, from: '2024-03-02' }])
  await sweep()
  expect((await finding()).because[4]).toBe('Not knowable when it happened: regime closed came later.')
})

describe('a review', () => {
  const review = async (state: 'CONFIRMED' | 'DISMISSED' | 'PENDING_REVIEW', note = 'looked at it') =>
    reviewFinding(database, { finding: (await finding()).id, state, note, by: 'olga', purpose: null })

  test('binds until something new happens', async () => {
    await deliver(database, folder, world)
    await sweep()
    await review('DISMISSED')
    await deliver(database, folder, [left({ authority: 'post 4' })])
    await sweep()
    expect((await finding()).state).toBe('DISMISSED')
    await deliver(database, folder, [check('left-2', DAY, 'ALIGHT', { passenger: '1', at: '2024-04-09T07:35:00Z' })])
    await sweep()
    const { state, history } = await finding()
    expect(state).toBe('PENDING_REVIEW')
    expect(history.at(-1)).toEqual(['REOPENED', 'PENDING_REVIEW', 'One fact more of what happened.', null, true])
    expect(history[1]).toEqual(['REVIEWED', 'DISMISSED', null, 'olga', false])
  })

  test('is refused where it is none', async () => {
    await deliver(database, folder, world)
    await sweep()
    await expect(review('PENDING_REVIEW')).rejects.toThrow(Invalid)
    await expect(review('CONFIRMED', ' \u200b')).rejects.toThrow(Invalid)
    const nobody = { finding: 'x', state: 'CONFIRMED', note: 'n', by: 'olga', purpose: null } as const
    await expect(reviewFinding(database, nobody)).rejects.toThrow(NotFound)
    await deliver(database, folder, [left({ exception: 'MEDICAL' })])
    await sweep()
    await expect(review('CONFIRMED')).rejects.toThrow(Conflict)
    expect((await finding()).history).toHaveLength(2)
  })
})

test('a sweep that was cut short is taken up', async () => {
  await deliver(database, folder, world)
  await database.write(tx => tx.run("CREATE (:Sweep {id: '0', number: 0, startedAt: 1})"))
  await sweep()
  const rows = await database.read('MATCH (s:Sweep) RETURN s.interrupted, s.endedAt IS NOT NULL ORDER BY s.number', {})
  expect(rows).toEqual([
    [true, false],
    [null, true],
  ])
})
