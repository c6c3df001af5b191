import { byHold, CAPTURES, type Sighting } from '../../journey/index.ts'
import { ALIGHT, BOARD, captureOf, kindOf } from '../projection/codes.ts'

/** What the lines of journeys name, by the letter that leads to it (see JOURNEY of `read/runs.ts`); `j`: the journey itself. */
export type Letter = 'j' | 'k' | 'e' | 'r' | 'd' | 'i' | 'b'

/** Whether something is held: by its letter and the number of its node. */
export type IsHeld = (letter: Letter, place: number) => boolean

/** One tie of a journey, as its words; of a check with what it examined and whom it read. */
interface Tie {
  readonly letter: string
  readonly place: number
  readonly words: readonly string[]
  readonly read: readonly string[]
}

/** Words of a tie by its letter, where there is more than one. */
const WORDS: Readonly<Record<string, number>> = { k: 4, d: 2 }
/** Before the ties: number of the node, what the list says, the ticket from and to. */
const HEAD = 4

/** The lines of those journeys that are held, each with those ties that are; where it began and ended is settled anew. */
export function heldLines(texts: readonly string[], isHeld: IsHeld): string[] {
  return linesOf(texts)
    .filter(line => isHeld('j', Number.parseInt(line, 10)))
    .map(line => heldLine(line, isHeld))
}

/** Everything that some lines name. */
export function* namedIn(texts: readonly string[]): Iterable<readonly [letter: string, place: number]> {
  for (const line of linesOf(texts))
    for (const { letter, place, read } of tiesOf(line)) {
      yield [letter, place]
      for (const word of read) yield [word.charAt(0), placeIn(word)]
    }
}

const linesOf = (texts: readonly string[]) => texts.flatMap(text => text.split('\n').slice(0, -1))

const placeIn = (word: string) => Number(word.slice(1))

function tiesOf(line: string): Tie[] {
  const words = line.split('\t').slice(HEAD, -1)
  const ties: Tie[] = []
  for (let at = 0; at < words.length; ) {
    const letter = (words[at] as string).charAt(0)
    const end = at + (WORDS[letter] ?? 1)
    let after = end
    while (letter === 'k' && /^[er]/.test(words[after] ?? '')) after++
    ties.push({
      letter,
      place: placeIn(words[at] as string),
      words: words.slice(at, end),
      read: words.slice(end, after),
    })
    at = after
  }
  return ties
}

function heldLine(line: string, isHeld: IsHeld): string {
  const ties = tiesOf(line)
  const held = ties.filter(({ letter, place }) => letter === 'f' || letter === 't' || isHeld(letter as Letter, place))
  const dropped = ties.filter(tie => !held.includes(tie)).map(sightingOf)
  const settled = held.flatMap(tie => (isOfDropped(tie, dropped) ? endAnew(tie, held) : [tie]))
  const read = (words: readonly string[]) => words.filter(word => isHeld(word.charAt(0) as Letter, placeIn(word)))
  const kept = settled.flatMap(tie => [...tie.words, ...read(tie.read)])
  return `${[...line.split('\t').slice(0, HEAD), ...kept].map(word => `${word}\t`).join('')}\n`
}

const ENDS: Readonly<Record<string, number>> = { f: BOARD as number, t: ALIGHT as number }

/** What a check says of where a journey began or ended; the number of its node stands for its id. */
function sightingOf({ letter, place, words }: Tie): Sighting | undefined {
  if (letter !== 'k') return undefined
  const [, at, code, station] = words
  return [
    String(kindOf(Number(code))),
    Number(at),
    CAPTURES[captureOf(Number(code))] ?? null,
    station as string,
    String(place),
  ]
}

const isOfDropped = ({ letter }: Tie, dropped: readonly (Sighting | undefined)[]) =>
  dropped.some(seen => seen?.[0] === String(ENDS[letter]))

function endAnew({ letter, place }: Tie, held: readonly Tie[]): Tie[] {
  const [best] = held
    .map(sightingOf)
    .filter(seen => seen !== undefined)
    .filter(([kind]) => kind === String(ENDS[letter]))
    .sort(byHold)
  return best ? [{ letter, place, words: [`${letter}${best[3]}`], read: [] }] : []
}
