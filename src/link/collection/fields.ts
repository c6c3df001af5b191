import { type Fragments, page, property, value } from '../../graph/index.ts'
import { NODE_KINDS, type NodeKind } from '../kinds.ts'
import type { ActKind } from './store.ts'

/** How a thing stands to what was put into a collection. */
export type Standing = 'SAME' | 'RENAMED' | 'JOINED' | 'PARTED' | 'RETIRED' | 'GONE'

/** What a thing in a collection is now: the keys of things of its kind, and how it stands to what it was. */
export interface NowIs {
  readonly kind: NodeKind
  readonly keys: readonly string[]
  readonly standing: Standing
}

const plain = (Object.keys(NODE_KINDS) as NodeKind[]).filter(kind => kind !== 'PERSON')
const RETIRING: readonly NodeKind[] = ['IDENTITY', 'DOCUMENT', 'CALL', 'BOOKING', 'CONTACT']

/**
 * A person is what its identities are taken for today, whatever names it bore: two persons joined are one, and one that
 * came apart is several. Persons are those of REVIEWED.
 */
const nowIs = `[x.kind, x.key,
    CASE x.kind
    WHEN 'PERSON' THEN COLLECT { UNWIND x.identities AS id MATCH (:Identity {id: id})-[:IS]->(p:Person)
      WITH DISTINCT p ORDER BY p.id RETURN p.id }
    ${plain.map(kind => `WHEN '${kind}' THEN COLLECT { MATCH (n:${NODE_KINDS[kind]} {id: x.key}) RETURN n.id }`).join('\n    ')}
    ELSE [] END,
    CASE x.kind
    WHEN 'PERSON' THEN EXISTS { MATCH (n:RetiredIdentity) WHERE n.id IN x.identities }
    ${RETIRING.map(kind => `WHEN '${kind}' THEN EXISTS { MATCH (n:Retired${NODE_KINDS[kind]} {id: x.key}) }`).join('\n    ')}
    ELSE false END,
    x.kind = 'PERSON' AND EXISTS { UNWIND x.identities AS id MATCH (:Identity {id: id})-[:IS]->(p:Person)<-[:IS]-(o)
      WHERE NOT o.id IN x.identities }]`

type NowRow = readonly [kind: NodeKind, key: string, keys: string[], retired: boolean, grown: boolean]

/** Exported for those who read a collection without the API. */
export const nowIsExpression = nowIs

export function nowIsOf([kind, key, keys, retired, grown]: NowRow): NowIs {
  const standing = () => {
    if (keys.length === 0) return retired ? 'RETIRED' : 'GONE'
    if (keys.length > 1) return 'PARTED'
    if (grown) return 'JOINED'
    return keys[0] === key ? 'SAME' : 'RENAMED'
  }
  return { kind, keys, standing: standing() }
}

const history = `COLLECT { MATCH (x)<-[:OF_COLLECTION]-(a:CollectionAct) WITH a ORDER BY a.number DESC LIMIT 500
    RETURN [a.at, a.kind, a.by, a.purpose, a.things, a.says] }`

type ActRow = readonly [number, ActKind, string, string | null, number, string | null]

const actOf = ([at, kind, by, purpose, things, says]: ActRow) => ({ at, kind, by, purpose, things, says })

/** Collections and what is in them, as the API shows them. */
export const collectionFragments: Fragments = {
  types: [
    {
      name: 'Collection',
      find: 'MATCH (y:Collection {id: key})',
      fields: {
        name: property('name'),
        note: property('note'),
        createdBy: property('createdBy'),
        createdAt: property('createdAt'),
        changedAt: property('changedAt'),
        things: page('CollectedThing', 'MATCH (x)<-[:IN_COLLECTION]-(y:CollectedThing)', {
          orders: { ADDED_ASC: { by: ['y.addedAt', 'y.nth'] }, LABEL_ASC: { by: ['y.label'] } },
        }),
        history: value(history, (rows: readonly ActRow[]) => rows.map(actOf)),
      },
    },
    {
      name: 'CollectedThing',
      find: 'MATCH (y:CollectedThing {id: key})',
      fields: {
        kind: property('kind'),
        label: property('label'),
        note: property('note'),
        addedBy: property('addedBy'),
        addedAt: property('addedAt'),
        nowIs: value(nowIs, nowIsOf),
      },
    },
  ],
  lists: {
    collections: page('Collection', 'MATCH (y:Collection)', {
      orders: {
        NAME_ASC: { by: ['y.name'] },
        CHANGED_DESC: { by: ['y.changedAt'], descending: true },
      },
    }),
  },
}
