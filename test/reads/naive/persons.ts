import type { CopyNode } from '../copy.ts'
import { type About, type Fields, only, sorted, stored, storedAs } from './about.ts'
import { documentKey } from './documents.ts'
import { journeysOfPerson } from './journeys.ts'
import { type List, page, rows } from './page.ts'

const identitiesOf = (person: CopyNode, { copy }: About) => copy.into(person, 'IS', 'Identity')
const journeysBy = (person: CopyNode, about: About) =>
  identitiesOf(person, about).flatMap(identity => about.copy.out(identity, 'MADE', 'Journey'))

const named = ({ properties: { surname, givenNames } }: CopyNode) => (givenNames ? `${surname} ${givenNames}` : surname)

/** Letter case and accents do not matter, punctuation counts as a space. */
const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export const personsList: List = {
  name: 'persons',
  orders: {
    NAME_ASC: { by: ({ properties: { displayName, id } }) => [displayName, id] },
    NAME_DESC: { by: ({ properties: { displayName, id } }) => [displayName, id], down: true },
  },
  filters: {
    name: (person, part: string, about) =>
      identitiesOf(person, about).some(identity => plain(named(identity)).includes(plain(part))),
    dateOfBirth: (person, start: string, about) =>
      identitiesOf(person, about).some(({ properties }) => (properties.dateOfBirth ?? '').startsWith(start)),
    minJourneys: (person, least, about) => journeysBy(person, about).length >= least,
  },
}

const documentsOfPerson: List = { name: 'Person.documents', orders: { KEY_ASC: { by: documentKey } } }

/** The assertion, with the first other identity of the person of equal name and birth, and the first on a common document. */
function link(identity: CopyNode, about: About) {
  const { copy } = about
  const [is] = copy.ties(identity, 'IS')
  if (!is) return null
  const others = identitiesOf(is.to, about)
    .filter(other => other !== identity)
    .sort((a, b) => (a.properties.id < b.properties.id ? -1 : 1))
  const { sameKey, dateOfBirth } = identity.properties
  const byName = others.find(other => sameKey !== undefined && other.properties.sameKey === sameKey)
  const papers = sorted('Document', copy.out(identity, 'STATED_ON', 'Document'), documentKey).map(({ node }) => node)
  const onPaper = (other: CopyNode) => papers.find(paper => copy.into(paper, 'STATED_ON', 'Identity').includes(other))
  const byDocument = others.find(onPaper)
  const because = []
  if (byName)
    because.push({
      field: 'name and dateOfBirth',
      left: `${named(identity)} ${dateOfBirth}`,
      right: `${named(byName)} ${byName.properties.dateOfBirth}`,
      level: 'equal',
      bits: null,
    })
  if (byDocument)
    because.push({
      field: 'document',
      left: named(identity),
      right: `${named(byDocument)} on ${onPaper(byDocument)?.properties.id}`,
      level: 'same number, compatible names',
      bits: null,
    })
  return { status: is.properties.status, score: null, because, decidedBy: null, decidedAt: null }
}

export const persons: Fields = {
  Person: {
    displayName: stored('displayName'),
    identities: (person, _, about) =>
      sorted('Identity', identitiesOf(person, about), ({ properties }) => [properties.id]),
    documents: (person, args, about) => {
      const stated = identitiesOf(person, about).flatMap(identity => about.copy.out(identity, 'STATED_ON', 'Document'))
      return page(documentsOfPerson, rows('Document', [...new Set(stated)]), args, about)
    },
    journeys: (person, args, about) => page(journeysOfPerson, rows('Journey', journeysBy(person, about)), args, about),
  },
  Identity: {
    ...storedAs('surname', 'givenNames', 'surnameCyrillic', 'givenNamesCyrillic', 'surnameAtBirth', 'dateOfBirth'),
    ...storedAs('sex', 'nationality', 'placeOfBirth', 'countryOfBirth'),
    person: (identity, _, { copy }) => only('Person', copy.out(identity, 'IS', 'Person')),
    link: (identity, _, about) => link(identity, about),
    documents: (identity, _, { copy }) => sorted('Document', copy.out(identity, 'STATED_ON', 'Document'), documentKey),
  },
}
