import { asking, handWritten, type LinkCase, type LinkGraph } from '../case.ts'

const OPERATION = `query ($text: String!) { search(text: $text, first: 20) {
  nodes { kind score matched { field value how says } thing { id ... on Person { displayName } ... on Document { number }
    ... on TrainRun { run } ... on Station { code } ... on Booking { ref } ... on Contact { value } } }
  pageInfo { hasNextPage } completeness { complete reason } } }`

/** What a user would send without a search: a scan that compares texts as they are written. */
const BY_HAND = {
  name: `MATCH (i:Identity) WHERE toLower(i.surname + ' ' + coalesce(i.givenNames, '')) CONTAINS toLower($text)
MATCH (i)-[:IS]->(p:Person) RETURN DISTINCT p.id, p.displayName LIMIT 20`,
  number: 'MATCH (d:Document) WHERE d.number CONTAINS toUpper($text) RETURN d.id, d.number LIMIT 20',
  phone: 'MATCH (c:Contact) WHERE c.value CONTAINS $text RETURN c.id, c.value LIMIT 20',
  run: 'MATCH (r:TrainRun) WHERE toLower(r.id) CONTAINS toLower($text) RETURN r.id LIMIT 20',
}

const DRAWN = 100

/** Searches by name, number, telephone and run, and what a scan takes for the same text. */
export async function searchCases(graph: LinkGraph): Promise<LinkCase[]> {
  const drawn = async (statement: string) => {
    const rows = await graph.database.read(statement, {}, { timeout: 120_000 })
    return graph.random
      .shuffled(rows)
      .slice(0, DRAWN)
      .map(row => row.map(value => String(value ?? '')))
  }
  const names = await drawn('MATCH (q:Portrait) WITH q LIMIT 50000 RETURN q.surname, q.givenNames')
  const numbers = (await drawn('MATCH (d:Document) WITH d LIMIT 50000 RETURN d.number')).flat()
  const phones = (await drawn("MATCH (c:Contact {kind: 'PHONE'}) WITH c LIMIT 50000 RETURN c.value")).flat()
  const runs = (await drawn('MATCH (r:TrainRun) RETURN r.id')).flat()
  const common = (
    await graph.database.read(
      'MATCH (q:Portrait) WITH q.surname AS name, count(*) AS bearers ORDER BY bearers DESC, name LIMIT 10 RETURN name',
      {},
      { timeout: 120_000 },
    )
  ).flat() as string[]
  const of = (what: string, texts: readonly string[], statement: string): LinkCase => ({
    what,
    ours: texts.map(text => asking(graph, OPERATION, { text })),
    byHand: texts.map(text => handWritten(graph, statement, { text })),
  })
  return [
    of(
      'surname and given name',
      names.map(([surname, given]) => `${surname} ${given}`),
      BY_HAND.name,
    ),
    of(
      'given name and the beginning of a surname',
      names.map(([surname, given]) => `${given} ${surname?.slice(0, 4)}`),
      BY_HAND.name,
    ),
    of(
      'a surname with a letter missing',
      names.map(([surname = '']) => surname.slice(0, 3) + surname.slice(4)),
      BY_HAND.name,
    ),
    of('one of the ten commonest surnames', common, BY_HAND.name),
    of('one letter', [...'AEIKLMNOPRSTV'], BY_HAND.name),
    of(
      'nobody',
      names.map(([surname = '']) => `${[...surname].reverse().join('')}q`),
      BY_HAND.name,
    ),
    of('a number', numbers, BY_HAND.number),
    of('a number with a character misread', numbers.map(misread), BY_HAND.number),
    of(
      'the last five of a number',
      numbers.map(number => number.slice(-5)),
      BY_HAND.number,
    ),
    of('a telephone number in another notation', phones.map(otherNotation), BY_HAND.phone),
    of('a run', runs, BY_HAND.run),
  ]
}

const SLIPS: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 5: 'S', 8: 'B' }

function misread(number: string): string {
  const at = number.search(/[0158]/)
  return at < 0 ? number : number.slice(0, at) + SLIPS[number.charAt(at)] + number.slice(at + 1)
}

/** `+79062623395` → `8 (906) 262-33-95`. */
const otherNotation = (phone: string) => phone.replace(/^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/, '8 ($1) $2-$3-$4')
