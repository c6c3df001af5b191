import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { NotFound } from '../../base/index.ts'
import type { WaitingExports } from './waiting-exports.ts'

export const EXPORT_PATH = '/export'

/** Serves each export once, as it is written. A HEAD would take it away from whoever fetches it, and is not answered. */
export function serveExports(app: FastifyInstance, exports: WaitingExports): void {
  app.get<{ Params: { token: string } }>(
    `${EXPORT_PATH}/:token`,
    { exposeHeadRoute: false },
    async ({ params }, reply) => {
      const waiting = exports.take(params.token)
      if (!waiting)
        throw new NotFound(
          'Export: expected the address of one that waits, got one that was fetched, expired or never was',
        )
      return reply
        .type(waiting.contentType)
        .header('content-disposition', `attachment; filename="${waiting.fileName}"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(Readable.from(bytes(waiting.write()), { objectMode: false }))
    },
  )
}

/** Pieces of a size that is worth sending: things are small. */
const PIECE = 65_536

function* bytes(pieces: Iterable<string | Uint8Array>): Generator<Buffer> {
  let gathered: Buffer[] = []
  let size = 0
  for (const piece of pieces) {
    const buffer = Buffer.from(piece as string)
    gathered.push(buffer)
    size += buffer.length
    if (size < PIECE) continue
    yield Buffer.concat(gathered)
    gathered = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(gathered)
}
