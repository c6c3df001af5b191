import type { IncomingMessage } from 'node:http'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import { parse } from 'secure-json-parse'
import { Invalid, messageOf, Unavailable } from '../../base/index.ts'
import { checkedName, removeLeftSpools, Spool } from '../../intake/index.ts'
import { LIMITS } from '../limits.ts'
import { FileMap } from './file-map.ts'
import { UploadedFile } from './uploaded-file.ts'

const STALLED = 30_000
/** Milliseconds for which the rest of a refused request is read, so that its sender comes to read the answer. */
const DISCARDING = 10_000
/** Bytes that a request may have beside its files. */
const FORM = 2 * LIMITS.body

/** What Apollo's guard against forged requests asks for; a page of somebody else's cannot send it unasked. */
const PREFLIGHT = ['apollo-require-preflight', 'x-apollo-operation-name']

export interface UploadSettings {
  /** The home of the service: what is received lies in a private folder of it. */
  readonly home: string
  /** Bytes that the files of one request may have together. */
  readonly limit: number
  /** Milliseconds without a byte after which a sender is taken for gone; 30 seconds when absent. */
  readonly stalled?: number
}

/**
 * Receives files after the GraphQL multipart request specification
 * (https://github.com/jaydenseric/graphql-multipart-request-spec): the form's `operations`, then `map`, then the files,
 * which go to the disk as they come. Nothing of a request that is refused or breaks off is kept, and nothing of any other
 * once its answer is sent.
 */
export class Uploads {
  readonly #settings: UploadSettings
  readonly #spools = new Map<FastifyRequest, Spool>()

  private constructor(settings: UploadSettings) {
    this.#settings = settings
  }

  static async open(app: FastifyInstance, settings: UploadSettings): Promise<Uploads> {
    removeLeftSpools(settings.home)
    const uploads = new Uploads(settings)
    await app.register(multipart, { limits: { fields: 4, fieldSize: LIMITS.body, fileSize: Number.POSITIVE_INFINITY } })
    // Also where the client has gone meanwhile: then there is an answer all the same, which nobody reads.
    app.addHook('onSend', request => uploads.#remove(request))
    return uploads
  }

  /**
   * Reads the form into the request as its JSON would stand, a file in each place that awaits one. `check` judges the
   * operation before any file is received.
   * @throws Invalid, Unavailable or GraphQLError that says what was expected and what came
   */
  async receive(request: FastifyRequest, check: (operations: unknown) => void): Promise<object> {
    const { raw } = request
    // Without a listener, Node ends the connection itself.
    raw.setTimeout(this.#settings.stalled ?? STALLED)
    try {
      checkHead(raw, this.#settings.limit)
      if (this.#spools.size >= LIMITS.uploads)
        throw new Unavailable(`Uploads: expected at most ${LIMITS.uploads} at one time; send it again later`)
      const spool = Spool.open(this.#settings.home)
      this.#spools.set(request, spool)
      return await read(request, spool, this.#settings.limit, check)
    } catch (error) {
      await this.#remove(request)
      discardRest(raw)
      throw translated(error)
    } finally {
      raw.setTimeout(0)
    }
  }

  async #remove(request: FastifyRequest): Promise<void> {
    const spool = this.#spools.get(request)
    this.#spools.delete(request)
    await spool?.remove()
  }
}

function checkHead({ headers }: IncomingMessage, limit: number): void {
  if (!PREFLIGHT.some(name => headers[name]))
    throw new Invalid('Headers: expected `apollo-require-preflight: true` with multipart/form-data, got none')
  if (Number(headers['content-length'] ?? 0) > limit + FORM) throw overLimit(limit)
}

async function read(
  request: FastifyRequest,
  spool: Spool,
  limit: number,
  check: (operations: unknown) => void,
): Promise<object> {
  const room = { limit, left: limit }
  let operations: unknown
  let map: FileMap | undefined
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      if (!map) throw misplaced(part.fieldname)
      map.checkAwaited(part.fieldname)
      map.put(part.fieldname, await keep(part, spool, room))
    } else if (part.fieldname === 'operations' && operations === undefined) {
      operations = jsonOf(part)
      check(operations)
    } else if (part.fieldname === 'map' && operations !== undefined && !map) {
      map = new FileMap(jsonOf(part), operations as object)
    } else throw misplaced(part.fieldname)
  }
  if (!map)
    throw new Invalid(`Body: expected parts \`operations\` and \`map\`, got ${operations ? 'no `map`' : 'none'}`)
  map.checkComplete()
  return operations as object
}

function misplaced(name: string): Invalid {
  return new Invalid(
    `Body: expected \`operations\`, then \`map\`, then files, got a part ${JSON.stringify(name.slice(0, 60))}`,
  )
}

function jsonOf({ fieldname, value, valueTruncated }: { fieldname: string; value: unknown; valueTruncated: boolean }) {
  if (valueTruncated)
    throw new GraphQLError(`${fieldname}: expected at most ${LIMITS.body} bytes, got more`, {
      extensions: { code: 'LIMIT_EXCEEDED', http: { status: 413 } },
    })
  // A part that calls itself JSON was read as such.
  if (typeof value !== 'string') return value
  try {
    return parse(value)
  } catch {
    throw new Invalid(
      `${fieldname}: expected JSON that holds no key \`__proto__\` or \`constructor.prototype\`, got something else`,
    )
  }
}

async function keep(
  { filename, file }: MultipartFile,
  spool: Spool,
  room: { readonly limit: number; left: number },
): Promise<UploadedFile> {
  const name = checkedName(filename ?? '')
  const path = await spool.keep(
    name,
    (async function* () {
      for await (const chunk of file as AsyncIterable<Buffer>) {
        room.left -= chunk.length
        if (room.left < 0) throw overLimit(room.limit)
        yield chunk
      }
    })(),
  )
  return new UploadedFile(name, path)
}

function overLimit(limit: number): GraphQLError {
  const message = `Files: expected at most ${limit / 2 ** 20} MiB together (ALIGHT_UPLOAD_LIMIT), got more`
  return new GraphQLError(message, { extensions: { code: 'LIMIT_EXCEEDED', http: { status: 413 } } })
}

function discardRest(raw: IncomingMessage): void {
  raw.unpipe()
  raw.resume()
  if (raw.complete) return
  const end = setTimeout(() => raw.destroy(), DISCARDING).unref()
  raw.once('close', () => clearTimeout(end))
}

/** What the reader of forms throws has no class of its own; what the file system throws names its call. */
function translated(error: unknown): unknown {
  if (!(error instanceof Error) || error.constructor !== Error || 'syscall' in error) return error
  return new Invalid(`Body: expected multipart/form-data that can be read, got another; ${messageOf(error)}`)
}
