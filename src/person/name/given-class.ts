import { readFileSync } from 'node:fs'
import { plain, unaccented } from './spelling.ts'

/** Spelling without accents → the classes that it belongs to, by their Russian form: Juli(j)a is Iuliia, Alena also Elena. */
const CLASSES = read(new URL('./given-names.csv', import.meta.url))

function read(file: URL): ReadonlyMap<string, readonly string[]> {
  const classes = new Map<string, string[]>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [name = '', ...spellings] = line.split(/[,|]/).map(word => word.trim())
    for (const spelling of [name, ...spellings]) {
      const key = unaccented(plain(spelling))
      const known = classes.get(key) ?? []
      if (key && !known.includes(name)) classes.set(key, [...known, name])
    }
  }
  return classes
}

const NONE: readonly string[] = []

/** The classes of a given name of A–Z: what it is called in Russian, where that is known; phonetics cannot tell. */
export function givenClasses(name: string): readonly string[] {
  return CLASSES.get(name) ?? NONE
}
