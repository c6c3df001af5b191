import { rmSync } from 'node:fs'
import { afterAll, expect, test } from '@jest/globals'
import type { Database } from '../../src/graph/index.ts'
import { isPlain } from '../../src/pattern/presence/at-a-glance.ts'
import { contradictionsOf } from '../../src/pattern/presence/contradictions.ts'
import { sightingsOfPerson } from '../../src/pattern/presence/sightings.ts'
import { fastestRuns } from '../../src/pattern/presence/travel-time.ts'
import type { Projection } from '../../src/pattern/projection/projection.ts'
import { currentProjection } from '../../src/pattern/projection/update.ts'
import { isOfMany, isShownByAnother, personsShowing } from '../../src/pattern/sharing/holders.ts'
import { documentsShownBy, presentationsBy } from '../../src/pattern/terms/presentations.ts'
import { journeysMadeBy, journeysOf, journeysShowing } from '../../src/pattern/terms/units.ts'
import { deliver, scratch } from '../delivery.ts'
import { Chance } from '../reads/chance.ts'
import { emptyGraph } from '../test-graph.ts'
import { RandomWorld } from './random-world.ts'

const folder = scratch()
afterAll(() => rmSync(folder, { recursive: true }))

const ALLOWANCES = [0, 30].map(minutes => minutes * 60_000)

test.each([1, 2, 3])('what is told at a glance is what a closer look says, in random world %i', async seed => {
  const database = await emptyGraph()
  try {
    const projection = await projected(database, seed)
    const { people, documents } = projection
    let [plain, others] = [0, 0]
    for (let person = 0; person < people.persons.length; person++) {
      for (const allowance of ALLOWANCES) {
        const telling = { fastest: fastestRuns(projection), allowance, ofTwo: false }
        const { contradictions } = contradictionsOf(projection, sightingsOfPerson(projection, person), telling)
        if (isPlain(projection, person, telling)) {
          expect(contradictions).toEqual([])
          plain++
        } else others++
      }
      expect(journeysMadeBy(projection, person)).toEqual(
        people.identitiesOf(person).flatMap(identity => journeysOf(projection, identity)),
      )
      expect(new Set(documentsShownBy(projection, person))).toEqual(
        new Set(presentationsBy(projection, person).map(({ document }) => document)),
      )
    }
    expect(Math.min(plain, others)).toBeGreaterThan(0)
    for (let document = 0; document < documents.documents.length; document++) expectShown(projection, document)
  } finally {
    await database.close()
  }
})

function expectShown(projection: Projection, document: number): void {
  const persons = personsShowing(projection, document)
  const known = [...persons].filter(person => person >= 0)
  expect(isOfMany(projection, document)).toBe(known.length > 1)
  expect(isOfMany(projection, document, true)).toBe(persons.size > 1 || persons.has(-1))
  for (const person of [...known, -2])
    expect(isShownByAnother(projection, document, person)).toBe(known.some(other => other !== person))
  const journeys = journeysShowing(projection, document)
  expect(new Set(journeys).size).toBe(journeys.length)
}

async function projected(database: Database, seed: number): Promise<Projection> {
  const world = new RandomWorld(new Chance(seed))
  let projection: Projection | undefined
  // Brought on twice, so that rows are not in the order in which the graph has them.
  for (let nth = 0; nth < 3; nth++) {
    await deliver(database, folder, [...world.lines(30), ...(nth < 2 ? world.frame() : [])])
    projection = (await currentProjection(database, projection)).projection
  }
  return projection as Projection
}
