import { Invalid } from '../../base/index.ts'
import { LIMITS } from '../limits.ts'
import type { UploadedFile } from './uploaded-file.ts'

/** Where a file goes: the property of the operation's variables that holds null in its place. */
interface Place {
  readonly holder: Record<string, unknown>
  readonly key: string
}

const LONGEST_PATH = 200

const quoted = (text: string) => JSON.stringify(text.slice(0, 60))

/** The `map` of a GraphQL multipart request: which part of the form goes where in the operation's variables. */
export class FileMap {
  readonly #places = new Map<string, readonly Place[]>()
  readonly #awaited = new Set<string>()

  /** @throws Invalid where it is no such map, or names a place that does not await a file */
  constructor(map: unknown, operations: object) {
    if (typeof map !== 'object' || map === null || Array.isArray(map))
      throw new Invalid('map: expected a JSON object such as {"0": ["variables.input.files.0"]}, got something else')
    const names = Object.entries(map)
    if (names.length > LIMITS.files)
      throw new Invalid(`map: expected at most ${LIMITS.files} files, got ${names.length}`)
    const seen = new Set<string>()
    for (const [name, paths] of names) {
      if (!Array.isArray(paths) || paths.length === 0 || paths.length > LIMITS.files)
        throw new Invalid(`map: expected a list of places for ${quoted(name)}, got something else`)
      this.#places.set(
        name,
        paths.map(path => {
          if (seen.has(path)) throw new Invalid(`map: expected one file for each place, got two for ${quoted(path)}`)
          seen.add(path)
          return placeOf(path, operations)
        }),
      )
      this.#awaited.add(name)
    }
  }

  /** @throws Invalid where no file is awaited under the name, or it has come already */
  checkAwaited(name: string): void {
    if (this.#awaited.has(name)) return
    const what = this.#places.has(name) ? 'again' : 'which it does not name'
    throw new Invalid(`Body: expected the files of \`map\`, got a part ${quoted(name)} ${what}`)
  }

  put(name: string, file: UploadedFile): void {
    for (const { holder, key } of this.#places.get(name) ?? []) holder[key] = file
    this.#awaited.delete(name)
  }

  /** @throws Invalid where a file has not come */
  checkComplete(): void {
    const [missing] = this.#awaited
    if (missing !== undefined) throw new Invalid(`Body: expected a file ${quoted(missing)} as \`map\` says, got none`)
  }
}

/** @throws Invalid where the path does not lead, by the operation's own keys, to a null in its variables */
function placeOf(path: unknown, operations: object): Place {
  const expected = (got: string) =>
    new Invalid(`map: expected places such as "variables.input.files.0" that hold null, got ${got}`)
  if (typeof path !== 'string' || path.length > LONGEST_PATH) throw expected('something else')
  const keys = path.split('.')
  if (keys[0] !== 'variables' || keys.length < 2) throw expected(quoted(path))
  let holder: unknown = operations
  for (const key of keys.slice(0, -1)) holder = own(holder, key)
  const key = keys.at(-1) as string
  if (own(holder, key) !== null) throw expected(quoted(path))
  return { holder: holder as Record<string, unknown>, key }
}

function own(holder: unknown, key: string): unknown {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined
  return (holder as Record<string, unknown>)[key]
}
