import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { buildSchema, type GraphQLEnumType } from 'graphql'
import { NODE_KINDS, TIE_KINDS } from '../../src/link/index.ts'

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))

test('the kinds of things are those of the schema, and each is a type of it', () => {
  const values = (schema.getType('NodeKind') as GraphQLEnumType).getValues().map(({ name }) => name)
  expect(values).toEqual(Object.keys(NODE_KINDS))
  expect(Object.values(NODE_KINDS).filter(label => !schema.getType(label))).toEqual([])
})

test('ties are between kinds that there are', () => {
  const ends = Object.values(TIE_KINDS).flatMap(({ ends }) => ends.flat())
  expect(ends.filter(kind => !(kind in NODE_KINDS))).toEqual([])
})
