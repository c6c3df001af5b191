import type { CopyNode } from '../copy.ts'
import { type Fields, instantsAs, millis, stored, storedAs } from './about.ts'
import { type List, page, rows } from './page.ts'
import { sourceOf } from './statements.ts'

const number = ({ properties }: CopyNode) => [properties.number]
const written = ({ properties: { delivery, line } }: CopyNode) => [delivery, line]
const byLine = ({ properties: { line, id } }: CopyNode) => [line, id]

export const sourcesList: List = {
  name: 'sources',
  orders: { RECEIVED_DESC: { by: number, down: true }, RECEIVED_ASC: { by: number } },
  filters: {
    name: ({ properties }, part: string) => properties.name.toLowerCase().includes(part.toLowerCase()),
    receivedFrom: ({ properties }, from) => properties.receivedAt >= millis(from),
    receivedTo: ({ properties }, to) => properties.receivedAt < millis(to),
    complete: ({ properties }, complete) => properties.complete === complete,
    withRefused: ({ properties }, wanted) => properties.refused > 0 === wanted,
    withParked: ({ properties }, wanted) => properties.parked > 0 === wanted,
  },
}

export const parkedList: List = {
  name: 'parked',
  orders: { SINCE_ASC: { by: written }, SINCE_DESC: { by: written, down: true } },
  filters: {
    kinds: ({ properties }, kinds: string[]) => kinds.includes(properties.kind.toUpperCase()),
    waitsFor: ({ properties }, part: string) => properties.awaits.includes(part),
    since: ({ properties }, before) => properties.since < millis(before),
  },
}

const parkedOfDelivery: List = { name: 'Delivery.parkedRecords', orders: { LINE_ASC: { by: byLine } } }
const refusalsOfDelivery: List = { name: 'Delivery.refusals', orders: { LINE_ASC: { by: byLine } } }

export const deliveries: Fields = {
  Delivery: {
    ...storedAs('number', 'name', 'receivedFrom', 'complete', 'recorded', 'unchanged', 'parked', 'refused'),
    ...instantsAs('receivedAt'),
    sha256: stored('id'),
    parkedRecords: (delivery, args, about) =>
      page(parkedOfDelivery, rows('ParkedRecord', about.copy.into(delivery, 'IN', 'ParkedRecord')), args, about),
    refusals: (delivery, args, about) =>
      page(refusalsOfDelivery, rows('Refusal', about.copy.into(delivery, 'IN', 'Refusal')), args, about),
  },
  ParkedRecord: {
    ...storedAs('key', 'field'),
    ...instantsAs('since'),
    kind: ({ properties }) => properties.kind.toUpperCase(),
    waitsFor: stored('awaits'),
    source: (record, _, about) => sourceOf(record, about),
  },
  Refusal: storedAs('line', 'field', 'expected', 'came'),
}
