import type { Database } from '../../src/graph/index.ts'

const AT_ONCE = 10_000

/** Has a graph as it was before anything was looked for: without findings, and without what patterns were fitted to. */
export async function forgetFindings(database: Database): Promise<void> {
  let gone: number
  do
    gone = await database.write(async tx => {
      const [row] = await tx.run(
        `// forgetFindings
MATCH (n:Finding|FindingEvent|Dispatch|Sweep|Pattern)
WITH n LIMIT $most
DETACH DELETE n
RETURN count(n)`,
        { most: AT_ONCE },
      )
      return Number(row?.[0])
    })
  while (gone === AT_ONCE)
}
