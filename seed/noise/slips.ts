import type { Random } from '../base/random.ts'

/** What goes wrong when a name, a date or a number is typed or read. */

const NEIGHBOURS = ['QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM']
const LOOKALIKES: Readonly<Record<string, string>> = {
  O: '0',
  '0': 'O',
  I: '1',
  '1': 'I',
  S: '5',
  '5': 'S',
  B: '8',
  '8': 'B',
}

/** One letter left out, doubled, exchanged with the next, or a neighbour on the keyboard; anywhere but in a gap. */
export function typed(name: string, random: Random): string {
  if (name.length < 3) return name
  const at = random.below(name.length - 1)
  const kind = random.below(4)
  const [before, letter, next, rest] = [
    name.slice(0, at),
    name[at] as string,
    name[at + 1] as string,
    name.slice(at + 2),
  ]
  if (kind === 0) return before + next + rest
  if (kind === 1) return before + letter + letter + next + rest
  if (kind === 2) return before + next + letter + rest
  const row = NEIGHBOURS.find(keys => keys.includes(letter))
  if (!row) return before + next + rest
  const place = row.indexOf(letter)
  return before + (row[place === 0 ? 1 : place - 1] as string) + next + rest
}

/** Another digit, or a letter that looks like it. */
export function misread(number: string, random: Random): string {
  const at = random.below(number.length)
  const letter = number[at] as string
  const other = random.chance(0.5) ? LOOKALIKES[letter] : undefined
  return (
    number.slice(0, at) +
    (other ?? String((Number.parseInt(letter, 36) + 1 + random.below(8)) % 10)) +
    number.slice(at + 1)
  )
}

/** Day and month exchanged, a digit wrong, the year alone, or 1 January of it. */
export function misdated(date: string, random: Random): string {
  const [year, month, day] = date.split('-') as [string, string, string]
  const kind = random.next()
  if (kind < 0.3 && Number(day) <= 12) return `${year}-${day}-${month}`
  if (kind < 0.7) return digitWrong([year, month, day], random)
  return kind < 0.85 ? year : `${year}-01-01`
}

function digitWrong([year, month, day]: readonly [string, string, string], random: Random): string {
  const other = (least: number, most: number) => String(random.between(least, most)).padStart(2, '0')
  const kind = random.below(3)
  if (kind === 0) return `${year.slice(0, 3)}${random.below(10)}-${month}-${day}`
  if (kind === 1) return `${year}-${other(1, 12)}-${day === '31' || day > '28' ? '28' : day}`
  return `${year}-${month}-${other(1, 28)}`
}
