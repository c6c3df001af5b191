import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Noise, writeWorld } from '../../seed/index.ts'
import type { Told } from './world.ts'

interface Line {
  readonly run: string
  readonly ref: string
  readonly identity: Told['fields']
  readonly documents?: Told['documents']
}

/** The lines of the passenger lists of a world of `alight seed`, each with whom it is truly about. */
export async function seededWorld(world: {
  readonly persons: number
  readonly years: number
  readonly seed: number
  readonly noise: Noise
}): Promise<Told[]> {
  const out = mkdtempSync(join(tmpdir(), 'alight-identities-'))
  try {
    await writeWorld({ ...world, out })
    const truth = JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) as { persons: { lines: string[] }[] }
    const travellers = new Map(truth.persons.flatMap(({ lines }, person) => lines.map(line => [line, person] as const)))
    const lines = readFileSync(join(out, '60-passengers.ndjson'), 'utf8').split('\n').filter(Boolean)
    return lines.map(line => {
      const { run, ref, identity, documents = [] } = JSON.parse(line) as Line
      const person = travellers.get(`${run}/${ref}`)
      if (person === undefined) throw new Error(`truth.json: expected the traveller of ${run}/${ref}, nobody is named`)
      return { person, fields: identity, documents }
    })
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}
