import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { LIMIT, type SearchGraph, upTo } from './graph.ts'
import { type Found, type Hit, type How, hitBy, NOTHING } from './hit.ts'
import { contactsHolding } from './store.ts'
import type { Asked } from './text.ts'

const KINDS = ['PHONE', 'EMAIL', 'CARD', 'AGENT']
/** Where somebody who leaves out the country may mean: the line's own countries and their neighbours. */
const HOME = ['RU', 'LT', 'BY', 'LV', 'PL', 'EE', 'UA'] as const
/** Fewer characters are a part of too many contacts. */
const SHORTEST_PART = 4

/** Finds contacts: a telephone number in any notation or in part, an address, a card or an agent or a part of it. */
export async function findContacts({ text, dates }: Asked, { ask }: SearchGraph): Promise<Found> {
  const phones = dates.length > 0 ? [] : phonesIn(text)
  const plain = text.toLowerCase()
  const parts = [...new Set([plain, ...phones])].filter(part => part.length >= SHORTEST_PART)
  if (parts.length === 0) return NOTHING
  const ids = KINDS.map(kind => `${kind}:${text}`)
  const { rows, cut } = upTo(await contactsHolding(ask, { ids, parts, ...LIMIT }))
  return { hits: rows.flatMap(row => hitOf(row, text, row[1] === 'PHONE' ? phones : [plain]) ?? []), cut }
}

/** The digits of a telephone number: all, and without what comes before the number in its own country. */
function phonesIn(text: string): string[] {
  if (!/^[\d\s()+./-]+$/.test(text)) return []
  const digits = text.replace(/\D/g, '')
  const national = HOME.flatMap(country => {
    const phone = parsePhoneNumberFromString(text, country)
    return phone?.isPossible() ? [phone.nationalNumber as string] : []
  })
  return [...new Set([digits, ...national])]
}

type Row = Awaited<ReturnType<typeof contactsHolding>>[number]

function hitOf([key, kind, value, plain]: Row, text: string, asked: readonly string[]): Hit | null {
  const how = howContact(kind, value, plain, text, asked)
  if (!how) return null
  const says = `${NAMES[kind] ?? 'contact'} ${value} ${SAYS[how]?.(text)}`
  return hitBy({ kind: 'CONTACT', key }, { field: 'value', value, how, says })
}

/** A number with its country's or trunk prefix before it is another notation of the same. */
const LONGEST_PREFIX = 5
const SHORTEST_NATIONAL = 7

function howContact(kind: string, value: string, plain: string, text: string, asked: readonly string[]): How | null {
  if (value.toLowerCase() === text.toLowerCase()) return 'EXACT'
  const held = asked.filter(part => plain.includes(part))
  if (held.length === 0) return null
  const isWhole = (part: string) =>
    plain === part ||
    (part.length >= SHORTEST_NATIONAL && plain.endsWith(part) && plain.length - part.length <= LONGEST_PREFIX)
  if (kind === 'PHONE' && held.some(isWhole)) return 'NOTATION'
  return held.some(part => plain.startsWith(part)) ? 'PREFIX' : 'PART'
}

const NAMES: Readonly<Record<string, string>> = {
  PHONE: 'telephone number',
  EMAIL: 'e-mail address',
  CARD: 'card',
  AGENT: 'agent',
}

const SAYS: Readonly<Partial<Record<How, (asked: string) => string>>> = {
  EXACT: () => 'is what was asked for',
  NOTATION: asked => `is ${asked} in another notation`,
  PREFIX: asked => `begins with ${asked}`,
  PART: asked => `holds ${asked}`,
}
