import { FILE } from '../base/file-names.ts'
import { RecordFile } from '../base/record-file.ts'
import { keyOf } from '../base/records.ts'
import { identityOf } from './line-text.ts'
import type { Deed } from './planted.ts'
import type { Traveller } from './population.ts'
import type { RunLines } from './run-lines.ts'

/** Who is who: one JSON object, a person a line. */
export function writeTruth(
  out: string,
  travellers: readonly Traveller[],
  { spellings, lines }: RunLines,
  deeds: readonly Deed[],
): void {
  const file = new RecordFile(out, FILE.truth)
  file.addLine('{"persons":[')
  for (const [i, traveller] of travellers.entries()) {
    const { index, household, basis, type } = traveller
    const identities = [identityOf(traveller), ...(spellings.get(index) ?? [])]
    const person = {
      id: `p${index}`,
      household: `h${household}`,
      basis,
      type,
      identities,
      ...(lines.size > 0 ? { lines: lines.get(index) ?? [] } : {}),
    }
    file.addLine(`${JSON.stringify(person)}${i < travellers.length - 1 ? ',' : ''}`)
  }
  const planted = deeds.map(({ story, persons, document, runs }) => ({
    story,
    persons: persons.map(({ index }) => `p${index}`),
    ...(document ? { documents: [keyOf(document)] } : {}),
    runs,
  }))
  file.addLine(`],"planted":${JSON.stringify(planted)}}`)
  file.close()
}
