/** What stands where a name should, in carriers' systems and on papers of persons with one name only. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(
  `UNKNOWN UNKN UNK NONE NULL NIL NA NN FNU LNU XNU TBA TBD TEST NONAME ANONYMOUS UNBEKANNT INCONNU NEIZVESTNO
  NEZINOMAS НЕИЗВЕСТНО НЕИЗВЕСТЕН НЕТ БЕЗ`.split(/\s+/),
)
const PHRASES: ReadonlySet<string> = new Set([
  'NO NAME',
  'NOT KNOWN',
  'NOT GIVEN',
  'FIRST NAME',
  'LAST NAME',
  'NAME UNKNOWN',
  'N A',
])

/** Forms of address as reservation systems and ticket clerks write them beside a name. */
export const TITLES: ReadonlySet<string> = new Set(
  'MR MRS MS MISS MSTR MASTER DR PROF SIR MME MLLE PAN PANI CHD INF ADT ГР ДР'.split(' '),
)

/** Does this stand for a name rather than be one? A letter again and again, too: `XXX`, `AAAA`. */
export function isPlaceholder(name: string): boolean {
  return PLACEHOLDERS.has(name) || PHRASES.has(name) || /^(\p{L})\1+$/u.test(name.replaceAll(' ', ''))
}
