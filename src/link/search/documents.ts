import { documentNumber, numberShape } from '../../document/index.ts'
import { LIMIT, type SearchGraph, upTo } from './graph.ts'
import { type Found, type Hit, type How, hitBy, NOTHING } from './hit.ts'
import { documentsBeginning, documentsHolding } from './store.ts'
import type { Asked } from './text.ts'

/** Fewer characters are a part of too many numbers. */
const SHORTEST_PART = 4

/** Finds documents by their numbers, whole or in part, whatever characters were misread for others. */
export async function findDocuments(asked: Asked, { ask }: SearchGraph): Promise<Found> {
  const numbers = numbersIn(asked)
  const shapes = [...new Set(numbers.map(numberShape))]
  if (shapes.length === 0) return NOTHING
  const parts = shapes.filter(shape => shape.length >= SHORTEST_PART)
  const [beginning, holding] = await Promise.all([
    documentsBeginning(ask, { shapes, ...LIMIT }),
    parts.length > 0 ? documentsHolding(ask, { shapes: parts, ...LIMIT }) : [],
  ])
  const found = [upTo(beginning), upTo(holding)]
  const rows = new Map(found.flatMap(({ rows }) => rows))
  return {
    hits: [...rows].flatMap(([key, number]) => numbers.flatMap(one => hitOf(key, number, one) ?? [])),
    cut: found.some(({ cut }) => cut),
  }
}

/** What of a text may be a number: all of it (`MP 1234567`), and its words with digits (`passport 4510 123456`). */
function numbersIn({ rest, words, numbers, dates }: Asked): string[] {
  if (numbers.length === 0 || dates.length > 0) return []
  const written = words.length > 0 ? [rest, numbers.join('')] : [rest]
  return [...new Set([...written, ...written.map(one => one.replace(/[^\p{L}\p{N}]/gu, ''))].map(documentNumber))]
}

function hitOf(key: string, number: string, asked: string): Hit | null {
  const how = howNumber(number, asked)
  if (!how) return null
  const [kind, says] = how
  return hitBy(
    { kind: 'DOCUMENT', key },
    { field: 'number', value: number, how: kind, says: `number ${number} ${says}` },
  )
}

function howNumber(number: string, asked: string): [How, string] | null {
  if (number === asked) return ['EXACT', 'is what was asked for']
  const [shape, wanted] = [numberShape(number), numberShape(asked)]
  const at = shape.indexOf(wanted)
  if (at < 0) return null
  const read = number.slice(at, at + asked.length)
  const slips = read === asked ? '' : `, read as ${asked} with ${slipsOf(read, asked)}`
  if (shape === wanted) return ['OCR', slips.replace(/^, /, '')]
  return at === 0 ? ['PREFIX', `begins with ${read}${slips}`] : ['PART', `holds ${read}${slips}`]
}

/** Which characters were asked for others: `5 for S and 0 for O`. */
function slipsOf(read: string, asked: string): string {
  const slips = [...asked].flatMap((character, i) => (character === read[i] ? [] : [`${character} for ${read[i]}`]))
  return [...new Set(slips)].join(' and ')
}
