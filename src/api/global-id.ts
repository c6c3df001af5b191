import { Invalid } from '../base/index.ts'

/** The global id of a node: its type and key, opaque to callers. */
export function writeId(typeName: string, key: string): string {
  return Buffer.from(`${typeName}:${key}`).toString('base64url')
}

/** @throws Invalid where the text is no id of a type that has ids */
export function readId(id: string, known: ReadonlyMap<string, unknown>): { typeName: string; key: string } {
  const [, typeName, key] = /^([A-Za-z]+):(.+)$/s.exec(Buffer.from(id, 'base64url').toString()) ?? []
  if (!typeName || !key || !known.has(typeName) || writeId(typeName, key) !== id)
    throw new Invalid(`id: expected an id as it was given out, got ${JSON.stringify(id.slice(0, 60))}`)
  return { typeName, key }
}

/**
 * What a global id of one of these types names, as it came from outside a request.
 * @throws Invalid, saying where it came
 */
export function readGlobalId(where: string, id: string, types: readonly string[]): { typeName: string; key: string } {
  try {
    return readId(id, new Map(types.map(type => [type, type])))
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    throw new Invalid(`${where}: expected the id of ${types.join(' or ')}, came ${JSON.stringify(id.slice(0, 60))}`)
  }
}
