import type { Database } from '../graph/index.ts'
import { RULES } from '../pattern/index.ts'

type Row = [
  finding: string,
  pattern: string,
  ruleVersion: number,
  facts: string[],
  subjects: number,
  about: number,
  cited: [name: string, anew: boolean][],
]

/** Facts that are named in a reason. */
const MOST_NAMED = 3

/**
 * Why findings do not hold any more, by id: which of the facts that they cite are gone or were stated anew, that who they
 * are about is taken for somebody else, or that their rule is another.
 */
export async function reasonsOf(
  database: Pick<Database, 'read'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = (await database.read(
    `// whatWithdraws
UNWIND $ids AS id
MATCH (f:Finding {id: id})
RETURN id, f.pattern, f.ruleVersion, f.facts, f.subjectCount, COUNT { (f)-[:ABOUT]->() },
  COLLECT { MATCH (f)-[t:CITES]->(n)
    RETURN [t.label + ' ' + n.id,
      t.delivery <> n.delivery OR t.fileLine <> n.line] }`,
    { ids },
  )) as Row[]
  return new Map(rows.map(row => [row[0], reason(row)]))
}

function reason([, pattern, ruleVersion, facts, subjects, about, cited]: Row): string {
  const version = RULES.find(rule => rule.pattern === pattern)?.version ?? ruleVersion
  const there = new Set(cited.map(([name]) => name))
  const gone = facts.filter(name => !there.has(name))
  const anew = cited.filter(([, statedAnew]) => statedAnew).map(([name]) => name)
  const said = [
    ...(gone.length > 0 ? [`${listed(gone)} ${gone.length === 1 ? 'is' : 'are'} not known any more`] : []),
    ...(anew.length > 0 ? [`${listed([...new Set(anew)])} ${anew.length === 1 ? 'was' : 'were'} stated anew`] : []),
    ...(about < subjects ? ['who it is about is taken for somebody else now'] : []),
    ...(version === ruleVersion
      ? []
      : [`it was found by version ${ruleVersion} of the rule, which is of version ${version} now`]),
  ]
  return said.length > 0
    ? `It does not hold any more: ${said.join('; ')}.`
    : 'It does not hold any more, though what it cites stands: what it was compared with, or who is one person, has changed.'
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map(name => name.replace(/^\w+/, label => label.toLowerCase()))
  return names.length > MOST_NAMED ? `${shown.join(', ')} and ${names.length - MOST_NAMED} more` : shown.join(', ')
}
