import { filesOf, inspect } from './files.ts'

/**
 * SHA-256 of the deliveries among some files and folders, as the graph knows them by.
 * @param progress told how many of them have been read
 * @throws NotFound where a path is not there; Invalid for a file that is no delivery that can be read
 */
export async function hashesOf(
  paths: readonly string[],
  progress: (read: number, total: number, name: string) => void = () => {},
): Promise<Set<string>> {
  const { files } = await filesOf(paths)
  const hashes = new Set<string>()
  for (const [i, file] of files.entries()) {
    progress(i, files.length, file.name)
    hashes.add(await inspect(file))
  }
  return hashes
}
