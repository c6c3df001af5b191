import type { Database } from '../../../graph/index.ts'

/**
 * Forgets who was found alike where a new version of the matcher is due, and has everybody compared again. Persons stay
 * as they are until they are judged. Killed, it is done again from its start.
 */
export async function startOverWhereDue(database: Database): Promise<void> {
  const due = await database.read('// matcherDue\nMATCH (v:MatcherVersion) WHERE v.due RETURN true', {})
  if (due.length === 0) return
  await startOver(database)
  await database.write(tx => tx.run('// startedOver\nMATCH (v:MatcherVersion)\nREMOVE v.due'))
}

export async function startOver(database: Database): Promise<void> {
  for (const label of ['Portrait', 'Block'])
    await database.command(`// startOver
MATCH (n:${label})
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`)
  await database.command(`// startOver
MATCH (i:Identity)
CALL (i) { SET i:Unresolved } IN TRANSACTIONS OF 5000 ROWS`)
}
