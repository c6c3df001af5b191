import type { Database } from '../../graph/index.ts'
import { type LoadOptions, loadDelivery } from './load-delivery.ts'

/**
 * Fills an empty graph with a folder of deliveries, and completes a filling that was cut short; a graph that holds
 * deliveries of somebody's own is left as it is. Returns whether there was anything to do.
 */
export async function fillEmptyGraph(
  database: Database,
  home: string,
  folder: string,
  options: LoadOptions = {},
): Promise<boolean> {
  if (!(await isToBeFilled(database))) return false
  await loadDelivery(database, home, [folder], options)
  await database.write(tx => tx.run('// completeFilling\nMATCH (f:Filling)\nSET f.complete = true'))
  return true
}

/** Notes that a filling began, so that one that a crash cut short is not taken for somebody's own data. */
async function isToBeFilled(database: Database): Promise<boolean> {
  const [row] = await database.write(tx =>
    tx.run(
      `// beginFilling
OPTIONAL MATCH (f:Filling)
WITH count(f) > 0 AS begun, count(CASE WHEN NOT f.complete THEN 1 END) > 0 AS cutShort
WITH cutShort, NOT begun AND NOT EXISTS { (:Delivery) } AS empty
FOREACH (_ IN CASE WHEN empty THEN [1] ELSE [] END | MERGE (:Filling {complete: false}))
RETURN empty OR cutShort`,
    ),
  )
  return row?.[0] === true
}
