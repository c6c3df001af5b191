import type { CopyNode } from '../copy.ts'
import { type Fields, instant, instantsAs, millis, only, sorted, storedAs } from './about.ts'
import { type List, page, type Row, rows } from './page.ts'
import { stated } from './statements.ts'

/** By type, issuer and number. */
export const documentKey = ({ properties: { type, issuer, number } }: CopyNode) => [type, issuer, number]

const byNumber = ({ properties: { type, issuer, number } }: CopyNode) => [number, type, issuer]

export const documentsList: List = {
  name: 'documents',
  orders: {
    KEY_ASC: { by: documentKey },
    KEY_DESC: { by: documentKey, down: true },
    NUMBER_ASC: { by: byNumber },
    NUMBER_DESC: { by: byNumber, down: true },
  },
  filters: {
    types: ({ properties }, types: string[]) => types.includes(properties.type),
    issuer: ({ properties }, issuer) => properties.issuer === issuer,
    numberStartsWith: ({ properties }, start: string) => properties.number.startsWith(start),
    statuses: ({ properties }, statuses: string[]) => statuses.includes(properties.status),
    expiresAfter: ({ properties }, day) => properties.expiresOn !== undefined && properties.expiresOn > day,
    expiresBefore: ({ properties }, day) => properties.expiresOn !== undefined && properties.expiresOn < day,
  },
}

const holders: List = {
  name: 'Document.holders',
  ofPersons: true,
  orders: { NAME_ASC: { by: ({ properties: { displayName, id } }) => [displayName, id] } },
}

const presentations: List = {
  name: 'Document.presentations',
  orders: { AT_ASC: { by: shown }, AT_DESC: { by: shown, down: true } },
  filters: {
    from: ({ properties: { departsAt, at } }, from) => (departsAt ?? at) >= millis(from),
    to: ({ properties: { departsAt, at } }, to) => (departsAt ?? at) < millis(to),
  },
}

function shown({ properties: { departsAt, at, id } }: CopyNode) {
  return [departsAt ?? at, id]
}

export const documents: Fields = {
  Document: {
    ...stated,
    ...storedAs('type', 'issuer', 'number', 'series', 'issuedOn', 'validFrom', 'expiresOn', 'authority'),
    ...storedAs('biometric', 'permitType', 'status', 'transitHours'),
    ...instantsAs('statusAt'),
    holders: (document, args, about) => {
      const { copy, persons } = about
      const stating = copy.into(document, 'STATED_ON', 'Identity')
      const held = [...new Set(stating.flatMap(identity => persons.of(identity)))].map((person): Row => {
        const own = persons.identitiesOf(person)
        const departures = own
          .flatMap(identity => copy.out(identity, 'MADE', 'Journey'))
          .filter(journey => copy.out(journey, 'PRESENTED', 'Document').includes(document))
          .map(journey => journey.properties.departsAt as number)
          .sort((a, b) => a - b)
        const tie = {
          identities: own.filter(identity => stating.includes(identity)).length,
          journeys: departures.length,
          firstSeen: instant(departures[0]),
          lastSeen: instant(departures.at(-1)),
        }
        return { __typename: 'Person', node: person, tie }
      })
      return page(holders, held, args, about)
    },
    presentations: (document, args, about) => {
      const { copy } = about
      const journeys = rows('Journey', copy.into(document, 'PRESENTED', 'Journey'))
      const checks = rows('Check', copy.into(document, 'EXAMINED', 'Check'))
      return page(presentations, [...journeys, ...checks], args, about)
    },
    issuedFor: (document, _, { copy }) => only('Document', copy.out(document, 'ISSUED_FOR', 'Document')),
    authorises: (document, _, { copy }) =>
      sorted('TrainRun', copy.out(document, 'AUTHORISES', 'TrainRun'), ({ properties: { departsAt, id } }) => [
        departsAt,
        id,
      ]),
    replaces: (document, _, { copy }) => only('Document', copy.out(document, 'REPLACES', 'Document')),
    replacedBy: (document, _, { copy }) =>
      sorted('Document', copy.into(document, 'REPLACES', 'Document'), documentKey)[0] ?? null,
  },
}
