import { DOCUMENT_TYPES } from '../../../document/index.ts'
import { CHECK_CODES, codesOf, JOURNEY_CODES, MACHINES } from '../codes.ts'

/**
 * The parts of a journey's line, in Cypher: its node's number, the code of what its list says, the ticket's stations, then
 * its ties, each under its letter: i identity, d document and type, b booking, f and t the stations where it began and
 * ended, k a check (number, instant, code, station), after it e the document that it examined and r the identity that it
 * read. `cut`: how much of a call's id stands before its station.
 */

/** A word and its tab, from a station's code within the id of a call. */
export const station = (call: string) => `coalesce(substring(${call}, cut), '') + '\\t'`

/** What the list says of a journey: the code, and the ticket's stations. */
export const listed = (j: string) => `(coalesce($roles[${j}.role], 0) + coalesce($stages[${j}.stage], 0)
    + CASE WHEN ${j}.digest IS NULL THEN $unlisted ELSE 0 END + CASE WHEN ${j}.capture IN $machines THEN $machine ELSE 0 END) + '\\t' + ${station(`${j}.ticketedFrom`)} + ${station(`${j}.ticketedTo`)}`

export const presented = (n: string) => `'d' + id(${n}) + '\\t' + ($documents[${n}.type] - 1) + '\\t'`
export const made = (n: string) => `'i' + id(${n}) + '\\t'`
export const booked = (n: string) => `'b' + id(${n}) + '\\t'`

/** What a check says, under the number of its node. */
export const checked = (k: string, place: string) =>
  `'k' + ${place} + '\\t' + ${k}.at + '\\t' + ($kinds[${k}.kind] + coalesce($bases[${k}.basis], 0) + coalesce($captures[${k}.capture], 0)
        + coalesce($exceptions[${k}.exception], 0)) + '\\t' + ${station(`${k}.call`)}`

/** What a check examined, and whom it read. */
export const examined = (k: string) => `reduce(shown = '', s IN [(${k})-[u:EXAMINED|READ]->(m) |
          CASE type(u) WHEN 'READ' THEN 'r' ELSE 'e' END + id(m) + '\\t'] | shown + s)`

export const LINE_CODES = {
  documents: codesOf(DOCUMENT_TYPES),
  machines: MACHINES,
  ...CHECK_CODES,
  ...JOURNEY_CODES,
}
