import { linkOf } from '../../../src/person/link.ts'
import type { CopyNode } from '../copy.ts'
import { type About, type Fields, instant, only, sorted, stored, storedAs } from './about.ts'
import { assertions, columnsOf, common, mayBe } from './assertions.ts'
import { latestFirst } from './decisions.ts'
import { documentKey } from './documents.ts'
import { journeysOfPerson } from './journeys.ts'
import { type List, page, rows } from './page.ts'

const identitiesOf = (person: CopyNode, { persons }: About) => persons.identitiesOf(person)
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
  ofPersons: true,
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

type Likeness = readonly [properties: CopyNode['properties'], portrait: CopyNode, documents: string[]]

/**
 * The assertion, with another identity of the person that sits for the same portrait, else the surest of its portraits.
 * How a likeness is put into words is the matcher's own affair and not a way of reading: that is taken from there.
 */
function link(identity: CopyNode, { copy }: About) {
  const [is] = copy.ties(identity, 'IS')
  const [portrait] = copy.out(identity, 'COMPARED_AS', 'Portrait')
  if (!is || !portrait) return null
  const sitters = (of: CopyNode) =>
    copy.into(of, 'COMPARED_AS', 'Identity').filter(other => copy.out(other, 'IS', 'Person').includes(is.to))
  const same: Likeness | undefined = sitters(portrait).some(other => other !== identity)
    ? [portrait.properties, portrait, []]
    : undefined
  const likes = [...copy.ties(portrait, 'LIKE'), ...copy.tiesInto(portrait, 'LIKE')]
    .map(({ from, to, properties }) => ({ properties, other: from === portrait ? to : from }))
    .filter(({ properties, other }) => properties.auto && sitters(other).length > 0)
    .sort((a, b) => Number(b.properties.p) - Number(a.properties.p) || before(a.other, b.other))
  const surest = likes.map(({ properties, other }): Likeness => [properties, other, common(portrait, other, copy)])[0]
  const {
    status,
    decidedBy = null,
    decidedAt,
  } = is.properties as { status: string; decidedBy?: string; decidedAt?: number }
  const link = linkOf([status, columnsOf(portrait), asRow(same), asRow(surest), decidedBy, null])
  return { ...link, decidedAt: instant(decidedAt) }
}

const before = (a: CopyNode, b: CopyNode) => (a.properties.id < b.properties.id ? -1 : 1)

const asRow = (likeness: Likeness | undefined) =>
  likeness
    ? ([likeness[0].p, likeness[0].levels, likeness[0].bits, columnsOf(likeness[1]), likeness[2]] as const)
    : null

export const persons: Fields = {
  Person: {
    displayName: stored('displayName'),
    identities: (person, _, about) =>
      sorted('Identity', identitiesOf(person, about), ({ properties }) => [properties.id]),
    assertions: (person, _, about) => assertions(person, about),
    documents: (person, args, about) => {
      const stated = identitiesOf(person, about).flatMap(identity => about.copy.out(identity, 'STATED_ON', 'Document'))
      return page(documentsOfPerson, rows('Document', [...new Set(stated)]), args, about)
    },
    journeys: (person, args, about) => page(journeysOfPerson, rows('Journey', journeysBy(person, about)), args, about),
    history: (person, _, about) => {
      const decisions = identitiesOf(person, about).flatMap(one => about.copy.into(one, 'CONCERNS', 'Decision'))
      return sorted('Decision', [...new Set(decisions)], latestFirst)
    },
  },
  Identity: {
    ...storedAs('surname', 'givenNames', 'surnameCyrillic', 'givenNamesCyrillic', 'surnameAtBirth', 'dateOfBirth'),
    ...storedAs('sex', 'nationality', 'placeOfBirth', 'countryOfBirth'),
    person: (identity, _, about) => only('Person', about.persons.of(identity)),
    link: (identity, _, about) => link(identity, about),
    mayBe: (identity, _, about) => mayBe(identity, about),
    documents: (identity, _, { copy }) => sorted('Document', copy.out(identity, 'STATED_ON', 'Document'), documentKey),
  },
}
