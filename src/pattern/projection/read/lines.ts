import type { Reader } from '../../store.ts'

/** Lines that are put together as one text; putting one more to a long text copies it. */
const LINES = 64
const PAGE = 10_000
const TIMEOUT = 120_000

/** One kind of node, each read as a line of numbers and words. */
export interface LineOf {
  readonly label: string
  /** In Cypher, what else the line speaks of, bound to each x once. */
  readonly bind?: string
  /** In Cypher, of a node x; `$names` are the parameters. Null: nothing is told of it. */
  readonly line: string
  readonly parameters?: Record<string, unknown>
}

/** Of what kinds of node documents, persons and bookings are read, one after the other. */
export interface Kinds {
  readonly documents: readonly LineOf[]
  readonly persons: readonly LineOf[]
  readonly bookings: readonly LineOf[]
}

const packed = `[i IN range(0, size(lines) - 1, ${LINES}) | reduce(text = '', line IN lines[i..i + ${LINES}] | text + line)]`

/** Reads all nodes of a kind, page by page in the order of their ids; `take` is given some lines at a time. */
export async function readAll(
  reader: Reader,
  { label, bind = '', line, parameters }: LineOf,
  take: (text: string) => void,
) {
  for (let after: string | null = ''; after !== null; ) {
    const [row] = await reader.read(
      `// project${label}s
MATCH (x:${label}) WHERE x.id > $after
WITH x ORDER BY x.id LIMIT $limit${bind && `\n${bind}`}
WITH collect(${line}) AS lines, max(x.id) AS last
RETURN last, ${packed}`,
      { after, limit: PAGE, ...parameters },
      { timeout: TIMEOUT },
    )
    const [last, texts] = row as [string | null, string[]]
    for (const text of texts) take(text)
    after = last
  }
}

/** Reads all nodes of some kinds. */
export async function readEach(reader: Reader, kinds: readonly LineOf[], take: (text: string) => void): Promise<void> {
  for (const kind of kinds) await readAll(reader, kind, take)
}

/** Reads those nodes of a kind that are at these numbers; where there is none any more, nothing is told. */
export async function readThese(
  reader: Reader,
  { label, line, parameters }: LineOf,
  places: Iterable<number>,
): Promise<string[]> {
  const asked = [...places]
  if (asked.length === 0) return []
  const [row] = await reader.read(
    `// projectThese${label}s
UNWIND $places AS place
MATCH (x:${label}) WHERE id(x) = place
WITH collect(${line}) AS lines
RETURN ${packed}`,
    { places: asked, ...parameters },
    { timeout: TIMEOUT },
  )
  return (row?.[0] ?? []) as string[]
}
