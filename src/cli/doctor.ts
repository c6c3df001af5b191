import { type Config, messageOf } from '../base/index.ts'
import { examine } from '../graph/index.ts'
import { type Census, takeCensus } from '../pattern/index.ts'
import type { Parts } from './index.ts'

interface DoctorOptions {
  readonly json?: boolean
  readonly projection?: boolean
}

/** `alight doctor`: exit code 1 when something is missing. */
export async function doctor(
  parts: Pick<Parts, 'config' | 'withGraph'>,
  options: DoctorOptions,
  say: (line: string) => void,
): Promise<number> {
  const config = parts.config()
  const found: Finding[] = await examine(config)
  if (options.projection && found.every(({ state }) => state === 'ok'))
    found.push(await examineProjection(parts, config, say))
  if (options.json) process.stdout.write(`${JSON.stringify(found)}\n`)
  else
    for (const { what, state, detail } of found)
      process.stdout.write(`${state === 'ok' ? '✓' : '✗'} ${what}: ${detail}\n`)
  return found.every(({ state }) => state === 'ok') ? 0 : 1
}

interface Finding {
  readonly what: string
  readonly state: 'ok' | 'missing' | 'wrong'
  readonly detail: string
}

const WHAT = 'What detectors count in'

/** Reads the graph as detectors do, and says whether they see what is there. */
async function examineProjection(
  { withGraph }: Pick<Parts, 'withGraph'>,
  config: Config,
  say: (line: string) => void,
): Promise<Finding> {
  try {
    return judge(await withGraph(config, say, takeCensus))
  } catch (error) {
    return { what: WHAT, state: 'wrong', detail: messageOf(error) }
  }
}

function judge({ counts, took, bytesPerJourney }: Census): Finding {
  const differing = counts.filter(({ graph, projection }) => graph !== projection)
  const shown = (differing.length > 0 ? differing : counts).map(({ label, graph, projection }) =>
    graph === projection ? `${graph} ${label}` : `${projection} of ${graph} ${label}`,
  )
  const cost = `read in ${(took / 1_000).toFixed(1)} s, ${Math.round(bytesPerJourney)} bytes a journey`
  return differing.length > 0
    ? { what: WHAT, state: 'wrong', detail: `${shown.join(', ')}; look again when nothing is being loaded` }
    : { what: WHAT, state: 'ok', detail: `${shown.join(', ')}, as in the graph; ${cost}` }
}
