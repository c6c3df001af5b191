import { Invalid, instantOf, isDate, openLog } from '../base/index.ts'
import { type OtherValue, rehearseSweep, type SweepChange, Sweeper, type Swept } from '../finding/index.ts'
import { PATTERN_NAMES, type PatternName, Patterns } from '../pattern/index.ts'
import type { Parts } from './index.ts'
import { openProgress } from './progress.ts'

export interface SweepOptions {
  readonly pattern?: readonly string[]
  readonly since?: string
  readonly refit?: boolean
  readonly dryRun?: boolean
  readonly asKnownAt?: string
  readonly set?: readonly string[]
  readonly verify?: boolean
  readonly json?: boolean
}

/**
 * `alight sweep`: brings findings up to what is recorded, everything tested from nothing. With `--verify` it changes nothing,
 * and its exit code is 1 where findings are not what a sweep from nothing says.
 */
export async function sweep(parts: Parts, options: SweepOptions, say: (line: string) => void): Promise<number> {
  const asked = { patterns: patternsOf(options.pattern), since: instantGiven('--since', options.since) }
  const supposed = {
    asKnownAt: instantGiven('--as-known-at', options.asKnownAt),
    parameters: (options.set ?? []).map(otherValue),
  }
  const isSupposed = supposed.asKnownAt !== undefined || supposed.parameters.length > 0
  if (isSupposed && (!options.dryRun || options.verify))
    throw new Invalid('--as-known-at, --set: expected with --dry-run only, came without or with --verify')
  if (options.verify && options.refit)
    throw new Invalid('--verify: expected without --refit, by which other things would be found; came with')
  return parts.withGraph(parts.config(), say, async database => {
    const patterns = new Patterns(database)
    if (options.verify || options.dryRun) {
      const changes = await rehearseSweep(database, patterns, { ...asked, ...supposed, refit: options.refit })
      tellChanges(changes, options, say)
      return options.verify && changes.length > 0 ? 1 : 0
    }
    const progress = openProgress('Looking')
    try {
      const { swept } = await new Sweeper(database, patterns, openLog('silent')).sweep({
        ...asked,
        trigger: 'ASKED',
        by: 'local',
        refit: options.refit ?? false,
        progress: (pattern, tested) => {
          const [nth, all] = [PATTERN_NAMES.indexOf(pattern), PATTERN_NAMES.length]
          if (tested === 'WRITING') progress.update(all + nth, 2 * all, `${pattern}, findings`)
          else progress.update(nth, 2 * all, `${pattern}, ${tested} tested`)
        },
      })
      progress.stop()
      tellSwept(swept, options)
    } finally {
      progress.stop()
    }
    return 0
  })
}

function patternsOf(names: readonly string[] | undefined, option = '--pattern'): readonly PatternName[] {
  const unknown = names?.find(name => !(PATTERN_NAMES as readonly string[]).includes(name))
  if (unknown !== undefined)
    throw new Invalid(`${option}: expected ${PATTERN_NAMES.join(', ')}; came ${unknown.slice(0, 60)}`)
  return (names as readonly PatternName[] | undefined) ?? PATTERN_NAMES
}

/** PATTERN.parameter=value */
function otherValue(text: string): OtherValue {
  const [, pattern, name, value] = /^([A-Z_]+)\.(\w+)=(-?[\d.]+(?:e-?\d+)?)$/.exec(text) ?? []
  if (pattern === undefined || name === undefined || !Number.isFinite(Number(value)))
    throw new Invalid(
      `--set: expected PATTERN.parameter=value, such as SHARED_DOCUMENT.childUnder=16; came ${text.slice(0, 80)}`,
    )
  const [known] = patternsOf([pattern], '--set') as [PatternName]
  return { pattern: known, name, value: Number(value) }
}

function instantGiven(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const instant = isDate(text) ? Date.parse(`${text}T00:00:00Z`) : instantOf(text)
  if (instant === undefined)
    throw new Invalid(
      `${option}: expected an instant such as 2024-03-01T00:00:00Z, or a day; came ${text.slice(0, 60)}`,
    )
  return instant
}

function tellSwept(swept: readonly Swept[], { json }: SweepOptions): void {
  if (json) process.stdout.write(`${JSON.stringify(swept)}\n`)
  else
    for (const { pattern, tests, passing, raised, reopened, changed, withdrawn } of swept)
      process.stdout.write(
        `${pattern.padEnd(LONGEST)} ${passing} found in ${tests} tests: ${raised} raised, ${reopened} opened again, ${changed} changed, ${withdrawn} withdrawn\n`,
      )
}

const LONGEST = Math.max(...PATTERN_NAMES.map(name => name.length))

function tellChanges(
  changes: readonly SweepChange[],
  { json, verify }: SweepOptions,
  say: (line: string) => void,
): void {
  if (json) process.stdout.write(`${JSON.stringify(changes)}\n`)
  else
    for (const { pattern, kind, finding, says } of changes)
      process.stdout.write(`${pattern} ${kind} ${finding}${says === null ? '' : `: ${says}`}\n`)
  if (verify)
    say(
      changes.length === 0
        ? 'Findings are what a sweep from nothing says'
        : `${changes.length} findings are not what a sweep from nothing says: alight sweep brings them up to it`,
    )
}
