/**
 * Russian internal passports write Cyrillic into their machine-readable zone letter by letter, digits among them
 * (Administrative regulation of the passport service, annex on machine-readable entries).
 */
const LETTERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'АБВГДЕЖЗИКЛМНОПРСТУФ'].map((cyrillic, i) => ['ABVGDEJZIKLMNOPRSTUF'[i], cyrillic])),
  '2': 'Ё',
  Q: 'Й',
  H: 'Х',
  C: 'Ц',
  '3': 'Ч',
  '4': 'Ш',
  W: 'Щ',
  X: 'Ъ',
  Y: 'Ы',
  '9': 'Ь',
  '6': 'Э',
  '7': 'Ю',
  '8': 'Я',
}

/**
 * Cyrillic names from such a zone (`ALEKSEQ` → `АЛЕКСЕЙ`, `IVANOVI3` → `ИВАНОВИЧ`); null where none of the names shows
 * the marks: one of its digits among letters, or a Q at the end of a syllable. All names of a zone are read together,
 * for most of them show nothing by themselves.
 */
export function decodeInternalPassport(names: readonly string[]): string[] | null {
  const written = names.map(name =>
    name
      .toUpperCase()
      .replace(/[<\s]+/g, ' ')
      .trim(),
  )
  if (written.some(name => !/^[A-Z2346789 ]*$/.test(name))) return null
  if (!written.some(name => /[A-Z][346789]|[2346789][A-Z]|[AEIOUY]Q(?![AEIOUY])/.test(name))) return null
  return written.map(name => [...name].map(letter => LETTERS[letter] ?? letter).join(''))
}
