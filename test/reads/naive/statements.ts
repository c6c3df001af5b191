import type { CopyNode } from '../copy.ts'
import { type About, type Field, instant, only } from './about.ts'

/** A node that says where it is written: by the number of its delivery, and by line. */
const deliveryOf = ({ properties }: CopyNode, { copy }: About) =>
  copy.all('Delivery').find(delivery => delivery.properties.number === properties.delivery)

export function sourceOf(written: CopyNode, about: About) {
  const { delivery, line } = written.properties
  if (delivery === undefined) return null
  return { delivery: only('Delivery', [deliveryOf(written, about)]), line, text: about.words(delivery, line) }
}

/** What every fact says of its sources: a fact bears its current statement, the earlier ones are records that state it. */
export const stated: Readonly<Record<string, Field>> = {
  source: (fact, _, about) => sourceOf(fact, about),
  history: (fact, _, about) => {
    const earlier = about.copy
      .into(fact, 'STATES', 'Record')
      .sort((a, b) => b.properties.delivery - a.properties.delivery || b.properties.line - a.properties.line)
    return [fact, ...earlier]
      .filter(({ properties }) => properties.delivery !== undefined)
      .map(statement => ({
        source: sourceOf(statement, about),
        receivedAt: instant(deliveryOf(statement, about)?.properties.receivedAt),
        current: statement === fact,
      }))
  },
}
