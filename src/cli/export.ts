import { writeFileSync } from 'node:fs'
import { Invalid, messageOf } from '../base/index.ts'
import type { Parts } from './index.ts'

/** What stands behind each option, as it was typed. */
export interface ExportOptions {
  readonly paxlst?: string
  readonly out?: string
}

/**
 * `alight export`: writes a run's passenger list to a file or to standard output, and says on stderr what the format
 * cannot carry.
 * @throws Invalid where nothing to export is named, or the file cannot be written; NotFound for an unknown run
 */
export async function exportFrom(
  parts: Parts,
  { paxlst: run, out }: ExportOptions,
  say: (line: string) => void,
): Promise<number> {
  if (run === undefined) throw new Invalid('export: expected what to export, came nothing; try --paxlst 029/2023-05-01')
  const { text, passengers, isComplete, left } = await parts.withGraph(parts.config(), say, database =>
    parts.exportList(database, run),
  )
  if (out === undefined) process.stdout.write(text)
  else write(out, text)
  if (left.size > 0) say(`not in the list, because PAXLST has no place for it: ${listed(left)}`)
  if (!isComplete) say('not known to be complete: written as a list whose last part is missing')
  if (out !== undefined) say(`${passengers} passengers of ${run} written to ${out}`)
  return 0
}

const listed = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([what, count]) => `${count} ${what}`).join(', ')

/** Passenger lists are for whoever exports them alone. */
function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600 })
  } catch (error) {
    throw new Invalid(`--out: expected a file that can be written, came ${path}: ${messageOf(error)}`)
  }
}
