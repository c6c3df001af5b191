import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Places } from '../../src/pattern/projection/places.ts'
import { Table } from '../../src/pattern/projection/table.ts'

test('finds the rows that a map finds, whatever was added and taken away before', () => {
  // Few numbers, so that they meet, and the greatest that a node may have.
  const node = fc.oneof(fc.nat({ max: 200 }), fc.integer({ min: 2 ** 32 - 50, max: 2 ** 32 - 1 }))
  const act = fc.record({ node, add: fc.boolean() })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 600 }), acts => {
      const table = new Table({ place: Uint32Array })
      const places = new Places(table)
      const plain = new Map<number, number>()
      for (const { node, add } of acts) {
        if (!add) {
          places.delete(node)
          plain.delete(node)
        } else if (places.get(node) < 0) {
          const row = table.add()
          table.columns.place[row] = node
          places.add(row)
          plain.set(node, row)
        }
        expect(places.get(node)).toBe(plain.get(node) ?? -1)
      }
      for (const { node } of acts) expect(places.get(node)).toBe(plain.get(node) ?? -1)
    }),
  )
})
