import { Invalid } from '../../base/index.ts'
import { type AskedDate, datesIn } from './dates.ts'

/** What is looked for, as it was written and as it is read. */
export interface Asked {
  /** Without marks that are not seen, one space between words. */
  readonly text: string
  readonly dates: readonly AskedDate[]
  /** What is left of the text beside dates. */
  readonly rest: string
  /** Of the rest, the words without digits. */
  readonly words: readonly string[]
  /** Of the rest, the words with digits. */
  readonly numbers: readonly string[]
}

const LONGEST = 200

/**
 * Reads what somebody looks for.
 * @throws Invalid where it is too long, or holds no letter and no digit
 */
export function readText(written: string): Asked {
  if (written.length > LONGEST) throw new Invalid(`text: expected at most ${LONGEST} characters, got ${written.length}`)
  const text = written
    .toWellFormed()
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  if (!/[\p{L}\p{N}]/u.test(text))
    throw new Invalid(
      `text: expected a name, a number or another mark with letters or digits, got ${JSON.stringify(written)}`,
    )
  const { dates, rest } = datesIn(text)
  const parts = rest.split(/[\s,;]+/).filter(part => /[\p{L}\p{N}]/u.test(part))
  return {
    text,
    dates,
    rest,
    words: parts.filter(part => !/\p{N}/u.test(part)),
    numbers: parts.filter(part => /\p{N}/u.test(part)),
  }
}
