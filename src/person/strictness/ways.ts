/**
 * How sure it must be that identities are one person. STRICT: a human confirmed it. REVIEWED: that, or the matcher is
 * sure. PROBABLE: also where it holds it likely, and nobody has looked yet.
 */
export type Strictness = 'STRICT' | 'REVIEWED' | 'PROBABLE'

/**
 * The ways between identities and persons in the graph, as clauses. REVIEWED persons stand in the graph as nodes of their
 * own; the others are groups that no node stands for: the node of a group's least identity (STRICT), or of its least
 * person (PROBABLE), is taken for the whole, and only groups of several are told, by the parameters of {@link Groups}.
 */
export interface Ways {
  readonly strictness: Strictness
  /** Label of the nodes that are taken for persons. */
  readonly label: 'Person' | 'Identity'
  /** Finds the person `y` of the identity with this id. */
  readonly find: string
  /** Finds every person `y`. */
  readonly all: string
  /** From a person to its identities, and on from these. */
  readonly identitiesOf: (person: string, identity: string, on?: string) => string
  /** From a known identity to its person. */
  readonly personOf: (identity: string, person: string) => string
  /** From a pattern that ends at an identity to the identity and its person. */
  readonly personsBy: (pattern: string, identity: string, person: string) => string
  /** Id of the person of a known identity, as an expression; no name in it may be one of those around it. */
  readonly personId: (identity: string) => string
  /** The name under which a person is shown, as an expression. */
  readonly name: (person: string) => string
}

/** What groups of several are told by, each by id: the person of a member, the members of a person, the name of a person. */
export type Groups = {
  readonly leader: Readonly<Record<string, string>>
  readonly members: Readonly<Record<string, readonly string[]>>
  readonly named: Readonly<Record<string, string>>
}

export const NO_GROUPS: Groups = { leader: {}, members: {}, named: {} }

const leader = (id: string) => `coalesce($leader[${id}], ${id})`
/** Ids of a person's members, each as a variable that is named after the identity sought. */
const members = (person: string, member: string) =>
  `UNWIND coalesce($members[${person}.id], [${person}.id]) AS ${member}\n  `
const memberId = (identity: string) => `${identity || 'its'}Id`
const named = (person: string, otherwise: string) => `coalesce($named[${person}.id], ${otherwise})`

const REVIEWED: Ways = {
  strictness: 'REVIEWED',
  label: 'Person',
  find: 'MATCH (:Identity {id: key})-[:IS]->(y:Person)',
  all: 'MATCH (y:Person)',
  identitiesOf: (person, identity, on = '') => `MATCH (${person})<-[:IS]-(${identity}:Identity)${on}`,
  personOf: (identity, person) => `MATCH (${identity})-[:IS]->(${person}:Person)`,
  personsBy: (pattern, identity, person) => `MATCH ${pattern}(${identity}:Identity)-[:IS]->(${person}:Person)`,
  personId: identity => `head([(${identity})-[:IS]->(${identity}Home:Person) | ${identity}Home.id])`,
  name: person => `${person}.displayName`,
}

const STRICT: Ways = {
  strictness: 'STRICT',
  label: 'Identity',
  find: `MATCH (y:Identity {id: ${leader('key')}})`,
  all: `MATCH (y:Identity) WHERE ${leader('y.id')} = y.id`,
  identitiesOf: (person, identity, on = '') =>
    `${members(person, memberId(identity))}MATCH (${identity}:Identity {id: ${memberId(identity)}})${on}`,
  personOf: (identity, person) => `MATCH (${person}:Identity {id: ${leader(`${identity}.id`)}})`,
  personsBy: (pattern, identity, person) => {
    const who = identity || 'who'
    return `MATCH ${pattern}(${who}:Identity)\n  MATCH (${person}:Identity {id: ${leader(`${who}.id`)}})`
  },
  personId: identity => leader(`${identity}.id`),
  name: person => named(person, `${person}.surname + coalesce(' ' + ${person}.givenNames, '')`),
}

const PROBABLE: Ways = {
  strictness: 'PROBABLE',
  label: 'Person',
  find: `MATCH (:Identity {id: key})-[:IS]->(home:Person)\n  MATCH (y:Person {id: ${leader('home.id')}})`,
  all: `MATCH (y:Person) WHERE ${leader('y.id')} = y.id`,
  identitiesOf: (person, identity, on = '') =>
    `${members(person, memberId(identity))}MATCH (:Person {id: ${memberId(identity)}})<-[:IS]-(${identity}:Identity)${on}`,
  personOf: (identity, person) =>
    `MATCH (${identity})-[:IS]->(home:Person)\n  MATCH (${person}:Person {id: ${leader('home.id')}})`,
  personsBy: (pattern, identity, person) =>
    `MATCH ${pattern}(${identity}:Identity)-[:IS]->(home:Person)\n  MATCH (${person}:Person {id: ${leader('home.id')}})`,
  personId: identity => `head([(${identity})-[:IS]->(${identity}Home:Person) | ${leader(`${identity}Home.id`)}])`,
  name: person => named(person, `${person}.displayName`),
}

export const WAYS: Readonly<Record<Strictness, Ways>> = { STRICT, REVIEWED, PROBABLE }
