/**
 * The graph as a user of `@neo4j/graphql` describes it, read only. Its relationships are lists, also those to one node.
 * What lies two ties away and is cut (a person's latest journeys) is `@cypher`, which is how the library would have it
 * written: nested relationships cannot be ordered and cut across their parents. Instants are stored as epoch
 * milliseconds, which its 32-bit Int does not hold: BigInt.
 */
export const typeDefinitions = `
extend schema @mutation(operations: []) @subscription(events: [])

type Person @node @plural(value: "persons") {
  id: ID!
  displayName: String!
  identities: [Identity!]! @relationship(type: "IS", direction: IN)
  documents(first: Int!): [Document!]! @cypher(columnName: "d", statement: """
    MATCH (this)<-[:IS]-(:Identity)-[:STATED_ON]->(d:Document) WITH DISTINCT d ORDER BY d.id LIMIT toInteger($first) RETURN d
  """)
  journeys(first: Int!): [Journey!]! @cypher(columnName: "j", statement: """
    MATCH (this)<-[:IS]-(:Identity)-[:MADE]->(j:Journey)
    WITH j ORDER BY j.departsAt DESC, j.id DESC LIMIT toInteger($first) RETURN j
  """)
}

type Identity @node @plural(value: "identities") {
  id: ID!
  surname: String!
  givenNames: String
  dateOfBirth: String
  nationality: String
}

type Document @node {
  id: ID!
  type: String!
  issuer: String!
  number: String!
  issuedOn: String
  expiresOn: String
  status: String
  holders(first: Int!): [Person!]! @cypher(columnName: "p", statement: """
    MATCH (this)<-[:STATED_ON]-(:Identity)-[:IS]->(p:Person)
    WITH DISTINCT p ORDER BY p.displayName, p.id LIMIT toInteger($first) RETURN p
  """)
}

type Journey @node {
  id: ID!
  ref: String!
  stage: String
  coach: String
  seat: String
  departsAt: BigInt!
  run: [TrainRun!]! @relationship(type: "ON", direction: OUT)
  identity: [Identity!]! @relationship(type: "MADE", direction: IN)
  person: [Person!]! @cypher(columnName: "p", statement: """
    MATCH (this)<-[:MADE]-(:Identity)-[:IS]->(p:Person) RETURN p
  """)
  documents: [Document!]! @relationship(type: "PRESENTED", direction: OUT)
  boardedAt: [Call!]! @relationship(type: "BOARDED_AT", direction: OUT)
  alightedAt: [Call!]! @relationship(type: "ALIGHTED_AT", direction: OUT)
}

type TrainRun @node @plural(value: "trainRuns") {
  id: ID!
  originDate: String!
  capacity: Int
  train: [Train!]! @relationship(type: "RUN_OF", direction: OUT)
  calls: [Call!]! @relationship(type: "HAS_CALL", direction: OUT)
  journeys: [Journey!]! @relationship(type: "ON", direction: IN)
}

type Train @node {
  id: ID!
  name: String
}

type Call @node {
  id: ID!
  at: BigInt
  seq: Int
  kind: String!
  arrive: BigInt
  depart: BigInt
  station: [Station!]! @relationship(type: "AT", direction: OUT)
}

type Station @node {
  id: ID!
  nameEn: String!
  calls: [Call!]! @relationship(type: "AT", direction: IN)
}
`
