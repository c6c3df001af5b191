import { rmSync } from 'node:fs'
import { afterAll, expect, test } from '@jest/globals'
import { Leavers } from '../../src/pattern/company/leavers.ts'
import type { Detector, Given } from '../../src/pattern/detection/detector.ts'
import { defaultsOf } from '../../src/pattern/detection/rule.ts'
import { DETECTORS } from '../../src/pattern/detectors/index.ts'
import type { Projection } from '../../src/pattern/projection/projection.ts'
import { currentProjection } from '../../src/pattern/projection/update.ts'
import { documentsShownBy } from '../../src/pattern/terms/presentations.ts'
import { checksReading, journeyCountOf, journeysMadeBy } from '../../src/pattern/terms/units.ts'
import { deliver, scratch } from '../delivery.ts'
import { Chance } from '../reads/chance.ts'
import { emptyGraph } from '../test-graph.ts'
import { RandomWorld } from './random-world.ts'

const folder = scratch()
afterAll(() => rmSync(folder, { recursive: true }))

const DELIVERIES = 14
const SPAN = { lastRuns: 60, windowDays: 730 }
/** Lower thresholds than anybody would go by, so that something comes of a few journeys. */
const LOW: Readonly<Record<string, number>> = { atLeast: 2, keepBelow: 0.1, lastRuns: 4 }

/** Units are persons, or persons at even numbers. */
const OF_PERSONS = [
  'REPEAT_DISEMBARKER',
  'TICKET_MISMATCH',
  'MULTIPLE_IDENTITIES',
  'DOCUMENT_SWITCH',
  'REPEAT_CO_TRAVELLERS',
  'CO_ALIGHTING_GROUP',
  'IMPOSSIBLE_PRESENCE',
]
const detectors = DETECTORS.filter(({ rule }) => OF_PERSONS.includes(rule.pattern))

interface Asked {
  readonly detector: Detector
  readonly given: Omit<Given, 'projection'>
}

test.each([1, 2, 3, 4])(
  'what is kept of persons takes in journeys that come as if all were looked at anew, in random world %i',
  async seed => {
    const database = await emptyGraph()
    try {
      const world = new RandomWorld(new Chance(seed))
      await deliver(database, folder, [...world.frame(), ...world.lines(40)])
      const { projection } = await currentProjection(database, undefined)
      const asked = await Promise.all(detectors.map(detector => fitted(detector, projection)))
      expectAsAnew(asked, projection)
      let came = 0
      for (let nth = 0; nth < DELIVERIES; nth++) {
        // Every other one says something else of what is there already: little, or rows move and all is looked at anew.
        await deliver(database, folder, nth % 2 === 1 ? world.lines(1) : world.arrival())
        const before = projection.touches.now
        expect((await currentProjection(database, projection)).projection).toBe(projection)
        for (let person = 0; person < projection.people.persons.length; person++)
          if (projection.touches.cameTo(person, before)) came++
        expectAsAnew(asked, projection)
      }
      expect(came).toBeGreaterThan(DELIVERIES / 2)
    } finally {
      await database.close()
    }
  },
  60_000,
)

async function fitted(detector: Detector, projection: Projection): Promise<Asked> {
  const defaults = Object.entries(defaultsOf(detector.rule))
  const parameters = Object.fromEntries(defaults.map(([name, value]) => [name, LOW[name] ?? value]))
  const fitting = detector.fit?.({ projection, parameters }, () => undefined)
  return { detector, given: { parameters, fitted: (await fitting) ?? null } }
}

/** The same rows under another name, of which nobody has kept anything. */
function expectAsAnew(asked: readonly Asked[], projection: Projection): void {
  const anew = projection.with(projection.people)
  for (let person = 0; person < projection.people.persons.length; person++) {
    const keptOf = (of: Projection) => ({
      documents: new Set(documentsShownBy(of, person)),
      left: new Map([...new Leavers(of, {}, SPAN).of(person)].map(([stop, made]) => [stop, new Set(made)])),
    })
    expect(keptOf(projection)).toEqual(keptOf(anew))
    expect(journeyCountOf(projection, person)).toBe(journeysMadeBy(projection, person).length)
  }
  const { checkCount } = projection.people.identities.columns
  for (let identity = 0; identity < projection.people.identities.length; identity++)
    expect(checkCount[identity]).toBe(checksReading(projection, identity).length)
  for (const { detector, given } of asked) {
    const inOrder = (unit: number, of: Projection) => {
      const { tests, claims } = detector.test(unit, { ...given, projection: of })
      const said = claims.map(({ subjects, anchor, p, figures }) => JSON.stringify([subjects, anchor, p, figures]))
      return { pattern: detector.rule.pattern, tests, said: said.sort() }
    }
    for (const unit of detector.units(projection)) expect(inOrder(unit, projection)).toEqual(inOrder(unit, anew))
  }
}
