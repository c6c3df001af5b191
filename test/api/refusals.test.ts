import { expect, test } from '@jest/globals'
import { type GraphQLObjectType, isObjectType } from 'graphql'
import { openRegistry } from '../../src/api/resolvers.ts'
import { openSchema } from '../../src/api/schema.ts'

const refuse = () => {
  throw new Error('refused')
}

test('no field throws: beside an item of a list that does, graphql-js leaves reads that nobody handles', async () => {
  const person = openSchema(openRegistry('REVIEWED')).getType('Person')
  expect(isObjectType(person)).toBe(true)
  const { resolve } = (person as GraphQLObjectType).getFields().journeys ?? {}
  await expect(resolve?.({}, {}, { reader: { field: refuse } }, {} as never)).rejects.toThrow('refused')
})
