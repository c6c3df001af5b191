import { existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeWorld } from '../seed/index.ts'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
/** Where worlds are kept. */
export const WORLDS = join(ROOT, 'bench', 'worlds')
const NEO4J = join(ROOT, '.alight', 'neo4j-5.26.30')

/** The folder of a world of `persons` × 2 years, seed 1: made once, then kept. */
export async function largeWorld(persons: number): Promise<string> {
  const world = join(WORLDS, `${persons}x2`)
  if (!existsSync(join(world, 'truth.json'))) await writeWorld({ persons, years: 2, seed: 1, out: world })
  return world
}

/** A home of its own, to be thrown away. */
export function newHome(): string {
  return furnished(mkdtempSync(join(tmpdir(), 'alight-bench-')))
}

/** Makes a home with the project's jars, where there are any. */
export function furnished(home: string): string {
  mkdirSync(home, { recursive: true })
  if (existsSync(NEO4J)) symlinkSync(NEO4J, join(home, basename(NEO4J)))
  return home
}
