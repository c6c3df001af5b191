import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { PATTERN_NAMES } from '../pattern/index.ts'

const TIERS = ['easy', 'real', 'limit', 'decoy', 'incidental'] as const
export type Tier = (typeof TIERS)[number]

const line = z.object({
  pattern: z.enum(PATTERN_NAMES),
  tier: z.enum(TIERS),
  decoy: z.string().optional(),
  persons: z.array(z.string()),
  documents: z.array(z.string()),
  journeys: z.array(z.string()),
  runs: z.array(z.string()),
  station: z.string().optional(),
  week: z.string().optional(),
  knowableAt: z.iso.datetime({ offset: true }),
})

/**
 * One case of a world's truth: planted plainly (easy), as it may happen (real) or at the edge of what can be told (limit); a
 * decoy that looks like one and is none; or incidental: true, and nobody's plan.
 */
export type Case = z.infer<typeof line>

/** The cases of a world, from the file beside its delivery. */
export async function readCases(path: string): Promise<Case[]> {
  const cases: Case[] = []
  for await (const text of createInterface({ input: createReadStream(path) })) cases.push(line.parse(JSON.parse(text)))
  return cases
}
