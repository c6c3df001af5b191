import { writeFileSync } from 'node:fs'
import { Candidates } from '../../src/person/key/candidates.ts'
import { fitMatcher } from '../../src/person/match/fit/fit-matcher.ts'
import { portraitOf } from '../../src/person/portrait/portrait.ts'
import { noisyWorld } from './world.ts'

const FILE = new URL('../../src/person/match/first-version.json', import.meta.url)
/** A seed of those that are for tuning. */
const SEED = 1
const PERSONS = 20_000
/** No name is known to be frequent yet: each weighs as one that one in so many bears, which is what names weigh on the whole. */
const BEARERS = 200
/** One other identity of the same person among so many: a graph in its first months. */
const LAMBDA = 1e-5

/**
 * Of two passports of one person and issuer one in fifty was good beside the other, assumed; of two persons' nearly all
 * are. The worlds that are learnt from state no days.
 */
const BOTH_VALID = { level: 4, m: 0.02, u: 0.9 }

/** Writes the version of the matcher that judges until one is fitted to a graph's own identities. */
export async function makeFirstVersion(): Promise<void> {
  const told = noisyWorld({ persons: PERSONS, noise: 0.02, seed: SEED })
  const portraits = told.map(({ fields, documents }, i) => portraitOf(String(i), fields, documents))
  const { rates } = fitMatcher(portraits, new Candidates(portraits).pairs(), 0)
  const rounded = Object.fromEntries(
    Object.entries(rates).map(([field, { m, u }]) => [field, { m: m.map(significant), u: u.map(significant) }]),
  )
  const { document } = rounded as { document: { m: number[]; u: number[] } }
  document.m[BOTH_VALID.level] = BOTH_VALID.m
  document.u[BOTH_VALID.level] = BOTH_VALID.u
  const version = {
    version: 0,
    rates: rounded,
    lambda: LAMBDA,
    frequencies: { surname: {}, given: {} },
    identities: BEARERS,
  }
  writeFileSync(FILE, `${JSON.stringify(version, null, 2)}\n`)
}

const significant = (share: number) => Number(share.toPrecision(4))
