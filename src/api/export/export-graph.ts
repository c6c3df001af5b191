import { Invalid, instantText, NotFound } from '../../base/index.ts'
import { findingToExport } from '../../finding/index.ts'
import { exportList } from '../../intake/index.ts'
import {
  type ExportedKind,
  type ExportRequest,
  type LeftOut,
  MOST_THINGS,
  NODE_KINDS,
  prepareExport,
  readSelection,
  type Thing,
  thingsOfCollection,
} from '../../link/index.ts'
import { thingOf } from '../collection/named-things.ts'
import type { Context } from '../context.ts'
import { keyOf } from '../decide/named.ts'
import { writeId } from '../global-id.ts'
import type { ExportGraphInput, MutationExportGraphArgs } from '../schema.generated.ts'
import { orUserErrors } from '../user-errors.ts'
import { EXPORT_PATH } from './download.ts'
import type { WaitingExport } from './waiting-exports.ts'

/** A file, and what its asker is told of it before it is fetched. */
interface Exported {
  readonly waiting: WaitingExport
  readonly things: number
  readonly ties: number
  readonly leftOut: readonly LeftOut[]
}

export const exportMutations = {
  exportGraph: (_: unknown, { input }: MutationExportGraphArgs, context: Context) =>
    orUserErrors(async () => {
      const { format } = input
      const { waiting, things, ties, leftOut } = await (format === 'PAXLST' ? listOf : graphOf)(input, context)
      const { token, expiresAt } = context.exports.keep(waiting)
      return { url: `${EXPORT_PATH}/${token}`, expiresAt, things, ties, leftOut, format }
    }, NOTHING),
}

const NOTHING = { url: null, expiresAt: null, things: 0, ties: 0, leftOut: [], format: null }

async function graphOf(input: ExportGraphInput, context: Context): Promise<Exported> {
  const { database, patterns, actor, purpose } = context
  const format = input.format as Exclude<typeof input.format, 'PAXLST'>
  const request: ExportRequest = {
    ...(await asked(input, context)),
    identity: input.identity ?? 'REVIEWED',
    by: actor,
    purpose,
  }
  const selection = await readSelection(
    { database, idOf, whoIsWho: strictness => patterns.groupings.of(strictness) },
    request,
  )
  if (selection.things.length === 0)
    throw new NotFound('ids: expected something that is there, got nothing that is', { field: 'ids' })
  const { extension, contentType, selection: held, write } = prepareExport(selection, format)
  const [things, ties] = [held.things.length, held.ties.length]
  const waiting = { fileName: fileName(extension), contentType, size: things + ties, write }
  return { waiting, things, ties, leftOut: held.leftOut }
}

/** The global id of something that is exported. */
export const idOf = (kind: ExportedKind, key: string) => writeId(kind === 'FINDING' ? 'Finding' : NODE_KINDS[kind], key)

const fileName = (extension: string) =>
  `alight-${instantText(Date.now()).slice(0, 19).replaceAll(':', '')}.${extension}`

type Asked = Pick<ExportRequest, 'things' | 'findings' | 'asked'>

async function asked({ ids, finding, collection }: ExportGraphInput, context: Context): Promise<Asked> {
  const given = [ids, finding, collection].filter(one => one != null)
  if (given.length !== 1)
    throw new Invalid(`ids: expected ids, a finding or a collection, one of the three, got ${given.length}`, {
      field: 'ids',
    })
  if (finding != null) return ofFinding(finding, context)
  if (collection != null) return ofCollection(collection, context)
  return ofIds(ids ?? [], context)
}

/** Ids of things, and of findings among them. */
async function ofIds(ids: readonly string[], context: Context): Promise<Asked> {
  if (ids.length === 0 || ids.length > MOST_THINGS)
    throw new Invalid(`ids: expected 1 to ${MOST_THINGS}, got ${ids.length}; export them in several parts`, {
      field: 'ids',
    })
  const things = ids.map((id, i): Thing => thingOf(context, `ids.${i}`, id))
  return { things, findings: [], asked: ids.length === 1 ? 'a thing by its id' : `${ids.length} things by their ids` }
}

async function ofFinding(id: string, context: Context): Promise<Asked> {
  const found = await findingToExport(context.database, keyOf(context, 'finding', id, 'Finding'))
  if (!found) throw new NotFound('finding: expected a finding that is there, got one that is not', { field: 'finding' })
  return { things: [], findings: [found], asked: `finding ${id}: ${found.title}` }
}

async function ofCollection(id: string, context: Context): Promise<Asked> {
  const found = await thingsOfCollection(context.database, keyOf(context, 'collection', id, 'Collection'))
  if (!found)
    throw new NotFound('collection: expected a collection that is there, got one that is not', { field: 'collection' })
  return { things: found.things, findings: [], asked: `collection ${found.name}` }
}

/** A passenger list is of one run and nothing else. */
async function listOf({ ids, finding, collection }: ExportGraphInput, context: Context): Promise<Exported> {
  if (finding != null || collection != null || ids?.length !== 1)
    throw new Invalid('ids: expected one train run, for a PAXLST is the passenger list of one, got something else', {
      field: 'ids',
    })
  const run = keyOf(context, 'ids.0', ids[0] as string, 'TrainRun')
  const { text, passengers, isComplete, left } = await exportList(context.database, run)
  const leftOut = [...left].map(([what, count]) => ({ what, count }))
  return {
    waiting: {
      fileName: fileName('edi'),
      contentType: 'application/edifact; charset=utf-8',
      size: passengers,
      write: () => [text],
    },
    things: passengers,
    ties: 0,
    leftOut: isComplete
      ? leftOut
      : [...leftOut, { what: 'part at the end: the list is not known to be complete', count: 1 }],
  }
}
