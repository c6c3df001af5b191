import type { Selection } from './selection.ts'

/**
 * What XML 1.0 (2.2) has no way to write: control characters but tab and line ends, U+FFFE and U+FFFF; and halves of
 * characters, which no UTF-8 has.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is sought
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

/** A selection without characters that cannot be written, and how many were replaced; of ids, which are made by us, none is. */
export function readable(selection: Selection): { readonly selection: Selection; readonly replaced: number } {
  let replaced = 0
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(UNWRITABLE, () => {
        replaced++
        return '\ufffd'
      })
    if (Array.isArray(value)) return value.map(clean)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one)]))
  }
  return { selection: clean(selection) as Selection, replaced }
}
