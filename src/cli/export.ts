import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Invalid, messageOf, NotFound } from '../base/index.ts'
import { findingToExport } from '../finding/index.ts'
import type { Database } from '../graph/index.ts'
import {
  type ExportRequest,
  GRAPH_FORMATS,
  kindOfLabel,
  NODE_KINDS,
  prepareExport,
  readSelection,
  type Thing,
  thingsOfCollection,
} from '../link/index.ts'
import { Groupings, type Strictness, WAYS } from '../person/index.ts'
import type { Parts } from './index.ts'
import { openProgress } from './progress.ts'

/** What stands behind each option, as it was typed. */
export interface ExportOptions {
  readonly ids?: readonly string[]
  readonly finding?: string
  readonly collection?: string
  readonly format?: string
  readonly identity?: string
  readonly purpose?: string
  readonly paxlst?: string
  readonly out?: string
}

/**
 * `alight export`: writes things and their ties, or a run's passenger list, to a file or to standard output, and says on
 * stderr what the format cannot carry.
 * @throws Invalid where not one thing to export is named, or the file cannot be written; NotFound for what is not there
 */
export async function exportFrom(parts: Parts, options: ExportOptions, say: (line: string) => void): Promise<number> {
  const { ids, finding, collection, paxlst } = options
  const named = [ids, finding, collection, paxlst].filter(one => one !== undefined)
  if (named.length !== 1)
    throw new Invalid(
      `export: expected one of --ids, --finding, --collection and --paxlst, came ${named.length || 'nothing'}; try --paxlst 029/2023-05-01`,
    )
  return paxlst === undefined ? exportGraph(parts, options, say) : exportRun(parts, paxlst, options.out, say)
}

/** Milliseconds after which it is told how far it has come. */
const QUIET = 2_000

async function exportGraph(parts: Parts, options: ExportOptions, say: (line: string) => void): Promise<number> {
  const format = oneOf('--format', options.format, GRAPH_FORMATS)
  const identity = oneOf('--identity', options.identity ?? 'REVIEWED', Object.keys(WAYS) as Strictness[])
  const progress = openProgress('Exporting')
  const begun = Date.now()
  try {
    const { selection, write } = await parts.withGraph(parts.config(), say, async database => {
      const request = {
        ...(await asked(parts, database, options)),
        identity,
        by: 'local',
        purpose: options.purpose ?? null,
      }
      const groupings = new Groupings((statement, given) => database.read(statement, given))
      const selection = await readSelection(
        {
          database,
          idOf: (kind, key) => parts.ids.write(kind === 'FINDING' ? 'Finding' : NODE_KINDS[kind], key),
          whoIsWho: strictness => groupings.of(strictness),
          progress: (...step) => {
            if (Date.now() - begun > QUIET) progress.update(...step)
          },
        },
        request,
      )
      if (selection.things.length === 0)
        throw new NotFound('export: expected something that is there, came nothing that is')
      return prepareExport(selection, format)
    })
    await writeOut(options.out, write())
    progress.stop()
    for (const { what, count } of selection.leftOut) say(`left out or changed: ${count} ${what}`)
    const held = `${selection.things.length} things and ${selection.ties.length} ties`
    if (options.out !== undefined) say(`${held} written to ${options.out}`)
    return 0
  } finally {
    progress.stop()
  }
}

function oneOf<T extends string>(option: string, came: string | undefined, known: readonly T[]): T {
  const found = known.find(one => one === came?.toUpperCase())
  if (found) return found
  const names = known.map(name => name.toLowerCase()).join(', ')
  throw new Invalid(`${option}: expected one of ${names}, came ${came?.slice(0, 60) ?? 'nothing'}`)
}

type Asked = Pick<ExportRequest, 'things' | 'findings' | 'asked'>

async function asked({ ids: known }: Parts, database: Database, options: ExportOptions): Promise<Asked> {
  const { ids, finding, collection } = options
  if (finding !== undefined) {
    const found = await findingToExport(database, known.read('--finding', finding, ['Finding']).key)
    if (!found) throw new NotFound('--finding: expected a finding that is there, came another')
    return { things: [], findings: [found], asked: `finding ${finding}: ${found.title}` }
  }
  if (collection !== undefined) {
    const found = await thingsOfCollection(database, collection)
    if (!found) throw new NotFound('--collection: expected the name of a collection that is there, came another')
    return { things: found.things, findings: [], asked: `collection ${found.name}` }
  }
  const things = (ids ?? []).map((id): Thing => {
    const { typeName, key } = known.read('--ids', id, Object.values(NODE_KINDS))
    return { kind: kindOfLabel(typeName) as Thing['kind'], key }
  })
  return { things, findings: [], asked: `${things.length} things by their ids` }
}

async function exportRun(
  parts: Parts,
  run: string,
  out: string | undefined,
  say: (line: string) => void,
): Promise<number> {
  const { text, passengers, isComplete, left } = await parts.withGraph(parts.config(), say, database =>
    parts.exportList(database, run),
  )
  await writeOut(out, [text])
  if (left.size > 0) say(`not in the list, because PAXLST has no place for it: ${listed(left)}`)
  if (!isComplete) say('not known to be complete: written as a list whose last part is missing')
  if (out !== undefined) say(`${passengers} passengers of ${run} written to ${out}`)
  return 0
}

const listed = (counts: ReadonlyMap<string, number>) =>
  [...counts].map(([what, count]) => `${count} ${what}`).join(', ')

/** What is exported is for whoever exports it alone. */
async function writeOut(path: string | undefined, pieces: Iterable<string | Uint8Array>): Promise<void> {
  if (path === undefined) return pipeline(Readable.from(pieces), process.stdout, { end: false })
  try {
    await pipeline(Readable.from(pieces), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    throw new Invalid(`--out: expected a file that can be written, came ${path}: ${messageOf(error)}`)
  }
}
