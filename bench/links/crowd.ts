import type { Random } from '../../seed/base/random.ts'
import { createNodes, type Database, type Place, tie } from '../../src/graph/index.ts'
import { firstSitting, IDENTITY, identityRow, PORTRAIT, statedIdentity } from '../../src/person/index.ts'

const BATCH = 5_000
const PERSON = ['id', 'displayName']

/**
 * Adds persons who never travel until the graph holds so many: each has the surname of somebody there and the given name
 * of somebody else of the same sex, so common names stay as common. They are written as a load writes them, uncompared.
 */
export async function fillWithCrowd(
  database: Database,
  persons: number,
  random: Random,
  say: (line: string) => void,
): Promise<void> {
  const [[there] = []] = await database.read('MATCH (p:Person) RETURN count(p)', {})
  const missing = persons - Number(there)
  if (missing <= 0) return
  const people = await namesBySex(database)
  const started = performance.now()
  for (let done = 0; done < missing; done += BATCH) {
    const stated = Array.from({ length: Math.min(BATCH, missing - done) }, (_, i) => stranger(people, random, done + i))
    await database.write(async tx => {
      const identities = await createNodes(tx, 'crowdIdentities', 'Identity', IDENTITY, stated.map(identityRow))
      const sittings = stated.map(firstSitting)
      const rows = sittings.map(({ row }, i) => row().with(0, stated[i]?.id))
      const portraits = await createNodes(tx, 'crowdPortraits', 'Portrait', PORTRAIT, rows)
      const shown = stated.map(({ id, fields }) => [id, `${fields.surname} ${fields.givenNames}`])
      const made = await createNodes(tx, 'crowdPersons', 'Person', PERSON, shown)
      const pairs = (to: readonly Place[]) => identities.map((place, i) => [place, to[i] as Place] as const)
      await tie(tx, 'COMPARED_AS', pairs(portraits))
      await tie(tx, 'IS', pairs(made))
    })
  }
  say(`${missing} persons added in ${((performance.now() - started) / 1_000).toFixed(0)} s`)
}

type Names = readonly [surname: string, givenNames: string]

async function namesBySex(database: Database): Promise<Map<string, Names[]>> {
  const rows = (await database.read(
    'MATCH (q:Portrait) WHERE q.givenNames IS NOT NULL RETURN coalesce(q.sex, "X"), q.surname, q.givenNames ORDER BY q.id LIMIT 100000',
    {},
    { timeout: 120_000 },
  )) as [string, string, string][]
  const bySex = new Map<string, Names[]>()
  for (const [sex, ...names] of rows) bySex.set(sex, [...(bySex.get(sex) ?? []), names].slice(-MOST_NAMES))
  return bySex
}

/** Enough to draw from as names are distributed. */
const MOST_NAMES = 2_000

const DAY = 86_400_000

function stranger(people: ReadonlyMap<string, readonly Names[]>, random: Random, nth: number) {
  const sex = random.pick([...people.keys()])
  const own = people.get(sex) as readonly Names[]
  const dateOfBirth = new Date(Date.UTC(1940, 0, 1) + random.below(25_000) * DAY).toISOString().slice(0, 10)
  const fields = { surname: random.pick(own)[0], givenNames: random.pick(own)[1], dateOfBirth, sex }
  return statedIdentity(fields, [], `crowd:${nth}`)
}
