import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))

const types = Object.values(schema.getTypeMap()).filter(
  type => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)

/** Something of the schema that a reader may wonder about, and where it stands. */
interface Place {
  readonly coordinate: string
  readonly name: string
  readonly description: string | null | undefined
}

interface FieldOf {
  readonly type: GraphQLNamedType
  // biome-ignore lint/suspicious/noExplicitAny: the parent and context of a field do not matter here
  readonly field: GraphQLField<any, any>
}

const fields: FieldOf[] = types.flatMap(type =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()).map(field => ({ type, field })) : [],
)

const ofFields: Place[] = fields.flatMap(({ type, field }) => [
  { ...field, coordinate: `${type.name}.${field.name}` },
  ...field.args.map(arg => ({ ...arg, coordinate: `${type.name}.${field.name}(${arg.name}:)` })),
])

const ofInputsAndEnums: Place[] = types.flatMap(type => {
  const parts = isInputObjectType(type) ? Object.values(type.getFields()) : isEnumType(type) ? type.getValues() : []
  return parts.map(part => ({ ...part, coordinate: `${type.name}.${part.name}` }))
})

const places: Place[] = [
  ...types.map(({ name, description }) => ({ name, description, coordinate: name })),
  ...ofFields,
  ...ofInputsAndEnums,
]

const coordinates = (found: readonly Place[]) => found.map(({ coordinate }) => coordinate)

/** The words of a name or sentence, without articles: `givenNames` and `The given names.` are the same. */
function words(text: string): string {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '' && !['a', 'an', 'the', 'its', 'of'].includes(word))
    .join(' ')
}

describe('descriptions', () => {
  test('everything has one', () => {
    expect(coordinates(places.filter(({ description }) => !description?.trim()))).toEqual([])
  })

  test('none is but the name', () => {
    expect(coordinates(places.filter(({ name, description }) => words(description ?? '') === words(name)))).toEqual([])
  })

  test('each is a sentence or a question', () => {
    expect(coordinates(places.filter(({ description }) => !/^[`A-Z1-9].*[.?]$/s.test(description ?? '')))).toEqual([])
  })

  test('none speaks of how things are stored', () => {
    const stored = /neo4j|cypher|\b(node|label|property|properties|relationship|database|column|row in|query)\b/i
    expect(coordinates(places.filter(({ description }) => stored.test(description ?? '')))).toEqual([
      // The Relay names themselves.
      'Node',
      // The tool that a file is for.
      'ExportFormat.CSV',
    ])
  })

  test('what takes `first` says its limits', () => {
    const first = places.filter(({ coordinate }) => coordinate.endsWith('(first:)'))
    expect(coordinates(first.filter(({ description }) => description !== '1 to 500; 50 when absent.'))).toEqual([])
  })
})

describe('conventions', () => {
  const shape = (type: GraphQLNamedType | undefined) =>
    isObjectType(type) ? Object.values(type.getFields()).map(field => `${field.name}: ${field.type}`) : []
  const named = (name: string) => schema.getType(name)

  test('a field with `first` takes `after`, has 50 by default and returns a connection', () => {
    const lists = fields.filter(({ field }) => field.args.some(({ name }) => name === 'first'))
    const broken = lists.filter(({ field }) => {
      const first = field.args.find(({ name }) => name === 'first')
      const after = field.args.find(({ name }) => name === 'after')
      return !(
        /^\w+Connection!$/.test(String(field.type)) &&
        String(first?.type) === 'Int' &&
        first?.defaultValue === 50 &&
        String(after?.type) === 'String'
      )
    })
    expect(lists.length).toBeGreaterThan(5)
    expect(broken.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([])
  })

  test('only a field with `first` returns a connection, and a plain list holds no nulls', () => {
    const broken = fields.filter(({ type, field }) => {
      if (field.args.some(({ name }) => name === 'first') || `${type.name}.${field.name}` === 'Query.nodes')
        return false
      const text = String(field.type)
      return getNamedType(field.type).name.endsWith('Connection') || (text.startsWith('[') && !/^\[\w+!]!$/.test(text))
    })
    expect(broken.map(({ type, field }) => `${type.name}.${field.name}: ${field.type}`)).toEqual([])
  })

  test('a connection has edges, nodes, pageInfo and totalCount; its edges have cursor and node', () => {
    const broken = types
      .filter(type => type.name.endsWith('Connection'))
      .filter(({ name }) => {
        const edge = named(name.replace(/Connection$/, 'Edge'))
        const node = shape(edge)
          .find(line => line.startsWith('node: '))
          ?.slice('node: '.length)
        const wanted = [`edges: [${edge?.name}!]!`, `nodes: [${node}]!`, 'pageInfo: PageInfo!', 'totalCount: Int!']
        const has = shape(named(name))
        return !(shape(edge).includes('cursor: String!') && wanted.every(line => has.includes(line)))
      })
    expect(broken.map(({ name }) => name)).toEqual([])
  })

  test('an input is named after its field, a filter after its type', () => {
    const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
    const inputs = new Set(
      [schema.getQueryType(), schema.getMutationType(), ...types.filter(isInputObjectType)].flatMap(having =>
        Object.keys(having?.getFields() ?? {}).map(name => `${upperFirst(name)}Input`),
      ),
    )
    const broken = types
      .filter(isInputObjectType)
      .filter(({ name }) => !inputs.has(name) && !(name.endsWith('Filter') && named(name.replace(/Filter$/, ''))))
    expect(broken.map(({ name }) => name)).toEqual([])
    const misplaced = fields.flatMap(({ type, field }) =>
      field.args
        .filter(({ name, type: of }) => name === 'filter' && !getNamedType(of).name.endsWith('Filter'))
        .map(({ name }) => `${type.name}.${field.name}(${name}:)`),
    )
    expect(misplaced).toEqual([])
  })

  test('an order is an enum named after its type, whose values say which way', () => {
    const orders = fields.flatMap(({ type, field }) =>
      field.args
        .filter(({ name }) => name === 'orderBy')
        .map(arg => ({ coordinate: `${type.name}.${field.name}(orderBy:)`, order: getNamedType(arg.type) })),
    )
    expect(orders.length).toBeGreaterThan(5)
    const misnamed = orders.filter(
      ({ order }) => !(isEnumType(order) && order.name.endsWith('Order') && named(order.name.replace(/Order$/, ''))),
    )
    expect(misnamed.map(({ coordinate, order }) => `${coordinate} ${order.name}`)).toEqual([])
    const pathless = types
      .filter(isEnumType)
      .filter(({ name }) => name.endsWith('Order'))
      .flatMap(type => type.getValues().map(({ name }) => ({ name, coordinate: `${type.name}.${name}` })))
      .filter(({ name }) => !/^[A-Z_]+_(ASC|DESC)$/.test(name))
    expect(pathless.map(({ coordinate }) => coordinate)).toEqual([])
  })

  test('everything with an id is a node, and nothing is JSON', () => {
    const anonymous = fields
      .filter(({ type, field }) => field.name === 'id' && isObjectType(type) && String(field.type) === 'ID!')
      .filter(({ type }) => isObjectType(type) && !type.getInterfaces().some(({ name }) => name === 'Node'))
    expect(anonymous.map(({ type }) => type.name)).toEqual([])
    expect(types.map(({ name }) => name).filter(name => /json/i.test(name))).toEqual([])
  })
})
