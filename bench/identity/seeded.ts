import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeWorld } from '../../seed/index.ts'
import type { Told } from './world.ts'

interface Line {
  readonly identity: Told['fields']
  readonly documents?: Told['documents']
}

/** The distinct identities of a world of `alight seed`, with the truth that stands beside it. */
export async function seededWorld(persons: number, seed: number): Promise<Told[]> {
  const out = mkdtempSync(join(tmpdir(), 'alight-identities-'))
  try {
    await writeWorld({ persons, years: 1, seed, out })
    const lines = (name: string) => readFileSync(join(out, name), 'utf8').split('\n').filter(Boolean)
    const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as { persons: { identities: object[] }[] }
    const persona = new Map(
      truth.persons.flatMap(({ identities }, person) =>
        identities.map(fields => [JSON.stringify(fields), person] as const),
      ),
    )
    const told = new Map<string, Told>()
    for (const line of lines('60-passengers.ndjson')) {
      const { identity, documents = [] } = JSON.parse(line) as Line
      const person = persona.get(JSON.stringify(identity))
      if (person === undefined)
        throw new Error('truth.json: expected every identity of the passenger lists, one is missing')
      told.set(JSON.stringify([identity, documents]), { person, fields: identity, documents })
    }
    return [...told.values()]
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
