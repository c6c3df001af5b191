import { rmSync } from 'node:fs'
import { afterAll, expect, test } from '@jest/globals'
import type { Given } from '../../../src/pattern/detection/detector.ts'
import { impossiblePresence } from '../../../src/pattern/detectors/impossible-presence.ts'
import { fastestRuns } from '../../../src/pattern/presence/travel-time.ts'
import type { Projection } from '../../../src/pattern/projection/projection.ts'
import { currentProjection } from '../../../src/pattern/projection/update.ts'
import { check, identity, line, passenger, run, train } from '../../builders.ts'
import { deliver, scratch } from '../../delivery.ts'
import { Chance } from '../../reads/chance.ts'
import { emptyGraph } from '../../test-graph.ts'

const folder = scratch()
afterAll(() => rmSync(folder, { recursive: true }))

const DAY = 86_400_000
const FIRST = Date.parse('2023-05-01')
const DAYS = 20
const TRAINS = ['029', '147']
const DELIVERIES = 30
const TRAVELLERS = ['ANNA', 'BORIS', 'VIKTOR', 'ALENA', 'GLEB', 'IRINA'].map((given, i) =>
  identity(['IVANOVA', 'PETROV', 'TSOI', 'NOVIK', 'ORLOV', 'ZAITSEVA'][i] as string, given, `19${60 + 5 * i}-03-09`),
)
const STOPS = ['MOSKVA', 'KENA', 'KYBARTAI', 'KALININGRAD']

/** Days on which one of two trains ran that call at the same hours, in any order. */
function runsOf(chance: Chance): [day: string, on: string][] {
  const days = Array.from({ length: DAYS }, (_, nth) => new Date(FIRST + nth * DAY).toISOString().slice(0, 10))
  return days.flatMap(day => TRAINS.map(on => [day, on] as [string, string])).sort(() => chance.between(-1, 1))
}

/** A run and who was seen on it: where the train was, mostly, and sometimes by somebody else's ticket. */
function listOf([day, on]: readonly [day: string, on: string], nth: number, chance: Chance): object[] {
  const next = new Date(Date.parse(day) + DAY).toISOString().slice(0, 10)
  const travellers = TRAVELLERS.filter(() => chance.is(0.4))
  const seen = (code: string, time: string) => ({
    station: code,
    at: `${chance.is(0.9) ? next : day}T${chance.is(0.9) ? time : '19:40'}:00Z`,
  })
  const ofRun = { run: `${on}/${day}` }
  return [
    { ...run(day), ...ofRun, train: on },
    ...travellers.map((who, i) => passenger(day, String(i), who, ofRun)),
    ...travellers.flatMap((_, i) => [
      check(`${nth}.${i}.in`, day, 'ENTRY', { ...ofRun, passenger: String(i), ...seen('KENA', '07:40') }),
      check(`${nth}.${i}.out`, day, 'EXIT', {
        ...ofRun,
        passenger: String(i),
        ...seen(chance.is(0.9) ? 'KYBARTAI' : chance.one(STOPS), '10:50'),
        ...(chance.is(0.2) ? { identity: chance.one(TRAVELLERS) } : {}),
      }),
    ]),
  ]
}

test.each([1, 2, 3])(
  'what nothing contradicted takes in journeys, late ones too, as a look at all of them does, in random world %i',
  async seed => {
    const chance = new Chance(seed)
    const runs = runsOf(chance)
    const next = (nth: number) => listOf(runs[nth] as [string, string], nth, chance)
    const database = await emptyGraph()
    try {
      await deliver(database, folder, [...line, train('147'), ...next(0)])
      const { projection } = await currentProjection(database, undefined)
      const given = { parameters: { allowance: 30 }, fitted: fastestRuns(projection) }
      const counts = { contradicted: 0, others: 0 }
      for (let nth = 1; nth <= DELIVERIES; nth++) {
        const before = projection.touches.now
        await deliver(database, folder, next(nth))
        expect((await currentProjection(database, projection)).projection).toBe(projection)
        for (let person = 0; person < projection.people.persons.length; person++) {
          const said = saidOf(person, { ...given, projection })
          expect(said).toEqual(saidOf(person, { ...given, projection: projection.with(projection.people) }))
          if (!projection.touches.cameTo(person, before)) continue
          if (said.claims.length > 0) counts.contradicted++
          else counts.others++
        }
      }
      // Both happen to those to whom a journey came.
      expect(Math.min(...Object.values(counts))).toBeGreaterThan(5)
    } finally {
      await database.close()
    }
  },
  60_000,
)

function saidOf(person: number, given: Given & { readonly projection: Projection }) {
  const { tests, claims } = impossiblePresence.test(2 * person, given as never)
  return { tests, claims: claims.map(({ figures }) => figures) }
}
