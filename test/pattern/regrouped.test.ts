import { rmSync } from 'node:fs'
import { afterAll, expect, test } from '@jest/globals'
import { Detection } from '../../src/pattern/detection/detection.ts'
import { DETECTORS } from '../../src/pattern/detectors/index.ts'
import { currentProjection } from '../../src/pattern/projection/update.ts'
import { mayContradict, mayContradictItself } from '../../src/pattern/statements/stated-by.ts'
import { takeEffect } from '../../src/person/decide/take-effect.ts'
import { pairOf } from '../../src/person/decided/ruling.ts'
import { check, identity, line, passenger, passport, run } from '../builders.ts'
import { deliver, scratch } from '../delivery.ts'
import { emptyGraph } from '../test-graph.ts'
import { everythingSaid } from './detected.ts'

const folder = scratch()
afterAll(() => rmSync(folder, { recursive: true }))

const DAYS = ['2024-04-01', '2024-04-08', '2024-04-15'] as const
const anna = { ...identity('IVANOVA', 'ANNA', '1984-03-09'), sex: 'F' }
const olga = { ...identity('PETROVA', 'OLGA', '1961-11-30'), sex: 'F' }
const papers = { anna: passport('711111111'), olga: passport('722222222') }
const expired = (paper: object, holder: object) => ({
  record: 'document',
  ...paper,
  holder,
  issuedOn: '2014-01-01',
  expiresOn: '2024-01-01',
})

/** Both leave where a rule forbids it, on passports that had expired, each on runs of her own. */
const world = [
  ...line,
  ...DAYS.map(day => run(day)),
  { record: 'regime', id: 'closed', from: '2020-01-01', stations: ['KENA'], alighting: false, basis: 'test' },
  expired(papers.anna, anna),
  expired(papers.olga, olga),
  ...DAYS.flatMap((day, i) => {
    const [who, paper] = i === 1 ? [olga, papers.olga] : [anna, papers.anna]
    return [
      passenger(day, '1', who, { documents: [paper], ticket: { from: 'MOSKVA', to: 'KALININGRAD' } }),
      check(`left ${day}`, day, 'ALIGHT', { passenger: '1', document: paper }),
    ]
  }),
]

test('who is one with somebody else by a decision, and two again, has all said anew that is said of their runs', async () => {
  const database = await emptyGraph()
  try {
    await deliver(database, folder, world)
    const kept = new Detection(DETECTORS, database)
    let { projection } = await currentProjection(database, undefined)
    kept.touch(projection, 'all')
    await kept.settle()
    const rows = await database.read('MATCH (i:Identity)-[:IS]->() RETURN i.id ORDER BY i.id', {})
    const [one, ...others] = rows.map(([id]) => String(id)) as [string, ...string[]]
    const pairs = others.map(other => ({ ...pairOf(one, other), verdict: 'CONFIRMED' as const }))
    const decider = { by: 'olga', purpose: null, note: 'seen', kind: 'REJECT' as const }
    const { number } = await database.write(tx => takeEffect(tx, { ...decider, pairs }))
    const asNow = async () => {
      const current = await currentProjection(database, projection)
      projection = current.projection
      kept.touch(projection, current.touched)
      await kept.settle()
      const anew = new Detection(DETECTORS, database)
      anew.touch((await currentProjection(database, undefined)).projection, 'all')
      anew.goBy(kept.epochs)
      await anew.settle()
      const said = await everythingSaid(database, kept)
      expect(said).toEqual(await everythingSaid(database, anew))
      return said
    }
    const persons = (said: readonly string[], pattern: string) =>
      new Set(said.filter(one => one.startsWith(pattern)).map(one => /Person [^"]*/.exec(one)?.[0])).size
    const merged = await asNow()
    for (const pattern of ['UNPERMITTED_ALIGHTING', 'DOCUMENT_NOT_VALID', 'TICKET_MISMATCH'])
      expect([pattern, persons(merged, pattern)]).toEqual([pattern, 1])
    await database.write(tx => takeEffect(tx, { ...decider, pairs: [], undoes: number }))
    const split = await asNow()
    for (const pattern of ['UNPERMITTED_ALIGHTING', 'DOCUMENT_NOT_VALID', 'TICKET_MISMATCH'])
      expect([pattern, persons(split, pattern)]).toEqual([pattern, 2])
  } finally {
    await database.close()
  }
})

test('identities that come to somebody who stated one thing until then are compared with what was stated', async () => {
  const database = await emptyGraph()
  try {
    const stating = (day: string, who: object) => [
      run(day),
      passenger(day, '1', { ...anna, ...who }, { documents: [papers.anna] }),
    ]
    await deliver(database, folder, [...line, ...stating(DAYS[0], {})])
    const { projection } = await currentProjection(database, undefined)
    const mayContradictThemselves = () => {
      const persons = [...projection.people.persons.columns.identities.subarray(0, projection.people.persons.length)]
      return persons.map((_, person) => {
        const may = mayContradictItself(projection, person)
        expect(may).toBe(mayContradict(projection, projection.people.identitiesOf(person)))
        return may
      })
    }
    expect(mayContradictThemselves()).toEqual([false])
    const before = projection.touches.now
    await deliver(database, folder, stating(DAYS[1], { dateOfBirth: '1984-09-03' }))
    expect((await currentProjection(database, projection)).projection).toBe(projection)
    expect(projection.touches.cameTo(0, before)).toHaveLength(1)
    expect(mayContradictThemselves()).toEqual([true])
  } finally {
    await database.close()
  }
})
