import { expect, test } from '@jest/globals'
import { Column } from '../../src/intake/bulk/column.ts'
import { KeyTable } from '../../src/intake/bulk/key-table.ts'

test('a table that has grown several times knows each key by its first number, and no other key', () => {
  const table = new KeyTable()
  for (let i = 0; i < 200_000; i++) expect(table.add(`key ${i}`, i)).toBe(true)
  for (let i = 0; i < 200_000; i += 7) expect(table.add(`key ${i}`, 5)).toBe(false)
  expect(table.size).toBe(200_000)
  let wrong = 0
  for (let i = 0; i < 200_000; i++) {
    if (table.get(`key ${i}`) !== i) wrong++
    if (table.get(`other ${i}`) !== undefined) wrong++
  }
  expect(wrong).toBe(0)
})

test('a column tells what was set, and else that nothing was', () => {
  const [whole, wide] = [Column.whole(), Column.wide()]
  whole.set(5_000, 7)
  wide.set(70_000, 1_700_000_000_123)
  expect([whole.at(5_000), whole.at(4_999), whole.at(9_999_999)]).toEqual([7, -1, -1])
  expect([wide.at(70_000), wide.at(3), wide.at(9_999_999)]).toEqual([1_700_000_000_123, Number.NaN, Number.NaN])
})
